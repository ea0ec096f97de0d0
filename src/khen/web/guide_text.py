"""How-to pages out of docs/how-to, each rendered once: Markdown in, clean HTML out, links and pictures lead to the counter."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

FOLDER = Path(__file__).resolve().parents[3] / "docs/how-to"
PICTURES = FOLDER / "pictures"
HEADING = re.compile(r"# (?P<title>[^(\n]+?)(?: \((?P<readers>[^)\n]+)\))?\n")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")  # what looks like a tag in a page is shown as text


@dataclass(frozen=True, slots=True)
class Text:
    """One page: its name in addresses, its title, for whom it is written ("" where it does not say), and the rest."""

    key: str
    title: str
    readers: str
    html: SafeString


@cache
def text(key: str) -> Text | None:
    """The page of this name; None where there is none. A name never leads out of the folder: addresses take slugs alone."""
    place = FOLDER / f"{key}.md"
    return _rendered(place) if place.is_file() else None


def keys() -> list[str]:
    """The names of all pages, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


def picture(name: str) -> Path | None:
    """The file of a picture; None where there is none."""
    place = PICTURES / f"{name}.png"
    return place if place.is_file() else None


def _rendered(place: Path) -> Text:
    """Raises ValueError for a page that does not begin with its title."""
    source = place.read_text(encoding="utf-8")
    heading = HEADING.match(source)
    if heading is None:
        raise ValueError(f"{place.name} must begin with one line: # Title (its readers)")
    tokens = MARKDOWN.parse(source[heading.end() :])
    for token in tokens:
        for child in token.children or ():
            _turn_towards_the_counter(child)
    html = mark_safe(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    return Text(place.stem, heading["title"], heading["readers"] or "", html)


def _turn_towards_the_counter(token: Token) -> None:
    """Another page's link leads to its address here; a link to what is not served here stays as mere words."""
    if token.type == "link_open":
        page = str(token.attrs.pop("href"))
        if "/" not in page and page.endswith(".md"):
            token.attrs["href"] = reverse("guide_page", args=[page.removesuffix(".md")])
    elif token.type == "image":
        name = Path(str(token.attrs["src"])).stem
        width, height = _size(name)
        token.attrs |= {"src": reverse("guide_picture", args=[name]), "width": width, "height": height, "loading": "lazy"}


def _size(name: str) -> tuple[int, int]:
    """Width and height in pixels, so that nothing jumps while pictures come in."""
    with Image.open(PICTURES / f"{name}.png") as opened:
        return opened.size
