"""Portals: the text stands as an article, is corrected in place, or answers that it is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from khen.atoms.refusal import Refusal
from khen.atoms.text import slug
from khen.domains.newsroom.reads.tongues import variant
from khen.domains.portals import acts
from khen.domains.portals.models import Article, Placement
from khen.domains.portals.terms.words import Attached, Picture, Tongue, Words
from khen.egress import beginnings
from khen.egress.channels.channel import Channel, outlets
from khen.egress.models import Dispatch, Showing, Wording
from khen.egress.rules import is_over
from khen.egress.terms import Change, ChannelKey


def show(dispatch: Dispatch, keys: Sequence[str]) -> Mapping[str, str]:
    """What the newsroom did, done on these portals, for the day of its entry; which of them took nothing of it, and why."""
    bulletin = dispatch.bulletin
    match dispatch.change:
        case Change.WITHDRAWN:
            acts.take_down(bulletin=bulletin, reason=dispatch.reason, by=None, on=dispatch.on)
        case Change.TRANSLATED:
            acts.say_in(said=_tongue(dispatch), version=dispatch.wording.version, bulletin=bulletin, by=None, on=dispatch.on)
        case Change.RECALLED:
            said, version = _tongue(dispatch), dispatch.wording.version
            acts.say_no_more(bulletin=bulletin, version=version, said=said, reason=dispatch.reason, by=None, on=dispatch.on)
        case Change.CORRECTED:
            return _correct(dispatch, keys)
        case _:
            _place(dispatch, keys)
    return {}


def _correct(dispatch: Dispatch, keys: Sequence[str]) -> Mapping[str, str]:
    """The text is put right where it stands; where it never did, as a portal refused it as it was, it stands from now on."""
    told = beginnings.is_told(dispatch)
    acts.correct(
        bulletin=dispatch.bulletin,
        reason=dispatch.reason if told else "",
        since=dispatch.since,
        until=_end(dispatch),
        by=None,
        on=dispatch.on,
        at=dispatch.entry.moment if told else None,
        **words(dispatch.wording),
    )
    had = set(Placement.objects.filter(article__bulletin=dispatch.bulletin).values_list("portal__key", flat=True))
    missing = [key for key in keys if key not in had]
    if not missing or is_over(dispatch.until, dispatch.since):
        return {}
    try:
        with transaction.atomic():
            _place(dispatch, missing)
    except Refusal as refusal:
        return dict.fromkeys(missing, str(refusal))
    return {}


def _place(dispatch: Dispatch, keys: Sequence[str]) -> None:
    acts.place(
        bulletin=dispatch.bulletin,
        portals=keys,
        since=dispatch.since,
        until=_end(dispatch),
        by=None,
        on=dispatch.on,
        origin=dispatch.body_id,
        **words(dispatch.wording),
    )
    _lead_to(dispatch)


def _end(dispatch: Dispatch) -> date | None:
    """The day on which it stands no more."""
    return dispatch.until and dispatch.until + timedelta(days=1)


def hold(dispatch: Dispatch) -> None:
    """Until this is written down no other worker shows the text elsewhere or gives it its article: one meets the other."""
    Wording.objects.select_for_update(no_key=True).get(pk=dispatch.wording_id)


def _tongue(dispatch: Dispatch) -> Tongue:
    return Tongue(**asdict(variant(dispatch.entry.payload["variant"])))


def _lead_to(dispatch: Dispatch) -> None:
    """What other channels showed before there was an article leads to it from now on."""
    hold(dispatch)
    bulletin = dispatch.bulletin
    for one in Showing.objects.filter(bulletin=bulletin, link="", ended_at=None).select_related("outlet"):
        one.link = address(bulletin, one.outlet.key)
        one.save(update_fields=["link"])


def words(wording: Wording) -> Words:
    """The frozen text in the words of the portals; their days end before `until`, ours with it."""
    return Words(
        version=wording.version,
        title=wording.title,
        summary=wording.summary,
        body_html=wording.body_html,
        topic=wording.topic,
        topic_title=wording.topic_title,
        klass=wording.klass,
        source=wording.source,
        pictures=tuple(_picture(**one) for one in wording.pictures),
        files=tuple(Attached(**one) for one in wording.files),
    )


def _picture(path: str, alt: str, caption: str) -> Picture:
    with default_storage.open(path) as opened:
        return Picture(content=opened.read(), alt=alt, caption=caption)


def address(bulletin: int, portal: str = "") -> str:
    """Where readers find the bulletin: on this portal if it was placed there, else where it was placed first; "" when nowhere."""
    article = Article.objects.select_related("home__site").filter(bulletin=bulletin).first()
    if article is None or article.home is None:
        return ""
    placement = article.placements.select_related("portal__site").filter(portal__key=portal).first()
    home = placement.portal if placement else article.home
    return f"{settings.ENV.address_of(home.site.hostname)}/tin/{article.pk}-{slug(article.title)}/"


CHANNEL = Channel.at_once(ChannelKey.PORTAL, lambda news: outlets(news.sites), show)
