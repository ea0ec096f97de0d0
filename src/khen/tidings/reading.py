"""The reader of the journal that tells people what concerns them; and, once a day, what is due."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from khen.atoms import clock
from khen.bodies.models import Body
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.book.reading import catch_up
from khen.domains.returns.reads import open_asks
from khen.tidings.concerns import CONCERNS, due_parts, may
from khen.tidings.notices import Message, keep
from khen.tidings.terms import Told

READER = "tidings"
NEWS = timedelta(days=30)  # whatever counts for an earlier day is no news any more
NEAR = timedelta(days=3)


def follow() -> int:
    """Tell people of whatever the journal says since the last time. Returns how many entries were read."""
    done = catch_up(READER, read)
    once_a_day(clock.today())
    return done


def read(entries: Sequence[Entry]) -> None:
    """Whom each entry concerns; an entry read again changes nothing."""
    oldest = clock.today() - NEWS
    keep(one for entry in entries if entry.kind in CONCERNS and entry.on >= oldest for one in CONCERNS[entry.kind](entry))


@lru_cache(maxsize=1)
def once_a_day(day: date) -> int:
    """The worker asks again and again; each day is told once."""
    return remind(day)


def remind(day: date) -> int:
    """Tell whoever declares or writes what is due soon and not sent or confirmed. Returns how many were told."""
    return keep([*due_sheets(day, day + NEAR), *due_parts(day, day + NEAR)])


def due_sheets(day: date, until: date) -> Iterator[Message]:
    """Sheets that are due between these days inclusive and not sent whole."""
    near = open_asks(Body.objects.all()).filter(due__gte=day, due__lte=until)
    asked = Entry.objects.filter(kind="returns.asked", about_id__in=[ask.pk for ask in near]).select_related("body")
    for entry in asked:
        yield from (Message(person, entry, Told.DUE) for person in may(Action.DECLARE, entry.body))
