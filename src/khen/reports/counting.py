"""The figures that a report prints, counted for the area its body answers for."""

from collections.abc import Iterable

from django.db.models import QuerySet

from khen.atoms import clock
from khen.atoms.period import months_of, parse, previous_year
from khen.bodies.models import Area, Body
from khen.bodies.reads import areas_under, bodies_under
from khen.figures import engine
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, asked_now
from khen.figures.figure import Cell
from khen.figures.scope import Scope
from khen.reports import chips
from khen.reports.models import Report


def keys_of(report: Report) -> list[str]:
    """The figures that the blocks print, in the catalogue's order."""
    printed = {key for block in report.blocks.all() for key in chips.keys(block.text)}
    return [key for key in FIGURES if key in printed]


def asked_of(report: Report) -> Asked:
    """The report's period; as of its approval once it is approved."""
    return asked_now(parse(report.period), as_of=report.as_of, today=clock.today())


def scope_of(report: Report) -> Scope:
    """A department answers for its whole area; a body without one for itself and those below."""
    return Scope(report.body.area or report.body)


def bodies_of(report: Report) -> QuerySet[Body]:
    """Every body that the report answers for."""
    place, day = scope_of(report).place, parse(report.period).last
    return Body.objects.filter(area__in=areas_under(place, day)) if isinstance(place, Area) else bodies_under(place, day)


def numbers(report: Report) -> dict[str, Cell]:
    """Every printed figure's value. As many queries as `engine.values`."""
    return _counted(report, asked_of(report), keys_of(report))


def numbers_with_parts(report: Report) -> dict[str, Cell]:
    """Besides the printed figures the parts of which they are made, printed or not."""
    printed = keys_of(report)
    wanted = {*printed, *(part for key in printed for part in FIGURES[key].parts)}
    return _counted(report, asked_of(report), [key for key in FIGURES if key in wanted])


def numbers_before(report: Report) -> dict[str, Cell]:
    """The same figures of the same period one year earlier, as far as anybody has said.

    What is counted from records can be compared only where they were kept from the first month on."""
    asked = asked_now(previous_year(parse(report.period)), as_of=report.as_of, today=clock.today())
    found = _counted(report, asked, keys_of(report))
    whole = asked.since is not None and asked.since <= months_of(asked.period)[0].last
    return found if whole else {key: one for key, one in found.items() if FIGURES[key].is_declared}


def numbers_now(report: Report) -> dict[str, Cell]:
    """The same figures from everything known now, whatever was frozen."""
    return _counted(report, asked_now(parse(report.period), today=clock.today()), keys_of(report))


def _counted(report: Report, asked: Asked, keys: Iterable[str]) -> dict[str, Cell]:
    return engine.values((FIGURES[key] for key in keys), scope_of(report), asked)


def behind(report: Report) -> dict[str, list[tuple[int, int]]]:
    """Printed figure -> the facts behind it as (fact, entry), in the order of their entries."""
    return _behind(report, keys_of(report), report.as_of)


def behind_now(report: Report) -> dict[str, list[tuple[int, int]]]:
    """Frozen figure -> the same from everything known now."""
    return _behind(report, report.figures.values_list("key", flat=True).order_by("pk"), None)


def _behind(report: Report, keys: Iterable[str], as_of: int | None) -> dict[str, list[tuple[int, int]]]:
    asked = asked_now(parse(report.period), as_of=as_of, today=clock.today())
    return engine.behind((FIGURES[key] for key in keys), scope_of(report), asked)
