"""Letters of invitation: what the book says becomes a letter that waits; one at a time it is handed over, each try a row.
Where the server is not there or takes no letters of this house, one of them tries and the others wait with it.

The letter's link stands in no table: it is asked for when the letter is written. Whoever dies between handing over and writing
down leaves a letter of which nobody knows whether it arrived; it is shown as that and not sent again by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khen.atoms import clock
from khen.book.models import Entry
from khen.book.reading import catch_up
from khen.domains.organisation import reads as organisation
from khen.domains.organisation.terms import Invited
from khen.domains.organisation.terms import Letter as Invitation
from khen.egress import rules
from khen.egress.channels.postman import Letter, Postman, Server, Unreachable
from khen.egress.leases import STATES
from khen.egress.models import InvitationLetter, InvitationTry
from khen.egress.terms import Outcome, Result, State
from khen.egress.turns import cut_off, due

READER = "egress.invitations"
PATIENCE = 15.0  # seconds for one reply of the server
DEAD = timedelta(minutes=10)  # a try that long under way was cut off
CUT_OFF = gettext_noop("the sender stopped before the reply was written down")


def send() -> int:
    """Read the book, then hand over the next letter that is due. Returns how much was done, 0 when idle."""
    return catch_up(READER, read) + _give_up_on_the_dead(clock.now()) + _send_next(clock.now())


def read(entries: Sequence[Entry]) -> None:
    """One letter for each invitation; an entry read again changes nothing."""
    for entry in entries:
        if entry.kind == Invited.kind:
            told = {"invitation": entry.payload["invitation"], "person_id": entry.payload["person"], "not_before": clock.now()}
            InvitationLetter.objects.get_or_create(entry=entry, defaults=told)


def _give_up_on_the_dead(now: datetime) -> int:
    over = {"state": State.UNKNOWN, "detail": CUT_OFF, "moved_at": now}
    with transaction.atomic():
        dead = InvitationLetter.objects.filter(cut_off(now, DEAD), state=State.ATTEMPTING)
        open_ones = InvitationTry.objects.filter(letter__in=dead.values("pk"), outcome=Outcome.OPEN)
        if not (found := list(dead.values_list("pk", flat=True))):
            return 0
        open_ones.update(outcome=Outcome.UNKNOWN, detail=CUT_OFF, ended_at=now)
        return InvitationLetter.objects.filter(pk__in=found, state=State.ATTEMPTING).update(**over)


def _send_next(now: datetime) -> int:
    letter = InvitationLetter.objects.filter(due(now), state=State.PENDING).order_by("not_before", "pk").first()
    if letter is None:
        return 0
    invitation = organisation.letter_of(letter.invitation, now)
    if invitation is None:  # used, revoked or run out meanwhile
        return InvitationLetter.objects.filter(pk=letter.pk, state=State.PENDING).update(state=State.CANCELLED, moved_at=now)
    taken = _begin(letter, now)
    if taken is not None:
        _record(letter, taken, _handed_over(letter, invitation), invitation.until)
    return 1


def _begin(letter: InvitationLetter, now: datetime) -> InvitationTry | None:
    """Mark the letter as being sent, committed before anything is; None when another worker was faster."""
    with transaction.atomic():
        mine = InvitationLetter.objects.filter(pk=letter.pk, state=State.PENDING)
        if not mine.update(state=State.ATTEMPTING, moved_at=now, tries=letter.tries + 1):
            return None
        return InvitationTry.objects.create(letter=letter, began_at=now, outcome=Outcome.OPEN)


def _handed_over(letter: InvitationLetter, invitation: Invitation) -> Result:
    with Postman(Server.of_the_house(PATIENCE)) as postman:
        try:
            postman.reach(1)
        except Unreachable as unreachable:
            return Result(outcome=unreachable.outcome, detail=str(unreachable), of_all=True)
        content = bytes(composed(letter, invitation))
        return postman.send([Letter(recipient=invitation.address, content=content)], within=PATIENCE * 4)[0]


def _record(letter: InvitationLetter, taken: InvitationTry, result: Result, until: datetime) -> None:
    now, detail = clock.now(), result.detail
    state = STATES.get(result.outcome, State.PENDING)
    again = rules.next_try(letter.tries + 1, now)
    if state == State.PENDING and again >= until:
        state = State.REFUSED
    with transaction.atomic():
        moved = {"state": state, "detail": detail, "moved_at": now, "not_before": again}
        InvitationLetter.objects.filter(pk=letter.pk, state=State.ATTEMPTING).update(**moved)
        if result.of_all:  # the others wait with it
            waiting = InvitationLetter.objects.filter(state=State.PENDING, not_before__lt=again)
            waiting.update(not_before=again, detail=detail)
        InvitationTry.objects.filter(pk=taken.pk).update(outcome=result.outcome, detail=detail, ended_at=now)


def composed(letter: InvitationLetter, invitation: Invitation) -> EmailMessage:
    """The letter as it goes over the wire (RFC 5322): plain words and one link."""
    env = settings.ENV
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _("Choose your password for Khèn")
    message["From"] = env.mail_from
    message["To"] = invitation.address
    message["Date"] = clock.now().astimezone(clock.VIETNAM)
    message["Message-ID"] = f"<{letter.entry_id}.invitation@{env.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    said = {"invitation": invitation, "link": f"{env.address}{invitation.path}", "home": f"{env.address}/quan-tri/"}
    message.set_content(render_to_string("egress/invitation.txt", said), cte="quoted-printable")
    return message
