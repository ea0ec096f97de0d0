"""Pop-ups in document-management systems: a title and its summary, once for each reader and text."""

from khen.domains.newsroom.terms.channels import Carrier
from khen.egress.channels.showing import channel
from khen.egress.channels.speaking import spoken
from khen.egress.models import Wording
from khen.egress.terms import ChannelKey


def say(wording: Wording) -> tuple[str, str]:
    said = spoken(wording, Carrier.POPUP)
    return said.title, said.text


CHANNEL = channel(ChannelKey.POPUP, lambda news: news.popups, say)
