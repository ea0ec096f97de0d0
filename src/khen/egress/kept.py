"""Whether what leaves the house, and what stands outside now, is what the newsroom's entries and sealed versions say."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q

from khen.bodies.training import training_bodies
from khen.book.models import Bookmark, Entry
from khen.book.reading import BATCH, batches
from khen.domains.newsroom.models import BulletinVersion
from khen.domains.newsroom.reads.channels import words_of
from khen.domains.portals.models import Article, Portal
from khen.egress.channels import feed, popup, ticker
from khen.egress.freeze import CHANGES, READER
from khen.egress.models import Attempt, Delivery, Dispatch, Showing, Wording
from khen.egress.terms import BESIDE, Change, ChannelKey, Course, News, State

COPIED = {
    "bulletin": "bulletin_id",
    **{name: name for name in ("title", "summary", "body_html", "klass", "source")},
    "topic": "topic__key",
}
SHOWN: Mapping[str, Callable[[Dispatch], tuple[str, str]]] = {
    ChannelKey.TICKER: ticker.say,
    ChannelKey.POPUP: popup.say,
    ChannelKey.FEED: feed.say,
}
MEANT: Mapping[str, Callable[[News], tuple[str, ...]]] = {  # for which outlets, on channels inside the house
    ChannelKey.PORTAL: lambda news: news.sites,
    ChannelKey.TICKER: lambda news: news.tickers,
    ChannelKey.POPUP: lambda news: news.popups,
    ChannelKey.FEED: lambda news: news.sites,
}
LINE = ("text", "more", "topic", "topic_title", "klass", "since", "until")
Stands = dict[str, dict[str, object]]  # what stands, by the key of its outlet


def wordings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a text goes out that no version says. Two queries a batch."""
    begun = 0
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
    yield from Dispatch.objects.exclude(entry__kind__in=CHANGES).order_by("entry").values_list("entry__seq", flat=True)


def _addressed(entries: list[Entry]) -> dict[int, set[str]]:
    """For which outlets each dispatch inside the house was, those apart whose end no attempt tells of. One query."""
    told = Exists(Attempt.objects.filter(delivery=OuterRef("pk"), outcome=OuterRef("state")))
    inside = Delivery.objects.filter(dispatch__entry__in=entries, dispatch__channel__in=[*MEANT]).annotate(told=told)
    to: dict[int, set[str]] = {}
    for dispatch, course, address, state, tried in inside.values_list("dispatch", "dispatch__course", "address", "state", "told"):
        holds = tried or course != Course.ENDED or state == State.CANCELLED
        to.setdefault(dispatch, set()).add(address if holds else "")
    return to


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


def showings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a ticker, a pop-up or a feed shows another line than was sent, elsewhere, on other days,
    though it ended, or not at all. Five queries a batch, and those of each line with words of its own.

    What is still on its way is not compared."""
    begun, hosts = -1, set(Portal.objects.values_list("site__hostname", flat=True))
    while numbers := _numbers(begun):
        begun = numbers[-1]
        links = {
            row: f"/tin/{article}-" for row, article in Article.objects.filter(bulletin__in=numbers).values_list("bulletin", "pk")
        }
        shown: dict[tuple[int, str], Stands] = {}
        differing = set()
        for row in Showing.objects.filter(bulletin__in=numbers, ended_at=None).select_related("outlet"):
            shown.setdefault((row.bulletin, row.kind), {})[row.outlet.key] = {name: getattr(row, name) for name in LINE}
            if not _leads_to(row.link, links.get(row.bulletin), hosts):
                differing.add(row.bulletin)
        for kept, expected in _carried_out(numbers).items():
            stands = shown.pop(kept, {})
            if expected is not None and stands != expected:
                differing.add(kept[0])
        yield from sorted(differing | {bulletin for bulletin, _kind in shown})


def _numbers(begun: int) -> list[int]:
    """The next bulletins of which anything was sent or stands."""
    found: set[int] = set()
    for model in (Dispatch, Showing):
        rows = model._default_manager.filter(bulletin__gt=begun).order_by("bulletin")
        found |= set(rows.values_list("bulletin", flat=True).distinct()[:BATCH])
    return sorted(found)[:BATCH]


def _leads_to(link: str, path: str | None, hosts: set[str]) -> bool:
    """Nowhere, or to the bulletin's own article on a portal of the house."""
    found = urlsplit(link)
    return not link or (path is not None and found.path.startswith(path) and found.hostname in hosts)


def _carried_out(numbers: list[int]) -> dict[tuple[int, str], Stands | None]:
    """What must stand of each bulletin by each channel once all was carried out, one after the other; None while some is not."""
    sent = Dispatch.objects.filter(bulletin__in=numbers, channel__in=[*SHOWN]).select_related("wording", "entry")
    reached: dict[int, list[str]] = {}
    for dispatch, key in Delivery.objects.filter(dispatch__in=sent, state=State.ACCEPTED).values_list("dispatch_id", "address"):
        reached.setdefault(dispatch, []).append(key)
    stands: dict[tuple[int, str], Stands | None] = {}
    for one in sent.order_by("entry__seq"):
        about = (one.bulletin, one.channel)
        before = stands.get(about, {})
        if one.course != Course.ENDED or before is None:
            stands[about] = None
        elif one.change == Change.WITHDRAWN:
            stands[about] = {}
        else:
            stands[about] = {**before, **dict.fromkeys(reached.get(one.pk, ()), _line(one))}
    return stands


def _line(one: Dispatch) -> dict[str, object]:
    text, more = SHOWN[one.channel](one)
    wording = one.wording
    return dict(zip(LINE, (text, more, wording.topic, wording.topic_title, wording.klass, one.since, one.until), strict=True))
