"""Whether tickers, pop-ups and feeds show what was sent to them, where, for which days, and whether it leads to the article."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from khen.atoms.text import slug
from khen.book.comparing import FIRST
from khen.book.reading import BATCH
from khen.domains.portals.models import Article
from khen.egress import beginnings
from khen.egress.channels import feed, popup, ticker
from khen.egress.kept import on_its_way
from khen.egress.models import Delivery, Dispatch, Showing
from khen.egress.terms import Change, ChannelKey, State

SHOWN: Mapping[str, Callable[[Dispatch, bool], tuple[str, str]]] = {
    ChannelKey.TICKER: ticker.say,
    ChannelKey.POPUP: popup.say,
    ChannelKey.FEED: feed.say,
}
LINE = ("text", "more", "topic", "topic_title", "klass", "since", "until")
NEVER = (State.REFUSED, State.CANCELLED)  # `dispatches_differing` asks whether that was told
Line = dict[str, object]
About = tuple[int, str]  # a bulletin, and by which channel
Allowed = dict[str, list[Line | None]]  # what may stand, by the key of its outlet; None: nothing


def showings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a ticker, a pop-up or a feed shows another line than was sent, elsewhere, on other days,
    though it ended, leading elsewhere, or not at all. Nine queries a batch, twice where something differs: meanwhile a worker
    may have carried something out.

    While something is on its way there may stand what stood before, or it."""
    begun = FIRST
    while numbers := _numbers(begun):
        begun = numbers[-1]
        if found := _differing(numbers):
            yield from sorted(_differing(sorted(found)))


def _numbers(begun: int) -> list[int]:
    """The next bulletins of which anything was sent or stands."""
    found: set[int] = set()
    for model in (Dispatch, Showing):
        rows = model._default_manager.filter(bulletin__gt=begun).order_by("bulletin")
        found |= set(rows.values_list("bulletin", flat=True).distinct()[:BATCH])
    return sorted(found)[:BATCH]


def _differing(numbers: list[int]) -> set[int]:
    allowed, articles = _allowed(numbers), _articles(numbers)
    shown: dict[About, dict[str, Line]] = {}
    differing = set()
    for row in Showing.objects.filter(bulletin__in=numbers).select_related("outlet"):
        if row.ended_at is not None:
            if row.outlet.key not in allowed.get((row.bulletin, row.kind), {}):
                differing.add(row.bulletin)
            continue
        shown.setdefault((row.bulletin, row.kind), {})[row.outlet.key] = {name: getattr(row, name) for name in LINE}
        article = articles.get(row.bulletin)
        if not (article.leads(row.link, row.outlet.key) if article else row.link == ""):
            differing.add(row.bulletin)
    for about in allowed.keys() | shown.keys():
        stands, may = shown.get(about, {}), allowed.get(about, {})
        if any(stands.get(key) not in may.get(key, [None]) for key in stands.keys() | may.keys()):
            differing.add(about[0])
    return differing


def _allowed(numbers: list[int]) -> dict[About, Allowed]:
    """What may stand of each bulletin by each channel, wherever anything ever did, by what was sent one after the other."""
    sent = Dispatch.objects.filter(bulletin__in=numbers, channel__in=[*SHOWN]).select_related("wording", "entry")
    reached: dict[int, dict[str, bool]] = {}
    found = Delivery.objects.filter(dispatch__in=sent).annotate(waits=on_its_way())
    for dispatch, key, state, waits in found.values_list("dispatch_id", "address", "state", "waits"):
        if waits or state not in NEVER:
            reached.setdefault(dispatch, {})[key] = waits
    allowed, unseen = dict[About, Allowed](), beginnings.unseen(numbers)
    for one in sent.order_by("entry__seq"):
        stood, to = allowed.setdefault((one.bulletin, one.channel), {}), reached.get(one.pk, {})
        if one.change == Change.WITHDRAWN:
            waits = any(to.values())
            stood.update({key: [*lines, None] if waits else [None] for key, lines in stood.items()})
            continue
        line = _line(one, again=one.pk not in unseen)
        stood.update({key: [*stood.get(key, [None]), line] if waits else [line] for key, waits in to.items()})
    return allowed


def _line(one: Dispatch, *, again: bool) -> Line:
    text, more = SHOWN[one.channel](one, again)
    wording = one.wording
    return dict(zip(LINE, (text, more, wording.topic, wording.topic_title, wording.klass, one.since, one.until), strict=True))


@dataclass(slots=True)
class Whither:
    """Where an article is found: under which titles, at home and on its other portals by their keys."""

    number: int
    home: str
    hosts: dict[str, str]
    titles: set[str] = field(default_factory=set)

    def leads(self, link: str, key: str) -> bool:
        """To the article, as the house writes its address for this outlet. The door by which it was reached when it was kept says
        nothing: readers are given that by which it is reached now (`Env.reached`)."""
        hosts = "|".join(re.escape(host) for host in {self.home, self.hosts.get(key, self.home)})
        names = "|".join(re.escape(slug(title)) for title in self.titles)
        return re.fullmatch(rf"https?://(?:{hosts})(?::[0-9]{{1,5}})?/tin/{self.number}-(?:{names})/", link) is not None


def _articles(numbers: list[int]) -> dict[int, Whither]:
    """Those of bulletins that have an article to lead to."""
    found: dict[int, Whither] = {}
    articles = Article.objects.filter(bulletin__in=numbers, home__isnull=False).select_related("home__site")
    for one in articles.prefetch_related("placements__portal__site"):
        hosts = {placed.portal.key: placed.portal.site.hostname for placed in one.placements.all()}
        assert one.home
        found[one.bulletin] = Whither(one.pk, one.home.site.hostname, hosts, {one.title})
    said = Dispatch.objects.filter(bulletin__in=numbers, channel=ChannelKey.PORTAL)
    for bulletin, title in said.values_list("bulletin", "wording__title"):
        if bulletin in found:
            found[bulletin].titles.add(title)
    return found
