"""Whether a PDF does more than show pages: runs scripts, starts programs, plays films, sends forms or carries other files
(ISO 32000-1, 7.11.4, 12.6.4 and 13)."""

import re
from contextlib import suppress
from typing import Any

from khen.atoms.pages import list_places
from khen.atoms.pdf import BLANK, DamagedError, Paper, Ref, UnknownError, resolved, spelt

KINDS = frozenset(
    (b"/JavaScript", b"/Launch", b"/ImportData", b"/SubmitForm", b"/Rendition", b"/Movie", b"/RichMedia", b"/EmbeddedFile")
)
KEYS = frozenset((b"/JS", b"/EF", b"/EmbeddedFiles", b"/XFA"))
PLAINLY = re.compile(spelt(b"S") + BLANK + rb"(?:" + b"|".join(map(spelt, (b"JavaScript", b"Launch"))) + rb")")


def is_active(pdf: bytes) -> bool:
    """Asked of each object in use. Of a file with more objects than are looked through, only what stands there unpacked."""
    if PLAINLY.search(pdf):
        return True
    paper = Paper(pdf)
    try:
        list_places(paper)
        return any(_does(_one(paper, number)) for number in paper.places)
    except (DamagedError, UnknownError, RecursionError):
        return False


def _one(paper: Paper, number: int) -> Any:
    with suppress(DamagedError):  # whether it may be so is not asked here
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
