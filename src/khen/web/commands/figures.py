"""khen figures: the catalogue's figures of a period, beside what stood in print."""

import json
import sys
from argparse import Namespace
from gettext import gettext as _

from django.utils.formats import date_format

from khen.atoms import clock
from khen.atoms.period import Period
from khen.bodies.models import Area
from khen.bodies.terms import AreaKind
from khen.facts.gather import gather
from khen.figures import printing
from khen.sample.tables import rows
from khen.settings.env import read
from khen.web import half_told
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following
from khen.web.trouble import Trouble

IN_PRINT = "2020-H1"  # the one report whose printed figures are known


def run(asked: Namespace) -> int:
    """0 when every figure was computed and none differs from its printed one."""
    ask_for_tables()
    half_told.tell()
    with following(_("facts")) as progress:
        progress(gather())
    printed = printed_in(asked.period)
    try:
        found = printing.as_json(asked.period, printed=printed)
    except Area.DoesNotExist:
        raise Trouble(no_province(asked.period)) from None
    if asked.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in printing.lines(asked.period, today=clock.today(), printed=printed))
    return 1 if unequal(found["figures"]) else 0


def no_province(period: Period) -> str:
    """Why this house has no province in a period: none was entered, or its records begin later."""
    first = Area.objects.filter(kind=AreaKind.PROVINCE).order_by("valid_from", "pk").first()
    if first is None:
        return _("There is no province in this house yet. Begin with: khen found (or, to try it: khen demo)")
    said = {"period": period.key, "name": first.name, "day": date_format(first.valid_from, "SHORT_DATE_FORMAT")}
    return _("In %(period)s this house has no province: it knows %(name)s from %(day)s on. Name a later period.") % said


def printed_in(period: Period) -> dict[str, str]:
    """Figure key -> what the report of that period says; empty for every other period, and in every house but the sample's."""
    if period.key.partition("@")[0] != IN_PRINT or not read().sample_marker.exists():
        return {}
    return {row["key"]: row["value"] for row in rows("printed")}


def unequal(figures: list[dict[str, str | None]]) -> list[str]:
    """The keys whose computed number is not the printed one."""
    return [str(one["key"]) for one in figures if one["seed"] is not None and one["computed"] != one["seed"]]
