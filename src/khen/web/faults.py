"""What a reader sees when something is wrong: on a portal in its own dress, elsewhere on a plain page."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from khen.domains.portals import screens

COUNTER = "/quan-tri/"


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: also for host names that nobody knows here."""
    return plain("wrong_request", 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return plain("refused", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    dressed = None if request.path.startswith(COUNTER) else screens.absent(request)
    return dressed or plain("not_found", 404)


def broken(request: HttpRequest) -> HttpResponse:
    return plain("broken", 500)


def plain(name: str, status: int) -> HttpResponse:
    """A page that asks neither the database nor the session."""
    with translation.override("vi"):
        return HttpResponse(render_to_string("portals/fault.html", {"fault": name, "status": status}), status=status)
