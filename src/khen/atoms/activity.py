"""Whether a PDF does more than show pages: runs scripts, starts programs, plays films, sends forms or carries other files
(ISO 32000-1, 7.11.4, 12.6 and 13); or does anything by itself but show a place within itself."""

import re
from contextlib import suppress
from typing import Any

from khen.atoms.pages import list_places
from khen.atoms.pdf import DamagedError, Packed, Paper, Ref, UnknownError, resolved, spelt

KINDS = frozenset(
    (
        *(b"/JavaScript", b"/Launch", b"/ImportData", b"/SubmitForm", b"/GoToE", b"/EmbeddedFile"),
        *(b"/Rendition", b"/Movie", b"/Sound", b"/RichMedia", b"/3D"),
    )
)
KEYS = frozenset((b"/JS", b"/EF", b"/EmbeddedFiles", b"/XFA"))
REMARK, BLANKS = re.compile(rb"%[^\r\n]*"), rb"[\0\t\n\f\r ]*+"
PLAINLY = re.compile(
    rb"(?:"
    + b"|".join(map(spelt, (b"S", b"Type", b"Subtype")))
    + rb")"
    + BLANKS
    + rb"(?:"
    + b"|".join(spelt(kind[1:]) for kind in sorted(KINDS))
    + rb")"
    + rb"|"
    + spelt(b"EF")
    + BLANKS
    + rb"<<|"
    + spelt(b"EmbeddedFiles")
    + BLANKS
    + rb"(?:<<|[0-9])"
)
BY_ITSELF = re.compile(spelt(b"OpenAction") + BLANKS + rb"[^\[]|" + spelt(b"AA"))
MOMENTS = frozenset(b"/" + name for name in b"E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP".split())  # 12.6.3
MOST_TOKENS = 3_000_000


def is_active(pdf: bytes) -> bool:
    """Asked of each object in use. Raises UnknownError where objects are packed in a way that is not read here, or are more than
    are looked through and may be packed; where none is packed, what stands there plainly decides."""
    if _says(PLAINLY, pdf):
        return True
    paper = Paper(pdf, tokens=MOST_TOKENS)
    with suppress(DamagedError, RecursionError):
        list_places(paper)
    try:
        return any(_does(paper, _one(paper, Ref(number))) for number in paper.places)
    except UnknownError:
        if _says(BY_ITSELF, pdf) or any(isinstance(place, Packed) for place in paper.places.values()):
            raise
        return False


def _says(what: re.Pattern[bytes], data: bytes) -> bool:
    """Whether it stands there plainly, with blanks or remarks between its words; takes time in proportion to the length."""
    return bool(what.search(data) or what.search(REMARK.sub(b" ", data)))


def _one(paper: Paper, value: Any) -> Any:
    with suppress(DamagedError, RecursionError):  # whether it may be so is not asked here
        return resolved(paper, value)
    return None


def _does(paper: Paper, value: Any) -> bool:
    """Whether a name of that kind stands in the object, or an action that nobody asks for; texts are never names."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if not KEYS.isdisjoint(one) or _goes_elsewhere(paper, _by_itself(paper, one)):
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, bytes) and one in KINDS:
            return True
    return False


def _by_itself(paper: Paper, one: dict[bytes, Any]) -> list[Any]:
    """The actions that begin when the file, a page or a field of it opens, or a pointer passes, and with no press of a reader."""
    more = _one(paper, one[b"/AA"]) if b"/AA" in one else None
    return [one.get(b"/OpenAction"), *([more[name] for name in MOMENTS & more.keys()] if isinstance(more, dict) else [])]


def _goes_elsewhere(paper: Paper, actions: list[Any]) -> bool:
    """Whether one of these actions, or one that follows it, does more than turn to a place within the file."""
    seen = set[Ref]()
    while actions:
        link = actions.pop()
        if isinstance(link, Ref) and link in seen:
            continue
        seen |= {link} if isinstance(link, Ref) else set()
        said = _one(paper, link)
        if isinstance(said, dict) and b"/S" in said:
            if _one(paper, said[b"/S"]) != b"/GoTo":
                return True
            following = _one(paper, said.get(b"/Next"))
            actions += following if isinstance(following, list) else [said.get(b"/Next")]
    return False
