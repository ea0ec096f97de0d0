"""What is left of a text that somebody typed or pasted: the marks of a plain text, and its words."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

import nh3
from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc, visible
from khen.domains.newsroom.rules.blocks import CELL, PART, in_paragraphs, listed

TAGS = {"p", "br", "hr", "h3", "h4", "strong", "b", "em", "i", "ul", "ol", "li", "blockquote", "a"}
SCHEMES = {"http", "https", "mailto"}
HEADS = re.compile(r"<(/?)h[1256]\b", re.I)
DROPPED = (
    "div|section|article|header|footer|main|aside|nav|figure|figcaption|pre|address|dl|dt|dd|center|details|summary"
    "|fieldset|legend|form|table|caption|colgroup|thead|tbody|tfoot|tr|hgroup|search|dialog|dir|menu|optgroup|option"
)
GONE = {"script", "style", "del", "s", "strike", "math", "svg", "iframe", "object", "template", "noscript"}  # words and all
ASIDE = re.compile(r"<(?=/?(?:su[pb]|img|input|button|rt|rp|video|audio|canvas|embed)\b)", re.I)  # its neighbours stay apart
RAISED = re.compile(r"<(su[pb])\b[^<>]*>\s*([-+]?[0-9]{1,9})\s*</\1\s*>", re.I)
SIGNS = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
PARTED, CELLED = re.compile(rf"<(/?)(?:{DROPPED})\b", re.I), re.compile(r"<(/?)(?:td|th)\b", re.I)
PARTS = re.compile(f"[{PART}{CELL}][{PART}{CELL}\\s]*")
BLOCK_BEFORE = re.compile(r"(?:^|</?(?:p|br|hr|h3|h4|ul|ol|li|blockquote)>)$")
BLOCK_AFTER = re.compile(r"(?:$|</?(?:p|br|hr|h3|h4|ul|ol|li|blockquote)>)")
BREAKS = re.compile(rf"<(?=/?(?:p|br|hr|h[1-6]|ul|ol|li|blockquote|td|th|{DROPPED})\b)", re.I)
ROUNDS = 9  # two are enough for all that browsers write
LONGEST_RAW = 1_000_000  # characters as they arrive, marks and all


def cleaned(html: str) -> str:
    """HTML with only the marks of a plain text, in NFC, and links that say their whole address: it is read in letters, feeds and
    on other sites too. Anything else loses its marks; scripts, formulas and what is struck out go with their content. What stood
    in blocks or cells of their own stays apart, a raised or lowered number is written so: 10². Refuses what is longer than
    LONGEST_RAW; nothing is ever cut."""
    refuse_if(_reasons_about_length(html))
    html = nfc(re.sub(f"[\x00{PART}{CELL}]", "", html))
    html = ASIDE.sub(" <", RAISED.sub(lambda found: found[2].translate(SIGNS[found[1].lower()]), html))
    html = CELLED.sub(f"{CELL}<\\1span", PARTED.sub(f"{PART}<\\1span", HEADS.sub("<\\1h3", html)))
    kept = _settled(html)
    if (seen := nfc(visible(kept))) != kept:
        kept = _settled(seen)  # looked through again: an address without what was hidden in it is another address
    return listed(in_paragraphs(kept, partial(PARTS.sub, _apart)) if PART in kept or CELL in kept else kept.strip())


def _settled(html: str) -> str:
    """As any further reading of it leaves it: what lost the mark between two others may be read as something else."""
    kept = _marked(html)
    for _round in range(ROUNDS):
        if (again := _marked(kept)) == kept:
            break
        kept = again
    return kept


def _marked(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=GONE,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


def _reasons_about_length(html: str) -> Iterator[object]:
    if len(html) > LONGEST_RAW:
        most = vietnamese.number(LONGEST_RAW)
        yield _("With its hidden marks the text is longer than %(most)s characters: paste it in parts or as plain text.") % {
            "most": most
        }


def _apart(found: re.Match[str]) -> str:
    """What stood in a block or a cell of its own does not run into its neighbour when the block's marks go: 9 | 27, never 927."""
    text, marks = found.string, found.group()
    if BLOCK_BEFORE.search(text, max(0, found.start() - 13), found.start()) or BLOCK_AFTER.match(text, found.end()):
        return ""
    return "<br>" if PART in marks else f" |{' |' * (marks.count(CELL) // 2 - 1)} "


def plain(html: str) -> str:
    """The words of a cleaned text, a line for what stands in a block of its own, however the blocks stand in each other."""
    bare = unescape(nh3.clean(BREAKS.sub("\n<", html), tags=set()))
    return "\n".join(line for line in (part.strip() for part in bare.split("\n")) if line)


def line(text: str) -> str:
    """One line of text in NFC: no line breaks, nothing that cannot be seen, single spaces."""
    return " ".join(nfc(visible(text)).split())
