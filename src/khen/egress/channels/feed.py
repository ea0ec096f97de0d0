"""Feeds of each portal and topic: what stands on a site stands in its feed, and of a corrected text when and why it was."""

from khen.egress.channels.showing import channel
from khen.egress.models import Dispatch
from khen.egress.rules import line
from khen.egress.terms import ChannelKey

LONGEST = 1000


def say(dispatch: Dispatch, _again: bool) -> tuple[str, str]:
    return line(dispatch.wording.title), line(dispatch.wording.summary, longest=LONGEST)


CHANNEL = channel(ChannelKey.FEED, lambda news: news.sites, say)
