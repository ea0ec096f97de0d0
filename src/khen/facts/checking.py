"""Are the facts that are kept still those that the journal tells? Nothing is written: each entry is read again and compared."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from khen.atoms.fact import Fact
from khen.book.models import Bookmark, Entry
from khen.book.reading import batches
from khen.facts.gather import BOOKMARK, READERS, FactReader, affected, columns, gathered, spoken_of, told
from khen.facts.models import Cancellation, StoredFact

COLUMNS = ("entry_id", "root_id", "kind", "on", "body_id", "quantity", "channel", "place", "topic", "subject")
Row = tuple[Any, ...]


def differing(readers: Sequence[FactReader] = READERS, progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose facts or cancellations are not as the entry tells them: changed, missing, or made up.

    Of entries that were not yet counted nothing may stand, nor under a number that no entry has. Three queries a batch, two for
    each cancellation, and two."""
    for entries in batches(Q(seq__lte=gathered()), progress=progress):
        yield from sorted(_differing(entries, entries[0].seq, entries[-1].seq, readers))
    yield from sorted(_uncounted())


def _uncounted() -> set[int]:
    """The numbers under which facts stand or end though no entry so numbered was counted: as far as the same moment knows."""
    counted = Coalesce(Subquery(Bookmark.objects.filter(reader=BOOKMARK).values("seq")), Value(0))
    beside = (rows.objects.exclude(entry__gt=0, entry__lte=counted) for rows in (StoredFact, Cancellation))
    return {seq for rows in beside for seq in rows.order_by().values_list("entry_id", flat=True).distinct()}


def _differing(entries: Sequence[Entry], first: int, last: int, readers: Sequence[FactReader]) -> set[int]:
    facts, cancelled = Counter[Row](), defaultdict[int, set[int]](set)
    for entry, said in told(entries, readers):
        if isinstance(said, Fact):
            row = {"entry_id": entry.seq, "root_id": None, **columns(said)}
            facts[tuple(row[name] for name in COLUMNS)] += 1
        else:
            still = Q(cancellation=None) | Q(cancellation__entry__gte=entry.seq)
            for before, anew in affected(said, entry, spoken_of(said, entry).filter(still)):
                cancelled[entry.seq].add(before.pk)
                facts.update([tuple(getattr(anew, name) for name in COLUMNS)] if anew else ())
    kept = Counter(StoredFact.objects.filter(entry__gte=first, entry__lte=last).values_list(*COLUMNS))
    ended = defaultdict[int, set[int]](set)
    for seq, fact in Cancellation.objects.filter(entry__gte=first, entry__lte=last).values_list("entry_id", "fact_id"):
        ended[seq].add(fact)
    wrong = {row[0] for row in (facts - kept) + (kept - facts)}
    return wrong | {seq for seq in cancelled.keys() | ended.keys() if cancelled[seq] != ended[seq]}
