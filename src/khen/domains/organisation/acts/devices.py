"""Sessions: where somebody is signed in, and that they are not any more."""

from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Refusal, refuse_if
from khen.atoms.text import as_seen
from khen.bodies import governing
from khen.bodies.models import Body, Person
from khen.bodies.reads import posts_of
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.models import Device


@act
def meet_device(person: Person, *, digest: str, agent: str, address: str, on: date, at: datetime) -> Device:
    """Somebody signs in as this person from a browser not seen before: who it was, the person is asked to judge."""
    person = locked(person)
    body, known = body_answering(person, on), Device.objects.filter(person=person)
    first = not known.exists()
    told = {"name": rules.name_of(agent), "network": rules.network_of(address)}
    device = Device.objects.create(person=person, digest=digest, since=at, last_used=at, **told)
    forgotten = known.filter(session=None).exclude(pk=device.pk).order_by("-last_used", "-pk")[rules.MOST_DEVICES :]
    Device.objects.filter(pk__in=list(forgotten.values_list("pk", flat=True))).delete()
    payload = terms.DeviceMet(device=device.pk, person=person.pk, first=first)
    journal.write(payload, by=None, body=body, on=on, about=device)
    return device


@act
def end_session(device: Device, *, by: Person, on: date) -> Device:
    """End one's own session in another browser: its next request stands before the door."""
    device = locked(device)
    own = device.person_id == by.pk
    refuse_if(rules.reasons_not_to_end_session(own=own, open_ones=end_all(Device.objects.filter(pk=device.pk)) if own else 0))
    payload = terms.SessionEnded(device=device.pk, person=by.pk)
    journal.write(payload, by=by, body=body_answering(by, on), on=on, about=by)
    return device


@act
def end_other_sessions(person: Person, *, but: str | None, by: Person, on: date) -> Person:
    """End all of one's own sessions but the one whose key is `but`."""
    person = locked(person)
    own = person == by
    ended = end_all(Device.objects.filter(person=person), but=but) if own else 0
    refuse_if(rules.reasons_not_to_end_session(own=own, open_ones=ended))
    payload = terms.OtherSessionsEnded(person=person.pk)
    journal.write(payload, by=by, body=body_answering(person, on), on=on, about=person)
    return person


@act
def end_sessions(person: Person, *, reason: str, by: Person, on: date) -> Person:
    """End every session of somebody: they are out at once, and may sign in again."""
    person, reason = locked(person), " ".join(as_seen(reason).split())
    posts = list(governing.posts_to_answer_for(person, on))
    devices = Device.objects.filter(person=person)
    refuse_if(
        rules.reasons_not_to_end_sessions(
            own=person == by,
            open_ones=devices.exclude(session=None).count(),
            posts=len(posts),
            within_reach=governing.governs_posts(by, posts, on),
        )
    )
    refuse_if(rules.reasons_about_reason(reason))
    end_all(devices)
    journal.write(terms.SessionsEnded(person=person.pk, reason=reason), by=by, body=posts[0].body, on=on, about=person)
    return person


def end_all(devices: QuerySet[Device], *, but: str | None = None) -> int:
    """Part of an act that says why: the sessions in these browsers are no more, but the one of this key. How many there were."""
    keys = list(devices.exclude(session=None).exclude(session=but).values_list("session", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def body_answering(person: Person, on: date) -> Body:
    """Which body's journal tells what somebody does with their own account: where they hold a post on this day, else where they
    will first. Raises Refusal for whoever holds none."""
    post = posts_of(person, on).select_related("body").first()
    post = post or governing.posts_to_come(person, on).first()
    if post is None:
        raise Refusal(_("You hold no post, now or later. Ask the administrator of your body for one."))
    return post.body
