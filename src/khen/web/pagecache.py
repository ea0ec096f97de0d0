"""Whole portal pages, kept in the shared cache and answered before anything else of the house is asked."""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from khen.atoms import clock
from khen.domains.portals import reads
from khen.domains.portals.screens.public import PortalPage
from khen.web.hosts import host_of, portal_key

FOR = 60  # seconds: how long what no act says may lag
OUTAGE = 24 * 3600  # seconds: how long a page is given while the database does not answer, on the same day and after no act
OUT_OF_ORDER = 503
LEAF = re.compile(r"(?:trang=\d{1,4})?")
SENDERS = re.compile(r"(?:fbclid|gclid|zarsrc|utm_[a-z]+)=[^&]*")  # what networks put behind an address, for themselves
OWN = frozenset({"content-length", "vary", "etag", "cache-control", "content-encoding"})
RULES = {"Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Accept-Encoding, Cookie"}

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent: its headers, its bytes plain and packed, its tag, and until when (of the epoch) it is fresh."""

    headers: dict[str, str]
    body: bytes
    packed: bytes
    tag: str
    until: float


class PageCache:
    """First of all middleware. A page is kept under its portal's generation, which every act on the portal renews."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        unmark(request)
        name = self.name(request) if keepable(request) else ""
        if not name:
            return self.answer(request)
        kept: Kept | None = cache.get(name)
        if kept is None or kept.until <= clock.now().timestamp():
            response = self.answer(request)
            if kept is not None and response.status_code == OUT_OF_ORDER:
                return given(kept, request)
            if not isinstance(response, PortalPage) or response.status_code != 200 or response.cookies:
                return response
            kept = taken(response)
            if request.method == "GET":
                cache.set(name, kept, OUTAGE)
        return given(kept, request)

    def name(self, request: HttpRequest) -> str:
        """One name for one host, address, generation, day and port of the house; empty where no portal answers or nothing is
        kept."""
        host = host_of(request)
        key = portal_key(host)
        generation = reads.generation(key) if key else ""
        if not generation:
            return ""
        asked = "\n".join((settings.ENV.address_of(host), request.path, request.META.get("QUERY_STRING", "")))
        return f"page.{generation}.{clock.today()}.{hashlib.sha256(asked.encode()).hexdigest()}"


def unmark(request: HttpRequest) -> None:
    """From whom a reader came changes no page: whoever follows a shared link is given the same one as everybody."""
    asked = request.META.get("QUERY_STRING", "")
    request.META["QUERY_STRING"] = "&".join(piece for piece in asked.split("&") if not SENDERS.fullmatch(piece))


def keepable(request: HttpRequest) -> bool:
    """Asked for by somebody who is not signed in, with nothing in the query but the number of a list's page."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and LEAF.fullmatch(request.META.get("QUERY_STRING", "")) is not None
    )


def taken(response: PortalPage) -> Kept:
    """What is kept of a fresh page."""
    headers = {name: value for name, value in response.items() if name.lower() not in OWN}
    tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    packed = gzip.compress(response.content, 6, mtime=0)
    return Kept(headers, response.content, packed, tag, clock.now().timestamp() + FOR)


def given(kept: Kept, request: HttpRequest) -> HttpResponse:
    """The answer for this reader: 304 for who has it already, packed for who can unpack it, no bytes for HEAD."""
    if kept.tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        return HttpResponseNotModified(headers={**RULES, "ETag": kept.tag})
    packs = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    body = kept.packed if packs else kept.body
    headers = {**kept.headers, **RULES, "ETag": kept.tag, "Content-Length": str(len(body))}
    if packs:
        headers["Content-Encoding"] = "gzip"
    return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
