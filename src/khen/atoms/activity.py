"""Whether a PDF does more than show pages: runs scripts, starts programs, plays films, sends forms or carries other files
(ISO 32000-1, 7.11.4, 12.6 and 13); or does anything by itself but show a place within itself."""

import re
from collections.abc import Iterator
from typing import Any

from khen.atoms.pages import list_places
from khen.atoms.pdf import REMARK, held, resolved, unpacked
from khen.atoms.values import DamagedError, Packed, Paper, Ref, UnknownError, spelt

KINDS = frozenset(
    (
        *(b"/JavaScript", b"/Launch", b"/ImportData", b"/SubmitForm", b"/GoToE", b"/EmbeddedFile"),
        *(b"/Rendition", b"/Movie", b"/Sound", b"/RichMedia", b"/3D"),
    )
)
KEYS = frozenset((b"/JS", b"/EF", b"/EmbeddedFiles", b"/XFA"))
BLANKS = rb"[\0\t\n\f\r ]*+"
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
    """Asked of each object in use, and of all that stands beside one in a stream of objects. Raises UnknownError where one cannot
    be read or could be read otherwise by another program, where the list of places or the objects are packed in a way that is
    not read here, and where there is more than is looked through: then, where nothing is packed, what stands plainly decides."""
    if _says(PLAINLY, pdf):
        return True
    paper = Paper(pdf, tokens=MOST_TOKENS, strict=True)
    try:
        list_places(paper)
        return _any_does(paper)
    except (DamagedError, RecursionError) as wrong:
        raise UnknownError from wrong


def _any_does(paper: Paper) -> bool:
    try:
        return any(_does(paper, one) for one in _objects(paper))
    except UnknownError:
        if _says(BY_ITSELF, paper.data) or any(isinstance(place, Packed) for place in paper.places.values()):
            raise
        return False


def _objects(paper: Paper) -> Iterator[Any]:
    for stream in {place.stream for place in paper.places.values() if isinstance(place, Packed)}:
        data, begins = held(paper, stream)
        if _says(PLAINLY, data):
            yield sorted(KINDS)
        for number in begins:
            yield unpacked(paper, stream, number)
    for number, place in paper.places.items():
        if not isinstance(place, Packed) or number not in held(paper, place.stream)[1]:
            yield resolved(paper, Ref(number))


def _says(what: re.Pattern[bytes], data: bytes) -> bool:
    """Whether it stands there plainly, with blanks or remarks between its words; takes time in proportion to the length."""
    return bool(what.search(data) or what.search(REMARK.sub(b" ", data)))


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
    more = resolved(paper, one[b"/AA"]) if b"/AA" in one else None
    return [one.get(b"/OpenAction"), *([more[name] for name in MOMENTS & more.keys()] if isinstance(more, dict) else [])]


def _goes_elsewhere(paper: Paper, actions: list[Any]) -> bool:
    """Whether one of these actions, or one that follows it, does more than turn to a place within the file."""
    seen = set[Ref]()
    while actions:
        link = actions.pop()
        if isinstance(link, Ref) and link in seen:
            continue
        seen |= {link} if isinstance(link, Ref) else set()
        said = resolved(paper, link)
        if isinstance(said, dict) and b"/S" in said:
            if resolved(paper, said[b"/S"]) != b"/GoTo":
                return True
            following = resolved(paper, said.get(b"/Next"))
            actions += following if isinstance(following, list) else [said.get(b"/Next")]
    return False
