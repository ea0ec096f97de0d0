"""Text in an old code page is not Unicode: readers, searches and screen readers would meet nonsense. Decree 43/2011/NĐ-CP asks
portals for Unicode (TCVN 6909:2001). Values in, reasons out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.atoms.codepages import strange
from khen.atoms.text import unreadable
from khen.domains.newsroom.rules.cleaning import plain
from khen.domains.newsroom.terms import Content

Reasons = Iterator[object]


def reasons_about_letters(content: Content) -> Reasons:
    """`content` is cleaned."""
    yield from reasons_about_parts(
        (_("Title"), content["title"]),
        (_("Summary"), content.get("summary", "")),
        (_("Text"), plain(content["body_html"])),
        (_("Source"), content.get("source", "")),
    )


def reasons_about_parts(*parts: tuple[object, str]) -> Reasons:
    """One reason for each part, a name and its plain text: with the first word that shows it, or that signs cannot be read."""
    for name, text in parts:
        if found := strange(text):
            yield _(found.msgid) % {"part": name, **found.data}
        elif unreadable(text):  # as a reference in a text with marks it went past the form
            yield _("%(part)s: some signs cannot be read. Delete them and type them anew.") % {"part": name}
