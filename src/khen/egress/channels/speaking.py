"""What a channel says of a frozen text: in words of its own where somebody wrote them, else in those that the house makes."""

from khen.atoms.vietnamese import moment_in_words
from khen.domains.newsroom.rules import plain
from khen.domains.newsroom.rules.channels import derived
from khen.domains.newsroom.terms.channels import Carrier, Saying, Told
from khen.egress.models import Dispatch, Wording
from khen.egress.terms import Change

PREFIX = {Change.CORRECTED: "Đính chính: ", Change.WITHDRAWN: "Thu hồi tin: "}


def spoken(wording: Wording, carrier: Carrier) -> Saying:
    """The words of this channel, as the newsroom's preview showed them."""
    if own := wording.words.get(carrier):
        return Saying(title=own["title"], text=own["text"])
    text = plain(wording.body_html)
    return derived(carrier, Told(title=wording.title, summary=wording.summary, text=text, topic=wording.topic_title))


def headed(dispatch: Dispatch, title: str) -> str:
    """A title that says first what became of the text since its readers had it."""
    return PREFIX.get(Change(dispatch.change), "") + title


def put_right(correction: Dispatch) -> str:
    """When and why a text was corrected, as it stands before the text."""
    return f"[Đính chính {moment_in_words(correction.entry.moment)}. Lý do: {correction.reason}]"
