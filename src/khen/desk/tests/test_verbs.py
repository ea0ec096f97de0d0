"""What cannot be done now is told once for each reason."""

from typing import Any

from khen.bodies.models import Post
from khen.desk.verbs import Offer, alike

VERB: Any = None


def test_acts_closed_for_the_same_reason_and_to_the_same_holders_are_told_together() -> None:
    holder, other = Post(pk=1), Post(pk=2)
    first, third = (Offer(VERB, url, ("Not your post.",), holders=(holder,)) for url in ("1", "3"))
    second = Offer(VERB, "2", ("Not your post.",), holders=(other,))
    fourth = Offer(VERB, "4", ("It is over.",), holders=(holder,))
    assert alike([first, second, third, fourth]) == [(first, third), (second,), (fourth,)]
