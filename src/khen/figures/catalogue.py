"""Every figure that a report may use, in the order of the half-year report: 41 results and 5 plans.

Words are the house's own; how a figure is counted stands beside it. What was printed in 2020 is not known here."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from khen.atoms.fact import Kind
from khen.atoms.nature import Nature
from khen.figures.building import ABOVE_COMMUNES, counted, declared, share
from khen.figures.figure import Figure, Of

FLOW, STOCK, SUM, DISTINCT, RATIO, PLAN = Nature

NOT_IN_ANY_FIGURE = (Kind.BULLETIN_WRITTEN, Kind.LINK_PLACED, Kind.MAIL_ACCEPTED, Kind.PAGES_VIEWED, Kind.TASK_PLANNED)
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

TECHNOLOGY = (
    share(
        "II.1",
        "1",
        "it.infrastructure.all",
        _("IT infrastructure in place, whole province"),
        levels=ABOVE_COMMUNES,
        parts=("it.infrastructure.province", "it.infrastructure.district"),
    ),
    share("II.1", "2", "it.infrastructure.province", _("IT infrastructure in place, province level"), levels=ABOVE_COMMUNES),
    share("II.1", "3", "it.infrastructure.district", _("IT infrastructure in place, district level"), levels=ABOVE_COMMUNES),
    share(
        "II.1",
        "4",
        "it.internet.all",
        _("Computers connected to the Internet, whole province"),
        levels=ABOVE_COMMUNES,
        parts=("it.internet.province", "it.internet.district"),
    ),
    share("II.1", "5", "it.internet.province", _("Computers connected to the Internet, province level"), levels=ABOVE_COMMUNES),
    share("II.1", "6", "it.internet.district", _("Computers connected to the Internet, district level"), levels=ABOVE_COMMUNES),
    declared("II.1", "7", "documents.per_day", _("Electronic documents exchanged on an average day"), _("documents/day"), RATIO),
    share("II.1", "8", "documents.signed_share", _("Electronic documents with a digital signature")),
    share(
        "II.1",
        "9",
        "documents.interagency_electronic_share",
        _("Documents between agencies that are wholly electronic and digitally signed"),
    ),
    share("II.1", "10", "documents.internal_electronic_share", _("Internal documents handled wholly online")),
    declared(
        "II.1",
        "11",
        "certificates.issued",
        _("Digital certificates issued"),
        _("certificates"),
        STOCK,
        parts=("certificates.personal_tokens", "certificates.organisation_tokens", "certificates.sim_pki"),
    ),
    declared("II.1", "12", "certificates.personal_tokens", _("Personal certificates on tokens"), _("certificates"), STOCK),
    declared(
        "II.1", "13", "certificates.organisation_tokens", _("Organisations' certificates on tokens"), _("certificates"), STOCK
    ),
    declared("II.1", "14", "certificates.sim_pki", _("Certificates on SIM PKI"), _("certificates"), STOCK),
)

TELECOM = (
    declared(
        "II.2", "15", "lines.health_sites", _("Hospitals and quarantine areas with an Internet or Wi-Fi line"), _("sites"), STOCK
    ),
    declared(
        "II.2",
        "16",
        "radio.reviewed_districts",
        _("Districts whose smart loudspeakers were reviewed"),
        _("districts"),
        DISTINCT,
        levels=ABOVE_COMMUNES,
    ),
)

PRESS = (
    declared(
        "II.3",
        "17",
        "licences.granted",
        _("Licences granted for non-commercial publications"),
        _("licences"),
        FLOW,
        parts=("licences.books", "licences.leaflets"),
    ),
    declared(
        "II.3",
        "18",
        "licences.agencies",
        _("Bodies granted a publication licence"),
        _("bodies"),
        DISTINCT,
        distinct_of="licences.granted",
    ),
    declared("II.3", "19", "licences.books", _("Licences for books"), _("licences"), FLOW, part_of="licences.granted"),
    declared("II.3", "20", "licences.book_copies", _("Copies of books licensed"), _("copies"), SUM),
    declared(
        "II.3",
        "21",
        "licences.leaflets",
        _("Licences for leaflets, calendars, posters and discs"),
        _("licences"),
        FLOW,
        part_of="licences.granted",
    ),
    declared("II.3", "22", "licences.leaflet_copies", _("Copies of leaflets, calendars, posters and discs"), _("copies"), SUM),
    declared("II.3", "34", "press.agreements", _("Press agencies with a signed cooperation agreement"), _("bodies"), DISTINCT),
    declared("II.3", "38", "press.award_regulations", _("Press award regulations drafted and issued"), _("regulations"), FLOW),
)

CHANNELS = (
    counted(
        "II.4",
        "23",
        "radio.bulletins",
        _("Radio bulletins put into broadcasting slots"),
        _("bulletins"),
        DISTINCT,
        Of(Kind.POSTED_ELSEWHERE, channel="radio"),
    ),
    counted(
        "II.4",
        "24",
        "portal.events.posts",
        _("News and articles on the events site"),
        _("articles"),
        FLOW,
        Of(Kind.ARTICLE_POSTED, place="sukien"),
    ),
    counted(
        "II.4",
        "25",
        "portal.events.documents",
        _("Directive documents on the events site"),
        _("documents"),
        FLOW,
        Of(Kind.DOCUMENT_POSTED, place="sukien"),
    ),
    counted(
        "II.4",
        "26",
        "portal.department.posts",
        _("News and articles on the department's site"),
        _("articles"),
        FLOW,
        Of(Kind.ARTICLE_POSTED, place="so-tttt"),
    ),
    counted(
        "II.4",
        "27",
        "portal.ocop.posts",
        _("News and articles on the OCOP site"),
        _("articles"),
        FLOW,
        Of(Kind.ARTICLE_POSTED, place="ocop"),
    ),
    counted(
        "II.4", "28", "facebook.posts", _("Posts on Facebook"), _("articles"), FLOW, Of(Kind.POSTED_ELSEWHERE, channel="facebook")
    ),
    counted(
        "II.4",
        "29",
        "facebook.reach",
        _("Reach on Facebook, post by post"),
        _("times"),
        SUM,
        Of(Kind.REACHED_ELSEWHERE, "facebook"),
    ),
    counted("II.4", "30", "zalo.posts", _("Posts on Zalo"), _("posts"), FLOW, Of(Kind.POSTED_ELSEWHERE, channel="zalo")),
    counted(
        "II.4", "31", "zalo.views", _("Views on Zalo, post by post"), _("times"), SUM, Of(Kind.REACHED_ELSEWHERE, channel="zalo")
    ),
    counted("II.4", "35", "portal.new_sites", _("New sites opened"), _("websites"), FLOW, Of(Kind.SITE_OPENED)),
    counted(
        "II.4", "36", "tickers.systems", _("Shared systems that showed a ticker"), _("systems"), DISTINCT, Of(Kind.SYSTEM_TICKED)
    ),
    counted(
        "II.4", "37", "popups.systems", _("Shared systems that showed a pop-up"), _("systems"), DISTINCT, Of(Kind.SYSTEM_POPPED)
    ),
    declared("II.4", "39", "tickers.links", _("Links put on shared systems"), _("links"), FLOW),
)

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

RESULTS = (*TECHNOLOGY, *TELECOM, *PRESS, *CHANNELS, *INSPECTION, *ASSESSMENT)
FIGURES: Mapping[str, Figure] = {figure.key: figure for figure in (*RESULTS, *PLANS)}
