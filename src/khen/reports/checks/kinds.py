"""What the kinds of warnings are called where a leader ticks those that may stand for one reason."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.reports.checks import bounds, means, narrative, outline, returns, sums

LAYOUT = "layout."  # begins the names of rules that the paper's layout breaks
KINDS: dict[str, Promise | str] = {
    returns.MISSING: _("Returns that were not sent"),
    returns.PARTLY: _("Returns that were sent in part"),
    sums.PARTS_MISSING: _("Sums of which a part is missing"),
    means.IMPOSSIBLE: _("Means that cannot be"),
    bounds.UNASKED: _("Figures that nobody was asked for"),
    bounds.UNKNOWN: _("Figures that are not known yet"),
    bounds.BELOW_ZERO: _("Figures below zero"),
    bounds.OVER_100: _("Shares above 100%"),
    bounds.PART: _("Parts greater than their whole"),
    bounds.DISTINCT: _("More different ones than there are in all"),
    bounds.PEOPLE: _("Views counted as people"),
    narrative.PEOPLE: _("Views called people in the text"),
    narrative.UNSOURCED: _("Numbers typed without a source"),
    outline.DUPLICATED: _("Headings with the same numeral"),
    outline.SKIPPED: _("Numerals left out"),
}


def called(rule: str) -> str:
    """The kind of a warning in words, by the rule that it names."""
    if rule.startswith(LAYOUT):
        return gettext("Layout, rule %(number)s of Decree 30/2020/NĐ-CP") % {"number": rule.removeprefix(LAYOUT)}
    return str(KINDS[rule])
