"""Whether what leaves the house is still what the newsroom's sealed versions say."""

from collections.abc import Callable, Iterator, Mapping

from khen.book.reading import BATCH
from khen.domains.newsroom.models import BulletinVersion
from khen.egress.channels import feed, popup, ticker
from khen.egress.models import Dispatch, Showing, Wording
from khen.egress.terms import ChannelKey

COPIED = ("bulletin", "title", "summary", "body_html", "klass", "source")
SHOWN: Mapping[str, Callable[[Dispatch], tuple[str, str]]] = {
    ChannelKey.TICKER: ticker.say,
    ChannelKey.POPUP: popup.say,
    ChannelKey.FEED: feed.say,
}


def wordings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a text goes out that no version says. Two queries a batch."""
    begun = 0
    while rows := list(Wording.objects.filter(version__gt=begun).order_by("version")[:BATCH]):
        begun = rows[-1].version
        columns = ("pk", "bulletin_id", *COPIED[1:])
        written = {
            key: said for key, *said in BulletinVersion.objects.filter(pk__in=[row.pk for row in rows]).values_list(*columns)
        }
        yield from (row.bulletin for row in rows if written.get(row.pk) != [getattr(row, name) for name in COPIED])


def showings_differing() -> Iterator[int]:
    """The numbers of bulletins of which a ticker, a pop-up or a feed now shows another line, or on other days, than was sent.

    Two queries a batch, and those of each line with words of its own."""
    standing, begun = Showing.objects.filter(ended_at=None).select_related("dispatch__wording", "dispatch__entry"), 0
    while rows := list(standing.filter(pk__gt=begun).order_by("pk")[:BATCH]):
        begun = rows[-1].pk
        yield from (row.bulletin for row in rows if not _as_sent(row))


def _as_sent(row: Showing) -> bool:
    sent = row.dispatch
    line, _more = SHOWN[row.kind](sent)
    return (row.text, row.bulletin, row.since, row.until) == (line, sent.bulletin, sent.since, sent.until)
