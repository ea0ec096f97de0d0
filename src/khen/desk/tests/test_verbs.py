"""What cannot be done now: what somebody can do about it stands first, the rest is told once for each reason."""

from typing import Any

from khen.bodies.models import Post
from khen.desk.verbs import Offer, alike, ways

VERB: Any = None
NOT_YOURS = "Not your post."


def closed(url: str, *reasons: str, **more: Any) -> Offer:
    return Offer(VERB, url, reasons, **more)


def test_acts_closed_for_the_same_reason_and_to_the_same_holders_are_told_together() -> None:
    holder, other = Post(pk=1), Post(pk=2)
    first, third = (closed(url, "It is over.", holders=(holder,)) for url in ("1", "3"))
    second = closed("2", "It is over.", holders=(other,))
    fourth = closed("4", "It never began.", holders=(holder,))
    assert alike([first, second, third, fourth]) == [(first, third), (second,), (fourth,)]


def test_what_is_shut_as_it_stands_is_told_by_its_first_reason_alone_and_not_by_the_posts() -> None:
    shut = closed("1", "It is over.", "It carries no files.", NOT_YOURS, closed_by_post=True)
    assert shut.why == ("It is over.",)
    assert closed("2", "Fill this in.", "Fill that in.", mendable=True).why == ("Fill this in.", "Fill that in.")


def test_what_is_open_what_waits_for_this_person_and_what_others_may_do_now_stand_apart_from_what_is_shut() -> None:
    now = closed("now")
    first = closed("first", "Fill this in.", mendable=True)
    theirs = closed("theirs", NOT_YOURS, closed_by_post=True, personal=True)
    not_by_the_author = closed("not by the author", "You wrote it.", NOT_YOURS, closed_by_post=True, personal=True)
    over = closed("over", "It is over.")
    not_mine = closed("not mine", "Fill this in.", NOT_YOURS, closed_by_post=True, mendable=True)
    found = ways([over, theirs, not_by_the_author, first, now, not_mine])
    assert (found.open, found.soon, found.others) == ([now], [first], [theirs, not_by_the_author])
    assert found.shut == [over, not_mine]
