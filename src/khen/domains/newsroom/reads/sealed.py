"""Whether texts are kept as the entries that name them tell, and nothing stands in their place that no entry tells of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from khen.book.comparing import UNTOLD, Retold
from khen.book.models import Entry
from khen.book.reading import batches
from khen.domains.newsroom import terms
from khen.domains.newsroom.models import Bulletin, BulletinVersion

WRITING = (terms.Written.kind, terms.Changed.kind, terms.Corrected.kind)  # each of these entries tells of a new version


def steps(above: type[terms.Step] = terms.Step) -> Iterator[str]:
    """The kinds of entries about a version as a whole. Words of channels, renderings and templates have digests of their own."""
    for one in above.__subclasses__():
        yield one.kind
        yield from steps(one)


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose text is no longer kept as it was when they were written. Two queries a batch.

    Entries from before the second shape tell no digest and are passed over."""
    for entries in batches(Q(kind__in=[terms.Written.kind, *steps()]), progress=progress):
        told = [
            (one.seq, one.payload["version"], one.payload["text_sha256"]) for one in entries if one.payload.get("text_sha256")
        ]
        kept = {one.pk: one.digest() for one in BulletinVersion.objects.filter(pk__in={version for _seq, version, _said in told})}
        yield from (seq for seq, version, said in told if kept.get(version) != said)


def _told(entries: Iterable[Entry]) -> dict[str, Any]:
    """Every version that was written, and the newest. An entry of the first shape does not name the one a draft began with."""
    written = [entry.payload.get("version") for entry in entries]
    return {"versions": frozenset(written) if all(written) else UNTOLD, "newest": written[-1] or UNTOLD}


def _stands(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """One query."""
    written: dict[int, list[int]] = {}
    rows = BulletinVersion.objects.filter(bulletin__gt=after, bulletin__lte=last).order_by("number")
    for bulletin, version in rows.values_list("bulletin_id", "pk"):
        written.setdefault(bulletin, []).append(version)
    return {bulletin: {"versions": frozenset(some), "newest": some[-1]} for bulletin, some in written.items()}


VERSIONS = Retold(Bulletin, WRITING, _told, _stands)
