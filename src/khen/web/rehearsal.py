"""What only a demonstration shows: the letters that its own mail server took, and mock-ups of foreign systems."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from khen.atoms import clock
from khen.bodies.models import Outlet
from khen.bodies.reads import on_day
from khen.bodies.terms import BodyKind, OutletKind
from khen.egress import sink
from khen.web import faults

A_PAGE = 50  # letters
STRANGERS = (OutletKind.TICKER, OutletKind.POPUP)
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
View = Callable[..., HttpResponse]


def in_rehearsal(view: View) -> View:
    """404, alike for every address, unless the demonstration's own mail server runs."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.ENV.sink:
            return faults.plain("no_rehearsal", 404, home="/")
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return answer


def folder() -> Path:
    """Where the demonstration's mail server keeps its letters."""
    place: Path = settings.ENV.home / "mail"
    return place


@in_rehearsal
def mailbox(request: HttpRequest) -> HttpResponse:
    """The letters, the newest first; ?tim= narrows them to a subject or a recipient, ?trang= turns the page."""
    words = request.GET.get("tim", "").strip()
    found = Paginator(list(sink.heads(folder(), words)), A_PAGE)
    told = {"page": found.get_page(request.GET.get("trang", "1")[:9]), "words": words, "kept": sink.KEPT}
    return render(request, "web/mailbox.html", told)


@in_rehearsal
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter: its headers, its text; its HTML in a frame that may do nothing."""
    message = _letter(name)
    text = message.get_body(("plain",))
    shown = {
        "name": name,
        "subject": str(message["Subject"] or ""),
        "headers": [(key, str(value)) for key, value in message.items()],
        "text": text.get_content() if text else "",
        "has_html": message.get_body(("html",)) is not None,
    }
    return render(request, "web/letter.html", shown)


@xframe_options_sameorigin
@in_rehearsal
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part as it is; the browser runs nothing in it and fetches nothing for it."""
    part = _letter(name).get_body(("html",))
    if part is None:
        raise Http404
    response = HttpResponse(part.get_content())
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _letter(name: str) -> Any:
    message = sink.letter(folder(), name)
    if message is None:
        raise Http404
    return message


def strangers() -> QuerySet[Outlet]:
    """Those of bodies for training are shown nothing."""
    standing = Outlet.objects.filter(on_day(clock.today()), kind__in=STRANGERS)
    return standing.exclude(body__kind=BodyKind.TRAINING)


@in_rehearsal
def systems(request: HttpRequest) -> HttpResponse:
    """The foreign systems on which the house speaks."""
    return render(request, "web/systems.html", {"systems": strangers().order_by("kind", "collated", "pk")})


@in_rehearsal
def system(request: HttpRequest, key: str) -> HttpResponse:
    """A mock-up of one of them, with the script that its owner would put in."""
    found = get_object_or_404(strangers(), key=key)
    return render(request, "web/system.html", {"system": found, "script": f"egress/{found.kind}.js"})
