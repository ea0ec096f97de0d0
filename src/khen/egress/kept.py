"""Whether what leaves the house is what the newsroom's entries and sealed versions say; what stands outside see `kept_lines`."""

from collections.abc import Callable, Iterator, Mapping

from django.db.models import BooleanField, Exists, Expression, ExpressionWrapper, OuterRef, Q

from khen.atoms import clock
from khen.bodies.training import training_bodies
from khen.book.comparing import FIRST
from khen.book.models import Bookmark, Entry
from khen.book.reading import BATCH, batches
from khen.domains.newsroom.models import BulletinVersion
from khen.domains.newsroom.reads.channels import words_of
from khen.egress.freeze import CHANGES, READER
from khen.egress.models import Attempt, Chunk, Delivery, Dispatch, Wording
from khen.egress.rules import LONGEST_WAIT
from khen.egress.terms import BESIDE, Change, ChannelKey, Hold, News, State

COPIED = {
    "bulletin": "bulletin_id",
    **{name: name for name in ("title", "summary", "body_html", "klass", "source")},
    "topic": "topic__key",
}
MEANT: Mapping[str, Callable[[News], tuple[str, ...]]] = {  # for which outlets, on channels inside the house
    ChannelKey.PORTAL: lambda news: news.sites,
    ChannelKey.TICKER: lambda news: news.tickers,
    ChannelKey.POPUP: lambda news: news.popups,
    ChannelKey.FEED: lambda news: news.sites,
}


def wordings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a text goes out that no version says. Two queries a batch."""
    begun = FIRST
    while rows := list(Wording.objects.filter(version__gt=begun).order_by("version")[:BATCH]):
        begun = rows[-1].version
        versions = BulletinVersion.objects.filter(pk__in=[row.pk for row in rows])
        written = {key: said for key, *said in versions.values_list("pk", *COPIED.values())}
        yield from (row.bulletin for row in rows if written.get(row.pk) != [getattr(row, name) for name in COPIED])


def dispatches_differing() -> Iterator[int]:
    """The numbers of entries that left the house otherwise than they say: by no channel, to others, in another text, on other
    days, or though they tell channels nothing. Three queries a batch, and one for each entry with words for single channels.

    Whom letters go to stood in the lists of that day, which no entry repeats: of e-mail what goes out is compared."""
    read = Bookmark.objects.filter(reader=READER).values_list("seq", flat=True).first() or 0
    training = training_bodies()
    for entries in batches(Q(kind__in=CHANGES, seq__lte=read)):
        kept: dict[int, dict[str, Dispatch]] = {}
        for row in Dispatch.objects.filter(entry__in=entries).select_related("wording"):
            kept.setdefault(row.entry_id, {})[row.channel] = row
        to = _addressed(entries)
        for entry in entries:
            meant = {} if entry.body_id in training else _meant(entry)
            if not _left_as_told(entry, meant, kept.get(entry.pk, {}), to):
                yield entry.seq
    telling = Entry.objects.filter(seq=OuterRef("entry_id"), kind__in=CHANGES)
    yield from Dispatch.objects.filter(~Exists(telling)).order_by("entry_id").values_list("entry_id", flat=True)


def _addressed(entries: list[Entry]) -> dict[int, set[str]]:
    """For which outlets each dispatch inside the house was, those apart whose end no attempt tells of. One query."""
    told = Exists(Attempt.objects.filter(delivery=OuterRef("pk"), outcome=OuterRef("state")))
    later = Dispatch.objects.filter(bulletin=OuterRef("dispatch__bulletin"), channel=OuterRef("dispatch__channel"))
    over = Exists(later.filter(pk__gt=OuterRef("dispatch"), change=Change.WITHDRAWN))
    inside = Delivery.objects.filter(dispatch__entry__in=entries, dispatch__channel__in=[*MEANT])
    rows = inside.annotate(told=told, over=over, waits=on_its_way())
    to: dict[int, set[str]] = {}
    for dispatch, address, state, tried, taken_back, waits in rows.values_list(
        "dispatch", "address", "state", "told", "over", "waits"
    ):
        holds = tried or waits or (state == State.CANCELLED and taken_back)
        to.setdefault(dispatch, set()).add(address if holds else "")
    return to


def on_its_way() -> Expression:
    """Is a delivery still to be carried out? Only while it waits in a chunk that is taken up before long: then what stands
    outside becomes what was sent. What has ended is never carried out again, whatever is noted of its chunk."""
    soon = clock.now() + LONGEST_WAIT
    due = Q(hold=Hold.FREE, not_before__lte=soon) | Q(hold=Hold.LEASED, lease_until__lte=soon)
    its = Chunk.objects.filter(due, dispatch=OuterRef("dispatch"), lo__lte=OuterRef("position"), hi__gt=OuterRef("position"))
    return ExpressionWrapper(Q(Exists(its), state=State.PENDING), output_field=BooleanField())


def _meant(entry: Entry) -> dict[str, tuple[str, ...]]:
    news = News.read(CHANGES[entry.kind], entry.payload, entry.on)
    channels = (ChannelKey.PORTAL,) if news.change in BESIDE else tuple(MEANT)
    return {key: keys for key in channels if (keys := tuple(dict.fromkeys(MEANT[key](news))))}


def _left_as_told(
    entry: Entry, meant: Mapping[str, tuple[str, ...]], kept: Mapping[str, Dispatch], to: Mapping[int, set[str]]
) -> bool:
    news = News.read(CHANGES[entry.kind], entry.payload, entry.on)
    told = (news.change, news.version, news.bulletin, entry.body_id, entry.on, news.since, news.until, news.reason[:500])
    if kept.keys() - {ChannelKey.EMAIL} != meant.keys():
        return False
    words = words_of(news.words) if news.words else {}
    for row in kept.values():
        if news.change in {Change.PUBLISHED, Change.CORRECTED} and row.wording.words != words:
            return False
        said = (row.change, row.wording_id, row.bulletin, row.body_id, row.on, row.since, row.until, row.reason)
        if said != told or (row.channel in meant and to.get(row.pk) != set(meant[row.channel])):
            return False
    return True
