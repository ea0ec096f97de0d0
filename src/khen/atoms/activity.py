"""Whether a PDF does more than show pages: runs scripts, starts programs, plays films, sends forms or carries other files
(ISO 32000-1, 7.11.4, 12.6.4 and 13)."""

import re
from contextlib import suppress
from typing import Any

from khen.atoms.pages import list_places
from khen.atoms.pdf import BLANK, DamagedError, Packed, Paper, Ref, UnknownError, resolved, spelt

KINDS = frozenset(
    (
        *(b"/JavaScript", b"/Launch", b"/ImportData", b"/SubmitForm", b"/GoToE", b"/EmbeddedFile"),
        *(b"/Rendition", b"/Movie", b"/Sound", b"/RichMedia", b"/3D"),
    )
)
KEYS = frozenset((b"/JS", b"/EF", b"/EmbeddedFiles", b"/XFA"))
PLAINLY = re.compile(
    rb"(?:"
    + b"|".join(map(spelt, (b"S", b"Type", b"Subtype")))
    + rb")"
    + BLANK
    + rb"(?:"
    + b"|".join(spelt(kind[1:]) for kind in sorted(KINDS))
    + rb")"
    + rb"|"
    + spelt(b"EF")
    + BLANK
    + rb"<<|"
    + spelt(b"EmbeddedFiles")
    + BLANK
    + rb"(?:<<|[0-9])"
)
MOST_TOKENS = 3_000_000


def is_active(pdf: bytes) -> bool:
    """Asked of each object in use. Raises UnknownError where objects are packed in a way that is not read here, or are more than
    are looked through and may be packed; where none is packed, what stands there plainly decides."""
    if PLAINLY.search(pdf):
        return True
    paper = Paper(pdf, tokens=MOST_TOKENS)
    with suppress(DamagedError, RecursionError):
        list_places(paper)
    try:
        return any(_does(_one(paper, number)) for number in paper.places)
    except UnknownError:
        if any(isinstance(place, Packed) for place in paper.places.values()):
            raise
        return False


def _one(paper: Paper, number: int) -> Any:
    with suppress(DamagedError, RecursionError):  # whether it may be so is not asked here
        return resolved(paper, Ref(number))
    return None


def _does(value: Any) -> bool:
    """Whether a name of that kind stands in the object; texts are never names."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if not KEYS.isdisjoint(one):
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, bytes) and one in KINDS:
            return True
    return False
