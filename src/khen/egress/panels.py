"""Panels about what left the house, beside records that are no bulletins."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, moment_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import reach
from khen.bodies.terms import Action
from khen.desk.beside import Line, Panel
from khen.egress import watch
from khen.egress.models import InvitationLetter
from khen.egress.terms import State

MOST_LINES = 5
BECAME = {  # what became of a letter, and what to do
    State.REFUSED: _(
        "The mail server did not take this letter: check the e-mail address, correct it if it is wrong, then invite again."
    ),
    State.UNKNOWN: _("Nobody knows whether it arrived: ask the person; if it did not, send a new invitation."),
    State.CANCELLED: _("It was not sent: the invitation had been used or revoked, or had run out."),
}


def of_invited(invited: Person, person: Person) -> Panel | None:
    """The panel beside a person: how the letters with their invitations left the house. Two queries.

    The mail server's own words, English as a rule, are for whoever governs the body that invited."""
    rows = InvitationLetter.objects.filter(person=invited).select_related("entry").order_by("-pk")[:MOST_LINES]
    theirs = reach(person, {Action.GOVERN}, clock.today()).filter(pk__in={row.entry.body_id for row in rows})
    governed = set(theirs.values_list("pk", flat=True))
    lines = [
        Line(
            label=day_in_digits(row.entry.on),
            url=reverse("can-bo:record", args=[invited.pk]),
            chip=row.get_state_display(),
            mood=watch.MOODS[State(row.state)],
            note=became(row),
            folded=_("The mail server's own words"),
            fold=said(row) if row.entry.body_id in governed else "",
        )
        for row in rows
    ]
    return Panel(title=_("Letters of invitation"), lines=lines) if lines else None


def became(row: InvitationLetter) -> str:
    """What became of a letter and what to do; "" where its state says enough."""
    if row.state == State.PENDING and row.detail:
        waits = gettext("The mail server does not take it yet; it goes again by itself at %(when)s. If urgent, issue a password.")
        return waits % {"when": moment_in_digits(row.not_before)}
    return str(BECAME.get(State(row.state), ""))


def said(row: InvitationLetter) -> str:
    """The server's words without addresses; "" where the house itself speaks."""
    return "" if watch.own_words(row.detail) else watch.reply(row.detail)
