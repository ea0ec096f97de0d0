"""What the permission matrix is written in: who may look, what writing needs, and the addresses that every counter has."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from khen.bodies.terms import Action


class Who(Enum):
    ANYBODY = "anybody, signed in or not; shows only what was published"
    SIGNED_IN = "whoever has an account; concerns nobody but themselves"
    OFFICER = "whoever holds a post; shows only rows in reach"
    BEGINNER = "whoever may act for at least one body; offers only those bodies"
    OF_BODY = "whoever reaches the row's body; 404 to all others"
    BEARER = "whoever holds the signed word of a letter, signed in or not; 404 for any other word"
    REHEARSAL = "anybody while the house's own mail server stands in for the world; else 404 for everybody"
    NOBODY = "closed: 404 for everybody"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may look behind an address, and the action that a POST there needs (none: nothing is written there).

    Who lacks the action `looks` for everything behind a counter's address gets 404."""

    who: Who
    writes: Action | None = None
    looks: Action = Action.VIEW


PUBLIC, ACCOUNT, LIST = Access(Who.ANYBODY), Access(Who.SIGNED_IN), Access(Who.OFFICER)
ROW, CLOSED = Access(Who.OF_BODY), Access(Who.NOBODY)
BEARER, REHEARSAL = Access(Who.BEARER), Access(Who.REHEARSAL)
DRAFT, APPROVE, PUBLISH, DECLARE, ACCEPT = Action.DRAFT, Action.APPROVE, Action.PUBLISH, Action.DECLARE, Action.ACCEPT
COMPOSE, SIGN, NUMBER, ADVISE = Action.COMPOSE, Action.SIGN, Action.NUMBER, Action.ADVISE
GOVERN, INSPECT, INITIAL, REGULATE = Action.GOVERN, Action.INSPECT, Action.INITIAL, Action.REGULATE


def counter(
    root: str,
    *,
    begin: dict[str, Action] | None = None,
    act: dict[str, Action] | None = None,
    together: Sequence[str] = (),
    see: Sequence[str] = (),
    lists: Sequence[str] = (),
    looks: Action = Action.VIEW,
) -> dict[str, Access]:
    """The addresses of one desk.Counter: its lists, its rows, the verbs that begin a row or act on one (`together`: on several
    at once), its further pages."""
    base, every, row = f"quan-tri/{root}/", Access(Who.OFFICER, looks=looks), Access(Who.OF_BODY, looks=looks)
    return {
        **{f"{base}{page}": every for page in ("", "ket-qua/", *lists)},
        f"{base}<int:pk>/": row,
        **{f"{base}{verb}/": Access(Who.BEGINNER, action, looks) for verb, action in (begin or {}).items()},
        **{f"{base}<int:pk>/{verb}/": Access(Who.OF_BODY, action, looks) for verb, action in (act or {}).items()},
        **{f"{base}nhieu/{verb}/": Access(Who.OFFICER, (act or {})[verb], looks) for verb in together},
        **{f"{base}<int:pk>/{page}": row for page in see},
    }
