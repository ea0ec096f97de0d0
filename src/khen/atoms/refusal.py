"""A rule said no, and says why to the person who asked."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of which more is known than its words; one that is plain words lies in how a thing stands."""

    words: object

    def __str__(self) -> str:
        return str(self.words)


class Mendable(Reason):
    """It falls away as soon as somebody does what it says."""


class Personal(Reason):
    """It holds for this person alone: somebody else may do it."""


class Refusal(Exception):
    """Raised by acts; carries the reasons, already translatable, to be shown as they are. Nothing was changed."""

    def __init__(self, *reasons: object) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


def refuse_if(reasons: Iterable[object]) -> None:
    """Raise a Refusal with every reason that the rules give; do nothing when they give none."""
    if said := tuple(reasons):
        raise Refusal(*said)
