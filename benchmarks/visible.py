"""From an accepted act to the letter that left and to the figure that shows it, through the worker of `khen up` and its pages."""

import random
import re
import time
from collections.abc import Iterator
from statistics import median

from tests.services.house import served
from tests.services.officer import Officer
from tests.services.postbox import standing

from benchmarks import sample
from benchmarks.row import Row, at_most
from khen.atoms import clock
from khen.bodies.models import Body, Outlet
from khen.bodies.terms import OutletKind
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import Newsroom
from khen.egress.models import Delivery, Subscriber
from khen.egress.terms import State
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, value
from khen.figures.periods import half_of
from khen.figures.scope import Scope
from khen.settings.env import read
from khen.web.progress import following

TIMES, LIMIT, LETTERS, WITHIN = 20, 1.0, 3000, 60.0
FRESH, AT_MOST = 5, 10.0
FIGURE = FIGURES["portal.department.posts"]
NUMBER = re.compile(r'<p class="figures-value"><strong>([\d.]+)</strong>')
PASSWORD = "đường lên cột cờ Lũng Cú"


class Desk(Newsroom):
    """The department's newsroom; its publisher signs in to look at the figure."""

    def __init__(self) -> None:
        super().__init__(body=Body.objects.get(key="so-tttt"))
        self.site = Outlet.objects.get(key="so-tttt", kind=OutletKind.SITE)
        self.mailing = self.outlet(OutletKind.MAILING, key="thu-do-toc-do")
        self.publisher.set_password(PASSWORD)
        self.publisher.save()
        rows = [
            Subscriber(outlet=self.mailing, address=name, folded=name, since=clock.today())
            for name in map(_address, range(LETTERS))
        ]
        Subscriber.objects.bulk_create(rows)

    def hand_over(self, *outlets: Outlet) -> None:
        bulletin = self.approved(title="Tin đo thời gian từ lúc đăng đến lúc đếm")
        acts.publish(bulletin, by=self.publisher, on=clock.today(), outlets=outlets)

    def shows(self) -> int:
        """The figure as the engine counts it."""
        counted = value(FIGURE, Scope(self.body), Asked(period=half_of(clock.today()))).value
        return int(counted or 0)

    def page(self) -> str:
        return f"/quan-tri/so-lieu/{FIGURE.key}/?noi=d{self.body.pk}&ky={half_of(clock.today()).key}"


def _address(number: int) -> str:
    return f"doc-gia-{number}@vidu.example"


def run() -> Iterator[Row]:
    sample.told()
    home, desk = read().home, Desk()
    with standing(home / "letters.txt") as smtp, served(home, KHEN_SMTP_PORT=str(smtp)) as (_up, port):
        reader = Officer(port, desk.publisher.username, PASSWORD, lambda verb, pk: None)
        yield from fresh(desk)
        settled()
        yield from rows("", desk, reader)
        desk.hand_over(desk.site, desk.mailing)
        yield from rows(", mail going out", desk, reader)
        yield Row(name="letters still going out at the end", value=waiting(), floor=LETTERS, unit="", least=0.01)


def fresh(desk: Desk) -> Iterator[Row]:
    """A letter to one reader while those of the whole sample wait."""
    times, left = [], waiting()
    for number in range(FRESH):
        mailing = desk.outlet(OutletKind.MAILING, key=f"thu-moi-{number}")
        name = f"doc-gia-moi-{number}@vidu.example"
        Subscriber.objects.create(outlet=mailing, address=name, folded=name, since=clock.today())
        begun = time.perf_counter()
        desk.hand_over(mailing)
        while not Delivery.objects.filter(address=name, state=State.ACCEPTED).exists():
            if time.perf_counter() - begun > WITHIN:
                raise TimeoutError("the letter does not leave")
            time.sleep(0.02)
        times.append(time.perf_counter() - begun)
        left = min(left, waiting())
    yield at_most("act to a fresh letter behind the sample's, slowest", max(times), AT_MOST)
    yield Row(name="letters of the sample that waited meanwhile", value=left, floor=1, unit="", least=1)


def rows(when: str, desk: Desk, reader: Officer) -> Iterator[Row]:
    with following("visible") as progress:
        times = []
        for turn in range(TIMES):
            times.append(until_visible(desk, reader))
            progress(turn + 1, TIMES)
    yield at_most(f"act to visible figure, median{when}", median(times), LIMIT)
    yield at_most(f"act to visible figure, slowest{when}", max(times), LIMIT)


def until_visible(desk: Desk, reader: Officer) -> float:
    """Seconds from the act's acceptance until a page that shows it has arrived; the loop meets the act at any moment."""
    time.sleep(random.random() * 0.4)
    before = desk.shows()
    desk.hand_over(desk.site)
    begun = time.perf_counter()
    while desk.shows() <= before:
        if time.perf_counter() - begun > WITHIN:
            raise TimeoutError("the figure does not move")
        time.sleep(0.01)
    status, _place = reader.ask("GET", desk.page())
    taken = time.perf_counter() - begun
    found = NUMBER.search(reader.text)
    if status != 200 or found is None or int(found[1].replace(".", "")) <= before:
        raise RuntimeError(f"the page does not show it: {status}")
    return taken


def waiting() -> int:
    return Delivery.objects.filter(state=State.PENDING).count()


def settled() -> None:
    """Wait until the sample's own letters have left."""
    with following("letters of the sample") as progress:
        while left := waiting():
            progress(0, 0, f"{left}")
            time.sleep(0.5)
