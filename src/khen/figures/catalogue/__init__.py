"""Every figure that a report may use, in the order of the half-year report: 41 results and 5 plans.

Words are the house's own; how a figure is counted stands beside it. What was printed in 2020 is not known here."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from khen.atoms.fact import Kind
from khen.figures.catalogue.information import CHANNELS, PRESS
from khen.figures.catalogue.oversight import ASSESSMENT, INSPECTION, PLANS
from khen.figures.catalogue.technology import TECHNOLOGY, TELECOM
from khen.figures.figure import Figure

__all__ = ["FIGURES", "NOT_IN_ANY_FIGURE", "PLANS", "RESULTS", "SECTIONS"]

NOT_IN_ANY_FIGURE = (
    *(Kind.BULLETIN_WRITTEN, Kind.LINK_PLACED, Kind.MAIL_ACCEPTED, Kind.PAGES_VIEWED, Kind.TASK_PLANNED),
    *(Kind.ORDER_MADE, Kind.PIECE_RETURNED),
)
"""Kinds of facts that are gathered and shown elsewhere, or kept for later fields of work."""

SECTIONS = {
    "II.1": _("Information technology"),
    "II.2": _("Post and telecommunications"),
    "II.3": _("Information, press and publishing"),
    "II.4": _("Digital communication"),
    "II.5": _("Inspection"),
    "III.1": _("Plan: post and telecommunications"),
    "III.2": _("Plan: information technology"),
    "III'": _("Assessment of district offices and centres"),
    "IV": _("Shortcomings"),
}

RESULTS = (*TECHNOLOGY, *TELECOM, *PRESS, *CHANNELS, *INSPECTION, *ASSESSMENT)
FIGURES: Mapping[str, Figure] = {figure.key: figure for figure in (*RESULTS, *PLANS)}
