"""The house as it stood on the first day of the sample: areas, bodies, outlets, portals, people and their posts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from khen.bodies.models import Area, Body, Outlet, Person
from khen.bodies.terms import OutletKind
from khen.domains.organisation import acts as organisation
from khen.domains.portals import acts as portals
from khen.domains.portals.terms import Theme
from khen.sample.plans import Plan, SitePlan, SystemPlan
from khen.sample.province import Progress, settle

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
WHO_SIGNS = "Quyết định phân công của Giám đốc Sở (dữ liệu minh họa)"
MAILINGS = (
    ("co-quan-tinh", "Cơ quan cấp tỉnh"),
    ("huyen-thanh-pho", "Các huyện, thành phố"),
    ("xa-phuong-thi-tran", "Các xã, phường, thị trấn"),
    ("xa-bien-gioi", "Các xã biên giới"),
)


@dataclass(slots=True)
class Cast:
    """Who and what the story speaks of, by key; of a campaign the key that the house gave it."""

    bodies: dict[str, Body] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    campaigns: dict[str, str] = field(default_factory=dict)


def found(plan: Plan, *, domain: str, port: int, progress: Progress) -> Cast:
    """Found the house: the ground, then every outlet and the portals that stood before the half-year."""
    settle(plan, progress)
    cast = cast_of()
    _open_outlets(plan.systems, cast)
    _enter_who_signs(cast)
    for site in plan.sites:
        if site.opened_on is None:
            _open_site(site, cast, domain=domain, port=port)
    return cast_of()


def cast_of() -> Cast:
    """Everybody and everything that stands now."""
    return Cast(
        bodies={body.key: body for body in Body.objects.select_related("area")},
        areas={area.code: area for area in Area.objects.all()},
        people={person.username: person for person in Person.objects.all()},
        outlets={outlet.key: outlet for outlet in Outlet.objects.all()},
    )


def _open_outlets(systems: Iterable[SystemPlan], cast: Cast) -> None:
    keeper = cast.bodies[KEEPER]
    rows = [(system.key, OutletKind(system.shows), system.title) for system in systems]
    rows += [(key, kind, name) for key, kind, name in ELSEWHERE]
    rows += [(key, OutletKind.MAILING, name) for key, name in MAILINGS]
    by = cast.people["quantri"]
    for key, kind, name in rows:
        organisation.open_outlet(body=keeper, key=key, kind=kind, name=name, since=BEGINS, by=by, on=BEGINS)


def _enter_who_signs(cast: Cast) -> None:
    """The department's leader signs for its head."""
    told: dict[str, Any] = {"form": "ky-thay", "named": {"head": "GIÁM ĐỐC", "own": "PHÓ GIÁM ĐỐC"}, "basis": WHO_SIGNS}
    by, keeper = cast.people["quantri"], cast.bodies[KEEPER]
    organisation.enter_signing(body=keeper, person=cast.people["lanhdao"], **told, since=BEGINS, by=by, on=BEGINS)


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
