"""What a reader sees when something is wrong: on a portal in its own dress, elsewhere on a plain page."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from khen.domains.portals.screens import public as screens

COUNTER = "/quan-tri/"
FAULTS = {  # what is wrong, and what to do about it
    "wrong_request": (
        _("This request cannot be answered"),
        _("There is no site under this name, or the request is damaged. Check the address."),
    ),
    "too_long": (_("This address is too long"), _("Shorten it, or search for fewer words.")),
    "refused": (
        _("This request was refused"),
        _("The page may have been open for too long. Go back, load it again and repeat what you did."),
    ),
    "wrong_method": (
        _("This address is only for looking"),
        _("Nothing can be sent here, and nothing was changed. Open the address in a browser."),
    ),
    "not_found": (_("Page not found"), _("The address may be mistyped, or this is not yours to see.")),
    "no_rehearsal": (
        _("Page not found"),
        _("The trial mailbox and the mock-ups of other systems are there only in a demonstration started with: khen up --sink"),
    ),
    "broken": (
        _("Something went wrong here"),
        _("Nothing you entered was changed. Try again in a few minutes; if it happens again, tell the administrator."),
    ),
}


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: also for host names that nobody knows here."""
    return plain("wrong_request", 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return plain("refused", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    at_the_counter = request.path.startswith(COUNTER)
    dressed = None if at_the_counter else screens.absent(request)
    return dressed or plain("not_found", 404, home=COUNTER if at_the_counter else "/")


def broken(request: HttpRequest) -> HttpResponse:
    return plain("broken", 500)


def plain(name: str, status: int, *, home: str = "") -> HttpResponse:
    """A page that asks neither the database nor the session; `home` is where its only link leads."""
    heading, words = FAULTS[name]
    with translation.override("vi"):
        told = {"heading": heading, "words": words, "status": status, "home": home}
        return HttpResponse(render_to_string("portals/fault.html", told), status=status)
