"""What stands in a house after its processes were killed, counted from its own tables. Django must be ready."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from khen.atoms.fact import Fact
from khen.bodies.models import Outlet
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.portals.models import Article, Placement
from khen.egress.models import Attempt, Delivery, Showing, Subscriber
from khen.egress.terms import ChannelKey, Outcome, State
from khen.egress.tests.makers import Desk
from khen.facts.gather import READERS, columns, told
from khen.facts.models import StoredFact
from tests.services.postbox import letters

PASSWORD = "đường lên cột cờ Lũng Cú"
KINDS = {
    "tin-nhanh": "newsroom.written",
    "trinh": "newsroom.submitted",
    "duyet": "newsroom.approved",
    "dang": "newsroom.published",
}
SHOWN = (ChannelKey.TICKER, ChannelKey.POPUP, ChannelKey.FEED)
NAMES = ("kind", "on", "body_id", "quantity", "channel", "place", "topic", "subject")
Counts = dict[str, int]


def found(subscribers: str) -> dict[str, Any]:
    """Found a newsroom with a portal, a ticker, a pop-up and a mailing list; who its officers are, and where they publish."""
    desk = Desk()
    desk.subscribers(int(subscribers))
    for person in desk.people:
        person.set_password(PASSWORD)
        person.save()
    names = {"author": desk.author.username, "approver": desk.approver.username, "publisher": desk.publisher.username}
    return {**names, "password": PASSWORD, "body": desk.body.pk, "outlets": list(Outlet.objects.values_list("pk", flat=True))}


def counted(acknowledged: str, taken: str) -> Counts:
    """Everything that should be there once, and what is there besides or is not; the arguments are files."""
    done = [(verb, int(pk)) for verb, pk in json.loads(Path(acknowledged).read_text())]
    return {**acts(done), **mail(Path(taken)), **places(), **facts()}


def acts(done: list[tuple[str, int]]) -> Counts:
    entries = Counter(Entry.objects.filter(kind__in=KINDS.values()).values_list("kind", "about_id"))
    titles = Counter(Bulletin.objects.values_list("title", flat=True))
    return {
        "acknowledged acts": len(done),
        "acknowledged acts lost": sum(not entries[KINDS[verb], pk] for verb, pk in done),
        "acts doubled": sum(number - 1 for number in [*entries.values(), *titles.values()]),
    }


def published() -> set[int]:
    return set(Entry.objects.filter(kind=KINDS["dang"]).values_list("about_id", flat=True))


def mail(taken: Path) -> Counts:
    """Letters as the mail server took them, beside deliveries as the house remembers them."""
    rows = Delivery.objects.filter(dispatch__channel=ChannelKey.EMAIL).values_list("dispatch__entry", "pk", "state")
    states = {f"{entry}.{pk}": state for entry, pk, state in rows}
    arrived = Counter(name.strip("<>").partition("@")[0] for name, _address in letters(taken))
    unknown = Delivery.objects.filter(state=State.UNKNOWN)
    tries = Counter(Attempt.objects.filter(delivery__in=unknown).values_list("delivery", flat=True))
    accepted = {name for name, state in states.items() if state == State.ACCEPTED}
    unsure = {name for name, state in states.items() if state == State.UNKNOWN}
    return {
        "letters taken": arrived.total(),
        "letters doubled": sum(number - 1 for number in arrived.values()),
        "letters lost": len(accepted - set(arrived)) + len(published()) * Subscriber.objects.count() - len(accepted | unsure),
        "letters nobody answers for": len(set(arrived) - accepted - unsure),
        "letters unknown": len(unsure),
        "letters unknown that arrived": len(unsure & set(arrived)),
        "unknown tried again": sum(number - 1 for number in tries.values()),
        "attempts left open": Attempt.objects.filter(outcome=Outcome.OPEN).count(),
    }


def places() -> Counts:
    """Each published bulletin stands once on the portal, in the ticker, in the pop-up and in the feed."""
    wanted = published()
    stand = [Counter(Placement.objects.values_list("article__bulletin", flat=True))]
    stand.append(_by_bulletin(Counter(Entry.objects.filter(kind="portals.placed").values_list("about_id", flat=True))))
    stand += [Counter(Showing.objects.filter(kind=kind).values_list("bulletin", flat=True)) for kind in SHOWN]
    return {
        "bulletins published": len(wanted),
        "places missing": sum(len(wanted - set(one)) for one in stand),
        "places doubled": sum(number - 1 for one in stand for number in one.values()),
    }


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
