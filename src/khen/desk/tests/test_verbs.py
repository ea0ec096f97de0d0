"""What cannot be done now is told once for each reason."""

from khen.bodies.models import Post
from khen.desk.verbs import Offer, alike


def test_acts_closed_for_the_same_reason_and_to_the_same_holders_are_told_together() -> None:
    holder, other = Post(pk=1), Post(pk=2)
    first, third = (Offer(None, url, ("Not your post.",), holders=(holder,)) for url in ("1", "3"))  # type: ignore[arg-type]
    second = Offer(None, "2", ("Not your post.",), holders=(other,))  # type: ignore[arg-type]
    fourth = Offer(None, "4", ("It is over.",), holders=(holder,))  # type: ignore[arg-type]
    assert alike([first, second, third, fourth]) == [(first, third), (second,), (fourth,)]
