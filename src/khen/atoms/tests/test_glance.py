"""One look at a page asks each question once, and never answers what has changed since."""

from khen.atoms.glance import forget, glance, once

ASKED: list[str] = []


@once
def colour(of: str, *, by: str = "day") -> str:
    ASKED.append(of)
    return f"{of} {by}"


def test_one_glance_asks_once_of_the_same_and_anew_of_anything_else() -> None:
    ASKED.clear()
    with glance():
        assert [colour("sky"), colour("sky"), colour("sea"), colour("sky", by="night")] == ["sky day"] * 2 + [
            "sea day",
            "sky night",
        ]
    assert ASKED == ["sky", "sea", "sky"]


def test_nothing_is_kept_after_a_glance_nor_before_one() -> None:
    ASKED.clear()
    colour("sky")
    with glance():
        colour("sky")
        with glance():
            colour("sky")
        colour("sky")
    colour("sky")
    assert len(ASKED) == 4


def test_what_was_seen_is_forgotten_when_something_changes() -> None:
    ASKED.clear()
    forget()
    with glance():
        colour("sky")
        forget()
        colour("sky")
    assert len(ASKED) == 2
