"""Questions about what left the house: what public systems show now, how dispatches stand, whose token this is."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Case, Count, Q, QuerySet, Value, When

from khen.atoms import clock, pressing
from khen.bodies.models import Outlet
from khen.bodies.reads import on_day
from khen.bodies.terms import BodyKind, OutletKind
from khen.book.models import Entry
from khen.egress import beginnings
from khen.egress.models import Attempt, Delivery, Dispatch, Showing, Subscriber
from khen.egress.terms import Change, ChannelKey, Standing, State, Unsubscribed

LINES, POPUPS, FEED_ITEMS = 10, 5, 50
REMEMBERED = timedelta(days=30)  # how long a feed says that something has left it
ARTICLE = re.compile(r"https?://[^/]+/tin/[0-9]+(?=-)")  # the address of an article, up to its title (khen.web.portals)
SIGNER = Signer(salt="egress.unsubscribe", sep=".")


def outlet(key: str, kind: str, day: date) -> Outlet | None:
    """The outlet of this key and kind if it stands on this day; those of bodies for training do for nobody outside."""
    return Outlet.objects.filter(on_day(day), key=key, kind=kind).exclude(body__kind=BodyKind.TRAINING).first()


def tags() -> str:
    """What names begin with that must never change (RFC 4151): where and when the house first spoke.

    It is kept from the founding of the first portal and follows no later domain, port or title. One query."""
    first = Outlet.objects.filter(kind=OutletKind.SITE, portal__isnull=False).order_by("pk").first()
    host = urlsplit(first.address).hostname if first else None
    return f"tag:{host},{first.since.isoformat()}:" if first and host else f"tag:{settings.ENV.domain},2020:"


def _in_window(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def _is_pressing(day: date) -> Q:
    return Q(until__isnull=False) | Q(since__gte=pressing.oldest(day))


def _rank(day: date) -> Case:
    """0 for an emergency that is pressing, 1 for such a notice; everything else comes after them, alike."""
    leading = enumerate(pressing.LEADING)
    whens = (When(_is_pressing(day), klass=klass, then=Value(place)) for place, klass in leading)
    return Case(*whens, default=Value(len(pressing.LEADING)))


def shown(kind: ChannelKey, place: Outlet, day: date) -> list[Showing]:
    """What a ticker or pop-up shows on a day: pressing emergencies, then pressing notices, then the newest. One query.

    A ticker shows what is pressing no more by its date; it does not pop up at all."""
    standing = Showing.objects.filter(_in_window(day), kind=kind, outlet=place, ended_at=None)
    if kind == ChannelKey.POPUP:
        standing = standing.filter(_is_pressing(day))
    return list(standing.order_by(_rank(day), "-since", "-shown_at", "-id")[: LINES if kind == ChannelKey.TICKER else POPUPS])


def fed(place: Outlet | None, topic: str, day: date) -> list[Showing]:
    """What a feed holds: of one site or of all, of one topic or of all; the newest change first. One query."""
    rows = Showing.objects.filter(_in_window(day), kind=ChannelKey.FEED, ended_at=None).select_related("outlet")
    return _once(_narrowed(rows, place, topic).order_by("-changed_at", "-id")[: FEED_ITEMS * 2])[:FEED_ITEMS]


def files_along(items: Collection[Showing]) -> dict[int, list[dict[str, Any]]]:
    """Bulletin -> the recordings and papers of the text that is shown: `url`, `kind`, `mime` and `size` of each. One query.

    They stand where its article does; what has none has nowhere to get them from."""
    texts = Dispatch.objects.filter(pk__in=[one.dispatch_id for one in items]).exclude(wording__files=[])
    kept = dict(texts.values_list("pk", "wording__files"))
    along: dict[int, list[dict[str, Any]]] = {}
    for one in items:
        article = ARTICLE.match(settings.ENV.reached(one.link))
        if article and one.dispatch_id in kept:
            files = enumerate(kept[one.dispatch_id], 1)
            along[one.bulletin] = [{**file, "url": f"{article[0]}/tep/{file['digest']}-{place}"} for place, file in files]
    return along


def first_days(bulletins: Collection[int]) -> dict[int, date]:
    """Bulletin -> the day on which readers had it first; corrections move it only as long as it lies ahead. One query."""
    told = Dispatch.objects.filter(
        bulletin__in=bulletins, channel=ChannelKey.FEED, change__in=[Change.PUBLISHED, Change.CORRECTED]
    )
    days: dict[int, date] = {}
    for bulletin, on, since in told.order_by("pk").values_list("bulletin", "on", "since"):
        if days.get(bulletin, date.max) > on:
            days[bulletin] = since
    return days


def corrections(bulletins: Collection[int]) -> dict[int, Dispatch]:
    """Bulletin -> what a feed last told of its correction, wherever it is shown since. One query, and one where any was
    corrected."""
    rows = Dispatch.objects.filter(bulletin__in=bulletins, channel=ChannelKey.FEED, change=Change.CORRECTED).order_by("pk")
    found = {one.bulletin: one for one in rows.select_related("entry").defer("entry__canon")}
    silent = beginnings.unseen(found) if found else set()
    return {bulletin: one for bulletin, one in found.items() if one.pk not in silent}


def left(place: Outlet | None, topic: str, now: datetime) -> list[Showing]:
    """What has left a feed lately, withdrawn or because its window is over; the last first. Two queries."""
    day = now.astimezone(clock.VIETNAM).date()
    rows = _narrowed(Showing.objects.filter(kind=ChannelKey.FEED).select_related("outlet"), place, topic)
    withdrawn = rows.filter(ended_at__gt=now - REMEMBERED).order_by("-ended_at", "-id")[:FEED_ITEMS]
    over = rows.filter(until__gte=day - REMEMBERED, until__lt=day, ended_at=None).order_by("-until", "-id")[:FEED_ITEMS]
    return sorted(_once([*withdrawn, *over]), key=moment_left, reverse=True)[:FEED_ITEMS]


def moment_left(one: Showing) -> datetime:
    """When it left the feed, for one that has: as it was withdrawn or as its last day ended, whichever came first."""
    over = clock.midnight(one.until + timedelta(days=1)) if one.until else None
    return min(moment for moment in (one.ended_at, over) if moment)


def _narrowed(rows: QuerySet[Showing], place: Outlet | None, topic: str) -> QuerySet[Showing]:
    rows = rows.filter(outlet=place) if place else rows
    return rows.filter(topic=topic) if topic else rows


def _once(rows: Iterable[Showing]) -> list[Showing]:
    """A bulletin on several sites stands once in a feed of all of them, as the site shows it that had it first."""
    found: dict[int, Showing] = {}
    for row in rows:
        if row.pk <= found.setdefault(row.bulletin, row).pk:
            found[row.bulletin] = row
    return list(found.values())


def topic_title(topic: str) -> str:
    """The topic's name as it was last shown; "" for a topic that no feed ever held."""
    return Showing.objects.filter(kind=ChannelKey.FEED, topic=topic).values_list("topic_title", flat=True).last() or ""


def unsubscribe_token(subscriber: int) -> str:
    """A signed word for an address in a letter; it holds as long as the house's key."""
    return SIGNER.sign(str(subscriber))


def subscriber_of(token: str) -> Subscriber | None:
    """Whose token this is; None for a forged one."""
    try:
        return Subscriber.objects.select_related("outlet__body").filter(pk=int(SIGNER.unsign(token))).first()
    except (BadSignature, ValueError):
        return None


def left_by_themselves(subscriber: Subscriber) -> bool:
    """Did the reader, and no officer, end this subscription last? One query."""
    ends = Entry.objects.filter(about=subscriber._meta.label_lower, about_id=subscriber.pk, kind=Unsubscribed.kind)
    last = ends.order_by("-seq").values_list("by", flat=True).first()
    return last is None


def has_left(address: str, lists: QuerySet[Outlet]) -> bool:
    """Was this address taken off any of these lists, and never put back? One query."""
    gone = Subscriber.objects.filter(outlet__in=lists, folded=address.lower(), standing=Standing.UNSUBSCRIBED)
    return bool(address) and address.isprintable() and gone.exists()


def stopped(dispatch: Dispatch) -> bool:
    """Did an officer stop it, or was the bulletin corrected or withdrawn since, by the same channel? One query."""
    own = Q(pk=dispatch.pk, stopped_at__isnull=False)
    later = Q(bulletin=dispatch.bulletin, channel=dispatch.channel, pk__gt=dispatch.pk) & ~Q(change=Change.PUBLISHED)
    return Dispatch.objects.filter(own | later).exists()


def taken_back(dispatch: Dispatch) -> bool:
    """Was the bulletin withdrawn since, by the same channel? One query."""
    later = Dispatch.objects.filter(bulletin=dispatch.bulletin, channel=dispatch.channel, pk__gt=dispatch.pk)
    return later.filter(change=Change.WITHDRAWN).exists()


def counts(dispatch: Dispatch) -> dict[str, int]:
    """How many deliveries stand in each state. One query."""
    return dict(dispatch.deliveries.values_list("state").annotate(n=Count("pk")).order_by("state"))


def attempts(dispatch: Dispatch) -> QuerySet[Attempt]:
    """Every try, the newest first, with its recipient. One query."""
    return Attempt.objects.filter(dispatch=dispatch).select_related("delivery").order_by("-pk")


def unknown() -> QuerySet[Delivery]:
    """Deliveries of which nobody knows whether they arrived."""
    return Delivery.objects.filter(state=State.UNKNOWN).select_related("dispatch__wording", "dispatch__body")
