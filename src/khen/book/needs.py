"""What a post must allow for what an entry tells; web says so once, out of what the counters know of their histories."""

from collections.abc import Collection, Mapping

from khen.bodies.terms import Action

_needed: dict[str, Action] = {}


def know(needed: Mapping[str, Action]) -> None:
    """Say of kinds of entries what each needs. Of a kind that nobody speaks of it is unclear."""
    _needed.update(needed)


def kinds_needing(actions: Collection[Action]) -> list[str]:
    """The kinds that need one of these, as far as is known."""
    return sorted(kind for kind, action in _needed.items() if action in actions)
