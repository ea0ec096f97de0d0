"""Figures on press, publishing and the channels of information."""

from django.utils.translation import gettext_lazy as _

from khen.atoms.fact import Kind
from khen.figures.building import DISTINCT, FLOW, SUM, counted, declared
from khen.figures.figure import Of

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
        _("radio bulletins"),
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
        "II.4",
        "36",
        "tickers.systems",
        _("Shared systems on which a ticker was put"),
        _("systems"),
        DISTINCT,
        Of(Kind.SYSTEM_TICKED),
    ),
    counted(
        "II.4",
        "37",
        "popups.systems",
        _("Shared systems on which a pop-up was put"),
        _("systems"),
        DISTINCT,
        Of(Kind.SYSTEM_POPPED),
    ),
    declared("II.4", "39", "tickers.links", _("Links put on shared systems"), _("links"), FLOW),
)
