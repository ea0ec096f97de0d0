"""Feeds of each portal and topic: what stands on a site stands in its feed, and of a corrected text when and why it was."""

from khen.egress.channels.showing import channel
from khen.egress.rules import line
from khen.egress.terms import ChannelKey

LONGEST = 1000

CHANNEL = channel(
    ChannelKey.FEED, lambda news: news.sites, lambda wording: (line(wording.title), line(wording.summary, longest=LONGEST))
)
