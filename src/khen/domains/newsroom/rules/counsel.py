"""Who is asked before a text is approved, and who initials it.

Working regulations of the body; opinions and initials on drafts follow Decree 30/2020/NĐ-CP, articles 10 to 13."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Mendable, Personal
from khen.atoms.vietnamese import number
from khen.domains.newsroom.rules.remarks import LONGEST_REMARK
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.counsel import Answer

Reasons = Iterator[object]

BEFORE_APPROVAL = frozenset({Standing.DRAFT, Standing.RETURNED, Standing.SUBMITTED})
OPEN_TO_CHANGE = frozenset({Standing.DRAFT, Standing.RETURNED})
LONGEST_QUESTION, MOST_ASKED = 300, 30


def draft_number(*, standing: str, submissions: int) -> int:
    """Each submission is a round: the draft that is being written is the next one. 0 once the text is approved."""
    if standing not in BEFORE_APPROVAL:
        return 0
    return submissions + 1 if standing in OPEN_TO_CHANGE else submissions


def reasons_not_to_ask(*, standing: str, concerned: bool) -> Reasons:
    """`concerned`: has a hand in the text, or may approve it."""
    if standing not in BEFORE_APPROVAL:
        yield _("Opinions are asked for before a text is approved.")
    if not concerned:
        yield _("Opinions are asked for by whoever wrote the text or may approve it.")


def reasons_about_asked(
    *, asked: int, again: Collection[str], without: Collection[str], until: date, on: date, question: str
) -> Reasons:
    """`again` names those whose answer is awaited already, `without` those with no post in which opinions are said."""
    if not asked:
        yield _("Say whose opinion is asked for.")
    if asked > MOST_ASKED:
        yield _("At most %(most)d may be asked at once.") % {"most": MOST_ASKED}
    for name in again:
        yield _("%(name)s has already been asked.") % {"name": name}
    for name in without:
        yield _("%(name)s holds no post in which opinions are said.") % {"name": name}
    if until < on:
        yield _("The day by which to answer has already passed.")
    if len(question) > LONGEST_QUESTION:
        yield _("The question is longer than %(most)d characters.") % {"most": LONGEST_QUESTION}


def reasons_about_their_own(*, oneself: bool, wrote: Collection[str]) -> Reasons:
    """`oneself`: the asker is among those asked; `wrote` names those of the others who have a hand in the text."""
    if oneself:
        yield _("Nobody asks for their own opinion.")
    for name in wrote:
        yield _("%(name)s has a hand in this text: nobody says an opinion on a text of their own.") % {"name": name}


def reasons_not_to_say(*, ended: bool, answered: bool, named: bool, own: bool = False, asker: bool = False) -> Reasons:
    """`named`: the person is the one who was asked or looks after their work, or the body was asked and nobody in particular;
    `own`: they, or somebody in whose place alone they would say it, have a hand in the text; `asker`: one of them asked."""
    if ended:
        yield _("This opinion is no longer asked for.")
    if answered:
        yield _("This opinion has been said; what was said stays.")
    if not named:
        yield _("Somebody else was asked by name.")
    if own:
        yield Personal(_("Nobody says an opinion on a text of their own."))
    if asker:
        yield Personal(_("Nobody answers what they asked themselves."))


def reasons_not_to_hand_over(*, ended: bool, answered: bool, named: bool) -> Reasons:
    """What was asked of one person by name, and is not said yet, may be asked of another in their stead."""
    if ended or answered:
        yield _("This opinion has been said or is no longer asked for: nothing is left to hand over.")
    if not named:
        yield _("The body was asked and nobody in particular: whoever may say opinions there answers.")


def reasons_about_saying(*, answer: str, text: str) -> Reasons:
    if answer not in Answer.values:
        yield _("Choose: agrees, or has comments.")
    if answer == Answer.NOTES and not text:
        yield _("Say what the comments are.")
    if len(text) > LONGEST_REMARK:
        yield _("This is longer than %(most)s characters.") % {"most": number(LONGEST_REMARK)}


def reasons_not_to_end(*, standing: str, concerned: bool, awaited: int) -> Reasons:
    yield from reasons_not_to_ask(standing=standing, concerned=concerned)
    if not awaited:
        yield _("Nobody's opinion is awaited.")


def reasons_not_to_initial(*, standing: str, needed: bool, already: bool, writes: bool) -> Reasons:
    """`needed`: the body's regulations ask for initials on that day; `already`: this version carries some."""
    if not needed:
        yield _("The regulations of this body ask for no initials.")
    elif standing != Standing.SUBMITTED:
        yield _("A text is initialled between its submission and its approval.")
    elif already:
        yield _("This version has already been initialled.")
    if writes:
        yield _("Nobody initials a text of their own.")


def reasons_without_initials(*, needed: bool, already: bool) -> Reasons:
    if needed and not already:
        yield Mendable(_("The regulations of this body ask for the initials of a leader first."))
