"""Letters to officers: in working hours, tried again in them alone, at most as often as each chose, one letter of all that is
new. What comes while one waits goes along with it. It says kinds, how many and a link, never what a thing is called: letters are
shown on lock screens too. What the reader may not see any more when the letter is written is not in it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
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
from khen.tidings.sayings import done
from khen.tidings.terms import SECURITY, Pace, Road, Told

PATIENCE = 15.0  # seconds for one reply of the server
OF_SECURITY = Q(told__in=SECURITY)  # at once, at any hour, read on the screen or not: by whom, nobody knows
OF_NEWS = ~Q(told__in=SECURITY) & Q(read_at=None)
URGENT = Q(Exists(Notice.objects.filter(letter=OuterRef("pk"), told__in=SECURITY)))  # letters of security
HOUR, TICK = timedelta(hours=1), timedelta.resolution


def send() -> int:
    """Make the letters that are due, once a minute; then hand over the next one. Returns how much was done, 0 when idle."""
    now = clock.now()
    once_a_minute(now.replace(second=0, microsecond=0))
    which = Q() if half_of(now) else URGENT  # the others wait for the next half of a working day, tried before or not
    return give_up_on_the_dead(now) + send_next(Road.MAIL, which, write=write, hand_over=hand_over)


@lru_cache(maxsize=1)
def once_a_minute(minute: datetime) -> int:
    """The worker asks again and again."""
    return plan(minute)


def is_due(pace: str, last: datetime | None, now: datetime) -> bool:
    """May a letter be made now? `last` is when the one before left."""
    half = half_of(now)
    if half is None or pace == Pace.NEVER:
        return False
    until = {Pace.HOURLY: now - HOUR, Pace.HALVES: half[0] - TICK, Pace.DAILY: clock.midnight(half[0].date()) - TICK}
    return last is None or last <= until[Pace(pace)]


def plan(now: datetime) -> int:
    """Make a letter for each person for whom something waits and whose next letter may come. Returns how many. Five queries,
    and three for each letter."""
    urgent = sum(_made(person, now, OF_SECURITY) for person in sorted(_waiting(OF_SECURITY)))
    if half_of(now) is None:
        return urgent
    _join(_waiting(OF_NEWS), now)
    people = _waiting(OF_NEWS)
    paces = dict(LetterPace.objects.filter(person__in=people).values_list("person", "pace"))
    last = _last(people, now)
    due = [person for person in people if is_due(paces.get(person, choices.USUAL), last.get(person), now)]
    return urgent + sum(_made(person, now, OF_NEWS) for person in sorted(due))


def _last(people: set[int], now: datetime) -> dict[int, datetime]:
    """When the last letter of news to each of these left, or was tried. What is told of a time to come was written while the
    clock ran ahead. One query."""
    letters = Parcel.objects.filter(~URGENT, person__in=people, road=Road.MAIL, made_at__lte=now).exclude(state=State.CANCELLED)
    left = letters.annotate(left=Coalesce("moved_at", "made_at")).filter(left__lt=now + HOUR)
    return dict(left.order_by().values_list("person").annotate(last=Max("left")))


def _join(people: set[int], now: datetime) -> None:
    """Whatever is new for these goes along with the letter of news that waits for them, which is as fresh as that by then: they
    get one and not two. What is handed over meanwhile takes nothing along any more. One query, and two for each letter."""
    letters = Parcel.objects.filter(~URGENT, person__in=people, road=Road.MAIL, state=State.PENDING)
    for person, letter in dict(letters.order_by("pk").values_list("person", "pk")).items():
        with transaction.atomic():
            if Parcel.objects.filter(pk=letter, state=State.PENDING).update(made_at=now):
                Notice.objects.filter(OF_NEWS, person=person, by_mail=True, letter=None).update(letter=letter)


def _waiting(which: Q) -> set[int]:
    """For whom anything of these waits for a letter. One query."""
    waiting = Notice.objects.filter(which, by_mail=True, letter=None).order_by()
    return set(waiting.values_list("person", flat=True).distinct())


@transaction.atomic
def _made(person: int, now: datetime, which: Q) -> int:
    """One letter that takes along all of these that wait; none where another worker was faster."""
    parcel = Parcel.objects.create(person_id=person, road=Road.MAIL, made_at=now, not_before=now)
    if Notice.objects.filter(which, person=person, by_mail=True, letter=None).update(letter=parcel):
        return 1
    parcel.delete()
    return 0


def write(parcel: Parcel) -> Letter | None:
    """The letter as it goes over the wire; None where its reader has read everything, may see nothing of it any more, or wants
    or gets no letters."""
    person = parcel.person
    if person.is_active and person.email and (urgent := _security(parcel)):
        return Letter(recipient=person.email, content=warning(parcel, urgent))
    if not (person.is_active and person.email) or choices.pace_of(person.pk) == Pace.NEVER:
        return None
    wanted = choices.wanted(person)
    rows = still_due(person, clock.today()).filter(letter=parcel).select_related("entry")
    counts = Counter((one.told, str(one)) for one in rows if (one.told, Road.MAIL.value) in wanted)
    return Letter(recipient=person.email, content=composed(parcel, counts)) if counts else None


def _security(parcel: Parcel) -> list[Notice]:
    """What this letter says of the safety of its reader's account; nothing where it is a letter of news. One query."""
    return list(Notice.objects.filter(letter=parcel, told__in=SECURITY).select_related("entry").order_by("pk"))


def warning(parcel: Parcel, notices: Sequence[Notice]) -> bytes:
    """RFC 5322: what happened and when, to be compared with what one did oneself; nothing that would help a stranger who reads
    it: no address, no device, no link that signs in. It cannot be turned down."""
    env, message = settings.ENV, EmailMessage(policy=SMTP)
    message["To"] = parcel.person.email
    message["Date"] = clock.now().astimezone(clock.VIETNAM)
    message["Message-ID"] = f"<{parcel.pk}.notices@{domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    lines = [(str(done(one.entry.kind)), one.entry.written_at.astimezone(clock.VIETNAM)) for one in notices]
    said = {"person": parcel.person, "lines": lines, "link": env.address + reverse("open_sessions")}
    message.set_content(render_to_string("tidings/warning.txt", said), cte="quoted-printable")
    head = f"{encoded('Subject', _('Khèn: the way in to your account'))}\r\n{encoded('From', 'Khèn')}\r\n <{env.mail_from}>\r\n"
    return head.encode() + bytes(message)


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
