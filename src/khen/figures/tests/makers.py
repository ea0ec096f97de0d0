"""Worlds for figures: a small province, and entries that prove whatever facts a test needs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.atoms.payload import Payload
from khen.atoms.period import half_year
from khen.bodies.models import Area, Body
from khen.bodies.terms import AreaKind, BodyKind
from khen.bodies.tests.makers import a_body, an_area
from khen.book import journal
from khen.book.journal import act
from khen.book.models import Entry
from khen.facts.gather import READERS, gather
from khen.figures.engine import Asked

DAY = date(2020, 3, 1)
HALF = half_year(2020, 1)
FIRST_HALF = Asked(period=HALF)


@dataclass(frozen=True, slots=True)
class Province:
    """A province, two districts, a commune in each; a department with its division, and a committee in every area below."""

    areas: tuple[Area, ...]
    bodies: tuple[Body, ...]

    @property
    def area(self) -> Area:
        return self.areas[0]

    @property
    def department(self) -> Body:
        return self.bodies[1]


def a_province() -> Province:
    top = an_area()
    areas, top_committee = [top], a_body("UBND tỉnh", kind=BodyKind.PEOPLE_COMMITTEE, area=top)
    department = a_body("Sở Thông tin và Truyền thông", parent=top_committee, area=top, key="so")
    division = a_body("Phòng Công nghệ thông tin", kind=BodyKind.DIVISION, parent=department, area=top)
    bodies = [top_committee, department, division]
    for name in ("A", "B"):
        district = an_area(f"Huyện {name}", kind=AreaKind.DISTRICT, parent=top)
        committee = a_body(f"UBND huyện {name}", kind=BodyKind.PEOPLE_COMMITTEE, parent=top_committee, area=district)
        commune = an_area(f"Xã {name}1", kind=AreaKind.COMMUNE, parent=district)
        below = a_body(f"UBND xã {name}1", kind=BodyKind.PEOPLE_COMMITTEE, parent=committee, area=commune)
        areas += [district, commune]
        bodies += [committee, below]
    return Province(tuple(areas), tuple(bodies))


@dataclass(frozen=True, kw_only=True)
class Proved(Payload):
    kind: ClassVar[str] = "tests.proved"
    facts: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Annulled(Payload):
    kind: ClassVar[str] = "tests.annulled"


@act
def prove(body: Body, *facts: Fact, about: Body | None = None) -> None:
    """One act that proves these facts, about a record of its own (a body stands in for it)."""
    told = [{**asdict(fact), "kind": int(fact.kind), "on": fact.on.isoformat()} for fact in facts]
    journal.write(Proved(facts=told), by=None, body=body, on=DAY, about=about or body)


@act
def annul(body: Body) -> None:
    """What was proved about the body's record no longer counts."""
    journal.write(Annulled(), by=None, body=body, on=DAY, about=body)


def read(entry: Entry) -> Iterator[Fact | Cancelled]:
    if entry.kind == Annulled.kind:
        yield Cancelled(about=entry.about, about_id=entry.about_id)
    if entry.kind == Proved.kind:
        for told in entry.payload["facts"]:
            named = {**told, "kind": Kind(told["kind"]), "on": date.fromisoformat(told["on"])}
            yield Fact(**named)


def taken_in(body: Body, *facts: Fact) -> None:
    """Prove and gather."""
    if facts:
        prove(body, *facts)
    gather([read, *READERS])


def posted(body: Body, *, place: str = "so-tttt", on: date = DAY, topic: str = "covid", subject: str = "1") -> Fact:
    return Fact(kind=Kind.ARTICLE_POSTED, on=on, body=body.pk, place=place, topic=topic, subject=subject)


def on_radio(body: Body, bulletin: str, *, on: date = DAY, topic: str = "covid") -> Fact:
    return Fact(kind=Kind.POSTED_ELSEWHERE, on=on, body=body.pk, channel="radio", topic=topic, subject=bulletin)


def reached(body: Body, times: int, *, channel: str = "facebook", on: date = DAY) -> Fact:
    return Fact(kind=Kind.REACHED_ELSEWHERE, on=on, body=body.pk, quantity=times, channel=channel, subject="1")


def every(facts: Sequence[Fact]) -> int:
    return sum(fact.quantity for fact in facts)
