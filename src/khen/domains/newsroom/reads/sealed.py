"""Whether texts are kept as the entries that name them tell, and stand on portals as they are kept."""

from collections.abc import Callable, Iterator

from django.db.models import Q

from khen.book.reading import batches
from khen.domains.newsroom.models import BulletinVersion

STEPS = "newsroom."


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose text is no longer kept as it was when they were written. Two queries a batch.

    Entries from before the second shape tell no digest and are passed over."""
    for entries in batches(Q(kind__startswith=STEPS), progress=progress):
        told = [
            (one.seq, one.payload["version"], one.payload["text_sha256"]) for one in entries if one.payload.get("text_sha256")
        ]
        kept = {one.pk: one.digest() for one in BulletinVersion.objects.filter(pk__in={version for _seq, version, _said in told})}
        yield from (seq for seq, version, said in told if kept.get(version) != said)
