"""Turn entries into facts. The list of readers below is the whole registry."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction

from khen.atoms.fact import Cancelled, Fact
from khen.bodies.training import training_bodies
from khen.book.models import Bookmark, Entry
from khen.book.reading import catch_up
from khen.domains.newsroom import facts as newsroom
from khen.domains.portals import facts as portals
from khen.domains.returns import facts as returns
from khen.egress import facts as egress
from khen.facts.models import Cancellation, StoredFact
from khen.facts.reads import Facts

FactReader = Callable[[Entry], Iterable[Fact | Cancelled]]

READERS: tuple[FactReader, ...] = (newsroom.read, portals.read, returns.read, egress.read)
BOOKMARK = "facts"


def gather(readers: Sequence[FactReader] = READERS) -> int:
    """Read every entry not yet read; running it again adds nothing. Returns how many entries were read."""
    return catch_up(BOOKMARK, lambda entries: store(entries, readers))


def gathered() -> int:
    """The number of the last entry that was read: as of this one every fact is there."""
    return Bookmark.objects.filter(reader=BOOKMARK).values_list("seq", flat=True).first() or 0


def rebuild(readers: Sequence[FactReader] = READERS) -> int:
    """Make all facts anew from the journal, in one transaction: readers see the old ones or the new ones."""
    with transaction.atomic():
        Bookmark.objects.get_or_create(reader=BOOKMARK)
        Bookmark.objects.select_for_update().get(reader=BOOKMARK)
        Cancellation.objects.all().delete()
        StoredFact.objects.all().delete()
        Bookmark.objects.filter(reader=BOOKMARK).update(seq=0)
        return gather(readers)


def store(entries: Iterable[Entry], readers: Sequence[FactReader]) -> None:
    """Write what these entries count as, in their order. A cancellation reaches the facts of earlier entries only."""
    fresh: list[StoredFact] = []
    for entry, said in told(entries, readers):
        if isinstance(said, Fact):
            fresh.append(StoredFact(entry_id=entry.seq, **columns(said)))
            continue
        StoredFact.objects.bulk_create(fresh)
        fresh.clear()
        cancel(said, entry)
    StoredFact.objects.bulk_create(fresh)


def told(entries: Iterable[Entry], readers: Sequence[FactReader]) -> Iterator[tuple[Entry, Fact | Cancelled]]:
    """What these entries count as; whatever is practised at a body for training counts as nothing. One query."""
    training = training_bodies()
    counting = (entry for entry in entries if entry.body_id not in training)
    return ((entry, said) for entry in counting for read in readers for said in read(entry))


def columns(fact: Fact) -> dict[str, object]:
    named = asdict(fact)
    return {"body_id": named.pop("body"), **named, "kind": int(fact.kind)}


def cancel(said: Cancelled, entry: Entry) -> None:
    """Append a cancellation for every standing fact that `said` speaks of."""
    facts = spoken_of(said, entry).filter(cancellation=None)
    Cancellation.objects.bulk_create(Cancellation(fact=fact, entry=entry) for fact in facts)


def spoken_of(said: Cancelled, entry: Entry) -> Facts:
    facts = StoredFact.objects.filter(entry__about=said.about, entry__about_id=said.about_id, entry__lt=entry.seq)
    if said.kinds:
        facts = facts.filter(kind__in=[int(kind) for kind in said.kinds])
    return facts.filter(place=said.place) if said.place else facts
