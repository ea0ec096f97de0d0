"""Whether readers had a text before it was put right: who had nothing of it is told of no correction."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q, QuerySet

from khen.atoms import clock
from khen.book.models import Entry
from khen.egress import rules
from khen.egress.models import Delivery, Dispatch, Subscriber
from khen.egress.terms import LEFT, Change, ChannelKey, News, Standing, State

TEXTS = (Change.PUBLISHED, Change.CORRECTED)


@dataclass(frozen=True, slots=True)
class Step:
    """One text of a bulletin on one channel: the day for which it was entered, the moment it was written down, its first day,
    and when the first outlet had it."""

    dispatch: int
    change: str
    on: date
    written: datetime
    since: date
    carried: datetime | None

    def was_seen(self, later: "Step") -> bool:
        """Had readers this text when the later one was entered? What is entered for another day than that on which it is written
        down tells of what readers had on that day."""
        day = later.written.astimezone(clock.VIETNAM).date()
        told = later.on != day and self.since <= later.on
        return told or (self.carried is not None and self.carried <= later.written and self.since <= max(later.on, day))


def unseen(bulletins: Collection[int]) -> set[int]:
    """Those corrections of these bulletins that came before their channel, inside the house, had begun to show the text. One
    query."""
    rows = Dispatch.objects.filter(bulletin__in=bulletins, change__in=TEXTS).order_by("pk")
    first = Min("deliveries__moved_at", filter=Q(deliveries__state=State.ACCEPTED))
    columns = ("pk", "change", "on", "entry__written_at", "since", "first")
    steps: dict[tuple[int, str], list[Step]] = defaultdict(list)
    for bulletin, channel, *said in rows.annotate(first=first).values_list("bulletin", "channel", *columns):
        steps[bulletin, channel].append(Step(*said))
    return {pk for told in steps.values() for pk in _unseen(told)}


def _unseen(steps: list[Step]) -> Iterable[int]:
    """Of one channel, in their order. A day that lies ahead moves: of the earlier texts the last that was carried says it."""
    for at, one in enumerate(steps):
        if one.change != Change.CORRECTED:
            continue
        if any(step.was_seen(one) for step in _standing(steps[:at], one)):
            return
        yield one.dispatch


def _standing(earlier: list[Step], later: Step) -> list[Step]:
    carried = [one for one in earlier if one.carried is not None and one.carried <= later.written]
    return [*carried[-1:], *earlier[-1:]]


def is_told(dispatch: Dispatch) -> bool:
    """Is it a correction of which the readers of a channel inside the house are told? One query."""
    return dispatch.change == Change.CORRECTED and dispatch.pk not in unseen([dispatch.bulletin])


def holders(dispatch: Dispatch) -> QuerySet[Delivery, str]:
    """The addresses, in small letters, of those who may have an earlier letter of this text."""
    before = Delivery.objects.filter(
        dispatch__bulletin=dispatch.bulletin, dispatch__channel=dispatch.channel, dispatch__lt=dispatch.pk, state__in=LEFT
    )
    return before.exclude(subscriber=None).values_list("subscriber__folded", flat=True)


def missed(news: News) -> QuerySet[Subscriber]:
    """Who would have had a letter of this text, had its days not been over first, and has none of it: days that a correction
    gives it anew make it a first text to them. Nobody, once an officer stopped its letters. Five queries at most."""
    day = clock.today()
    sent = Dispatch.objects.filter(bulletin=news.bulletin, channel=ChannelKey.EMAIL)
    if sent.filter(stopped_at__isnull=False).exists():
        return Subscriber.objects.none()
    letters = Delivery.objects.filter(dispatch__in=sent)
    cancelled = letters.filter(state=State.CANCELLED, dispatch__until__lt=day).values("subscriber")
    have = letters.filter(state__in=[*LEFT, State.PENDING]).values("subscriber__folded")
    begun = set(sent.values_list("entry", flat=True))
    told = Entry.objects.filter(about="newsroom.bulletin", about_id=news.bulletin, kind=f"newsroom.{Change.PUBLISHED}")
    late = [News.read(Change.PUBLISHED, one.payload, one.on) for one in told.order_by("seq") if one.pk not in begun]
    lists = {key for one in late if one.version < news.version and rules.is_over(one.until, day) for key in one.mailings}
    mine = Subscriber.objects.filter(Q(pk__in=cancelled) | Q(outlet__key__in=lists), standing=Standing.SUBSCRIBED)
    return mine.exclude(folded__in=have)
