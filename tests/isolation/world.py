"""Bodies that must not see one another's things: one above, one's own, one below, one beside, and one near that works in
the same area without belonging to one's own. Each holds everything that the house can hold, made by real acts, and every
word of it carries a mark that is easy to find in an answer.

What a new counter has to do here:
1. its addresses: a dict in khen.web.matrix (a test names each one that is missing);
2. its rows: a function of tests/isolation/filling.py that fills one Place through real acts, listed in FILLED_WITH below;
   every text in it carries `place.secret` (not public) or `place.told` (published), every number is `place.number`;
   `own` needs a row at each step of its road, so that every verb is open on one of them;
3. addresses that take more than the row's key (a version, a file): a line of WORDS in tests/isolation/addresses.py;
   a page that writes without a Verb says there in SENT what an honest officer would send.
Everything else - rows, verbs, forged keys, lists, filters, searches, exports - is then knocked at by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from khen.atoms import clock
from khen.bodies.models import Area, Body, Person, Post
from khen.bodies.terms import AreaKind, BodyKind, Change, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person, an_area
from khen.domains.organisation import acts as organisation
from khen.egress import leases
from khen.egress.run import work
from khen.facts.gather import gather
from khen.reports.outline import outline
from tests.isolation import filling
from tests.isolation.place import Place

CARRIED_LATER = timedelta(hours=1)
MOVED, LEFT = date(2019, 6, 3), date(2019, 6, 10)
FILLED_WITH: tuple[Callable[[Place], None], ...] = (
    filling.people,
    filling.networks,
    filling.rebuffs,
    filling.signings,
    filling.bulletins,
    filling.counsel,
    filling.orders,
    filling.topics,
    filling.campaigns,
    filling.fees,
    filling.patterns,
    filling.renderings,
    filling.returns,
)
THEN: tuple[Callable[[Place], None], ...] = (filling.withdrawn,)  # once egress has carried out what was published
AT_LAST: tuple[Callable[[Place], None], ...] = (filling.reports,)  # once the facts are gathered
OUTLINE = "half-year-department"


@dataclass
class World:
    above: Place
    own: Place
    below: Place
    beside: Place
    near: Place
    divisions: tuple[Body, ...]  # of `own`: they write the parts of its report
    watcher: Person  # holds every post at `own`, for its whole area: `near` lies in it, `above` and `beside` do not

    @property
    def places(self) -> tuple[Place, ...]:
        return self.above, self.own, self.below, self.beside, self.near

    @property
    def reached(self) -> tuple[Body, ...]:
        """Every body in reach of the officer of `own`."""
        return self.own.body, self.below.body, *self.divisions

    @property
    def hidden(self) -> tuple[Place, ...]:
        """Places out of reach of the officer of `own`."""
        return self.above, self.beside, self.near

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Marks that the officer of `own` never meets at the counter (who stands above may be named: "ask them")."""
        return (*self.beside.marks, *self.near.marks, *self.above.own_words, filling.PRACTISED)

    @property
    def unwatched(self) -> tuple[Place, ...]:
        """Places out of reach of the watcher."""
        return self.above, self.beside

    @property
    def unseen(self) -> tuple[str, ...]:
        """Marks that the watcher never meets."""
        return (*self.beside.marks, *self.above.own_words, filling.PRACTISED)

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        return (filling.PRACTISED, *(mark for place in self.places for mark in (place.secret, *place.numbers)))

    @cached_property
    def everything(self) -> tuple[str, ...]:
        return (filling.PRACTISED, *(mark for place in self.places for mark in place.marks))


def rows(place: Place, model: type[Model], way: str = "body") -> QuerySet[Any]:
    """Everything of one kind that a place holds."""
    return held_by([place.body], model, way)


def held_by(bodies: Iterable[Body], model: type[Model], way: str) -> QuerySet[Any]:
    """Everything of one kind that these bodies hold."""
    held = model._default_manager.filter(**{f"{way}__in": [body.pk for body in bodies]})
    return model._default_manager.filter(pk__in=held.values("pk")).order_by("pk")  # whoever holds several posts stands once


def a_world() -> World:
    world = founded()
    for step in FILLED_WITH:
        each(world, step)
    for place in world.hidden:
        filling.asked_by(place, world.own.body)
    filling.training(world.above, world.own)
    work()
    leave_unknown()
    for step in THEN:
        each(world, step)
    work()
    gather()
    for step in AT_LAST:
        each(world, step)
    filling.doors()
    return world


def leave_unknown() -> None:
    """No mail server answers here: every mailing waits. Of each one letter its sender died before the reply was written down."""
    later = clock.now() + CARRIED_LATER
    with clock.held(later):
        while lease := leases.claim(seconds=1):
            leases.begin(lease, window=1)
    with clock.held(later + CARRIED_LATER):
        work()


def each(world: World, step: Callable[[Place], None]) -> None:
    for place in world.places:
        step(place)


def founded() -> World:
    province = an_area("Tỉnh Hà Giang")
    districts = (an_area(name, kind=AreaKind.DISTRICT, parent=province) for name in ("Đồng Văn", "Mèo Vạc", "Yên Minh"))
    dong_van, meo_vac, yen_minh = districts
    lung_cu, _sa_phin = (an_area(name, kind=AreaKind.COMMUNE, parent=yen_minh) for name in ("Lũng Cú", "Sà Phìn"))
    above = a_place("TINH", province, number=8_610_037)
    own = a_place("DONGVAN", dong_van, above, number=4_320_019)
    keys = sorted({part.division for part in outline(OUTLINE).parts})
    made = [a_body(f"Phòng {key}", kind=BodyKind.DIVISION, parent=own.body, area=dong_van, key=key) for key in keys]
    made.append(a_body("Tổ chuyển", kind=BodyKind.DIVISION, parent=made[0], area=dong_van))
    watcher = a_watcher(own.body, dong_van, yen_minh)
    for thing, under in ((lung_cu, dong_van), (made[-1], own.body)):  # each may be moved again, or its move taken back
        organisation.move(thing, under=under, since=MOVED, body=own.body, by=watcher, on=MOVED)
        passing: dict[str, Any] = {"change": Change.DISSOLVE, "legal_basis": f"Quyết định {own.secret}"}  # may be taken back
        organisation.record_succession(thing, new=None, since=LEFT, **passing, body=own.body, by=watcher, on=LEFT)
    return World(
        above=above,
        own=own,
        below=a_place("LUNGCU", lung_cu, own, number=2_150_023),
        beside=a_place("MEOVAC", meo_vac, above, number=7_530_029),
        near=a_place("CANHNHAU", dong_van, above, number=6_470_031, kind=BodyKind.DISTRICT_OFFICE),
        divisions=tuple(made),
        watcher=watcher,
    )


def a_place(
    key: str, area: Area, above: Place | None = None, *, number: int, kind: BodyKind = BodyKind.PEOPLE_COMMITTEE
) -> Place:
    parent = above.body if above else None
    body = a_body(f"Ủy ban TENRIENG{key}", kind=kind, parent=parent, area=area, key=f"ub-{key.lower()}")
    return Place(key, body, a_person(*Role.values, body=body, name=f"Cán bộ TENRIENG{key}"), number)


def a_watcher(body: Body, area: Area, empty: Area) -> Person:
    """Who also governs an area in which no body works."""
    person = a_person(name="Cán bộ theo dõi")
    for role in Role.values:
        Post.objects.create(person=person, body=body, role=role, area=area, since=LONG_AGO)
    Post.objects.create(person=person, body=body, role=Role.ADMINISTRATOR, area=empty, since=LONG_AGO)
    return person
