"""Readers follow `seq` with a bookmark; what they make and the bookmark's move are one transaction."""

from collections.abc import Callable, Sequence

from django.db import transaction

from khen.book.models import Bookmark, Entry

Reader = Callable[[Sequence[Entry]], None]


def follow(name: str, read: Reader, *, batch: int = 500) -> int:
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


def catch_up(name: str, read: Reader, *, batch: int = 500) -> int:
    """Follow until nothing is left; one transaction a batch."""
    total = 0
    while done := follow(name, read, batch=batch):
        total += done
    return total


def last_seq() -> int:
    """The number of the newest entry, 0 for an empty journal: "as of" is always such a number."""
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
