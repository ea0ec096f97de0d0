"""How people get the means to come in: a link by mail, or a slip of paper handed over."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, RowsField
from khen.domains.organisation import acts, reads, rules, terms
from khen.domains.organisation.models import Invitation, Roll, RollLine
from khen.domains.organisation.screens import answers

scope.belongs(RollLine)
govern = partial(Verb, action=Action.GOVERN)


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip of paper."""

    person: Person
    password: str


@dataclass(frozen=True, slots=True)
class Slips:
    """`without` names those to whom nothing could be issued, with the reason; `links` those whose open invitation ended."""

    made: list[Slip]
    without: list[tuple[Person, str]]
    links: list[Person]


class ChosenForm(ActForm):
    """Some people of a list; first offered and chosen are those who cannot come in yet."""

    lines = RowsField(RollLine.objects.select_related("person", "body"), action=Action.GOVERN, label=_("For whom"))

    def prepare(self) -> None:
        assert isinstance(self.record, Roll)
        rows = self.rows("lines")
        rows.queryset = reads.entered_lines(rows.queryset, self.record)
        rows.label_from_instance = in_words
        rows.initial = [line.pk for line in reads.without_password(rows.queryset)[: rules.MOST_AT_ONCE]]


def in_words(line: RollLine) -> str:
    assert line.person is not None
    return f"{line.full_name} · {line.username} · {terms.account_of(line.person).label}"


class InviteForm(ChosenForm):
    def prepare(self) -> None:
        super().prepare()
        rows = self.rows("lines")
        rows.queryset = rows.queryset.exclude(person__email="")
        rows.initial = [line.pk for line in reads.without_password(rows.queryset)]


def invite(person: Person, *, by: Person, on: date) -> Invitation:
    return acts.invite(person, by=by, on=on, at=clock.now())


def invite_chosen(roll: Roll, *, lines: Any, by: Person, on: date) -> Roll:
    """One act a person; whoever cannot be invited stays as they are, and the first reason is told when nobody could be."""
    refused = [reason for line in lines for reason in _tried(invite, line.person, by=by, on=on)]
    if len(refused) and len(refused) >= len(lines):
        raise Refusal(refused[0])
    return roll


def _tried(act: Any, person: Person, **told: Any) -> list[str]:
    try:
        act(person, **told)
    except Refusal as refusal:
        return [str(refusal)]
    return []


def print_slips(roll: Roll, *, lines: Any, by: Person, on: date) -> Slips:
    """A new password for each, one act a person. Who got none is told beside those who did: slips stand nowhere else."""
    if against := list(rules.reasons_not_to_print(chosen=len(lines))):
        raise Refusal(*against)
    made, without = list[Slip](), list[tuple[Person, str]]()
    for line in lines:
        try:
            made.append(Slip(line.person, acts.issue_password(line.person, by=by, on=on)))
        except Refusal as refusal:
            without.append((line.person, str(refusal)))
    return Slips(made, without, [slip.person for slip in made if reads.has_just_ended_link(slip.person)])


MAIL = _("A letter with a link goes out. It holds for 72 hours and can be used once; the person chooses the password.")
PAPER = _("Each gets a new password; one in use ends. Nobody can call up the page with the slips again: print it at once.")
ON_PERSON = (
    govern(
        name="gui-thu-moi",
        label=_("Send an invitation by mail"),
        act=invite,
        reasons=reads.against_inviting,
        done=answers.invited,
        icon="mail",
        explanation=MAIL,
    ),
    govern(
        name="thu-hoi-thu-moi",
        label=_("Revoke the invitation"),
        act=acts.revoke_invitations,
        reasons=reads.against_revoking,
        done=_("The invitation is revoked; its link opens nothing any more."),
        icon="cross",
        grave=True,
    ),
)
ON_ROLLS = (
    govern(
        name="gui-thu-moi",
        label=_("Send invitations by mail"),
        act=invite_chosen,
        form=InviteForm,
        reasons=reads.against_inviting_from,
        done=_("The letters go out; each person's page tells when theirs has left."),
        icon="mail",
        explanation=MAIL,
    ),
    govern(
        name="in-phieu",
        label=_("Print slips"),
        act=print_slips,
        form=ChosenForm,
        reasons=reads.against_printing,
        done=_("The slips are ready: print them at once, they are shown this once."),
        icon="doc-full",
        explanation=PAPER,
        told="organisation/slips.html",
    ),
)
