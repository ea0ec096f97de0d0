"""Formatted text in a form: the marks of a plain text and links to the outside; what arrives is cleaned by whoever stores it."""

import re
from html import unescape
from typing import Any

from django import forms

from khen.atoms.text import paragraphs

MARKED = re.compile(r"<[a-zA-Z/!]")
MARK = re.compile(r"<[^<>]*>")


def without_marks(text: str) -> str:
    """What stands between the marks, each piece in a line of its own."""
    return unescape(MARK.sub("\n", text))


class Formatted(forms.Textarea):
    """An editor of 4 kB over the field; where no script runs, the field itself, which takes plain text."""

    template_name = "desk/editor.html"

    class Media:
        js = ("desk/editor.js",)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value: str | None = super().value_from_datadict(data, files, name)
        return value if value is None or MARKED.search(value) else paragraphs(value)
