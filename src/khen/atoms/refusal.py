"""A rule said no, and says why to the person who asked."""

from collections.abc import Iterable


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
