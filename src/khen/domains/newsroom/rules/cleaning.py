"""What is left of a text that somebody typed or pasted: the marks of a plain text, and its words."""

import re
from collections.abc import Iterator
from html import unescape

import nh3
from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc, visible
from khen.atoms.unshown import STRUCK, told
from khen.domains.newsroom.rules.blocks import CELL, PART, in_paragraphs, listed, parted
from khen.domains.newsroom.rules.ending import ended
from khen.domains.newsroom.rules.numbering import COUNTING, kept_number, with_numbers
from khen.domains.newsroom.rules.shown import GONE, shown

TAGS = {"p", "br", "hr", "h3", "h4", "strong", "b", "em", "i", "ul", "ol", "li", "blockquote", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start", "type", "reversed"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
HEADS = re.compile(r"<(/?)h[1256]\b", re.I)
DROPPED = (
    "div|section|article|header|footer|main|aside|nav|figure|figcaption|pre|address|dl|dt|dd|center|details|summary"
    "|fieldset|legend|form|table|caption|colgroup|thead|tbody|tfoot|tr|hgroup|search|dialog|dir|menu|select|optgroup|option"
)
ASIDE = re.compile(r"<(?=/?(?:su[pb]|img|input|button|rt|rp|video|audio|canvas|embed)\b)", re.I)  # its neighbours stay apart
SHOWN = re.compile(r"<(?=(?:svg|math|object|iframe)\b)", re.I)  # and of what goes with all its words
RAISED = re.compile(r"<(su[pb])\b[^<>]*>\s*([-+]?[0-9]{1,9})\s*</\1\s*>", re.I)
SIGNS = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
PARTED, CELLED = re.compile(rf"<(/?)(?:{DROPPED})\b", re.I), re.compile(r"<(/?)(?:td|th)\b", re.I)
PARTS = re.compile(f"[{PART}{CELL}]")
BREAKS = re.compile(rf"<(?=/?(?:p|br|hr|h[1-6]|ul|ol|li|blockquote|td|th|{DROPPED})\b)", re.I)
ROUNDS = 9  # two are enough for all that browsers write
LONGEST_RAW = 1_000_000  # characters as they arrive, marks and all
LONGEST_BODY = 100_000  # characters of the cleaned text with its marks
OPENED = re.compile(r"<(/?)([a-z][^\s<>/]*)", re.I)
FLAT = {"p", "br", "hr", "img", "input", "meta", "link", "col", "wbr", "td", "th", "tr", "tbody", "thead", "tfoot"}  # never deep
LETTERS = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
MOST_TAKEN_OVER = 500_000
DEEPEST = 1000  # marks that stand open in each other; reading them takes time by the square of that


def cleaned(html: str) -> str:
    """HTML with only the marks of a plain text, the numbers of its lists, in NFC, and links that say their whole address: it is
    read in letters, feeds and on other sites too. Anything else loses its marks; scripts, formulas and what is struck or hidden
    go with their content. What stood in blocks or cells of their own stays apart, a raised or lowered number is written so: 10².
    Refuses what is longer than LONGEST_RAW or comes to more than twice LONGEST_BODY, before it is looked through any further;
    nothing is ever cut."""
    refuse_if(_reasons_about_raw(html))
    html = nfc(re.sub(f"[\x00{PART}{CELL}]", "", html))
    html = SHOWN.sub(" <", ended(told(html)))
    html = shown(CELLED.sub(f"{CELL}<\\1span", PARTED.sub(f"{PART}<\\1span", HEADS.sub("<\\1h3", html))))
    html = RAISED.sub(lambda found: found[2].translate(SIGNS[found[1].lower()]), html)
    kept = _marked(ASIDE.sub(" <", html))
    if len(kept) > 2 * LONGEST_BODY:
        refuse_if(_reasons_about_much(len(PARTS.sub("", visible(kept)).strip()), most=2 * LONGEST_BODY))
    kept = _settled(kept)
    if (seen := nfc(visible(kept))) != kept:
        kept = _settled(_marked(seen))  # looked through again: an address without what was hidden in it is another address
    return listed(in_paragraphs(kept, parted) if PART in kept or CELL in kept else kept.strip())


def _settled(kept: str) -> str:
    """As any further reading of it leaves it: what lost the mark between two others may be read as something else."""
    for _round in range(ROUNDS):
        if (again := _marked(kept)) == kept:
            break
        kept = again
    return kept


def _marked(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=GONE.union(STRUCK),
        attributes=ATTRIBUTES,
        attribute_filter=lambda _tag, name, value: kept_number(name, value) if name in COUNTING else value,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


def _reasons_about_raw(html: str) -> Iterator[object]:
    """What is asked before anything is looked through: each "&" comes to a character at least."""
    if len(html) > LONGEST_RAW:
        most = vietnamese.number(LONGEST_RAW)
        yield _("With its hidden marks the text is longer than %(most)s characters: paste it in parts or as plain text.") % {
            "most": most
        }
    elif html.count("&") > LONGEST_BODY:
        yield from _reasons_about_much(html.count("&"), most=LONGEST_BODY)
    elif _deep(html):
        most = vietnamese.number(DEEPEST)
        yield _("More than %(most)s marks of the text stand in each other: paste it as plain text.") % {"most": most}


def _reasons_about_much(length: int, *, most: int) -> Iterator[object]:
    if length > most:
        yield _("The text is longer than %(most)s characters.") % {"most": vietnamese.number(LONGEST_BODY)}


def _deep(html: str) -> bool:
    """Whether more than DEEPEST marks stand open at one place, or those of letters at so many places that blocks may take them
    over more than MOST_TAKEN_OVER times. One that is closed out of turn counts as open."""
    stand: list[str] = []
    letters = taken = 0
    for closing, name in OPENED.findall(html.lower()):
        taken += letters
        if not closing and name not in FLAT:
            stand.append(name)
            letters += name in LETTERS
        elif stand and stand[-1] == name:
            letters -= stand.pop() in LETTERS
        if len(stand) > DEEPEST or taken > MOST_TAKEN_OVER:
            return True
    return False


def plain(html: str) -> str:
    """The words of a cleaned text, a line for what stands in a block of its own, however the blocks stand in each other."""
    bare = unescape(nh3.clean(BREAKS.sub("\n<", html), tags=set()))
    return "\n".join(line for line in (part.strip() for part in bare.split("\n")) if line)


def numbered(html: str) -> str:
    """The same with the number of each item of a numbered list, as letters carry it and versions are compared."""
    return plain(with_numbers(html))


def line(text: str) -> str:
    """One line of text in NFC: no line breaks, nothing that cannot be seen, single spaces."""
    return " ".join(nfc(visible(text)).split())
