"""Readers follow `seq` with a bookmark; what they make and the bookmark's move are one transaction."""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from django.db.models import Q

from khen.book.models import Bookmark, Entry

BATCH = 500  # entries that are read at once
Reader = Callable[[Sequence[Entry]], None]


def follow(name: str, read: Reader, *, batch: int = BATCH) -> int:
    """Hand the next entries to `read`, in order, and move the bookmark with what it wrote.

    Returns how many entries were read; 0 when the reader is up to date."""
    with transaction.atomic():
        Bookmark.objects.get_or_create(reader=name)
        mark = Bookmark.objects.select_for_update().get(reader=name)
        entries = list(Entry.objects.filter(seq__gt=mark.seq).order_by("seq")[:batch])
        if entries:
            read(entries)
            mark.seq = entries[-1].seq
            mark.save(update_fields=["seq"])
    return len(entries)


def catch_up(name: str, read: Reader, *, batch: int = BATCH) -> int:
    """Follow until nothing is left; one transaction a batch."""
    total = 0
    while done := follow(name, read, batch=batch):
        total += done
    return total


def batches(asked: Q, *, batch: int = BATCH, progress: Callable[[int], None] = lambda read: None) -> Iterator[list[Entry]]:
    """The entries that are asked for, in order, so many at once; `progress` hears the last number of each batch that was worked.

    One query a batch; nothing is marked as read."""
    begun = 0
    while entries := list(Entry.objects.filter(asked, seq__gt=begun).order_by("seq")[:batch]):
        begun = entries[-1].seq
        yield entries
        progress(begun)


def last_seq() -> int:
    """The number of the newest entry, 0 for an empty journal: "as of" is always such a number."""
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
