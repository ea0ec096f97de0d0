"""Figures on inspection and assessment, and the plans of the coming half-year."""

from django.utils.translation import gettext_lazy as _

from khen.figures.building import DISTINCT, FLOW, PLAN, declared

INSPECTION = (
    declared("II.5", "32", "inspections.held", _("Inspections carried out"), _("inspections"), FLOW),
    declared(
        "II.5",
        "33",
        "inspections.organisations",
        _("Organisations inspected"),
        _("organisations"),
        DISTINCT,
    ),
)
ASSESSMENT = (
    declared("III'", "40", "evaluation.praised", _("Districts and cities commended"), _("units"), DISTINCT),
    declared("IV", "41", "shortcomings.listed", _("Shortcomings named"), _("shortcomings"), FLOW),
)
PLANS = (
    declared("III.1", "P1", "plan.national_programmes", _("National target programmes to carry out"), _("programmes"), PLAN),
    declared("III.1", "P2", "plan.stations", _("Internet-based commune radio stations to set up"), _("stations"), PLAN),
    declared("III.1", "P3", "plan.information_cluster", _("Local information clusters to set up"), _("clusters"), PLAN),
    declared("III.1", "P5", "plan.station_districts", _("Districts to receive new stations"), _("districts"), PLAN),
    declared("III.2", "P4", "plan.265", _("IT application plan 265/KH-UBND to carry out"), _("plans"), PLAN),
)
