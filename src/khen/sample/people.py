"""Who works in the sample, and who writes, approves and publishes in which newsroom."""

from dataclasses import dataclass

from khen.sample.plans import PersonPlan, PostPlan
from khen.sample.tables import rows, words


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The people of a body that writes; `sites` are those its own publisher may publish on."""

    authors: tuple[str, ...]
    approvers: tuple[str, ...]
    publisher: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """Three people through whose hands one bulletin goes."""

    author: str
    approver: str
    publisher: str


def people() -> tuple[PersonPlan, ...]:
    """Everybody, with their posts."""
    return tuple(PersonPlan(row["username"], row["full_name"], posts_of(row["username"])) for row in rows("people"))


def posts_of(username: str) -> tuple[PostPlan, ...]:
    """The posts somebody holds."""
    return tuple(PostPlan(row["body"], row["role"], row["reach"]) for row in rows("posts") if row["username"] == username)


def newsrooms() -> dict[str, Newsroom]:
    """The newsrooms by the key of their body."""
    return {
        row["body"]: Newsroom(words(row["authors"]), words(row["approvers"]), row["publisher"], words(row["sites"]))
        for row in rows("newsrooms")
    }


def hands_for(newsroom: Newsroom, *, turn: int, sites: tuple[str, ...], province_publisher: str) -> Hands:
    """Whose turn it is. A bulletin for a site beyond the newsroom's own goes to the publisher of the province."""
    own = set(sites) <= set(newsroom.sites)
    return Hands(
        author=newsroom.authors[turn % len(newsroom.authors)],
        approver=newsroom.approvers[turn % len(newsroom.approvers)],
        publisher=newsroom.publisher if own else province_publisher,
    )
