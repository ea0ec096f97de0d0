"""What tickers, pop-ups and feeds have in common: a row for each outlet and bulletin, replaced or ended, never doubled."""

from collections.abc import Callable, Sequence
from functools import partial

from khen.atoms import clock
from khen.bodies.models import Outlet
from khen.egress import beginnings
from khen.egress.channels import portal
from khen.egress.channels.channel import Channel, outlets
from khen.egress.models import Dispatch, Showing
from khen.egress.terms import Change, ChannelKey, News

Say = Callable[[Dispatch, bool], tuple[str, str]]  # the line, and what stands below it; whether a correction is told of


def channel(key: ChannelKey, chosen: Callable[[News], Sequence[str]], say: Say) -> Channel:
    """A channel that shows a line, and more below it, on the outlets that the news chose."""
    return Channel.at_once(key, lambda news: outlets(chosen(news)), partial(show, key, say))


def show(kind: ChannelKey, say: Say, dispatch: Dispatch, keys: Sequence[str]) -> None:
    """Begin, replace or end what these outlets show of the bulletin; it changed when that was done, not when we came to it."""
    now = clock.now() if dispatch.change == Change.PUBLISHED else dispatch.entry.written_at
    if dispatch.change == Change.WITHDRAWN:
        standing = Showing.objects.filter(kind=kind, bulletin=dispatch.bulletin, ended_at=None)
        standing.update(ended_at=now, changed_at=now, dispatch=dispatch)
        return
    portal.hold(dispatch)
    wording = dispatch.wording
    text, more = say(dispatch, beginnings.is_told(dispatch))
    for outlet in Outlet.objects.filter(key__in=keys):
        said = {
            "dispatch": dispatch,
            "text": text,
            "more": more,
            "link": portal.address(dispatch.bulletin, outlet.key),
            "topic": wording.topic,
            "topic_title": wording.topic_title,
            "klass": wording.klass,
            "since": dispatch.since,
            "until": dispatch.until,
            "changed_at": now,
            "ended_at": None,
        }
        Showing.objects.update_or_create(
            said, {**said, "shown_at": clock.now()}, kind=kind, outlet=outlet, bulletin=dispatch.bulletin
        )
