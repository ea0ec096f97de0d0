"""Pop-ups in document-management systems: a title and its summary, once for each reader and text; a corrected text says so."""

from khen.atoms.text import shortened
from khen.domains.newsroom.rules.channels import POPUP_TEXT, POPUP_TITLE
from khen.domains.newsroom.terms.channels import Carrier
from khen.egress.channels.showing import channel
from khen.egress.channels.speaking import said
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey


def say(dispatch: Dispatch, again: bool) -> tuple[str, str]:
    saying = said(dispatch, Carrier.POPUP, again=again)
    return shortened(saying.title, POPUP_TITLE), shortened(saying.text, POPUP_TEXT)


CHANNEL = channel(ChannelKey.POPUP, lambda news: news.popups, say)
