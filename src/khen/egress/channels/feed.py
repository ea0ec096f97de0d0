"""Feeds of each portal and topic: what stands on a site stands in its feed, and of a corrected text when and why it was."""

from khen.egress.channels.showing import channel
from khen.egress.rules import line
from khen.egress.terms import ChannelKey

LONGEST = 1000

CHANNEL = channel(
    ChannelKey.FEED,
    lambda news: news.sites,
    lambda dispatch: (line(dispatch.wording.title), line(dispatch.wording.summary, longest=LONGEST)),
)
