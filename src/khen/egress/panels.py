"""Panels about what left the house, beside records that are no bulletins."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.desk.beside import Line, Panel
from khen.egress import watch
from khen.egress.models import InvitationLetter
from khen.egress.terms import State

MOST_LINES = 5


def of_invited(invited: Person, person: Person) -> Panel | None:
    """The panel beside a person: how the letters with their invitations left the house."""
    rows = InvitationLetter.objects.filter(person=invited).select_related("entry").order_by("-pk")[:MOST_LINES]
    lines = [
        Line(
            label=day_in_digits(row.entry.on),
            url=reverse("can-bo:record", args=[invited.pk]),
            chip=row.get_state_display(),
            mood=watch.MOODS[State(row.state)],
            note=watch.reply(row.detail),
        )
        for row in rows
    ]
    return Panel(title=_("Letters of invitation"), lines=lines) if lines else None
