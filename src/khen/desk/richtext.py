"""Formatted text in a form: the marks of a plain text and links to the outside; what arrives is cleaned by whoever stores it."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms import unshown
from khen.atoms.text import paragraphs

MARKED = re.compile(r"<[a-zA-Z/!]")
MARK = re.compile(r"<[^<>]*>")

LOST: dict[str, Callable[[str], object]] = {
    "tables": re.compile(r"<table\b", re.I).search,
    "pictures": re.compile(r"<(?:img|picture|svg|canvas|video|audio|iframe|object|embed|math|v:imagedata)\b", re.I).search,
    "unshown": unshown.is_unshown,
}
WORDS = {
    "tables": _(
        "Tables cannot be kept in the text: their cells have become lines. Where the table itself is needed, add it as a file: "
        "“Add a picture or file” on the bulletin's page."
    ),
    "pictures": _(
        "Pictures, videos and formulas cannot be kept in the text: they were left out. Add a picture in the field “Photo”, or "
        "once it is saved by “Add a picture or file” on the bulletin's page."
    ),
    "unshown": _(
        "What is struck out, deleted or hidden there was left out of the text: look whether what stands now is what you mean."
    ),
}


def left_out(html: str) -> Iterator[object]:
    """What the house does not keep of such a text, in words for whoever wrote it."""
    told = unshown.told(html)
    yield from (WORDS[name] for name, sign in LOST.items() if sign(told))


def without_marks(text: str) -> str:
    """What stands between the marks, each piece in a line of its own."""
    return unescape(MARK.sub("\n", text))


class Formatted(forms.Textarea):
    """An editor of 4 kB over the field; where no script runs, the field itself, which takes plain text."""

    template_name = "desk/editor.html"

    class Media:
        js = ("desk/editor.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        told = super().get_context(name, value, attrs)
        told["widget"]["lost"] = WORDS
        return told

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value: str | None = super().value_from_datadict(data, files, name)
        return value if value is None or MARKED.search(value) else paragraphs(value)
