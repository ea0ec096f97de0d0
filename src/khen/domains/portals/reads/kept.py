"""Articles, how each stands on its portals, and documents, as the journal tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F, Prefetch, Q

from khen.bodies.terms import OutletKind
from khen.book.comparing import UNTOLD, Retold, rows
from khen.book.models import Entry
from khen.book.reading import batches
from khen.domains.portals.models import Article, BodyFolder, Document, EarlierDocument, Placement, Portal
from khen.domains.portals.terms import (
    Corrected,
    Declined,
    DocumentCorrected,
    DocumentPosted,
    DocumentState,
    DocumentWithdrawn,
    Mode,
    Opened,
    Placed,
    Proposed,
    SaidIn,
    SaidNoMore,
    State,
    TakenDown,
)

STATES = {
    Proposed.kind: State.PROPOSED,
    Placed.kind: State.STANDING,
    TakenDown.kind: State.TAKEN_DOWN,
    Declined.kind: State.DECLINED,
}
ENDED = (State.TAKEN_DOWN, State.DECLINED)


def _told(entries: Iterable[Entry]) -> dict[str, Any]:
    """The article by the columns that its entries name, each portal by its key. Digests are told since the second shape."""
    stands: dict[str, Any] = {"correction": "", "corrected_at": None}
    for entry in entries:
        said = entry.payload
        stands |= {"bulletin": said["bulletin"], "version": said["edition"], "topic": said["topic"]}
        stands["text"] = said.get("article_sha256", UNTOLD)
        stands.setdefault("published_on", entry.on)
        if entry.kind == Corrected.kind:
            stands |= {"correction": UNTOLD, "corrected_at": UNTOLD}
        place = f"portal {said['portal']}"
        stands[place] = _placed(stands.get(place, {}), entry, said)
    return stands


def _placed(before: Mapping[str, Any], entry: Entry, said: Mapping[str, Any]) -> dict[str, Any]:
    stand = {**before, "sha256": said.get("placement_sha256", UNTOLD)}
    if entry.kind in STATES:
        state = STATES[entry.kind]
        stand |= {"state": state, "ended_on": entry.on if state in ENDED else None}
    if entry.kind == Proposed.kind:
        stand["mode"] = Mode.SUGGESTED
    return {"mode": UNTOLD, **stand}


def _stands(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Four queries."""
    placements = Prefetch("placements", Placement.objects.select_related("portal"))
    rows = Article.objects.filter(pk__gt=after, pk__lte=last).defer("exact", "folded")
    return {row.pk: _standing(row) for row in rows.prefetch_related("pictures", "tongues", placements)}


def _standing(row: Article) -> dict[str, Any]:
    columns = ("bulletin", "version", "topic", "published_on", "correction", "corrected_at")
    placed = {
        f"portal {one.portal.key}": {"state": one.state, "ended_on": one.ended_on, "mode": one.mode, "sha256": one.digest()}
        for one in row.placements.all()
    }
    return {name: getattr(row, name) for name in columns} | {"text": row.digest()} | placed


ARTICLES = Retold(Article, (*STATES, Corrected.kind, SaidIn.kind, SaidNoMore.kind), _told, _stands)


def _paper(entries: Iterable[Entry]) -> dict[str, Any]:
    """Where a document stands; what each of its editions says is asked by `differing`."""
    stands: dict[str, Any] = {}
    for entry in entries:
        match entry.kind:
            case DocumentPosted.kind:
                stands = {"portal__key": entry.payload["portal"], "posted_on": entry.on, "edition": 1}
                stands |= {"state": DocumentState.STANDING, "ended_on": None}
                stands |= {"correction": "", "corrected_at": None, "earlier editions": frozenset()}
            case DocumentCorrected.kind:
                stands["earlier editions"] |= {(stands["edition"], entry.on)}
                stands["edition"] += 1
                at = entry.payload.get("at")
                stands |= {"correction": entry.payload["reason"], "corrected_at": datetime.fromisoformat(at) if at else UNTOLD}
            case DocumentWithdrawn.kind:
                stands |= {"state": DocumentState.WITHDRAWN, "ended_on": entry.on}
    return stands


def _papers(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Two queries."""
    earlier = dict[int, set[tuple[int, date]]]()
    for document, *said in EarlierDocument.objects.filter(document__gt=after, document__lte=last).values_list(*EDITION):
        earlier.setdefault(document, set()).add((said[0], said[1]))
    rows = {row.pop("pk"): row for row in Document.objects.filter(pk__gt=after, pk__lte=last).values("pk", *DOCUMENT)}
    return {key: row | {"earlier editions": frozenset(earlier.get(key, ()))} for key, row in rows.items()}


EDITION = ("document_id", "edition", "replaced_on")
DOCUMENT = ("portal__key", "posted_on", "edition", "state", "ended_on", "correction", "corrected_at")


SITE = {"host": "site__hostname", "since": "outlet__since", "address": "outlet__address"}


def _site(entries: Iterable[Entry]) -> dict[str, Any]:
    """A portal with the outlet, the site and the page that were opened with it."""
    stands: dict[str, Any] = {}
    for entry in entries:
        said = entry.payload
        stands = {"body_id": entry.body_id, "outlet__body_id": entry.body_id, "since": entry.on, "host": said["host"]}
        stands |= {"key": said["key"], "outlet__key": said["key"], "outlet__name": said.get("name", UNTOLD)}
        stands |= {"outlet__kind": OutletKind.SITE, "outlet__until": None}
        stands |= {name: said.get(name, UNTOLD) for name in ("name", "tagline", "theme", "address")}
        stands |= {"site's name": said.get("name", UNTOLD), "port": _port(said["address"]) if "address" in said else UNTOLD}
        stands |= {"page": said.get("name", UNTOLD), "page's key": f"trang-{said['key']}", "page is live": True}
        stands |= {"page of its site": True, "page below its body": True}
    return stands


def _port(address: str) -> int:
    found = urlsplit(address)
    return found.port or (443 if found.scheme == "https" else 80)


def _sites(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Five queries."""
    portals = Portal.objects.filter(pk__gt=after, pk__lte=last)
    found: dict[int, dict[str, Any]] = {pk: {} for pk in portals.values_list("pk", flat=True)}
    folders = {one.path: one.body_id for one in BodyFolder.objects.all()}
    told = rows(Portal, *PORTAL, **{name: F(path) for name, path in SITE.items()})(after, last)
    for one in portals.select_related("site", "root"):
        page = one.root
        below = folders.get(page.path[: -page.steplen]) == one.body_id and page.url_path.endswith(f"/{page.slug}/")
        found[one.pk] = {**told[one.pk], "site's name": one.site.site_name, "port": one.site.port}
        found[one.pk] |= {"page": page.title, "page's key": page.slug, "page is live": page.live and not page.expired}
        found[one.pk] |= {"page of its site": one.site.root_page_id == page.pk, "page below its body": below}
    return found


OUTLET = tuple(f"outlet__{name}" for name in ("body_id", "key", "name", "kind", "until"))
PORTAL = ("key", "body_id", *OUTLET, "name", "tagline", "theme")
SITES = Retold(Portal, (Opened.kind,), _site, _sites)
DOCUMENTS = Retold(Document, (DocumentPosted.kind, DocumentCorrected.kind, DocumentWithdrawn.kind), _paper, _papers)


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose document is no longer kept as they tell it: changed or missing. Three queries a batch.

    Entries from before the second shape tell no digest and are passed over."""
    for entries in batches(Q(kind__in=[DocumentPosted.kind, DocumentCorrected.kind]), progress=progress):
        told = {one.seq: said for one in entries if (said := one.payload).get("text_sha256")}
        asked = {said["document"] for said in told.values()}
        kept = {(one.pk, one.edition): one.digest() for one in Document.objects.filter(pk__in=asked)}
        kept |= {(one.document_id, one.edition): one.digest() for one in EarlierDocument.objects.filter(document__in=asked)}
        yield from (seq for seq, said in told.items() if kept.get((said["document"], said["edition"])) != said["text_sha256"])
