"""What stands in a house after its processes were killed, counted from its own tables. Django must be ready."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from khen.atoms.fact import Fact
from khen.bodies.models import Outlet
from khen.bodies.tests.makers import LONG_AGO
from khen.book import journal
from khen.book.journal import act
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.organisation import terms
from khen.domains.portals.models import Article, Placement
from khen.domains.portals.terms import State as Place
from khen.egress.models import Delivery, Showing
from khen.egress.terms import ChannelKey, State
from khen.egress.tests.makers import Desk
from khen.facts.gather import READERS, columns, told
from khen.facts.models import StoredFact
from tests.services import readers

PASSWORD = "đường lên cột cờ Lũng Cú"
KINDS = {
    "tin-nhanh": "newsroom.written",
    "trinh": "newsroom.submitted",
    "duyet": "newsroom.approved",
    "dang": "newsroom.published",
    "dinh-chinh": "newsroom.corrected",
    "go": "newsroom.withdrawn",
}
SHOWN = (ChannelKey.TICKER, ChannelKey.POPUP, ChannelKey.FEED)
NAMES = ("kind", "on", "body_id", "quantity", "channel", "place", "topic", "subject")
Counts = dict[str, int]


def found(subscribers: str) -> dict[str, Any]:
    """Found a newsroom with a portal, a ticker, a pop-up and a mailing list; who its officers are, and where they publish."""
    desk = Desk()
    enrol(desk)
    desk.subscribers(int(subscribers))
    for person in desk.people:
        person.set_password(PASSWORD)
        person.save()
    names = {"author": desk.author.username, "approver": desk.approver.username, "publisher": desk.publisher.username}
    return {**names, "password": PASSWORD, "body": desk.body.pk, "outlets": list(Outlet.objects.values_list("pk", flat=True))}


@act
def enrol(desk: Desk) -> None:
    """Write down the body, its outlets, its officers and their posts, as the acts that open a house do."""
    told: dict[str, Any] = {"by": None, "body": desk.body, "on": LONG_AGO}
    called = {"key": desk.body.key, "body_kind": desk.body.kind, "name": desk.body.name}
    opened = terms.BodyOpened(body=desk.body.pk, **called, parent=None, area=None, valid_from=LONG_AGO)
    journal.write(opened, about=desk.body, **told)
    for outlet in (desk.ticker, desk.popup, desk.mailing):
        called = {"key": outlet.key, "outlet_kind": outlet.kind, "name": outlet.name, "address": outlet.address}
        fed = terms.OutletOpened(outlet=outlet.pk, **called, body=desk.body.pk, since=outlet.since)
        journal.write(fed, about=outlet, **told)
    for person in desk.people:
        journal.write(terms.PersonRegistered(person=person.pk, username=person.username), about=person, **told)
        for post in person.posts.all():
            given = terms.PostGiven(
                post=post.pk, person=person.pk, role=post.role, body=desk.body.pk, area=None, since=LONG_AGO, until=None
            )
            journal.write(given, about=post, **told)


def counted(acknowledged: str, taken: str) -> Counts:
    """Everything that should be there once, and what is there besides or is not; the arguments are files."""
    done = [(verb, int(pk)) for verb, pk in json.loads(Path(acknowledged).read_text())]
    return {**acts(done), **readers.counted(Path(taken)), **places(), **facts()}


def acts(done: list[tuple[str, int]]) -> Counts:
    entries = Counter(Entry.objects.filter(kind__in=KINDS.values()).values_list("kind", "about_id"))
    titles = Counter(Bulletin.objects.values_list("title", flat=True))
    return {
        "acknowledged acts": len(done),
        "acknowledged acts lost": sum(not entries[KINDS[verb], pk] for verb, pk in done),
        "acts doubled": sum(number - 1 for number in [*entries.values(), *titles.values()]),
    }


def told_of(verb: str) -> set[int]:
    """The bulletins of which the journal says that this was done."""
    return set(Entry.objects.filter(kind=KINDS[verb]).values_list("about_id", flat=True))


def places() -> Counts:
    """Each published bulletin stands once on the portal, in the ticker, in the pop-up and in the feed, with its newest words;
    a withdrawn one stood there."""
    wanted, gone = told_of("dang"), told_of("go")
    stand = [Counter(Placement.objects.values_list("article__bulletin", flat=True))]
    stand.append(_by_bulletin(Counter(Entry.objects.filter(kind="portals.placed").values_list("about_id", flat=True))))
    stand += [Counter(Showing.objects.filter(kind=kind).values_list("bulletin", flat=True)) for kind in SHOWN]
    now = [set(Placement.objects.filter(state=Place.STANDING).values_list("article__bulletin", flat=True))]
    now += [set(Showing.objects.filter(kind=kind, ended_at=None).values_list("bulletin", flat=True)) for kind in SHOWN]
    return {
        "bulletins published": len(wanted),
        "bulletins corrected": len(told_of("dinh-chinh")),
        "bulletins withdrawn": len(gone),
        "places missing": sum(len(wanted - set(one)) for one in stand),
        "places doubled": sum(number - 1 for one in stand for number in one.values()),
        "places left too early": sum(len(wanted - gone - one) for one in now),
        "withdrawn and still standing": sum(len(gone & one) for one in now),
        "places with an old text": _with_old_words(wanted - gone),
    }


def _with_old_words(standing: set[int]) -> int:
    """Articles bear the title; what is shown of a corrected one has words before and after it."""
    titles = dict(Bulletin.objects.filter(pk__in=standing).values_list("pk", "title"))
    borne = sum(titles.get(bulletin, title) != title for bulletin, title in Article.objects.values_list("bulletin", "title"))
    shown = Showing.objects.values_list("bulletin", "text")
    return borne + sum(titles.get(bulletin, "") not in text for bulletin, text in shown)


def _by_bulletin(articles: Counter[int]) -> Counter[int]:
    bulletins = dict(Article.objects.values_list("pk", "bulletin"))
    return Counter({bulletins[pk]: number for pk, number in articles.items()})


def facts() -> Counts:
    """Stored facts beside what the whole journal says when it is read anew."""
    said = ((entry.seq, columns(one)) for entry, one in told(Entry.objects.order_by("seq"), READERS) if isinstance(one, Fact))
    wanted = Counter((seq, *(row[name] for name in NAMES)) for seq, row in said)
    stored = Counter(StoredFact.objects.values_list("entry_id", *NAMES))
    accepted = Delivery.objects.filter(dispatch__channel=ChannelKey.EMAIL, state=State.ACCEPTED).count()
    counted = sum(entry.payload["accepted"] for entry in Entry.objects.filter(kind="egress.mailed"))
    return {
        "facts": stored.total(),
        "facts missing": (wanted - stored).total(),
        "facts doubled": (stored - wanted).total(),
        "letters counted wrongly": abs(accepted - counted),
    }
