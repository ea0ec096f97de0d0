"""Which place an address leads to: the same for every way in which a phone, a colleague or a platform writes it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode

from khen.atoms.text import nfc
from khen.domains.newsroom.rules.elsewhere import parts_of, same_place
from khen.domains.newsroom.terms.elsewhere import FACEBOOK, FACEBOOK_ASIDE, SHORT, YOUTUBE, YOUTUBE_ASIDE, ZALO

LONGEST_PLACE, LONGEST_HOST = 200, 253
BYTES = "surrogateescape"  # keeps apart what is no UTF-8
STRAY = re.compile("[\udc80-\udcff]")
OWN_PATH = re.compile("%(?=2F|3F|23|25)", re.IGNORECASE)  # what would read as another part of an address once it is decoded
AS_MANY = re.compile(r"(?:www|m)\.")
FACEBOOK_ID = re.compile(r"[0-9]{10,}|pfbid[0-9A-Za-z]+")  # of one post in the whole platform; others are told with their page
ASKED = {"photo": ("fbid", "photo"), "photo.php": ("fbid", "photo"), "watch": ("v", "watch"), "video.php": ("v", "watch")}
KINDS = {"videos": "watch", "reel": "watch", "photos": "photo"}


class Place(NamedTuple):
    """An address taken apart: its path in pieces, what is asked in order."""

    host: str
    path: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]


def place_of(link: str) -> str:
    """What all addresses of one place have in common, at most 200 letters. Left out is whether it was asked securely, which of a
    platform's hosts was asked, slashes at the end or doubled, letters written as %XX, the order of what is asked and what only
    says how a reader came there; and the size of letters where the platform does not look at it."""
    return _told(link, _in_ascii, BYTES)


def kept_before(link: str) -> set[str]:
    """What earlier releases kept of it: the host as it was written, or in letters; bytes that are no UTF-8 all alike."""
    return {_told(link, host, "replace") for host in (str, _in_letters)}


def apart(link: str) -> Place | None:
    """The address taken apart, without what does not say the place; None for what is none."""
    return _apart(link, _in_ascii, BYTES)


def _apart(link: str, named: Callable[[str], str], errors: str) -> Place | None:
    parts = parts_of(same_place(link.strip()))
    if parts is None or not parts.hostname:
        return None
    asked = parse_qsl(parts.query, keep_blank_values=True, errors=errors)
    in_order = tuple(sorted((nfc(name), nfc(value)) for name, value in asked))
    return Place(named(parts.hostname.rstrip(".")), tuple(_pieces(parts.path, errors)), in_order)


def _told(link: str, named: Callable[[str], str], errors: str) -> str:
    found, parts = _apart(link, named, errors), parts_of(same_place(link.strip()))
    if found is None or parts is None:
        return _short(link.strip())
    place = _known(found)
    asked = f"?{urlencode(place.asked, errors=errors)}" if place.asked else ""
    return _short("/".join((place.host + _port(parts), *place.path)) + asked + (f"#{parts.fragment}" if parts.fragment else ""))


def _in_ascii(host: str) -> str:
    """A name in letters and the same name in ASCII (RFC 3490) are one; what is no such name stays as it is."""
    try:
        return host.encode("idna").decode("ascii").lower() if len(host) <= LONGEST_HOST else host
    except UnicodeError:
        return host


def _in_letters(host: str) -> str:
    try:
        return _in_ascii(host).encode("ascii").decode("idna").lower()
    except UnicodeError:
        return host


def _known(place: Place) -> Place:
    for hosts, told in READERS:
        if any(place.host == one or place.host.endswith(f".{one}") for one in hosts):
            return told(place)
    return place._replace(host=place.host.removeprefix("www."))


def _facebook(place: Place) -> Place:
    """The names of pages and groups are read without regard to large letters, codes of posts with it."""
    if place.host.removeprefix("www.") in SHORT:
        return place._replace(host=place.host.removeprefix("www."), asked=_without(place, FACEBOOK_ASIDE))
    host = "facebook.example" if place.host.endswith("facebook.example") else "facebook.com"
    path = _small(place.path)
    small = Place(host, path, () if path[:1] == ("share",) else _without(place, FACEBOOK_ASIDE))
    return _asked_for(small) or _named(small) or small


def _asked_for(place: Place) -> Place | None:
    """A post, picture or video whose number is asked for, as phones do."""
    first, asked = place.path[0] if place.path else "", dict(place.asked)
    if first in {"story.php", "permalink.php"} and (post := asked.get("story_fbid", "")):
        return _post(place.host, post, (first, asked.get("id", "")))
    of_group = asked.get("multi_permalinks", "") or (asked.get("id", "") if asked.get("view") == "permalink" else "")
    if first == "groups" and (post := of_group):
        return _post(place.host, post, place.path[:2])
    name, kind = ASKED.get(first, ("", ""))
    return Place(place.host, (kind, asked[name]), ()) if asked.get(name) else None


def _named(place: Place) -> Place | None:
    """A post, picture or video whose number ends the path."""
    for at, one in enumerate(place.path[:-1]):
        if one in {"posts", "permalink"}:
            return _post(place.host, place.path[-1], place.path[:at])
        if kind := KINDS.get(one):
            last = place.path[-1]
            return Place(place.host, (kind, last) if FACEBOOK_ID.fullmatch(last) else place.path, ())
    return None


def _post(host: str, post: str, where: tuple[str, ...]) -> Place:
    return Place(host, ("posts", post) if FACEBOOK_ID.fullmatch(post) else (*where, "posts", post), ())


def _small(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        one if one.startswith("pfbid") or (at and path[0].lower() == "share") else one.casefold() for at, one in enumerate(path)
    )


def _youtube(place: Place) -> Place:
    """A video's code tells it, on whatever page it is shown."""
    host, asked = "youtube.com", dict(place.asked)
    if place.host.endswith("youtu.be") and place.path:
        return Place(host, ("watch", place.path[0]), ())
    if place.path[:1] == ("watch",) and asked.get("v"):
        return Place(host, ("watch", asked["v"]), ())
    if len(place.path) > 1 and place.path[0] in {"shorts", "live", "embed", "v", "e"}:
        return Place(host, ("watch", place.path[1]), ())
    path = tuple(one.casefold() if one.startswith("@") else one for one in place.path)
    return Place(host, path, () if path[:1] == ("post",) else _without(place, YOUTUBE_ASIDE))


def _zalo(place: Place) -> Place:
    return place._replace(host=AS_MANY.sub("", place.host, count=1) if AS_MANY.match(place.host) else place.host)


READERS: Sequence[tuple[Iterable[str], Callable[[Place], Place]]] = (
    ((*FACEBOOK, *SHORT), _facebook),
    (YOUTUBE, _youtube),
    (ZALO, _zalo),
)


def _without(place: Place, aside: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in place.asked if name.lower() not in aside)


def _pieces(path: str, errors: str) -> list[str]:
    """Empty pieces and "." left out, ".." taken back, letters as they are and not as %XX."""
    pieces: list[str] = []
    for one in path.split("/"):
        piece = nfc(STRAY.sub(_byte, unquote(OWN_PATH.sub("%25", one), errors=errors)))
        if piece == ".." and pieces:
            pieces.pop()
        elif piece not in {"", ".", ".."}:
            pieces.append(quote(piece, safe="!$&'()*+,;=:@%~") if piece.isascii() else piece)
    return pieces


def _byte(found: re.Match[str]) -> str:
    """A byte that is no UTF-8, as addresses write it; a sign of percent itself stands as %25 there."""
    return f"%{ord(found[0]) - 0xDC00:02X}"


def _port(parts: SplitResult) -> str:
    return "" if parts.port in {None, 80, 443} else f":{parts.port}"


def _short(place: str) -> str:
    if len(place) <= LONGEST_PLACE:
        return place
    return f"{place[:100]}#{hashlib.sha256(place.encode()).hexdigest()}"
