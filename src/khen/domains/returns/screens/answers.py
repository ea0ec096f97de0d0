"""What the screen says once something is done to declared figures: what happened, and what comes next."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body
from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.desk.periods import in_words
from khen.desk.practice import apart
from khen.desk.scope import named
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Return

ACCEPTED = apart(
    _("The figure is accepted: from now on it counts."),
    _("The figure is accepted in the training: it counts nowhere. At work a figure is accepted once its period is nearly over."),
)


def sent(record: Return) -> str:
    return " ".join((gettext("The figure is sent."), _goes_to(record.body, [record])))


def asked(ask: Ask) -> str:
    said = {"period": in_words(ask.period), "due": day_in_digits(ask.due)}
    return (
        gettext("The figures of %(period)s are asked for: every body finds its sheet among what waits for it, due by %(due)s.")
        % said
    )


def saved(ask: Ask, filled: Collection[Return]) -> str:
    """Of a sheet that was kept: nobody else acts on it yet."""
    kept = ngettext("%(count)d line is kept as a draft.", "%(count)d lines are kept as drafts.", len(filled)) % {
        "count": len(filled)
    }
    return " ".join((kept, gettext("Nothing is sent yet: press “Send” when the numbers are right."), *_missing(ask)))


def handed_in(ask: Ask, filled: Collection[Return]) -> str:
    """Of a sheet that was sent, whole or in part."""
    told = ngettext("%(count)d line is sent.", "%(count)d lines are sent.", len(filled)) % {"count": len(filled)}
    return " ".join((told, _goes_to(ask.body, filled), *_missing(ask)))


def _goes_to(body: Body, records: Collection[Return]) -> str:
    if who := named(Action.ACCEPT, body, but=acts.hands(*records)):
        return gettext("It waits to be accepted by: %(who)s.") % {"who": who}
    if is_for_training(body):
        return gettext("Nobody else practises yet: a colleague who enters the training may accept it.")
    return gettext("Nobody can accept it yet: ask the administrator to give somebody that post.")


def _missing(ask: Ask) -> Iterator[str]:
    """How many lines are still empty, and how many written but not sent."""
    standing = reads.standing_of(ask)
    states = [standing[item.pk].state if item.pk in standing else "" for item in reads.items_for(ask.form, ask.period)]
    due = day_in_digits(ask.due)
    if empty := states.count(""):
        yield ngettext(
            "%(count)d line is still empty; due by %(due)s.", "%(count)d lines are still empty; due by %(due)s.", empty
        ) % {
            "count": empty,
            "due": due,
        }
    elif all(state in reads.SENT for state in states):
        yield gettext("Every line of the sheet is sent.")
