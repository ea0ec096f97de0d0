"""A list of a hundred thousand bulletins at the counter, beside the bare SQL of the same rows; and taking all of it along."""

import random
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice

from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.row import Row, at_most, seconds, side_by_side
from khen.atoms import clock
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.domains.newsroom.models import Bulletin, Topic
from khen.domains.newsroom.screens import BULLETINS
from khen.domains.portals.tests.makers import a_portal
from khen.web.progress import following

BULLETINS_MADE, BODIES, AT_ONCE = 100_000, 205, 2000
SEARCHES = ("a search for one", "a search for many", "a search in any order", "a search for nothing there")
BESIDE_FIRST = 3.0  # times the list's first page, which nobody searches
ROUNDS, LIMIT, QUESTIONS, HOME_QUESTIONS = 9, 0.1, 8, 12
MEMORY = 32.0  # MiB that taking all rows along may need at once
TAKING = 60.0
FIRST_DAY = date(2019, 1, 1)
WORDS = (
    *("Đồng Văn", "Mèo Vạc", "Lũng Cú", "khai báo y tế", "phòng chống dịch bệnh", "hướng dẫn nộp hồ sơ", "trực tuyến"),
    *("chợ phiên", "học sinh vùng cao", "nông thôn mới", "an toàn giao thông", "hộ nghèo", "tuyên truyền", "thôn bản"),
)
PAGES: dict[str, tuple[str, Callable[[QuerySet[Bulletin]], QuerySet[Bulletin]]]] = {
    "first page": ("", lambda rows: rows.order_by("-pk")[:30]),
    "a late page": ("?p=3000", lambda rows: rows.order_by("-pk")[89_970:90_000]),
    "a search for one": ("?q=chuyen+99999", lambda rows: rows.filter(folded__contains="99999").order_by("-pk")[:30]),
    "a search for many": ("?q=Đồng+Văn", lambda rows: rows.filter(folded__contains="dong van").order_by("-pk")[:30]),
    "a search in any order": (
        "?q=van+meo",
        lambda rows: rows.filter(folded__contains="van").filter(folded__contains="meo").order_by("-pk")[:30],
    ),
    "a search for nothing there": ("?q=khong+o+dau", lambda rows: rows.filter(folded__contains="khong").order_by("-pk")[:30]),
    "a filter": ("?standing=submitted", lambda rows: rows.filter(standing="submitted").order_by("-pk")[:30]),
    "an ordering by title": ("?ordering=folded", lambda rows: rows.order_by("collated", "-pk")[:30]),
    "an ordering by topic": ("?ordering=topic", lambda rows: rows.order_by("topic__collated", "-pk")[:30]),
}


def run() -> Iterator[Row]:
    officer, client, index = opened()
    rows = BULLETINS.rows(officer, clock.today())
    for name, (asked, bare) in PAGES.items():
        yield from _page(name, partial(answered, client, index + asked), bare(rows))
    yield from searched(client, index)
    home = partial(answered, client, reverse("wagtailadmin_home"))
    yield at_most("first page of the counter: queries", questions(home), HOME_QUESTIONS, "")
    yield at_most("first page of the counter: median", side_by_side("home", ROUNDS, home)[0], LIMIT)
    yield from _taken(client, index)


def opened() -> tuple[Person, Client, str]:
    """A house of a hundred thousand bulletins: an officer who reaches all of them, signed in, and the address of the list."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    officer = _made()
    client = Client(headers={"host": "localhost"})
    client.force_login(officer)
    return officer, client, reverse(BULLETINS.get_url_name("index"))


def searched(client: Client, index: str, where: str = "") -> Iterator[Row]:
    """What looking for words costs beside the same page without: each search in turns with the list's first page."""
    plain = partial(answered, client, index)
    for name in SEARCHES:
        ask = partial(answered, client, index + PAGES[name][0])
        if where:  # else told already
            yield at_most(f"{name}{where}: queries", questions(ask), QUESTIONS, "")
        value, floor = side_by_side(name, ROUNDS, ask, plain)
        yield Row(name=f"{name}{where}, beside no search", value=value, floor=floor, most=BESIDE_FIRST)


def _page(name: str, ask: Callable[[], int], bare: QuerySet[Bulletin]) -> Iterator[Row]:
    yield at_most(f"{name}: queries", questions(ask), QUESTIONS, "")
    page, sql = side_by_side(name, ROUNDS, ask, lambda: list(bare.all()))
    yield at_most(f"{name}: median", page, LIMIT)
    yield Row(name=f"{name}, beside its bare SQL", value=page, floor=sql)


def _taken(client: Client, index: str) -> Iterator[Row]:
    """Every row as a file, read piece by piece as a browser does."""
    for form in ("csv", "xlsx"):
        ask = partial(answered, client, f"{index}?export={form}")
        yield at_most(f"all rows as {form}", seconds(ask), TAKING)
        tracemalloc.start()
        answered(client, f"{index}?export={form}&standing=submitted")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield at_most(f"a filtered {form}: most memory at once", most / 2**20, MEMORY, "MiB")


def answered(client: Client, place: str) -> int:
    """Bytes of the answer. Raises RuntimeError for anything but 200."""
    answer = client.get(place)
    if answer.status_code != 200:
        raise RuntimeError(f"{place} answered {answer.status_code}")
    return sum(len(piece) for piece in answer)


def questions(ask: Callable[[], int]) -> int:
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    if not asked.captured_queries:
        raise RuntimeError("no question was heard")
    return len(asked)


def _made() -> Person:
    """A hundred thousand bulletins of 205 bodies below one; who holds every post there."""
    area = an_area("Tỉnh Hà Giang")
    top = a_body("Sở Thông tin và Truyền thông", area=area)
    bodies = [top, *(a_body(f"Ủy ban nhân dân xã số {number}", parent=top) for number in range(1, BODIES))]
    officer, approver = a_person(*Role, body=top), a_person(Role.APPROVER, body=top)
    a_portal("tinh", body=top, default=True)
    made = _bulletins(bodies, officer, approver)
    with following("bulletins") as progress:
        for count in range(0, BULLETINS_MADE, AT_ONCE):
            Bulletin.objects.bulk_create(islice(made, AT_ONCE))
            progress(count + AT_ONCE, BULLETINS_MADE)
    return officer


def _bulletins(bodies: list[Body], author: Person, approver: Person) -> Iterator[Bulletin]:
    chance, topics = random.Random(7), list(Topic.objects.all())
    for number in range(BULLETINS_MADE):
        title = f"{' '.join(chance.choices(WORDS, k=4)).capitalize()}, chuyện {number}"
        summary = " ".join(chance.choices(WORDS, k=9))
        standing = chance.choice(("draft", "submitted", "approved", "published", "published", "published"))
        passed = standing in {"approved", "published"}
        yield Bulletin(
            title=title,
            summary=summary,
            folded=fold(f"{title} {summary}"),
            topic=chance.choice(topics),
            klass="news",
            origin="own",
            body=chance.choice(bodies),
            author=author,
            standing=standing,
            written_on=FIRST_DAY + timedelta(days=number // 100),
            moved_on=FIRST_DAY + timedelta(days=number // 100),
            approved_by=approver if passed else None,
            released_number=1 if passed else None,
            published_on=FIRST_DAY + timedelta(days=number // 100) if standing == "published" else None,
        )
