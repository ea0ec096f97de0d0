"""Tickers on public-service portals and webmail: one line; of a corrected text it says so, and as much of why as it holds."""

from khen.atoms.text import shortened
from khen.domains.newsroom.rules.channels import TICKER_LINE
from khen.domains.newsroom.terms.channels import Carrier
from khen.egress.channels.showing import channel
from khen.egress.channels.speaking import said
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey


def say(dispatch: Dispatch, again: bool) -> tuple[str, str]:
    return shortened(said(dispatch, Carrier.TICKER, again=again).text, TICKER_LINE), ""


CHANNEL = channel(ChannelKey.TICKER, lambda news: news.tickers, say)
