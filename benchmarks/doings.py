"""A hundred thousand entries as people look at them: what somebody did, to themself and to whoever inspects."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from benchmarks.lists import FIRST_DAY, LIMIT, QUESTIONS, ROUNDS, answered, questions
from benchmarks.row import Row, at_most, side_by_side
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin, Topic
from khen.tidings.screens import DOINGS
from khen.web.progress import following

ENTRIES, BODIES, PEOPLE, TEXTS, AT_ONCE = 100_000, 205, 300, 5_000, 2_000
KINDS = ("newsroom.written", "newsroom.changed", "newsroom.submitted", "newsroom.approved", "newsroom.published")
BUSY = 7  # every so-many-th entry is by the officer whose acts are looked at: about 14,000
INSPECTED = {
    "first page": "",
    "a late page": "?p=3000",
    "one person": "?nguoi={username}",
    "one person, a late page": "?nguoi={username}&p=400",
    "a kind": "?kind=newsroom.approved",
    "a body": "?body={body}",
    "a search": "?q=can+bo+7",
    "a search, the next page": "?q=can+bo+7&p=2",
    "a search, a late page": "?q=can+bo+7&p=900",
    "by day": "?ordering=on",
    "by name": "?ordering=by__folded",
    "by body": "?ordering=body__folded",
}
OWN = {"first page": "", "a late page": "?p=400", "a kind": "?kind=newsroom.approved", "by day": "?ordering=on"}


def run() -> Iterator[Row]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    inspector, officer, body = _made()
    place = reverse(DOINGS.get_url_name("index"))
    words = {"username": officer.username, "body": body.pk}
    for who, person, pages in (("to whoever inspects", inspector, INSPECTED), ("to oneself", officer, OWN)):
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        for name, query in pages.items():
            yield from _page(f"acts done {who}, {name}", client, place + query.format(**words))


def _page(name: str, client: Client, place: str) -> Iterator[Row]:
    ask = partial(answered, client, place)
    yield at_most(f"{name}: queries", questions(ask), QUESTIONS, "")
    yield at_most(f"{name}: median", side_by_side(name, ROUNDS, ask)[0], LIMIT)


def _made() -> tuple[Person, Person, Body]:
    """Who inspects everything; a busy officer; the officer's body."""
    area = an_area("Tỉnh Hà Giang")
    top = a_body("Sở Thông tin và Truyền thông", area=area)
    bodies = [top, *(a_body(f"Ủy ban nhân dân xã số {number}", parent=top) for number in range(1, BODIES))]
    inspector = a_person(Role.ADMINISTRATOR, body=top)
    people = [a_person(Role.AUTHOR, body=bodies[number % BODIES]) for number in range(PEOPLE)]
    topic = Topic.objects.first()
    texts = [
        Bulletin(
            title=f"Tin số {number}",
            folded=fold(f"tin so {number}"),
            topic=topic,
            body=bodies[number % BODIES],
            klass="news",
            origin="own",
            author=people[number % PEOPLE],
            written_on=FIRST_DAY,
            moved_on=FIRST_DAY,
        )
        for number in range(TEXTS)
    ]
    made = _entries(bodies, people, Bulletin.objects.bulk_create(texts, AT_ONCE))
    with following("entries") as progress:
        for count in range(0, ENTRIES, AT_ONCE):
            Entry.objects.bulk_create(islice(made, AT_ONCE))
            progress(count + AT_ONCE, ENTRIES)
    return inspector, people[0], top


def _entries(bodies: list[Body], people: list[Person], texts: list[Bulletin]) -> Iterator[Entry]:
    chance = random.Random(7)
    for seq in range(1, ENTRIES + 1):
        text = chance.choice(texts)
        day = FIRST_DAY + timedelta(days=seq // 100)
        yield Entry(
            seq=seq,
            kind=chance.choice(KINDS),
            version=1,
            body=bodies[0] if seq % BUSY == 0 else chance.choice(bodies),
            by=people[0] if seq % BUSY == 0 else chance.choice(people),
            on=day,
            written_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
            about="newsroom.bulletin",
            about_id=text.pk,
            canon='{"payload":{}}',
            seal=f"{seq:064x}",
        )
