"""E-mail: a window of letters is marked before it is handed over, and what became of it is written down afterwards.

Between the two no transaction is open. Whoever dies there leaves letters of which nobody knows whether they arrived:
they are shown as unknown and never sent again by themselves."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import F

from khen.atoms import clock
from khen.egress import acts, leases, reads, rules
from khen.egress.beginnings import holders, missed
from khen.egress.channels import portal
from khen.egress.channels.channel import Channel
from khen.egress.channels.letter import compose
from khen.egress.channels.postman import Letter, Postman, Server, Unreachable
from khen.egress.faults import told
from khen.egress.models import Delivery, Dispatch, Subscriber
from khen.egress.terms import LEFT, Change, ChannelKey, Course, Lease, News, Outcome, Recipient, Result, Standing, State

LOG = logging.getLogger(__name__)
WINDOW = 10  # letters between two commits: at most so many become unknown when a worker is killed
SLICE = 2.0  # seconds for which a chunk is worked before others that are due have their turn
PATIENCE = 15.0  # seconds for one reply of the server


def audience(news: News) -> list[Recipient]:
    """Whom a letter is for: the lists' subscribers; for a correction or withdrawal, whoever may hold the text already, and
    whoever missed it because its days were over. After its last day nobody gets a text who did not have it."""
    letters = Delivery.objects.filter(dispatch__bulletin=news.bulletin, dispatch__channel=ChannelKey.EMAIL)
    if news.change == Change.PUBLISHED:
        have = letters.filter(state__in=[*LEFT, State.PENDING]).values("subscriber__folded")
        lists = Subscriber.objects.filter(outlet__key__in=news.mailings, standing=Standing.SUBSCRIBED)
        return _once(lists.exclude(folded__in=have).order_by("pk"))
    waits = news.change == Change.CORRECTED and not rules.is_over(news.until, clock.today())
    states = [*LEFT, State.PENDING] if waits else LEFT
    held = letters.filter(state__in=states).values("subscriber")
    mine = Subscriber.objects.filter(pk__in=held, standing=Standing.SUBSCRIBED).order_by("pk")
    return _once([*mine, *(missed(news).order_by("pk") if waits else ())])


def _once(subscribers: Iterable[Subscriber]) -> list[Recipient]:
    """One letter for one address, whatever the number of its lists."""
    found: dict[str, Recipient] = {}
    for one in subscribers:
        found.setdefault(one.folded, Recipient(address=one.address, subscriber=one.pk))
    return list(found.values())


def carry(lease: Lease, dispatch: Dispatch) -> None:
    """Send what is pending of a chunk, window by window, for a while. Raises LeaseLost."""
    waits, until = "", time.monotonic() + SLICE
    with Postman(server(lease)) as postman:
        after = 0
        while (left := leases.waiting(lease, after=after)) and not (postman.turned_away or _is_stopped(lease, dispatch)):
            try:
                postman.reach(left)
            except Unreachable as unreachable:
                let_go(lease, partial(leases.put_off, because=str(unreachable), tried=unreachable.outcome, of_all=True))
                return
            taken = leases.begin(lease, window=WINDOW, after=after)
            results = _handed_over(postman, dispatch, taken, within=lease.seconds * 0.4)
            leases.record(lease, taken, results)
            _remember(taken, results)
            after = taken[-1].position if taken else after
            waits = next((one.detail for one in results if one.outcome == Outcome.DEFERRED), waits)
            if time.monotonic() > until and not waits:
                leases.hand_back(lease)
                return
    if waits and not _is_stopped(lease, dispatch):
        let_go(lease, partial(leases.put_off, because=waits, of_all=bool(postman.turned_away)))
    else:
        let_go(lease, leases.finish)


def let_go(lease: Lease, how: Callable[[Lease], None]) -> None:
    """Let go of the chunk; when its dispatch has ended with it, the same transaction tells the book what it does not say yet."""
    with transaction.atomic():
        how(lease)
        dispatch = Dispatch.objects.get(pk=lease.dispatch)
        if dispatch.course == Course.ENDED and any(acts.untold(dispatch).values()):
            acts.tell_mailed(dispatch, on=clock.today())


def server(lease: Lease) -> Server:
    """The mail server of the surroundings; it may keep us waiting so long that the lease still holds afterwards."""
    return Server.of_the_house(min(PATIENCE, lease.seconds / 8))


def _is_stopped(lease: Lease, dispatch: Dispatch) -> bool:
    """Is the text no longer to be sent? Then whatever still waits is cancelled; after its last day, of a correction, whatever
    waits for readers who had no letter of this text."""
    over = dispatch.change != Change.WITHDRAWN and rules.is_over(dispatch.until, clock.today())
    if reads.stopped(dispatch) or (over and dispatch.change == Change.PUBLISHED):
        leases.cancel(lease)
        return True
    if over:
        leases.cancel(lease, but=holders(dispatch))
        return not leases.waiting(lease, after=0)
    return False


def _handed_over(postman: Postman, dispatch: Dispatch, taken: Sequence[Delivery], *, within: float) -> list[Result]:
    """What became of a window. Letters that could not even be written wait: nobody can have them."""
    try:
        link = portal.address(dispatch.bulletin)
        before = set(holders(dispatch).filter(subscriber__folded__in=[one.address.lower() for one in taken]))
        letters = [
            Letter(recipient=one.address, content=compose(dispatch, one, link=link, again=one.address.lower() in before))
            for one in taken
        ]
    except Exception as fault:
        LOG.exception("letters of dispatch %s could not be written", dispatch.pk)
        return [Result(outcome=Outcome.DEFERRED, detail=told(fault))] * len(taken)
    return postman.send(letters, within=within)


def _remember(taken: Sequence[Delivery], results: Sequence[Result]) -> None:
    """A mailbox that refuses again and again is no longer written to; one that takes a letter starts anew."""
    asked = [(one.subscriber_id, result) for one, result in zip(taken, results, strict=True) if one.subscriber_id is not None]
    accepted = [pk for pk, result in asked if result.outcome == Outcome.ACCEPTED]
    Subscriber.objects.filter(pk__in=accepted, bounces__gt=0).update(bounces=0)
    bounced = [pk for pk, result in asked if result.bounced]
    if bounced:
        Subscriber.objects.filter(pk__in=bounced).update(bounces=F("bounces") + 1)
    worn = Subscriber.objects.filter(pk__in=bounced, bounces__gte=rules.BOUNCES, standing=Standing.SUBSCRIBED)
    for subscriber in worn:
        acts.suppress(subscriber, on=clock.today())


CHANNEL = Channel(key=ChannelKey.EMAIL, audience=audience, carry=carry, letters=True, let_go=let_go)
