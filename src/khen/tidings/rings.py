"""Rings on officers' phones: how many matters wait, and nothing of what; the rest is told after opening and signing in."""

import json
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from khen.atoms import clock
from khen.bodies.models import Person
from khen.egress.channels import ringer, sealed
from khen.egress.channels.ringer import Ring, Way
from khen.egress.terms import Outcome, Result, State
from khen.tidings.digests import news
from khen.tidings.models import Notice, Parcel, Receiver
from khen.tidings.notices import still_due
from khen.tidings.parcels import send_next
from khen.tidings.terms import Road

MOST = 5  # browsers of one person; the oldest give way
BETWEEN = timedelta(minutes=5)  # a browser is rung once in so long
ROUND = 10  # seconds between two looks for what is new
WAY = Way()


def send() -> int:
    """Make the rings that are due, every few seconds; then hand over the next one. Returns how much was done, 0 when idle."""
    now = clock.now()
    once_a_round(now.replace(second=now.second // ROUND * ROUND, microsecond=0))
    return send_next(Road.PUSH, Q(), write=write, hand_over=hand_over)


@lru_cache(maxsize=1)
def once_a_round(moment: datetime) -> int:
    """The worker asks again and again."""
    return plan(moment)


def plan(now: datetime) -> int:
    """A ring for each browser of each person for whom something is new. Returns how many."""
    waiting = Notice.objects.filter(by_push=True, rung_at=None, read_at=None).order_by()
    people = set(waiting.values_list("person", flat=True).distinct())
    made = Parcel.objects.filter(person__in=people, road=Road.PUSH, made_at__lte=now).order_by()
    last = dict(made.values_list("person").annotate(last=Max("made_at")))
    due = [person for person in people if person not in last or last[person] <= now - BETWEEN]
    return sum(_made(person, now) for person in sorted(due))


@transaction.atomic
def _made(person: int, now: datetime) -> int:
    if not Notice.objects.filter(person=person, by_push=True, rung_at=None).update(rung_at=now):
        return 0  # another worker was faster
    Parcel.objects.filter(person=person, road=Road.PUSH, state=State.PENDING).update(state=State.CANCELLED, moved_at=now)
    rung = Receiver.objects.filter(person=person).order_by("pk")
    rows = [Parcel(person_id=person, road=Road.PUSH, receiver=one, made_at=now, not_before=now) for one in rung]
    return len(Parcel.objects.bulk_create(rows))


def write(parcel: Parcel) -> Ring | None:
    """None where the browser is gone or everything was read."""
    receiver, count = parcel.receiver, waiting_for(parcel.person)
    if receiver is None or not count or not parcel.person.is_active:
        return None
    said = json.dumps({"title": news(count)}).encode()
    return Ring(endpoint=receiver.endpoint, keys=sealed.Keys.read(receiver.key, receiver.secret), said=said)


def waiting_for(person: Person) -> int:
    """How many unread notices were told by phone too and are about what the person may see today."""
    return still_due(person, clock.today()).filter(by_push=True).count()


def hand_over(one: Ring) -> Result:
    key = sealed.key(settings.ENV.home)
    if key is None:
        return Result(outcome=Outcome.UNREACHABLE, detail="no key of the house: khen setup")
    return ringer.ring(one, key=key, contact=f"mailto:{settings.ENV.mail_from}", now=clock.now(), way=WAY)


def public_key() -> str:
    """What a browser must know of the house to let itself be rung, base64url; "" where `khen setup` has made no key."""
    key = sealed.key(settings.ENV.home)
    return sealed.written(sealed.point_of(key)) if key else ""


@transaction.atomic
def receive(person: Person, *, endpoint: str, key: str, secret: str, name: str) -> Receiver | None:
    """Let this browser be rung for this person, and for nobody else any more. None for what no browser of today would give."""
    try:
        sealed.Keys.read(key, secret)
    except ValueError:
        return None
    if not ringer.is_taken(endpoint, WAY.known):
        return None
    told = {"person": person, "key": key, "secret": secret, "name": name[:60], "since": clock.now()}
    made, _new = Receiver.objects.update_or_create(endpoint=endpoint, defaults=told)
    old = list(Receiver.objects.filter(person=person).order_by("-since", "-pk").values_list("pk", flat=True)[MOST:])
    Receiver.objects.filter(pk__in=old).delete()
    return made


def receivers(person: Person) -> list[Receiver]:
    """The browsers that are rung for this person, the newest first. One query."""
    return list(Receiver.objects.filter(person=person).order_by("-since", "-pk"))


def let_go(person: Person, which: int) -> bool:
    """This browser of the person is not rung any more; False where there is none."""
    return bool(Receiver.objects.filter(person=person, pk=which).delete()[0])
