"""Subscribing, unsubscribing, deciding about letters of which nobody knows whether they arrived; counts for the book."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action, OutletKind
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.portals import reads as portals
from khen.egress import reads, rules, terms
from khen.egress.models import ArticleViews, Chunk, DayOfViews, Delivery, Dispatch, Subscriber
from khen.egress.terms import Course, Hold, Standing, State

TOLD = {"accepted": (State.ACCEPTED,), "refused": (State.REFUSED,), "unknown": (State.UNKNOWN, State.SETTLED)}


def address_hash(address: str) -> str:
    """What the journal says instead of an address: HMAC-SHA256 under the house's key, 32 hexadecimal digits."""
    return salted_hmac("egress.address", address.lower(), secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:32]


@act
def subscribe(*, outlet: Outlet, address: str, by: Person, on: date, reason: str = "") -> Subscriber:
    """Đăng ký nhận tin: the address receives the list's bulletins from this day on.

    `reason` says how a reader who had left the list asked for it again; without it nobody is put back."""
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, outlet.body, on)))
    address = nfc(address).strip()
    before = Subscriber.objects.select_for_update().filter(outlet=outlet, folded=address.lower()).first()
    refuse_if(
        rules.reasons_not_to_subscribe(
            is_mailing=outlet.kind == OutletKind.MAILING,
            valid=_is_usable(address),
            standing=before.standing if before else "",
        )
    )
    reason = _asked_again(before, reason)
    subscriber = before or Subscriber(outlet=outlet, folded=address.lower())
    subscriber.address, subscriber.standing, subscriber.bounces = address, Standing.SUBSCRIBED, 0
    subscriber.since, subscriber.until = on, None
    subscriber.save()
    said = terms.Subscribed(mailing=outlet.key, address_hash=address_hash(address), reason=reason)
    journal.write(said, by=by, body=outlet.body, on=on, about=subscriber)
    return subscriber


def _asked_again(before: Subscriber | None, reason: str) -> str:
    """How the reader of an address that had left asked for it again, no address in it; "" where nothing is to be asked."""
    if before is None or before.standing != Standing.UNSUBSCRIBED:
        return ""
    reason, by_reader = rules.line(nfc(reason), longest=rules.LONGEST_REASON + 1), reads.left_by_themselves(before)
    refuse_if(rules.reasons_to_ask_the_reader(left_on=before.until, by_reader=by_reader, reason=reason))
    return rules.masked(reason)


def _is_usable(address: str) -> bool:
    """An address of ASCII letters that a mail server without SMTPUTF8 takes too."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii() and len(address) <= 254


@act
def unsubscribe(subscriber: Subscriber, *, by: Person | None, on: date) -> Subscriber:
    """Hủy nhận tin: asked for by the reader (`by` None), or entered by an officer. What still waits is not sent."""
    subscriber = locked(subscriber)
    refuse_if(rules.reasons_about_post(may=by is None or may(by, Action.PUBLISH, subscriber.outlet.body, on)))
    refuse_if(rules.reasons_not_to_unsubscribe(standing=subscriber.standing))
    _end(subscriber, Standing.UNSUBSCRIBED, on)
    said = terms.Unsubscribed(mailing=subscriber.outlet.key, address_hash=address_hash(subscriber.address))
    journal.write(said, by=by, body=subscriber.outlet.body, on=on, about=subscriber)
    return subscriber


@act
def suppress(subscriber: Subscriber, *, on: date) -> Subscriber:
    """Ngừng gửi: the mailbox refused so many bulletins in a row that nothing more is sent there."""
    subscriber = locked(subscriber)
    _end(subscriber, Standing.SUPPRESSED, on)
    hashed = address_hash(subscriber.address)
    said = terms.Suppressed(mailing=subscriber.outlet.key, address_hash=hashed, refusals=subscriber.bounces)
    journal.write(said, by=None, body=subscriber.outlet.body, on=on, about=subscriber)
    return subscriber


def _end(subscriber: Subscriber, standing: Standing, on: date) -> None:
    subscriber.standing, subscriber.until = standing, on
    subscriber.save(update_fields=["standing", "until"])
    Delivery.objects.filter(subscriber=subscriber, state=State.PENDING).update(state=State.CANCELLED)


@act
def resend(delivery: Delivery, *, by: Person, on: date, at: datetime, reason: str) -> Delivery:
    """Gửi lại: an officer answers for it that this letter, whose arrival is unknown, goes out once more."""
    delivery, reason = _decided(delivery, by=by, on=on, reason=reason)
    dispatch, subscriber = delivery.dispatch, delivery.subscriber
    later = Dispatch.objects.filter(bulletin=dispatch.bulletin, channel=dispatch.channel, pk__gt=dispatch.pk)
    changed = later.exclude(change=terms.Change.PUBLISHED).exists()
    over = changed or rules.is_over(dispatch.until, on)
    standing, stopped = subscriber.standing if subscriber else "", dispatch.stopped_at is not None
    refuse_if(rules.reasons_not_to_resend(over=over, stopped=stopped, standing=standing))
    delivery.state = State.PENDING
    delivery.save(update_fields=["state"])
    chunk = Chunk.objects.filter(dispatch=dispatch, lo__lte=delivery.position, hi__gt=delivery.position)
    chunk.filter(hold=Hold.DONE).update(hold=Hold.FREE, not_before=at, attempts=0)
    Dispatch.objects.filter(pk=dispatch.pk, course=Course.ENDED).update(course=Course.GOING)
    said = terms.Resent(dispatch=dispatch.pk, delivery=delivery.pk, reason=reason)
    journal.write(said, by=by, body=dispatch.body, on=on, about=dispatch)
    return delivery


@act
def settle(delivery: Delivery, *, by: Person, on: date, reason: str) -> Delivery:
    """Khép lại: the letter is not sent again, whether it arrived or not."""
    delivery, reason = _decided(delivery, by=by, on=on, reason=reason)
    delivery.state = State.SETTLED
    delivery.save(update_fields=["state"])
    said = terms.Settled(dispatch=delivery.dispatch.pk, delivery=delivery.pk, reason=reason)
    journal.write(said, by=by, body=delivery.dispatch.body, on=on, about=delivery.dispatch)
    return delivery


@act
def hurry(dispatch: Dispatch, *, by: Person, on: date, at: datetime) -> Dispatch:
    """Thử lại ngay: what waits for its next attempt is tried at once, and the waits begin anew from the shortest."""
    dispatch = locked(dispatch)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, dispatch.body, on)))
    refuse_if(rules.reasons_not_to_hurry(course=dispatch.course))
    Chunk.objects.filter(dispatch=dispatch, hold=Hold.FREE).update(not_before=at, attempts=0)
    dispatch.next_try = at
    dispatch.save(update_fields=["next_try"])
    journal.write(terms.Hurried(dispatch=dispatch.pk), by=by, body=dispatch.body, on=on, about=dispatch)
    return dispatch


@act
def stop(dispatch: Dispatch, *, by: Person, on: date, at: datetime, reason: str) -> Dispatch:
    """Dừng gửi: letters that still wait are not sent; those that were sent stay sent."""
    dispatch, reason = locked(dispatch), rules.line(nfc(reason), longest=rules.LONGEST_REASON + 1)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, dispatch.body, on)))
    stopped = dispatch.stopped_at is not None
    against = rules.reasons_not_to_stop(channel=dispatch.channel, course=dispatch.course, stopped=stopped)
    refuse_if([*against, *rules.reasons_about_reason(reason)])
    left = Delivery.objects.filter(dispatch=dispatch, state=State.PENDING).update(state=State.CANCELLED, moved_at=at)
    Chunk.objects.filter(dispatch=dispatch, hold=Hold.FREE).update(not_before=at)
    dispatch.stopped_at = at
    dispatch.save(update_fields=["stopped_at"])
    said = terms.Stopped(dispatch=dispatch.pk, cancelled=left, reason=reason)
    journal.write(said, by=by, body=dispatch.body, on=on, about=dispatch)
    return dispatch


def _decided(delivery: Delivery, *, by: Person, on: date, reason: str) -> tuple[Delivery, str]:
    delivery, reason = locked(delivery), rules.line(nfc(reason), longest=rules.LONGEST_REASON + 1)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, delivery.dispatch.body, on)))
    refuse_if([*rules.reasons_not_to_decide(state=delivery.state), *rules.reasons_about_reason(reason)])
    return delivery, reason


@act
def tell_mailed(dispatch: Dispatch, *, on: date) -> Dispatch:
    """A dispatch by e-mail has ended: how many letters were accepted and refused, of how many nobody knows."""
    dispatch = locked(dispatch)
    differences = untold(dispatch)
    dispatch.told = {name: dispatch.told.get(name, 0) + more for name, more in differences.items()}
    dispatch.save(update_fields=["told"])
    said = terms.Mailed(dispatch=dispatch.pk, bulletin=dispatch.bulletin, topic=dispatch.wording.topic, **differences)
    journal.write(said, by=None, body=dispatch.body, on=on, about=dispatch)
    return dispatch


def untold(dispatch: Dispatch) -> dict[str, int]:
    """What the journal does not say yet of a dispatch, as differences."""
    states = Counter(dispatch.deliveries.values_list("state", flat=True))
    return {name: sum(states[one] for one in wanted) - dispatch.told.get(name, 0) for name, wanted in TOLD.items()}


@act
def count_views(outlet: Outlet, *, day: date, views: int, on: date, articles: Mapping[int, int] | None = None) -> DayOfViews:
    """A day is over: how many pages of this site were viewed, and of them how many of each article by its id. A day is counted
    once; articles that never stood on the site count for the site alone."""
    counted = DayOfViews.objects.create(outlet=outlet, day=day, views=views)
    known = portals.ever_placed(outlet.key) if articles else set()
    told = ((article, seen) for article, seen in (articles or {}).items() if article in known)
    ArticleViews.objects.bulk_create(ArticleViews(counted=counted, article=article, views=seen) for article, seen in told)
    said = terms.ViewsCounted(site=outlet.key, day=day, views=views)
    journal.write(said, by=None, body=outlet.body, on=on, about=counted)
    return counted
