"""What a channel says of a frozen text: in words of its own where somebody wrote them, else in those that the house makes."""

from khen.domains.newsroom.rules import plain
from khen.domains.newsroom.rules.channels import derived
from khen.domains.newsroom.terms.channels import Carrier, Saying, Told
from khen.egress.models import Wording


def spoken(wording: Wording, carrier: Carrier) -> Saying:
    """The words of this channel, as the newsroom's preview showed them."""
    if own := wording.words.get(carrier):
        return Saying(title=own["title"], text=own["text"])
    text = plain(wording.body_html)
    return derived(carrier, Told(title=wording.title, summary=wording.summary, text=text, topic=wording.topic_title))
