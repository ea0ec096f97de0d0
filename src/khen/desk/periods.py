"""Periods in the words of people: keys such as 2020-H1 are for addresses and files."""

from django.utils.translation import gettext as _

from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits


def in_words(key: str) -> str:
    """ "6 tháng đầu năm 2020", "Tháng 3/2020", "Năm 2020"; the key itself where it is none."""
    try:
        period = parse(key)
    except ValueError:
        return key
    year, _dash, rest = key.partition("-")
    if not rest:
        return _("Year %(year)s") % {"year": year}
    if not rest.startswith("H"):
        return _("Month %(month)s/%(year)s") % {"month": rest.lstrip("0"), "year": year}
    half = (_("First half of %(year)s") if rest[1] == "1" else _("Second half of %(year)s")) % {"year": year}
    if "@" not in key:
        return half
    return _("%(half)s, closed on %(day)s") % {"half": half, "day": day_in_digits(period.last)}
