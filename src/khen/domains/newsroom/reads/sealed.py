"""Whether texts are kept as the entries that name them tell, and stand on portals as they are kept."""

from collections.abc import Callable, Iterator

from khen.book.models import Entry
from khen.domains.newsroom.models import BulletinVersion

BATCH = 500  # entries that are compared at once
STEPS = "newsroom."


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose text is no longer kept as it was when they were written. Two queries a batch.

    Entries from before the second shape tell no digest and are passed over."""
    begun = 0
    while entries := list(Entry.objects.filter(kind__startswith=STEPS, seq__gt=begun).order_by("seq")[:BATCH]):
        begun = entries[-1].seq
        told = [
            (one.seq, one.payload["version"], one.payload["text_sha256"]) for one in entries if one.payload.get("text_sha256")
        ]
        kept = {one.pk: one.digest() for one in BulletinVersion.objects.filter(pk__in={version for _seq, version, _said in told})}
        yield from (seq for seq, version, said in told if kept.get(version) != said)
        progress(begun)
