"""Articles, how each stands on its portals, and documents, as the journal tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F, Prefetch, Q

from khen.book.comparing import UNTOLD, Retold, rows
from khen.book.models import Entry
from khen.book.reading import batches
from khen.domains.portals.models import Article, Document, EarlierDocument, Placement, Portal
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
            case DocumentCorrected.kind:
                stands["edition"] += 1
            case DocumentWithdrawn.kind:
                stands |= {"state": DocumentState.WITHDRAWN, "ended_on": entry.on}
    return stands | {"earlier editions": frozenset(range(1, stands.get("edition", 1)))}


def _papers(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Two queries."""
    columns, earlier = ("portal__key", "posted_on", "edition", "state", "ended_on"), dict[int, set[int]]()
    for document, edition in EarlierDocument.objects.filter(document__gt=after, document__lte=last).values_list(*EDITION):
        earlier.setdefault(document, set()).add(edition)
    rows = {row.pop("pk"): row for row in Document.objects.filter(pk__gt=after, pk__lte=last).values("pk", *columns)}
    return {key: row | {"earlier editions": frozenset(earlier.get(key, ()))} for key, row in rows.items()}


EDITION = ("document_id", "edition")


SITE = {"host": "site__hostname", "since": "outlet__since", "address": "outlet__address"}


def _site(entries: Iterable[Entry]) -> dict[str, Any]:
    """A portal with the outlet and the site that were opened with it."""
    stands: dict[str, Any] = {}
    for entry in entries:
        said = entry.payload
        stands = {"body_id": entry.body_id, "outlet__body_id": entry.body_id, "since": entry.on, "host": said["host"]}
        stands |= {"key": said["key"], "outlet__key": said["key"], "outlet__name": said.get("name", UNTOLD)}
        stands |= {name: said.get(name, UNTOLD) for name in ("name", "tagline", "theme", "address")}
    return stands


PORTAL = ("key", "body_id", "outlet__body_id", "outlet__key", "outlet__name", "name", "tagline", "theme")
SITES = Retold(Portal, (Opened.kind,), _site, rows(Portal, *PORTAL, **{name: F(path) for name, path in SITE.items()}))
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
