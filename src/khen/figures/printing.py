"""The catalogue's figures of one period for the command line: as JSON values, or as lines to read."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from khen.atoms import clock, vietnamese
from khen.atoms.period import Period
from khen.bodies.models import Area
from khen.bodies.reads import existing
from khen.bodies.terms import AreaKind
from khen.figures.asking import unfinished
from khen.figures.catalogue import FIGURES
from khen.figures.engine import asked_now, values
from khen.figures.figure import SAYINGS, Cell, State, Words, so_far
from khen.figures.scope import Scope
from khen.figures.telling import PROVENANCES

SHORT = {State.NOTHING, State.NOT_APPLICABLE, State.MISSING, State.TO_COME}  # said in the place of the number


def the_province(period: Period) -> Area:
    """The one province of this house at the period's end. Raises Area.DoesNotExist while there is none."""
    return Area.objects.filter(existing(period.last), kind=AreaKind.PROVINCE).order_by("pk")[:1].get()


def of_province(period: Period, *, as_of: int | None = None) -> dict[str, Cell]:
    """Figure key -> cell for the whole province, in the catalogue's order. Queries as in `values`, and three more."""
    scope, asked = Scope(the_province(period)), asked_now(period, as_of=as_of, today=clock.today())
    return values(FIGURES.values(), scope, asked)


def plain(number: Decimal | None) -> str | None:
    """A number without needless zeros: "104.06", "115.5", "2317313"; None stays None."""
    if number is None:
        return None
    return format(number.normalize(), "f")


def as_json(period: Period, *, printed: Mapping[str, str] | None = None, as_of: int | None = None) -> dict[str, Any]:
    """{"figures": [{"key", "computed", "seed", "provenance", "state"}]}, numbers as strings, None where there is no number;
    `state` is that of the cell: "nothing" is declared as such, "missing" said by nobody. And "only", the periods that were
    declared, where they do not make up the one asked for.

    `printed` gives what stood in print, by key; it is set beside the computed number and never read for computing."""
    beside = printed or {}
    return {
        "figures": [
            {
                "key": key,
                "computed": plain(cell.value),
                "seed": plain(Decimal(beside[key])) if key in beside else None,
                "provenance": str(FIGURES[key].provenance),
                "state": str(cell.state),
                **({"only": list(cell.only)} if cell.only else {}),
            }
            for key, cell in of_province(period, as_of=as_of).items()
        ]
    }


def lines(period: Period, *, today: date, printed: Mapping[str, str] | None = None) -> Iterator[str]:
    """The names of the columns, one line a figure (number, title, computed, printed, whether they are equal), how many are;
    first of all, where it is so, that the period is not over."""
    if said := unfinished(period, today):
        yield said
    rows = as_json(period, printed=printed)["figures"]
    yield _line(_("Number"), _("Figure"), _("computed"), _("in print"), "", _("Where from"))
    for row in rows:
        figure = FIGURES[row["key"]]
        state, seed = State(row["state"]), _number(row["seed"])
        mark = ("=" if is_equal(row) else "≠") if printed else ""
        computed, why = (SAYINGS[state], "") if state in SHORT else (_number(row["computed"]), SAYINGS[state])
        source = "; ".join(str(one) for one in (PROVENANCES[figure.provenance], so_far(row.get("only", ())), why) if one)
        yield _line(figure.number, figure.title, computed, seed, mark, source)
    equal = sum(is_equal(row) for row in rows)
    told = {"all": len(rows), "equal": equal, "other": len(rows) - equal}
    yield _("%(all)d figures, %(equal)d equal, %(other)d different") % told if printed else _("%(all)d figures") % told


def is_equal(row: Mapping[str, str | None]) -> bool:
    """Was the figure computed, and does the same number stand in print?"""
    return row["computed"] is not None and row["computed"] == row["seed"]


def _number(plainly: str | None) -> str:
    return "-" if plainly is None else vietnamese.number(Decimal(plainly))


def _line(number: Words, title: Words, computed: Words, seed: Words, mark: str, source: Words) -> str:
    return f"{number!s:>3}  {str(title)[:68]:<68} {computed!s:>15} {seed!s:>12} {mark:1}  {source}".rstrip()
