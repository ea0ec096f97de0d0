"""An earlier position of the journal at which figures are asked for, and the approval that froze a report there."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.book.models import Entry

AS_OF = "den"  # in an address: the number of the last entry that counts
APPROVED = "reports.approved"
_SEQ = re.compile(r"[1-9][0-9]{0,17}")


class NoSuchMomentError(LookupError):
    """The journal has no entry of this number."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry's number, the day on which it was written, and the day of the approval that froze figures as of it, where the
    reader may know of one."""

    seq: int
    day: date
    approved: date | None

    @property
    def end(self) -> str:
        """What is put behind an address to ask it of this moment."""
        return f"?{AS_OF}={self.seq}"

    def __str__(self) -> str:
        told = {"seq": number(self.seq), "day": day_in_digits(self.approved or self.day)}
        if self.approved:
            return _("Figures as they stood when the report was approved on %(day)s (up to entry %(seq)s of the journal).") % told
        return _("Figures as they stood at entry %(seq)s of the journal, written on %(day)s.") % told


def moment_of(text: str, person: Person, today: date) -> Moment | None:
    """Read a position from an address, None for "". Two queries. Raises NoSuchMomentError for what is no entry's number."""
    if not text:
        return None
    entry = Entry.objects.filter(pk=int(text)).first() if _SEQ.fullmatch(text) else None
    if entry is None:
        raise NoSuchMomentError(text[:20])
    return Moment(entry.seq, entry.written_at.astimezone(clock.VIETNAM).date(), _approved(entry.seq, person, today))


def _approved(seq: int, person: Person, today: date) -> date | None:
    later = within(Entry.objects.filter(kind=APPROVED, seq__gt=seq), person, Action.VIEW, day=today).order_by("seq")
    return next((one.on for one in later[:5] if one.payload.get("as_of") == seq), None)
