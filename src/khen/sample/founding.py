"""The house as it stood on the first day of the sample: areas, bodies, outlets, portals, people and their posts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from khen.bodies.models import Area, Body, Outlet, Person
from khen.bodies.terms import OutletKind, Role
from khen.domains.organisation import acts as organisation
from khen.domains.organisation.terms import NewArea, NewBody
from khen.domains.portals import acts as portals
from khen.domains.portals.terms import Theme
from khen.sample.plans import AreaPlan, BodyPlan, PersonPlan, Plan, SitePlan, SystemPlan

FOUNDER = "ubnd-tinh"
KEEPER = "so-tttt"
BEGINS = date(2019, 12, 2)
THEMES = {
    "tinh": Theme.PROVINCE,
    "so-tttt": Theme.DEPARTMENT,
    "sukien": Theme.EPIDEMIC,
    "ocop": Theme.PRODUCE,
    "huyen-dong-van": Theme.DISTRICT,
    "xa-lung-cu": Theme.COMMUNE,
}
ELSEWHERE = (
    ("fanpage-thong-tin-hg", OutletKind.FACEBOOK, "Trang Facebook Thông tin Hà Giang"),
    ("oa-so-tttt", OutletKind.ZALO, "Zalo OA Sở Thông tin và Truyền thông"),
    ("truyen-thanh-internet", OutletKind.RADIO, "Truyền thanh Internet cơ sở"),
    ("lien-ket-dichvucong", OutletKind.LINK, "Liên kết trên cổng dịch vụ công"),
)
MAILINGS = (
    ("co-quan-tinh", "Cơ quan cấp tỉnh"),
    ("huyen-thanh-pho", "Các huyện, thành phố"),
    ("xa-phuong-thi-tran", "Các xã, phường, thị trấn"),
    ("xa-bien-gioi", "Các xã biên giới"),
)


@dataclass(slots=True)
class Cast:
    """Who and what the story speaks of, by key."""

    bodies: dict[str, Body] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)


def found(plan: Plan, *, domain: str, port: int) -> Iterator[Cast]:
    """Found the house, step by step; every yield is a place to tell how far it has come. The last one is complete."""
    cast = Cast()
    first_area, first_body = plan.areas[0], next(body for body in plan.bodies if body.key == FOUNDER)
    organisation.found(_area(first_area), _body(first_body), on=BEGINS)
    yield cast
    keeper = Body.objects.get(key=FOUNDER)
    for _, group in groupby(plan.areas[1:], key=lambda area: area.parent):
        organisation.open_areas([_area(area) for area in group], body=keeper, by=None, on=BEGINS)
        yield cast
    others = [body for body in plan.bodies if body.key != FOUNDER]
    for _, bodies in groupby(others, key=lambda body: body.parent):
        organisation.open_bodies([_body(body) for body in bodies], by=None, on=BEGINS)
        yield cast
    cast.bodies = {body.key: body for body in Body.objects.all()}
    cast.areas = {area.code: area for area in Area.objects.all()}
    _open_outlets(plan.systems, cast)
    for site in plan.sites:
        if site.opened_on is None:
            _open_site(site, cast, domain=domain, port=port)
        yield cast
    _people(plan.people, cast)
    cast.outlets = {outlet.key: outlet for outlet in Outlet.objects.all()}
    yield cast


def _area(plan: AreaPlan) -> NewArea:
    return NewArea(
        code=plan.code,
        kind=plan.kind,
        name=f"{plan.title.capitalize()} {plan.name}",
        title="",
        valid_from=plan.valid_from,
        parent=plan.parent,
        latitude=plan.latitude,
        longitude=plan.longitude,
    )


def _body(plan: BodyPlan) -> NewBody:
    return NewBody(
        key=plan.key, kind=plan.kind, name=plan.name, valid_from=plan.valid_from, parent=plan.parent, area=plan.area
    )


def _open_outlets(systems: Iterable[SystemPlan], cast: Cast) -> None:
    keeper = cast.bodies[KEEPER]
    rows = [(system.key, OutletKind(system.shows), system.title) for system in systems]
    rows += [(key, kind, name) for key, kind, name in ELSEWHERE]
    rows += [(key, OutletKind.MAILING, name) for key, name in MAILINGS]
    for key, kind, name in rows:
        organisation.open_outlet(body=keeper, key=key, kind=kind, name=name, since=BEGINS, by=None, on=BEGINS)


def _open_site(site: SitePlan, cast: Cast, *, domain: str, port: int, by: Person | None = None) -> None:
    portals.open_site(
        by=by,
        body=cast.bodies[site.body_key],
        key=site.key,
        host=f"{site.key}.{domain}",
        name=site.title,
        on=site.opened_on or BEGINS,
        theme=THEMES[site.key],
        port=port,
        default=site.key == "tinh",
    )


def open_new_sites(plan: Plan, cast: Cast, *, domain: str, port: int) -> None:
    """The portals that the half-year itself saw open, by its administrator."""
    for site in plan.sites:
        if site.opened_on is not None:
            _open_site(site, cast, domain=domain, port=port, by=cast.people["quantri"])
    cast.outlets = {outlet.key: outlet for outlet in Outlet.objects.all()}


def _people(people: Iterable[PersonPlan], cast: Cast) -> None:
    """The administrator first: from then on posts are given by a person."""
    administrator: Person | None = None
    for plan in people:
        home = cast.bodies[plan.posts[0].body_key]
        person = organisation.register_person(
            username=plan.username, full_name=plan.full_name, body=home, by=administrator, on=BEGINS
        )
        cast.people[plan.username] = person
        for post in plan.posts:
            area = cast.areas[post.reach.removeprefix("area:")] if post.reach.startswith("area:") else None
            organisation.give_post(
                person=person,
                body=cast.bodies[post.body_key],
                role=Role(post.role),
                since=BEGINS,
                by=administrator,
                on=BEGINS,
                area=area,
            )
        administrator = administrator or person
