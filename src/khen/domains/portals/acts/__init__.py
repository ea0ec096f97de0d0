"""What is done on portals: open one; place, correct, take down, suggest, accept or decline an article; post, correct or withdraw
a document."""

from khen.domains.portals.acts.documents import correct_document, post_document, withdraw_document
from khen.domains.portals.acts.placing import accept, correct, decline, place, suggest, take_down
from khen.domains.portals.acts.sites import open_site
from khen.domains.portals.acts.speaking import say_in, say_no_more

__all__ = [
    "accept",
    "correct",
    "correct_document",
    "decline",
    "open_site",
    "place",
    "post_document",
    "say_in",
    "say_no_more",
    "suggest",
    "take_down",
    "withdraw_document",
]
