"""Whether texts are kept as the entries that name them tell, and nothing stands in their place that no entry tells of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from khen.book.comparing import UNTOLD, Retold
from khen.book.models import Entry
from khen.book.reading import batches
from khen.domains.newsroom import terms
from khen.domains.newsroom.models import Bulletin, BulletinVersion, Placed
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.handing import TextHandedOver
from khen.domains.newsroom.terms.post_checks import PublishedUnapproved

STEPS = "newsroom."
WRITING = (terms.Written.kind, terms.Changed.kind, terms.Corrected.kind)  # each of these entries tells of a new version
STANDINGS = {
    terms.Written.kind: Standing.DRAFT,
    terms.Submitted.kind: Standing.SUBMITTED,
    terms.Returned.kind: Standing.RETURNED,
    terms.Approved.kind: Standing.APPROVED,
    terms.Published.kind: Standing.PUBLISHED,
    terms.Withdrawn.kind: Standing.WITHDRAWN,
}
NUMBERS = ("number", "released_number")
HEAD = ("body_id", "author_id", "written_on", "standing", "submissions", "approved_by_id", "published_on", "under_id")
SAID = ("title", "summary", "topic_id", "campaign_id", "klass", "origin", "source", "area_id", "since", "until")


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose text is no longer kept as it was when they were written. Two queries a batch.

    Entries from before the second shape tell no digest and are passed over."""
    for entries in batches(Q(kind__startswith=STEPS), progress=progress):
        told = [
            (one.seq, one.payload["version"], one.payload["text_sha256"]) for one in entries if one.payload.get("text_sha256")
        ]
        kept = {one.pk: one.digest() for one in BulletinVersion.objects.filter(pk__in={version for _seq, version, _said in told})}
        yield from (seq for seq, version, said in told if kept.get(version) != said)


def _told(entries: Iterable[Entry]) -> dict[str, Any]:
    """Where the bulletin stands, every version that was written of it, the newest, and the one that was let out first."""
    stands: dict[str, Any] = {"submissions": 0, "placed": set(), "head": True}
    stands |= dict.fromkeys(("approved_by_id", "published_on", "under_id", "released"))
    written: list[int | None] = []
    for entry in entries:
        said = entry.payload
        stands["standing"] = STANDINGS.get(entry.kind, stands.get("standing"))
        if entry.kind in WRITING:
            written.append(said.get("version"))
        if entry.kind in CHANGES:
            stands |= CHANGES[entry.kind](entry, said)
        if entry.kind == terms.Submitted.kind:
            stands["submissions"] += 1
        if entry.kind == terms.Published.kind:
            stands["published_on"] = stands["published_on"] or entry.on
            stands["placed"] |= {(key, entry.on) for names in AUDIENCES for key in said[names]}
    return stands | _of_versions(written)


CHANGES: dict[str, Callable[[Entry, dict[str, Any]], dict[str, Any]]] = {  # what each entry says anew
    terms.Written.kind: lambda entry, said: {"body_id": entry.body_id, "author_id": entry.by_id, "written_on": entry.on},
    TextHandedOver.kind: lambda entry, said: {"author_id": said["person"]},
    terms.Approved.kind: lambda entry, said: {"approved_by_id": entry.by_id, "released": said["version"]},
    terms.Returned.kind: lambda entry, said: {"approved_by_id": None, "released": None},
    PublishedUnapproved.kind: lambda entry, said: {"under_id": said["regulation"], "released": said["version"]},
}
AUDIENCES = ("sites", "tickers", "popups", "mailings")


def _of_versions(written: list[int | None]) -> dict[str, Any]:
    """An entry of the first shape does not name the version with which a draft began."""
    newest = written[-1] if written else None
    return {"versions": frozenset(written) if all(written) else UNTOLD, "newest": newest or UNTOLD}


def _stands(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Three queries."""
    found = {row["pk"]: row for row in Bulletin.objects.filter(pk__gt=after, pk__lte=last).values("pk", *HEAD, *SAID, *NUMBERS)}
    near = {"bulletin__gt": after, "bulletin__lte": last}
    written: dict[int, dict[int, dict[str, Any]]] = {}
    for version in BulletinVersion.objects.filter(**near).values("pk", "bulletin_id", "number", *SAID):
        written.setdefault(version["bulletin_id"], {})[version["number"]] = version
    placed: dict[int, set[tuple[str, object]]] = {}
    for bulletin, key, on in Placed.objects.filter(**near).values_list("bulletin_id", "outlet__key", "on"):
        placed.setdefault(bulletin, set()).add((key, on))
    return {key: _as_it_stands(row, written.get(key, {})) | {"placed": placed.get(key, set())} for key, row in found.items()}


def _as_it_stands(row: dict[str, Any], written: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    newest, released = written.get(row["number"], {}), written.get(row["released_number"], {})
    return {
        **{name: row[name] for name in HEAD},
        "versions": frozenset(one["pk"] for one in written.values()),
        "newest": newest.get("pk"),
        "released": released.get("pk"),
        "head": all(row[name] == newest.get(name) for name in SAID),
    }


KINDS = (*STANDINGS, *WRITING[1:], PublishedUnapproved.kind, TextHandedOver.kind)
BULLETINS = Retold(Bulletin, KINDS, _told, _stands)
