"""Pop-ups in document-management systems: a title and its summary, once for each reader and text."""

from khen.egress.channels.showing import channel
from khen.egress.rules import line
from khen.egress.terms import ChannelKey

LONGEST = 600

CHANNEL = channel(ChannelKey.POPUP, lambda news: news.popups, lambda dispatch: line(dispatch.wording.summary, longest=LONGEST))
