"""Text in an old code page is not Unicode: readers, searches and screen readers would meet nonsense. Decree 43/2011/NĐ-CP asks
portals for Unicode (TCVN 6909:2001). Values in, reasons out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.atoms.codepages import Codepage, strange
from khen.domains.newsroom.rules.cleaning import plain
from khen.domains.newsroom.terms import Content

Reasons = Iterator[object]

SAYINGS = {
    Codepage.MISREAD: _(
        "%(part)s: the letters were spoilt when the text was opened in the wrong code page; “%(seen)s” should be “%(meant)s”. "
        "Open the original as Unicode (UTF-8), then copy and paste it again."
    ),
    Codepage.TCVN3: _(
        "%(part)s: the letters pasted here are in the old TCVN3 (ABC) code page; “%(seen)s” should be “%(meant)s”. Convert the "
        "text to Unicode, then paste it again."
    ),
    Codepage.VNI: _(
        "%(part)s: the letters pasted here are in the old VNI code page; “%(seen)s” should be “%(meant)s”. Convert the text to "
        "Unicode, or set the keyboard to Unicode and type it again."
    ),
}


def reasons_about_letters(content: Content) -> Reasons:
    """`content` is cleaned."""
    yield from reasons_about_parts(
        (_("Title"), content["title"]),
        (_("Summary"), content.get("summary", "")),
        (_("Text"), plain(content["body_html"])),
        (_("Source"), content.get("source", "")),
    )


def reasons_about_parts(*parts: tuple[object, str]) -> Reasons:
    """One reason for each part, a name and its plain text, with the first word that shows it."""
    for name, text in parts:
        if found := strange(text):
            yield SAYINGS[found.codepage] % {"part": name, "seen": found.seen, "meant": found.meant}
