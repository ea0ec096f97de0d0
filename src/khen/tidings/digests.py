"""Letters to officers: in working hours, at most as often as each chose, one letter of all that is new. It says kinds, how many
and a link, never what a thing is called: letters are shown on lock screens too. What the reader may not see any more when the
letter is written is not in it."""

from collections import Counter
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from khen.atoms import clock
from khen.atoms.vietnamese import number
from khen.atoms.workhours import half_of
from khen.bodies.models import Person
from khen.egress.channels.letter import domain, encoded
from khen.egress.channels.postman import Letter, Postman, Server, Unreachable
from khen.egress.terms import Outcome, Result, State
from khen.tidings import choices
from khen.tidings.models import LetterPace, Notice, Parcel
from khen.tidings.notices import still_due
from khen.tidings.parcels import give_up_on_the_dead, send_next
from khen.tidings.terms import Pace, Road, Told, words

PATIENCE = 15.0  # seconds for one reply of the server
HOUR, TICK = timedelta(hours=1), timedelta.resolution


def send() -> int:
    """Make the letters that are due, once a minute; then hand over the next one. Returns how much was done, 0 when idle."""
    now = clock.now()
    once_a_minute(now.replace(second=0, microsecond=0))
    return give_up_on_the_dead(now) + send_next(Road.MAIL, write=write, hand_over=hand_over)


@lru_cache(maxsize=1)
def once_a_minute(minute: datetime) -> int:
    """The worker asks again and again."""
    return plan(minute)


def is_due(pace: str, last: datetime | None, now: datetime) -> bool:
    """May a letter be made now? `last` is when the one before was made."""
    half = half_of(now)
    if half is None or pace == Pace.NEVER:
        return False
    until = {Pace.HOURLY: now - HOUR, Pace.HALVES: half[0] - TICK, Pace.DAILY: clock.midnight(half[0].date()) - TICK}
    return last is None or last <= until[Pace(pace)]


def plan(now: datetime) -> int:
    """Make a letter for each person for whom something waits and whose next letter may come. Returns how many. Three queries,
    and three for each letter."""
    if half_of(now) is None:
        return 0
    waiting = Notice.objects.filter(by_mail=True, letter=None, read_at=None).order_by()
    people = set(waiting.values_list("person", flat=True).distinct())
    paces = dict(LetterPace.objects.filter(person__in=people).values_list("person", "pace"))
    made = Parcel.objects.filter(person__in=people, road=Road.MAIL).exclude(state=State.CANCELLED).order_by()
    last = dict(made.values_list("person").annotate(last=Max("made_at")))
    due = [person for person in people if is_due(paces.get(person, choices.USUAL), last.get(person), now)]
    return sum(_made(person, now) for person in sorted(due))


@transaction.atomic
def _made(person: int, now: datetime) -> int:
    """One letter that takes along all that waits; none where another worker was faster."""
    parcel = Parcel.objects.create(person_id=person, road=Road.MAIL, made_at=now, not_before=now)
    if Notice.objects.filter(person=person, by_mail=True, letter=None, read_at=None).update(letter=parcel):
        return 1
    parcel.delete()
    return 0


def write(parcel: Parcel) -> Letter | None:
    """The letter as it goes over the wire; None where its reader has read everything, may see nothing of it any more, or wants
    or gets no letters."""
    person = parcel.person
    if not (person.is_active and person.email) or choices.pace_of(person.pk) == Pace.NEVER:
        return None
    wanted = choices.wanted(person)
    rows = still_due(person, clock.today()).filter(letter=parcel)
    sorts = rows.values_list("told", "entry__kind")
    counts = Counter((told, str(words(told, kind))) for told, kind in sorts if (told, Road.MAIL.value) in wanted)
    return Letter(recipient=person.email, content=composed(parcel, counts)) if counts else None


def composed(parcel: Parcel, counts: Counter[tuple[str, str]]) -> bytes:
    """RFC 5322, RFC 2369, RFC 8058: kinds, how many, and how to get no more letters at one click."""
    env, person = settings.ENV, parcel.person
    leave = env.address + reverse("no_letters", args=[choices.word_of(person.pk)])
    lines = [(number(counts[one]), one[1]) for told in Told for one in sorted(counts) if one[0] == told]
    message = EmailMessage(policy=SMTP)
    message["To"] = person.email
    message["Date"] = clock.now().astimezone(clock.VIETNAM)
    message["Message-ID"] = f"<{parcel.pk}.notices@{domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    said = {"person": person, "lines": lines, "link": env.address + reverse("notices"), "leave": leave}
    said["choose"] = env.address + reverse("notice_choices")
    message.set_content(render_to_string("tidings/digest.txt", said), cte="quoted-printable")
    subject = encoded("Subject", news(counts.total()))
    sender = f"{encoded('From', 'Khèn')}\r\n <{env.mail_from}>"
    leaving = f"List-Unsubscribe: <{leave}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"
    return f"{subject}\r\n{sender}\r\n{leaving}\r\n".encode() + bytes(message)


def news(count: int) -> str:
    """What stands on a lock screen: how many, and nothing of what."""
    return _("Khèn: %(n)s new matters wait for you") % {"n": number(count)}


def last_letter(person: Person) -> Parcel | None:
    """The newest letter to this person that was tried or waits; its state and moment tell whether letters arrive. One query."""
    mine = Parcel.objects.filter(person=person, road=Road.MAIL).exclude(state=State.CANCELLED)
    return mine.order_by("-pk").first()


def hand_over(letter: Letter) -> Result:
    with Postman(Server.of_the_house(PATIENCE)) as postman:
        try:
            postman.reach(1)
        except Unreachable as unreachable:
            return Result(outcome=Outcome(unreachable.outcome), detail=str(unreachable), of_all=True)
        return postman.send([letter], within=PATIENCE * 4)[0]
