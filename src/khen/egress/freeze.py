"""The reader of the book: what a publication's entry says becomes dispatches, in the transaction that moves the bookmark."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from khen.atoms import clock
from khen.atoms.text import fold
from khen.bodies.training import training_bodies
from khen.book.models import Entry
from khen.book.reading import catch_up
from khen.domains.newsroom import reads as newsroom
from khen.domains.newsroom.reads.channels import words_of
from khen.egress import rules
from khen.egress.channels import CHANNELS, Channel, portal
from khen.egress.models import Chunk, Delivery, Dispatch, Wording
from khen.egress.terms import BESIDE, LEFT, Change, Course, Hold, News, Recipient, State

READER = "egress"
CHANGES = {f"newsroom.{change}": change for change in Change}
CHUNK = 500  # deliveries


def follow() -> int:
    """Freeze whatever the book says since the last time. Returns how many entries were read."""
    return catch_up(READER, read)


def read(entries: Iterable[Entry]) -> None:
    """One dispatch for each entry and channel that reaches anybody; an entry read again changes nothing.

    What is practised at a body for training leaves the house on no channel."""
    training = training_bodies()
    for entry in entries:
        if entry.kind not in CHANGES or entry.body_id in training:
            continue
        news = News.read(CHANGES[entry.kind], entry.payload, entry.on)
        for channel in (portal.CHANNEL,) if news.change in BESIDE else CHANNELS:
            _freeze(entry, news, channel)


def _freeze(entry: Entry, news: News, channel: Channel) -> None:
    if Dispatch.objects.filter(entry=entry, channel=channel.key).exists():
        return
    changed = channel.letters and news.change != Change.PUBLISHED
    old = {"dispatch__bulletin": news.bulletin, "dispatch__channel": channel.key}
    if changed:
        _hold(old)
    recipients = channel.audience(news)
    if changed:
        _stop(old)
    if not recipients or (news.change == Change.PUBLISHED and channel.letters and rules.is_over(news.until, clock.today())):
        return
    if news.change == Change.WITHDRAWN:
        Chunk.objects.filter(**old, hold=Hold.FREE).update(not_before=clock.now())  # what waits to be tried again waits no more
    dispatch = Dispatch.objects.create(
        entry=entry,
        channel=channel.key,
        change=news.change,
        wording=wording(news),
        bulletin=news.bulletin,
        body=entry.body,
        on=entry.on,
        since=news.since,
        until=news.until,
        reason=news.reason[:500],
        frozen_at=clock.now(),
        **_course(news, channel, old, clock.now()),
    )
    _address(dispatch, recipients)


def _course(news: News, channel: Channel, old: Mapping[str, object], now: datetime) -> dict[str, Any]:
    """Letters leave at the first moment of the window, no earlier; what other channels show begins by itself on its day. What
    puts right a letter that has left, as while the clock ran ahead, leaves at once."""
    begins = clock.midnight(news.since)
    waits = channel.letters and news.change != Change.WITHDRAWN and begins > now
    if waits and not Delivery.objects.filter(**old, state__in=LEFT).exists():
        return {"course": Course.SCHEDULED, "next_try": begins}
    return {}


def _hold(old: Mapping[str, object]) -> None:
    """From here on no letter with the old text is begun; whoever was begun to be written to before is in the audience."""
    waiting = Delivery.objects.filter(**old, state=State.PENDING).order_by("pk").select_for_update(of=("self",))
    list(waiting.values_list("pk", flat=True))


def _stop(old: Mapping[str, object]) -> None:
    """Letters with the old text that still wait are not sent."""
    Delivery.objects.filter(**old, state=State.PENDING).update(state=State.CANCELLED, moved_at=clock.now())
    Chunk.objects.filter(**old, hold=Hold.FREE).update(not_before=clock.now())


def wording(news: News) -> Wording:
    """The text of a version and the words of single channels, copied once: neither changes after the first publication."""
    if known := Wording.objects.filter(pk=news.version).first():
        return known
    text = newsroom.version(news.version)
    return Wording.objects.create(
        version=news.version,
        words=words_of(news.words),
        bulletin=text.bulletin,
        title=text.title,
        summary=text.summary,
        body_html=text.body_html,
        topic=text.topic,
        topic_title=text.topic_title,
        klass=text.klass,
        source=text.source,
        folded=fold(f"{text.title} {text.summary}"),
        pictures=[{"path": one.path, "alt": one.alt, "caption": one.caption} for one in text.pictures],
        files=[_attached(one) for one in text.attachments],
    )


def _attached(one: newsroom.File) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in ("path", "kind", "name", "caption", "mime", "size")}, "digest": one.sha256}


def _address(dispatch: Dispatch, recipients: Sequence[Recipient]) -> None:
    rows = (
        Delivery(dispatch=dispatch, position=position, address=one.address, subscriber_id=one.subscriber)
        for position, one in enumerate(recipients, 1)
    )
    Delivery.objects.bulk_create(rows, batch_size=2000)
    not_before = dispatch.next_try or dispatch.frozen_at
    ends = range(1, len(recipients) + 1, CHUNK)
    Chunk.objects.bulk_create(
        Chunk(dispatch=dispatch, lo=lo, hi=min(lo + CHUNK, len(recipients) + 1), not_before=not_before) for lo in ends
    )
