"""The reader of the journal that tells people what concerns them; and, once a day, what is due."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from khen.atoms import clock
from khen.bodies.models import Body
from khen.bodies.reads import posts_allowing
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.book.reading import catch_up
from khen.domains.newsroom.models import Bulletin
from khen.domains.returns.reads import open_asks
from khen.tidings.notices import Message, keep
from khen.tidings.terms import Told

READER = "tidings"
NEWS = timedelta(days=30)  # whatever counts for an earlier day is no news any more
NEAR = timedelta(days=3)
Whom = Callable[[Entry], Iterable[int]]


def follow() -> int:
    """Tell people of whatever the journal says since the last time. Returns how many entries were read."""
    done = catch_up(READER, read)
    once_a_day(clock.today())
    return done


def read(entries: Sequence[Entry]) -> None:
    """Whom each entry concerns; an entry read again changes nothing."""
    oldest = clock.today() - NEWS
    keep(message for entry in entries if entry.kind in CONCERNS and entry.on >= oldest for message in messages(entry))


def messages(entry: Entry) -> Iterator[Message]:
    told, whom = CONCERNS[entry.kind]
    for person in whom(entry):
        yield Message(person, entry, told)


def author(entry: Entry) -> Iterable[int]:
    return Bulletin.objects.filter(pk=entry.about_id).values_list("author", flat=True)


def approvers(entry: Entry) -> Iterable[int]:
    """Whoever may approve for the body today, but for who wrote it."""
    posts = posts_allowing(Action.APPROVE, entry.body, clock.today()).values_list("person", flat=True)
    return set(posts) - set(author(entry))


def writers(entry: Entry) -> Iterable[int]:
    """Whoever writes for the body today."""
    return set(posts_allowing(Action.DRAFT, entry.body, clock.today()).values_list("person", flat=True))


def sender(entry: Entry) -> Iterable[int]:
    """Who sent the figure last before that."""
    sent = Entry.objects.filter(about=entry.about, about_id=entry.about_id, kind="returns.submitted", seq__lt=entry.seq)
    return [pk for pk in sent.order_by("-seq").values_list("by", flat=True)[:1] if pk]


def owner(entry: Entry) -> Iterable[int]:
    """Whose account it is; of the first device that is ever seen nobody is told."""
    return [] if entry.payload["first"] else [entry.payload["person"]]


CONCERNS: dict[str, tuple[Told, Whom]] = {
    "newsroom.returned": (Told.RETURNED, author),
    "newsroom.approved": (Told.APPROVED, author),
    "newsroom.published": (Told.PUBLISHED, author),
    "newsroom.submitted": (Told.TO_APPROVE, approvers),
    "newsroom.pieces_asked": (Told.ORDERED, writers),
    "returns.sent_back": (Told.SENT_BACK, sender),
    "returns.accepted": (Told.ACCEPTED, sender),
    "organisation.device_met": (Told.DEVICE, owner),
}


@lru_cache(maxsize=1)
def once_a_day(day: date) -> int:
    """The worker asks again and again; each day is told once."""
    return remind(day)


def remind(day: date) -> int:
    """Tell whoever declares of each sheet that is due soon and not sent whole. Returns how many were told."""
    near = open_asks(Body.objects.all()).filter(due__gte=day, due__lte=day + NEAR)
    asked = Entry.objects.filter(kind="returns.asked", about_id__in=[ask.pk for ask in near]).select_related("body")
    told = 0
    for entry in asked:
        people = set(posts_allowing(Action.DECLARE, entry.body, day).values_list("person", flat=True))
        told += keep(Message(person, entry, Told.DUE) for person in people)
    return told
