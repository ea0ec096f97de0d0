"""Tickers on public-service portals and webmail: one line of at most 200 characters."""

from khen.egress.channels.showing import channel
from khen.egress.terms import ChannelKey

CHANNEL = channel(ChannelKey.TICKER, lambda news: news.tickers, lambda dispatch: "")
