"""What is longer than anything of the house could ask for or take is refused in words, before anything is looked up or kept.

Addresses of more than 65,534 bytes never arrive, nor do headers of more than 100 lines or 400 kB and requests that are none: the
web server's HTTP library refuses them with an empty 414, 431 or 400. No field of ours lets anybody write such an address; the
server in front of the house shows static/web/chua-mo-duoc.html for them, and while the house is down."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from khen.atoms import table
from khen.desk import uploads
from khen.domains.newsroom.rules import texts
from khen.domains.portals import rules as portal_rules
from khen.domains.returns import terms as return_terms
from khen.reports import acts as report_acts
from khen.web import faults
from khen.web.gate import DESK

MB = 1024 * 1024
LONGEST = 16_000  # characters with their escapes; Django refuses to lead on to addresses of more than 16,384
SHORT = MB  # bytes that anybody may send, and officers where no file is asked for
LARGEST_FILE = max(  # bytes of one file, wherever in the house it may be given
    table.LARGEST,
    uploads.LARGEST,
    texts.LARGEST_FILE,
    portal_rules.LARGEST_FILE,
    return_terms.LARGEST_FILE,
    report_acts.LARGEST_SCAN,
)


class Length:
    """One answer for every door, at the counter and on portals."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return faults.plain("too_long", 414) if len(request.get_full_path()) > LONGEST else self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before any other middleware asks for a field of the body: reading one keeps all of its files on the disk."""
        sent = request.META.get("CONTENT_LENGTH") or ""
        if not sent and request.META.get("HTTP_TRANSFER_ENCODING"):  # in pieces without an end: nothing would be read of it
            return faults.plain("no_length", 411)
        if not sent or int(sent) <= SHORT:
            return None
        most = most_bytes(request)
        return faults.too_large(request, "body_too_large", most // MB) if int(sent) > most else None


def most_bytes(request: HttpRequest) -> int:
    """How long a body this address takes from this person: one file and its form where officers give files."""
    match = request.resolver_match
    takes_files = match is not None and match.route.startswith(DESK) and bool(match.namespaces)
    form: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return LARGEST_FILE + form if takes_files and request.user.is_authenticated else SHORT


def told(request: HttpRequest) -> dict[str, Any]:
    """For templates: how many MB the form of this page may hold; counted only where it is asked."""
    return {"most_megabytes": SimpleLazyObject(lambda: most_bytes(request) // MB)}
