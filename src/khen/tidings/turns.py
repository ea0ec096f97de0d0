"""Whose turn it is with a text after a step, by the rules by which the next step asks who may do it: whoever may for its body,
but for those whose own it is and whoever would stand in for them."""

from collections.abc import Collection

from khen.atoms import clock
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.scope import holders
from khen.domains.newsroom.acts import writers
from khen.domains.newsroom.acts.counsel import initials_needed
from khen.domains.newsroom.acts.post_checks import hands
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms.counsel import Initialled


def lacked_initials(entry: Entry) -> bool:
    """Whether the body's regulations ask for initials that the version of this step had not got by then. Two queries at most."""
    if not initials_needed(_text(entry), clock.today()):
        return False
    before = Entry.objects.filter(about=entry.about, about_id=entry.about_id, kind=Initialled.kind, seq__lt=entry.seq)
    return entry.payload["version"] not in {one.payload["version"] for one in before}


def to_initial(entry: Entry) -> set[int]:
    return _able(Action.INITIAL, entry, but=writers(_text(entry)))


def to_approve(entry: Entry) -> set[int]:
    return _able(Action.APPROVE, entry, but=writers(_text(entry)))


def to_publish(entry: Entry) -> set[int]:
    return _able(Action.PUBLISH, entry)


def to_check(entry: Entry) -> set[int]:
    return _able(Action.APPROVE, entry, but=hands(_text(entry)))


def _able(action: Action, entry: Entry, *, but: Collection[int] = ()) -> set[int]:
    return set(holders(action, entry.body, but=but).order_by().values_list("person", flat=True))


def _text(entry: Entry) -> Bulletin:
    return Bulletin.objects.get(pk=entry.about_id)
