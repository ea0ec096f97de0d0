"""What may stand on a portal, and where: sites, articles, their pictures and days; values in, reasons out."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import nh3
from django.utils.translation import gettext_lazy as _
from PIL import Image

from khen.atoms.text import as_seen, fold, nfc, shows
from khen.domains.portals.terms import Klass, Mode, State
from khen.domains.portals.terms.words import Text, Words

HOST = re.compile(r"(?=.{1,120}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^>]*>")
TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "sub", "sup", "blockquote", "hr"),
    *("a", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
MOST_PIXELS = 50_000_000
LONGEST_TITLE = LONGEST_CAPTION = 300
MOST_WORDS_ASKED = 12


def reasons_not_to_govern(*, may: bool) -> Iterator[object]:
    """Sites are opened and moved by whoever keeps the bodies."""
    if not may:
        yield _("You may not open or move sites of this body.")


def reasons_not_to_open(*, key: str, host: str, name: str, taken: Collection[str]) -> Iterator[object]:
    """`taken` are the keys and host names already in use."""
    if not KEY.fullmatch(key) or len(key) > 40:
        yield _("The key of a site has only small letters, digits and hyphens, at most 40.")
    if not HOST.fullmatch(host):
        yield _("This is not a host name.")
    if not name.strip():
        yield _("The site needs a name.")
    if {key, host} & set(taken):
        yield _("There is already a site with this key or this host name.")


def reasons_not_to_say(text: Text) -> Iterator[object]:
    """An article says something, under a title and a topic; its pictures are pictures."""
    if not text.title.strip():
        yield _("The article needs a title.")
    if len(text.title) > LONGEST_TITLE:
        yield _("The title is too long: at most 300 characters.")
    if not shows(unescape(TAG.sub(" ", text.body_html))):
        yield _("The article has no text.")
    if not KEY.fullmatch(text.topic) or len(text.topic) > 60:
        yield _("The article needs a topic.")
    if text.klass not in Klass.values:
        yield _("There is no such class of articles.")
    for picture in text.pictures:
        yield from reasons_against_picture(picture.content, picture.alt)


def reasons_not_to_stand(*, since: date, until: date | None) -> Iterator[object]:
    """At least one day."""
    if until and until <= since:
        yield _("The article would end before it begins.")


def beginning(since: date, *, moved: date | None, on: date) -> date:
    """The first day of what began, or of what has not: that one moves."""
    return moved if moved and since > on else since


def a_day_at_least(*, since: date, until: date | None) -> date | None:
    """`until`, not inclusive, where it leaves a day from `since` on; else the end of that one day."""
    return until and max(until, since + timedelta(days=1))


def reasons_against_portals(*, asked: Collection[str], found: Collection[str], reached: Collection[str]) -> Iterator[object]:
    """`asked` exist, all of them, and the person reaches them."""
    if not asked:
        yield _("Name at least one site.")
    if unknown := sorted(set(asked) - set(found)):
        yield _("There is no site called %(names)s.") % {"names": ", ".join(unknown)}
    if foreign := sorted(set(found) - set(reached)):
        yield _("You may not publish on %(names)s.") % {"names": ", ".join(foreign)}


def reasons_not_to_decide(*, state: str, mode: str, accepts: bool, may: bool) -> Iterator[object]:
    """Only what was suggested is accepted or declined; what was declined may be accepted later."""
    if not may:
        yield _("You may not publish on this site.")
    if mode != Mode.SUGGESTED:
        yield _("A mandatory article is neither accepted nor declined.")
    allowed = {State.PROPOSED, State.DECLINED} if accepts else {State.PROPOSED, State.STANDING}
    if state not in allowed:
        yield _("This has already been decided.")


def reasons_not_to_suggest(*, state: str) -> Iterator[object]:
    """Only what stands is suggested to others."""
    if state != State.STANDING:
        yield _("Only what stands on the site can be suggested to others.")


def reasons_against_picture(content: bytes, alt: str) -> Iterator[object]:
    """A picture opens, is not a bomb, and says in words what it shows."""
    if not alt.strip():
        yield _("Say in a few words what the picture shows.")
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                yield _("The picture is too large.")
            else:
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield _("The picture is too large.")
    except (OSError, ValueError, SyntaxError):
        yield _("This is not a JPEG, PNG or WebP picture.")


def reasons_not_to_show(*, alt: str, caption: str) -> Iterator[object]:
    """What is said of a picture is kept whole, or not at all."""
    if len(alt) > LONGEST_CAPTION:
        yield _("What the picture shows is said in more than %(most)d characters: say it shorter.") % {"most": LONGEST_CAPTION}
    if len(caption) > LONGEST_CAPTION:
        yield _("The caption is longer than %(most)d characters: say it shorter.") % {"most": LONGEST_CAPTION}


def clean(html: str) -> str:
    """Only the marks of a plain text remain: no scripts, styles, pictures from elsewhere, classes or links without their whole
    address. NFC, nothing that cannot be seen."""
    cleaned = nh3.clean(
        nfc(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel="noopener nofollow",
        strip_comments=True,
    )
    return as_seen(cleaned)


def words(html: str) -> list[str]:
    """The words of a text with marks, in order, in small letters, NFC."""
    return WORD.findall(as_seen(unescape(TAG.sub(" ", html)).casefold()))


def findable(*texts: str) -> dict[str, str]:
    """The two columns of a findable row: every word between single spaces, as written and folded."""
    found = words(" ".join(texts))
    return {"exact": padded(found), "folded": padded([fold(word) for word in found])}


def searched(query: str) -> list[str]:
    """The folded words of a search, parted at every sign as those of `findable` are: "77/CT-UBND" asks for 77, ct and ubnd."""
    return [fold(word) for word in words(query)] or fold(query).split()


def padded(found: Collection[str]) -> str:
    return f" {' '.join(found)} "


def said(words: Words) -> Text:
    """The text as it is kept: cleaned, NFC, without spaces at its ends."""
    return Text(
        version=words["version"],
        title=as_seen(words["title"]).strip(),
        summary=as_seen(words["summary"]).strip(),
        body_html=clean(words["body_html"]),
        topic=words["topic"],
        topic_title=as_seen(words.get("topic_title") or words["topic"].replace("-", " ").capitalize()).strip(),
        klass=words["klass"],
        source=as_seen(words["source"]).strip(),
        pictures=tuple(words.get("pictures", ())),
        files=tuple(words.get("files", ())),
    )


def asked_words(query: str) -> list[str]:
    """What somebody looks for, as words; control characters, marks and everything after the twelfth word are left out."""
    return words(query[:400].replace("<", " "))[:MOST_WORDS_ASKED]
