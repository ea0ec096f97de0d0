"""What a channel says of a frozen text: in words of its own where somebody wrote them, else in those that the house makes."""

from khen.atoms.vietnamese import moment_in_words
from khen.domains.newsroom.rules import plain
from khen.domains.newsroom.rules.channels import corrected, derived, noted
from khen.domains.newsroom.terms.channels import Carrier, Correction, Saying, Told
from khen.egress.models import Dispatch, Wording
from khen.egress.terms import Change

WITHDRAWN = "Thu hồi tin: "


def spoken(wording: Wording, carrier: Carrier) -> Saying:
    """The words of this channel, as the newsroom's preview showed them."""
    if own := wording.words.get(carrier):
        return Saying(title=own["title"], text=own["text"])
    text = plain(wording.body_html)
    return derived(carrier, Told(title=wording.title, summary=wording.summary, text=text, topic=wording.topic_title))


def said(dispatch: Dispatch, carrier: Carrier, *, again: bool) -> Saying:
    """What this channel says of a dispatch; a corrected text says first what became of it since its readers had it, where they
    had it (`again`)."""
    saying = spoken(dispatch.wording, carrier)
    told = again and dispatch.change == Change.CORRECTED
    return corrected(carrier, saying, correction(dispatch)) if told else saying


def correction(dispatch: Dispatch) -> Correction:
    """When and why the text of this dispatch was put right."""
    return Correction(reason=dispatch.reason, when=moment_in_words(dispatch.entry.moment))


def put_right(dispatch: Dispatch) -> str:
    """The same, as it stands before the text."""
    return noted(correction(dispatch))
