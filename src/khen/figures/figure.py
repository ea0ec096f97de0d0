"""What a figure is: which facts it is made of, and how they are measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.fact import Kind
from khen.atoms.nature import Nature
from khen.bodies.terms import AreaKind
from khen.desk.periods import in_words

Words = str | Promise
EVERYWHERE = (AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE)


class Provenance(StrEnum):
    RECORDS = "records"  # counted from what was done
    DECLARED = "declared"  # said by a body, accepted by another person


class State(StrEnum):
    """Why a cell holds a number, or holds none."""

    VALUE = "value"
    NOTHING = "nothing"  # "không phát sinh": said to be nothing, so it counts as 0; a share of nothing is no number
    NOT_APPLICABLE = "not_applicable"  # "không áp dụng": this level has no such figure
    MISSING = "missing"  # "chưa có": nobody has said
    TO_COME = "to_come"  # "chưa đến": the period has not begun
    SEVERAL = "several"  # several bodies declared what cannot be added up


SAYINGS: dict[State, Words] = {
    State.VALUE: "",
    State.NOTHING: _("nothing occurred"),
    State.NOT_APPLICABLE: _("not applicable"),
    State.MISSING: _("not yet known"),
    State.TO_COME: _("still to come"),
    State.SEVERAL: _("declared by several bodies; they cannot be added up"),
}


def so_far(only: Iterable[str]) -> str:
    """ "mới có 6 tháng đầu năm 2020" of the periods that alone were declared; empty of none."""
    parts = [in_words(one) for one in only]
    return gettext("so far only %(parts)s") % {"parts": ", ".join(one[:1].lower() + one[1:] for one in parts)} if parts else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, None where there is none, and why. `only` names the periods that were declared, in their order, where they
    leave days of the one asked for out."""

    value: Decimal | None
    state: State = State.VALUE
    only: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Is it a number that was counted or declared, and not one that stands for "nothing occurred"?"""
        return self.value is not None and self.state == State.VALUE

    @property
    def saying(self) -> Words:
        return "; ".join(str(one) for one in (SAYINGS[self.state], self.so_far) if one) if self.only else SAYINGS[self.state]

    @property
    def so_far(self) -> str:
        """See `so_far`."""
        return so_far(self.only)


MISSING = Cell(None, State.MISSING)
TO_COME = Cell(None, State.TO_COME)
NOT_APPLICABLE = Cell(None, State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Of:
    """Facts of one kind, on one channel and at one place where these are named."""

    kind: Kind
    channel: str = ""
    place: str = ""

    def q(self) -> Q:
        """These facts among all."""
        traits = {"channel": self.channel, "place": self.place}
        return Q(kind=int(self.kind), **{name: value for name, value in traits.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a report may use.

    `of` chooses the facts; a ratio counted from records has `per` for its denominator and is given per cent.
    `decimals` are the places kept (a declared figure's facts are scaled by them). `levels` have such a figure at all.
    `parts` are keys that add up to this one, `part_of` a whole it may not exceed, `distinct_of` a count of which it counts the
    different ones: for checks, never for computing.
    """

    key: str
    number: str
    section: str
    title: Words
    unit: Words
    nature: Nature
    of: Of
    per: Of | None = None
    decimals: int = 0
    provenance: Provenance = Provenance.RECORDS
    levels: tuple[str, ...] = EVERYWHERE
    parts: tuple[str, ...] = ()
    part_of: str = ""
    distinct_of: str = ""

    @property
    def is_declared(self) -> bool:
        return self.provenance == Provenance.DECLARED

    @property
    def is_plan(self) -> bool:
        return self.nature == Nature.PLAN

    @property
    def stands_alone(self) -> bool:
        """Declared and not to be added up: it is known only at the level that declared it."""
        return self.is_declared and not self.nature.adds_over_bodies

    def q(self) -> Q:
        """The facts behind the number, numerator and denominator alike."""
        return self.of.q() | self.per.q() if self.per else self.of.q()


class NotAdditiveError(TypeError):
    """Somebody asked to add up what has no sum: shares, different things counted by several bodies, stocks of several days."""
