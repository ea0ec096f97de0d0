"""When a text in another language may leave: somebody who understands it, and did not make it, says that it is right.

Language tags: BCP 47 with the codes of ISO 639-3."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.atoms import media
from khen.atoms.text import fold
from khen.atoms.vietnamese import number
from khen.domains.newsroom.rules.cleaning import LONGEST_BODY, plain
from khen.domains.newsroom.rules.letters import reasons_about_parts
from khen.domains.newsroom.rules.texts import LONGEST_TITLE
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.tongues import Heard, Rendering

Reasons = Iterator[object]

LONGEST_GIST, LONGEST_NAME = 2000, 120


def is_recording(medium: media.Medium | None) -> bool:
    return medium is not None and medium.kind == media.AUDIO


def reasons_not_to_render(*, standing: str) -> Reasons:
    if standing == Standing.WITHDRAWN:
        yield _("A withdrawn text is no longer rendered in other languages.")


def reasons_about_rendering(said: Rendering, *, language_stands: bool) -> Reasons:
    """`said` is cleaned."""
    written = bool(plain(said.body_html))
    if not language_stands:
        yield _("There is no such language on that day.")
    if not written and not said.recorded:
        yield _("Give the text or a recording.")
    if written and not said.title:
        yield _("Give the title in that language as well.")
    if len(said.title) > LONGEST_TITLE or len(said.body_html) > LONGEST_BODY:
        yield _("The text is longer than %(most)s characters.") % {"most": number(LONGEST_BODY)}
    yield from _reasons_about_answering(gist=said.gist, translator=said.translator)
    yield from reasons_about_parts(
        (_("Title"), said.title),
        (_("Text"), plain(said.body_html)),
        (_("What it says in Vietnamese"), said.gist),
        (_("Who translated or spoke it"), said.translator),
    )


def _reasons_about_answering(*, gist: str, translator: str) -> Reasons:
    if not gist:
        yield _("Say in Vietnamese what it says, so that others can answer for it.")
    if not translator:
        yield _("Name who translated or spoke it.")
    if len(gist) > LONGEST_GIST:
        yield _("What it says in Vietnamese is longer than %(most)s characters.") % {"most": number(LONGEST_GIST)}
    if len(translator) > LONGEST_NAME:
        yield _("The name of who translated or spoke it is longer than %(most)d characters.") % {"most": LONGEST_NAME}


def reasons_about_recording(*, name: str, size: int, is_audio: bool) -> Reasons:
    if size and not is_audio:
        yield _("%(name)s is no recording that is accepted here, whatever its name says.") % {"name": name}


def reasons_about_age(*, outdated: bool) -> Reasons:
    if outdated:
        yield _("The Vietnamese text or this rendering has a newer version; what is newest is confirmed and published.")


def reasons_not_to_confirm(*, standing: str, by_writer: bool, name: str, translator: str, bulletin: str) -> Reasons:
    """`name` is whoever confirms; the translator may be somebody outside the house, known by name alone."""
    yield from _reasons_about_withdrawn(bulletin)
    if standing != Heard.WAITING:
        yield _("Only what waits for a listener is confirmed or returned.")
    if by_writer or fold(name) == fold(translator):
        yield _("Nobody confirms what they rendered themselves.")


def _reasons_about_withdrawn(bulletin: str) -> Reasons:
    """`bulletin` = how the Vietnamese text stands, here and below."""
    if bulletin == Standing.WITHDRAWN:
        yield _("The Vietnamese text was withdrawn: its renderings are no longer confirmed or returned.")


def reasons_about_understanding(*, understands: bool) -> Reasons:
    if not understands:
        yield _("Confirm only what you read or heard in that language and understood.")


def reasons_not_to_return(*, standing: str, bulletin: str) -> Reasons:
    yield from _reasons_about_withdrawn(bulletin)
    if standing not in {Heard.WAITING, Heard.CONFIRMED}:
        yield _("Only what waits for a listener is confirmed or returned.")


def reasons_not_to_publish(*, standing: str, text: bool, bulletin: str, sites: int) -> Reasons:
    """`text`: whether it is written; `bulletin` = how the Vietnamese text stands; `sites` = portals on which that stands."""
    if standing == Heard.PUBLISHED:
        yield _("It is published.")
    elif standing == Heard.RECALLED:
        yield _("It was taken down: render the text anew, have it confirmed and publish that.")
    elif standing != Heard.CONFIRMED:
        yield _("Only what a listener has confirmed is published.")
    if not text:
        yield _("Portals show what is written; a recording is taken along from here.")
    if bulletin != Standing.PUBLISHED:
        yield _("The Vietnamese text is not published.")
    elif not sites:
        yield _("The Vietnamese text stands on no portal.")


def reasons_not_to_recall(*, standing: str, bulletin: str, newer_text: bool, newer_rendering: bool) -> Reasons:
    """`newer_text`: the Vietnamese text was corrected since; `newer_rendering`: another took its place on the portals."""
    if standing == Heard.RECALLED:
        yield _("It was taken down.")
    elif standing != Heard.PUBLISHED:
        yield _("Only what is published is taken down.")
    elif bulletin != Standing.PUBLISHED:
        yield _("It went with the Vietnamese text, which was withdrawn.")
    elif newer_text:
        yield _("It went when the Vietnamese text was corrected.")
    elif newer_rendering:
        yield _("A newer rendering stands in its place: take that down.")
