"""Whether somebody governs all that another person's posts reach: looked up once for all the acts that one page offers."""

from dataclasses import dataclass
from datetime import date

from khen.bodies import governing
from khen.bodies.models import Person, Post


@dataclass(frozen=True, slots=True)
class Reached:
    """The posts of somebody, and whether the reader governs all that they reach."""

    posts: list[Post]
    within_reach: bool


def to_come(record: Person, person: Person, day: date) -> Reached:
    """By the posts that the record holds on that day or later. At most three queries, once for a page's record; acts, which fetch
    their own, never meet what is kept here."""
    key = f"reached by {person.pk} on {day}"
    if key not in record.__dict__:
        record.__dict__[key] = _reached(list(governing.posts_to_come(record, day)), person, day)
    kept: Reached = record.__dict__[key]
    return kept


def to_answer_for(record: Person, person: Person, day: date) -> Reached:
    """By the same or, where there are none, by the one that ended last."""
    held = to_come(record, person, day)
    return held if held.posts else _reached(governing.posts_to_answer_for(record, day), person, day)


def _reached(posts: list[Post], person: Person, day: date) -> Reached:
    return Reached(posts, governing.governs_posts(person, posts, day))
