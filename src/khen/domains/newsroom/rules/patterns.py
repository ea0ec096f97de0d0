"""Templates of texts, and the blanks that must be filled before a text is submitted."""

import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Mendable
from khen.atoms.vietnamese import number
from khen.domains.newsroom.rules.cleaning import LONGEST_BODY, cleaned, line, plain
from khen.domains.newsroom.rules.letters import reasons_about_parts
from khen.domains.newsroom.rules.texts import LONGEST_SUMMARY, LONGEST_TITLE
from khen.domains.newsroom.terms import Klass
from khen.domains.newsroom.terms.patterns import Wording

Reasons = Iterator[object]

BLANK = re.compile(r"\[[^\[\]\n]*(?:\.\.|…)[^\[\]\n]*\]")  # [..], [...], […], [.. ngày ..]
SHORTEST_NAME, LONGEST_NAME = 3, 120
MOST_NAMED = 5


def blanks(*texts: str) -> list[str]:
    """The blanks that stand in these plain texts, each once, in order."""
    return list(dict.fromkeys(found for text in texts for found in BLANK.findall(text)))


def reasons_about_blanks(left: Collection[str]) -> Reasons:
    if left:
        named = ", ".join([*left][:MOST_NAMED])
        yield Mendable(_("The template's blanks are not all filled in: %(blanks)s.") % {"blanks": named})


def neat(given: Wording) -> Wording:
    """The wording as it is kept."""
    return Wording(
        name=line(given["name"]),
        title=line(given["title"]),
        summary=line(given["summary"]),
        body_html=cleaned(given["body_html"]),
        topic=given["topic"],
        klass=given["klass"],
    )


def reasons_about_wording(given: Wording, *, topic_stands: bool, again: bool) -> Reasons:
    """`given` is neat; `again`: another template of the body is called so."""
    if not SHORTEST_NAME <= len(given["name"]) <= LONGEST_NAME:
        yield _("The name needs %(least)d to %(most)d characters.") % {"least": SHORTEST_NAME, "most": LONGEST_NAME}
    if len(given["title"]) > LONGEST_TITLE or len(given["summary"]) > LONGEST_SUMMARY:
        yield _("Title or summary are longer than a bulletin's may be.")
    if not plain(given["body_html"]) or len(given["body_html"]) > LONGEST_BODY:
        yield _("The template needs a text, of at most %(most)s characters.") % {"most": number(LONGEST_BODY)}
    if not topic_stands:
        yield _("There is no such topic on that day.")
    if given["klass"] not in Klass.values:
        yield _("Choose the class from the list.")
    if again:
        yield _("Another template of this body has that name.")
    yield from reasons_about_parts(
        (_("Name of the template"), given["name"]),
        (_("Title"), given["title"]),
        (_("Summary"), given["summary"]),
        (_("Text"), plain(given["body_html"])),
    )


def reasons_about_retired(*, retired: bool) -> Reasons:
    if retired:
        yield _("This template has been retired.")
