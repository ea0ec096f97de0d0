"""The sample's ground: areas, bodies, people and posts, opened by real acts before the first bulletin."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import AreaKind, Role
from khen.domains.organisation import acts
from khen.domains.organisation.terms import NewArea, NewBody
from khen.sample.plans import AreaPlan, BodyPlan, PersonPlan, Plan

Progress = Callable[[int, int, str], None]  # how much is done, of how much, what it is
COMMUNE = AreaKind.COMMUNE
WHOLE_AREA = "area:"


def settle(plan: Plan, progress: Progress = lambda done, total, words: None) -> Person:
    """Found the province, open the rest in one act a district, give everybody their posts. Returns the administrator."""
    on = min(area.valid_from for area in plan.areas)
    _top, founder = acts.found(_area(plan.areas[0]), _body(plan.bodies[0]), on=on)
    area_lots, body_lots = list(_area_lots(plan.areas[1:])), list(_body_lots(plan.bodies[1:], plan.bodies[0].key))
    total = len(area_lots) + len(body_lots)
    for done, areas in enumerate(area_lots):
        acts.open_areas(areas, body=founder, by=None, on=on)
        progress(done, total, areas[0].name)
    for done, bodies in enumerate(body_lots, len(area_lots)):
        acts.open_bodies(bodies, by=None, on=on)
        progress(done, total, bodies[0].name)
    return _people(plan.people, on)


def _area_lots(areas: tuple[AreaPlan, ...]) -> Iterator[list[NewArea]]:
    """Districts first, all at once; then the communes of each district."""
    yield [_area(plan) for plan in areas if plan.kind != COMMUNE]
    communes = sorted((plan for plan in areas if plan.kind == COMMUNE), key=lambda plan: plan.parent)
    for _district, lot in groupby(communes, key=lambda plan: plan.parent):
        yield [_area(plan) for plan in lot]


def _body_lots(bodies: tuple[BodyPlan, ...], top: str) -> Iterator[list[NewBody]]:
    """Bodies in the order of the file, a lot ending where the next people's committee of a district begins."""
    lot: list[NewBody] = []
    for plan in bodies:
        if plan.parent == top and plan.key.startswith("ubnd-") and lot:
            yield lot
            lot = []
        lot.append(_body(plan))
    yield lot


def _people(people: tuple[PersonPlan, ...], on: date) -> Person:
    """Everybody with their posts; the administrator comes first and gives the others theirs."""
    bodies, areas = {body.key: body for body in Body.objects.all()}, {area.code: area for area in Area.objects.all()}
    admin: Person | None = None
    for plan in sorted(people, key=lambda plan: all(post.role != Role.ADMINISTRATOR for post in plan.posts)):
        home = bodies[plan.posts[0].body_key]
        person = acts.register_person(username=plan.username, full_name=plan.full_name, body=home, by=admin, on=on)
        for post in plan.posts:
            area = areas[post.reach.removeprefix(WHOLE_AREA)] if post.reach.startswith(WHOLE_AREA) else None
            body = bodies[post.body_key]
            acts.give_post(person=person, body=body, role=post.role, area=area, since=on, by=admin, on=on)
        admin = admin or person
    assert admin is not None
    return admin


def _area(plan: AreaPlan) -> NewArea:
    return NewArea(
        code=plan.code,
        kind=plan.kind,
        title=plan.title,
        name=plan.name,
        parent=plan.parent,
        latitude=plan.latitude,
        longitude=plan.longitude,
        valid_from=plan.valid_from,
    )


def _body(plan: BodyPlan) -> NewBody:
    return NewBody(key=plan.key, kind=plan.kind, name=plan.name, parent=plan.parent, area=plan.area, valid_from=plan.valid_from)
