"""The public pages of a portal. The door has said which portal the host name means (`request.portal_key`)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from khen.atoms import clock, media
from khen.atoms.text import slug
from khen.atoms.vietnamese import moment_in_words
from khen.desk import partly
from khen.domains.portals import reads
from khen.domains.portals.models import Document, Placement, Portal
from khen.domains.portals.terms import DocumentState

A_PAGE = 12
POLICY = (
    "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


class PortalPage(HttpResponse):
    """A page that is the same for everybody: the door may keep it for a while when its status is 200."""


def home(request: HttpRequest) -> HttpResponse:
    portal, day = here(request), clock.today()
    topics = reads.topics(portal, day)
    return page("home", portal, day, path="/", topics=topics, front=reads.front(portal, day, topics))


def latest(request: HttpRequest) -> HttpResponse:
    portal, day = here(request), clock.today()
    rows = leaf(request, reads.standing(portal, day))
    return page("list", portal, day, path=reverse("portals:latest"), rows=rows)


def topic(request: HttpRequest, key: str) -> HttpResponse:
    portal, day = here(request), clock.today()
    topics = reads.topics(portal, day)
    chosen = next((topic for topic in topics if topic.key == key), None) or reads.left_empty(portal, key, day)
    if chosen is None:
        raise Http404
    rows = leaf(request, reads.standing(portal, day).filter(topic=key))
    return page("list", portal, day, path=reverse("portals:topic", args=[key]), topics=topics, chosen=chosen, rows=rows)


def article(request: HttpRequest, pk: int, title: str = "") -> HttpResponse:
    portal, day = here(request), clock.today()
    placement = reads.article(portal, pk, day)
    if placement and reads.gone(placement, day):
        taken = reads.taken_down_at(placement)
        return page("gone", portal, day, status=410, taken_down=taken and moment_in_words(taken))
    if placement is None or not reads.shown(placement, day):
        raise Http404
    path = reverse("portals:article", args=[pk, placement.article.slug])
    if request.path != path:
        return redirect(path, permanent=True)
    related = reads.related(placement, day)
    return page("article", portal, day, path=path, original=original(placement, path), placement=placement, related=related)


def documents(request: HttpRequest) -> HttpResponse:
    portal = here(request)
    rows = leaf(request, reads.documents(portal))
    return page("documents", portal, clock.today(), path=reverse("portals:documents"), rows=rows)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    portal = here(request)
    found = existing(portal, pk)
    if found.state == DocumentState.WITHDRAWN:
        return withdrawn(portal, found)
    return page("document", portal, clock.today(), path=reverse("portals:document", args=[pk]), document=found)


def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a document."""
    portal = here(request)
    found = existing(portal, pk)
    if found.state == DocumentState.WITHDRAWN and found.file:
        return withdrawn(portal, found)
    if not found.file or not default_storage.exists(found.file):
        raise Http404
    name = f"{slug(f'{found.number} {found.symbol}')}.pdf"
    return FileResponse(default_storage.open(found.file), filename=name, as_attachment=True, content_type="application/pdf")


def existing(portal: Portal, pk: int) -> Document:
    """The document that stands, or once stood, on the portal. Raises Http404."""
    if found := reads.document(portal, pk):
        return found
    raise Http404


def withdrawn(portal: Portal, found: Document) -> HttpResponse:
    """Gone, with the moment and the reason."""
    told = reads.withdrawal(found)
    when, why = (moment_in_words(told.moment), told.payload["reason"]) if told else ("", "")
    return page("withdrawn", portal, clock.today(), status=410, when=when, why=why)


def picture(request: HttpRequest, digest: str, width: int) -> HttpResponseBase:
    """A picture of an article that stands on this portal."""
    name = f"anh/{digest}-{width}.webp"
    known = width in (media.WIDE, media.NARROW) and reads.picture(here(request), digest, clock.today())
    if not known or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def file(request: HttpRequest, pk: int, digest: str, place: int = 0) -> HttpResponseBase:
    """A recording, to be listened to, or another file of an article that stands on this portal."""
    found = reads.file(here(request), pk, digest, place, clock.today())
    if found is None or not default_storage.exists(found["path"]):
        raise Http404
    heard = found["kind"] == media.AUDIO
    told = {"as_attachment": not heard, "filename": found["name"], "content_type": found["mime"]}
    response = partly.sent(request, default_storage.open(found["path"]), **told)
    response["Cache-Control"] = "public, max-age=3600"  # longer than that nobody keeps what was taken down
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def search(request: HttpRequest) -> HttpResponse:
    portal, day = here(request), clock.today()
    query = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    found = reads.search(portal, query, day)
    rows = leaf(request, found.placements)
    papers = found.documents[:A_PAGE] if rows.number == 1 else ()
    return page("search", portal, day, path=reverse("portals:search"), query=query, rows=rows, papers=papers)


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /quan-tri/\nDisallow: /tim-kiem/\n", content_type="text/plain")


def absent(request: HttpRequest) -> HttpResponse | None:
    """The portal's own page for an address that leads nowhere; None where there is no portal."""
    portal = reads.portal(getattr(request, "portal_key", ""))
    return page("absent", portal, clock.today(), status=404) if portal else None


def here(request: HttpRequest) -> Portal:
    """The portal that the host name means."""
    found = reads.portal(getattr(request, "portal_key", ""))
    if found is None:
        raise Http404
    return found


def leaf(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    """One page of a list; a number too large gives the last page, anything else that is none of them the first."""
    asked = request.GET.get("trang", "")[:9]
    return Paginator(rows, A_PAGE).get_page(max(int(asked), 1) if asked.isascii() and asked.isdigit() else 1)


def original(placement: Placement, path: str) -> str:
    """The canonical address: the same article on the portal it was first placed on."""
    home = placement.article.home or placement.portal
    return f"{settings.ENV.address_of(home.site.hostname)}{path}"


def page(name: str, portal: Portal, day: date, *, status: int = 200, path: str = "", **more: Any) -> PortalPage:
    """A page in Vietnamese, whatever the reader's browser prefers, under a policy that lets nothing foreign in."""
    topics = more.pop("topics", None) or reads.topics(portal, day)
    canonical = more.pop("original", "") or (path and f"{settings.ENV.address_of(portal.site.hostname)}{path}")
    context = {"portal": portal, "day": day, "topics": topics, "canonical": canonical, "page": name, **more}
    with translation.override("vi"):
        response = PortalPage(render_to_string(f"portals/{name}.html", context), status=status)
    response["Content-Language"] = "vi"
    response["Content-Security-Policy"] = POLICY
    return response
