"""Tickers on public-service portals and webmail: one line."""

from khen.domains.newsroom.terms.channels import Carrier
from khen.egress.channels.showing import channel
from khen.egress.channels.speaking import spoken
from khen.egress.terms import ChannelKey

CHANNEL = channel(ChannelKey.TICKER, lambda news: news.tickers, lambda wording: (spoken(wording, Carrier.TICKER).text, ""))
