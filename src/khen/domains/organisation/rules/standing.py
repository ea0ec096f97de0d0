"""What may stand below what, whether it is opened there or moved there. Values in, reasons out.

The laws are rows between days (`bodies.terms.Rung`), read on the day from which something is to stand there: in 2020 three
levels of areas, since 01/07/2025 two (Resolution 203/2025/QH15, Law 72/2025/QH15). An authority stands below its like of a
higher level, a department below the people's committee that it advises, and only a part of a body below a part of a body."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import AreaKind, BodyKind, Rung, Stand
from khen.domains.organisation.rules.names import Reasons, holds

CALLED = dict([*AreaKind.choices, *BodyKind.choices])


def kinds_above(kind: str, rungs: Collection[Rung], day: date | None = None) -> set[str]:
    """The kinds of areas, or of bodies, below which one of this kind may stand on that day, or on some day when none is named."""
    return {one.above for one in _in_force(kind, rungs, day)}


def levels_above(here: Stand, higher: bool, rungs: Collection[Rung], day: date | None = None) -> set[str]:
    """The kinds of areas whose bodies may stand above this one. A level that is no more keeps those above it, but no authority:
    what is left of a district's bodies passes to the province."""
    gone = day is not None and not _in_force(here.level, rungs, day)
    found: set[str] = set()
    waiting = [] if higher and gone else [here.level]
    while waiting:
        of_level = waiting.pop()
        up = {one.above for one in _in_force(of_level, rungs, day) or _latest(of_level, rungs, day)} - found
        found |= up
        waiting += up
    return found if higher else found | {here.level}


def reasons_not_to_stand(here: Stand, there: Stand, rungs: Sequence[Rung], day: date) -> Reasons:
    """Both of known kinds and of one tree; `there` is the one above, `day` the first on which it would stand there.

    A body without an area (a central press agency) may stand below one of any level, and above one."""
    rung = next((one for one in _in_force(here.kind, rungs, day) if one.above == there.kind), None)
    if rung is None:
        yield from _by_law(here.kind, there.kind, rungs, day) or _about_kinds(here, rungs, day)
    elif here.level and there.level and there.level not in levels_above(here, rung.higher, rungs, day):
        yield from _by_law(here.level, there.level, rungs, day) or [
            _("A body cannot stand below one of a lower level, nor an authority below its like of the same level.")
        ]


def _in_force(kind: str, rungs: Collection[Rung], day: date | None) -> list[Rung]:
    return [one for one in rungs if one.kind == kind and (day is None or holds((one.since, one.until), day))]


def _latest(kind: str, rungs: Collection[Rung], day: date | None) -> list[Rung]:
    """What the last law said of a kind of which none says anything any more."""
    ended = [one for one in rungs if one.kind == kind and one.until and (day is None or one.until <= day)]
    return [one for one in ended if one.until == max(other.until or one.since for other in ended)]


def _by_law(kind: str, above: str, rungs: Sequence[Rung], day: date) -> list[object]:
    """Where it was allowed until a day before this one, or will be from a later day on: that day and the law."""
    pair = sorted((one for one in rungs if (one.kind, one.above) == (kind, above)), key=lambda one: one.since)
    said = {"kind": CALLED[kind], "above": CALLED[above]}
    if pair and pair[0].since > day:
        return [
            _("Only from %(day)s on may a %(kind)s stand below a %(above)s (%(source)s): choose another, or a later day.")
            % {**said, "day": day_in_digits(pair[0].since), "source": pair[0].source}
        ]
    if pair and (until := pair[-1].until) and until <= day:
        source = next((one.source for one in rungs if one.since == until), pair[-1].source)
        return [
            _("Since %(day)s no %(kind)s stands below a %(above)s (%(source)s): choose another, or an earlier day.")
            % {**said, "day": day_in_digits(until), "source": source}
        ]
    return []


def _about_kinds(here: Stand, rungs: Sequence[Rung], day: date) -> list[object]:
    if here.kind in AreaKind.values:
        return [_("An area of this kind cannot stand below that one.")]
    above = kinds_above(here.kind, rungs, day)
    said = {"kind": CALLED[here.kind], "kinds": ", ".join(str(one.label) for one in BodyKind if one in above)}
    return [_("A body of the kind “%(kind)s” may stand only below: %(kinds)s. Choose another.") % said]
