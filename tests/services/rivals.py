"""Two officers at one moment at the counter, each with a connection to the database of their own. Django must be ready.

Each race gives, for every round, what the two were answered and how many entries their round left in the journal."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.db import connections
from django.test import Client

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.book.verify import verify
from khen.desk.act_pages import MEANWHILE
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation.tests.makers import Province, a_province, an_administrator

PATIENCE = 60.0  # seconds for one answer


@dataclass(frozen=True)
class Step:
    """One officer sends one form."""

    by: Person
    address: str
    fields: dict[str, Any]


def run(rounds: str) -> dict[str, Any]:
    """Run each race so many times, in the database `race_<its name>`; then look at its whole journal."""
    return {name: in_its_database(name, race, int(rounds)) for name, race in RACES.items()}


def in_its_database(name: str, race: "Race", rounds: int) -> dict[str, Any]:
    connections.close_all()
    connections["default"].settings_dict["NAME"] = f"race_{name}"
    given = [at_once(steps) for steps in race(rounds)]
    flaw = verify(deep=True).flaw
    return {"rounds": given, "flaw": flaw and [flaw.seq, flaw.what]}


def at_once(steps: Sequence[Step]) -> dict[str, Any]:
    """Send these forms in the same moment."""
    start, before = Barrier(len(steps)), Entry.objects.count()
    with ThreadPoolExecutor(len(steps)) as crowd:
        answers = list(crowd.map(lambda step: sent(step, start), steps))
    said = [words for _status, words in answers]
    return {
        "statuses": sorted(status for status, _words in answers),
        "too late": sum(str(MEANWHILE) in words for words in said),
        "reasons": sum("desk-errors" in words or "desk-closed" in words for words in said),
        "entries": Entry.objects.count() - before,
    }


def sent(step: Step, start: Barrier) -> tuple[int, str]:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    try:
        client.force_login(step.by)
        start.wait(PATIENCE)
        answer = client.post(step.address, step.fields)
        return answer.status_code, answer.content.decode()
    finally:
        connections.close_all()


def approving(rounds: int) -> Iterator[Sequence[Step]]:
    """Two approvers approve the same text."""
    desk = Newsroom()
    other = a_person(Role.APPROVER, body=desk.body)
    for _round in range(rounds):
        text = desk.submitted()
        yield [Step(by, f"/quan-tri/ban-tin/{text.pk}/duyet/", {"seen": text.number}) for by in (desk.approver, other)]


def registering(rounds: int) -> Iterator[Sequence[Step]]:
    """Two administrators enter people under one user name: neither sees the other's before it stands."""
    province, admins = administrators()
    for number in range(rounds):
        fields = {"full_name": "Đặng Văn Mới", "username": f"moi.vao.{number}", "email": "", "since": today(), "until": ""}
        place = {"role": "author", "body": province.bodies["so-tttt"].pk, "area": ""}
        yield [Step(by, "/quan-tri/can-bo/them/", {**fields, **place}) for by in admins]


def addressing(rounds: int) -> Iterator[Sequence[Step]]:
    """Two administrators enter people with one e-mail address."""
    province, admins = administrators()
    place = {"role": "author", "body": province.bodies["so-tttt"].pk, "area": "", "since": today(), "until": ""}
    for number in range(rounds):
        yield [
            Step(
                by,
                "/quan-tri/can-bo/them/",
                {
                    "full_name": "Đặng Văn Mới",
                    "username": f"moi.{by.pk}.{number}",
                    "email": f"{spelt}{number}@vidu.example",
                    **place,
                },
            )
            for by, spelt in zip(admins, ("moi", "MOI"), strict=True)
        ]


def giving(rounds: int) -> Iterator[Sequence[Step]]:
    """Two administrators give one person the same post."""
    province, admins = administrators()
    body = province.bodies["so-tttt"]
    for _round in range(rounds):
        person = a_person(Role.VIEWER, body=body)
        fields = {"role": "author", "body": body.pk, "area": "", "since": today(), "until": ""}
        yield [Step(by, f"/quan-tri/can-bo/{person.pk}/giao-vi-tri/", fields) for by in admins]


def crossing(rounds: int) -> Iterator[Sequence[Step]]:
    """Two administrators give each other a post: each holds the other's record while writing who did it."""
    province, (one, other) = administrators()
    roles = [role for role in Role.values if role != Role.ADMINISTRATOR]
    for number in range(rounds):
        body = list(province.bodies.values())[number % len(province.bodies)]
        fields = {"role": roles[number // len(province.bodies) % len(roles)], "body": body.pk, "area": "", "since": today()}
        pairs = ((one, other), (other, one))
        yield [Step(by, f"/quan-tri/can-bo/{whom.pk}/giao-vi-tri/", {**fields, "until": ""}) for by, whom in pairs]


def ending(rounds: int) -> Iterator[Sequence[Step]]:
    """The last two administrators end each other's post: one of them stays."""
    province, (one, other) = administrators()
    top = next(area for area in province.areas.values() if area.kind == "province")
    tomorrow = clock.today() + timedelta(days=1)
    for number in range(rounds):
        pairs = ((one, other), (other, one))
        yield [
            Step(by, f"/quan-tri/can-bo/{whom.pk}/ket-thuc/", {"post": whom.posts.get().pk, "until": tomorrow.isoformat()})
            for by, whom in pairs
        ]
        one = Person.objects.get(posts__role=Role.ADMINISTRATOR, posts__until=None)
        other = an_administrator(province.bodies["so-tttt"], top, by=one, username=f"ke-tiep-{number}")


def administrators() -> tuple[Province, tuple[Person, Person]]:
    province = a_province()
    top = next(area for area in province.areas.values() if area.kind == "province")
    other = an_administrator(province.bodies["so-tttt"], top, by=province.admin, username="quantri2")
    return province, (province.admin, other)


def today() -> str:
    return clock.today().isoformat()


Race = Callable[[int], Iterator[Sequence[Step]]]
RACES: dict[str, Race] = {
    "approving": approving,
    "registering": registering,
    "addressing": addressing,
    "giving": giving,
    "crossing": crossing,
    "ending": ending,
}
