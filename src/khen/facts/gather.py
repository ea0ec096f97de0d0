"""Turn entries into facts. The list of readers below is the whole registry."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Q

from khen.atoms.fact import Cancelled, Fact, Restated, Said
from khen.bodies.training import training_bodies
from khen.book.models import Bookmark, Entry
from khen.book.reading import catch_up
from khen.domains.newsroom import facts as newsroom
from khen.domains.portals import facts as portals
from khen.domains.returns import facts as returns
from khen.egress import facts as egress
from khen.facts.models import Cancellation, StoredFact
from khen.facts.reads import Facts

FactReader = Callable[[Entry], Iterable[Said]]

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
    """Write what these entries count as, in their order. What is cancelled or told anew are the facts of earlier entries only."""
    fresh: list[StoredFact] = []
    for entry, said in told(entries, readers):
        if isinstance(said, Fact):
            fresh.append(StoredFact(entry_id=entry.seq, **columns(said)))
            continue
        StoredFact.objects.bulk_create(fresh)
        fresh.clear()
        end(said, entry)
    StoredFact.objects.bulk_create(fresh)


def told(entries: Iterable[Entry], readers: Sequence[FactReader]) -> Iterator[tuple[Entry, Said]]:
    """What these entries count as; whatever is practised at a body for training counts as nothing. One query."""
    training = training_bodies()
    counting = (entry for entry in entries if entry.body_id not in training)
    return ((entry, said) for entry in counting for read in readers for said in read(entry))


def columns(fact: Fact) -> dict[str, object]:
    named = asdict(fact)
    return {"body_id": named.pop("body"), **named, "kind": int(fact.kind)}


def end(said: Cancelled | Restated, entry: Entry) -> None:
    """Append a cancellation for every standing fact that `said` speaks of; what is told anew stands beside it."""
    ended = affected(said, entry, spoken_of(said, entry).filter(cancellation=None))
    Cancellation.objects.bulk_create(Cancellation(fact=fact, entry=entry) for fact, _anew in ended)
    StoredFact.objects.bulk_create(anew for _fact, anew in ended if anew)


def affected(said: Cancelled | Restated, entry: Entry, facts: Facts) -> list[tuple[StoredFact, StoredFact | None]]:
    """Each of these facts that ends by what is said, with the one in its place; what would be told as it stands does not end."""
    if isinstance(said, Cancelled):
        return [(fact, None) for fact in facts.order_by("pk")]
    pairs = ((fact, anew(fact, said, entry)) for fact in facts.order_by("pk"))
    return [(fact, one) for fact, one in pairs if (fact.on, fact.topic) != (one.on, one.topic)]


def anew(fact: StoredFact, said: Restated, entry: Entry) -> StoredFact:
    """The fact as it stands from this entry on."""
    kept = {name: getattr(fact, name) for name in ("kind", "body_id", "quantity", "channel", "place", "subject")}
    told = {"on": said.now(fact.on, entry.on), "topic": said.topic}
    return StoredFact(entry_id=entry.seq, root_id=fact.root_id or fact.entry_id, **kept, **told)


def spoken_of(said: Cancelled | Restated, entry: Entry) -> Facts:
    """The facts of earlier entries that `said` speaks of, whether they stand or not. Two queries where it names a record."""
    facts = StoredFact.objects.filter(entry__lt=entry.seq)
    if said.about:
        about = Entry.objects.filter(about=said.about, about_id=said.about_id, seq__lt=entry.seq)
        told = list(about.values_list("seq", flat=True))
        facts = facts.filter(Q(entry__in=told, root=None) | Q(root__in=told))
    if isinstance(said, Restated) and said.subject:
        facts = facts.filter(subject=said.subject)
    if said.kinds:
        facts = facts.filter(kind__in=[int(kind) for kind in said.kinds])
    return facts.filter(place=said.place) if said.place else facts
