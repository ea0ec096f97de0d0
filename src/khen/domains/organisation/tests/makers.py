"""A small province opened by real acts, with its first administrator."""

from dataclasses import dataclass
from datetime import date

from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.domains.organisation import acts
from khen.domains.organisation.terms import NewArea, NewBody

START = date(2019, 12, 1)
DAY = date(2020, 3, 1)


@dataclass(frozen=True)
class Province:
    """Two districts with a commune each; `admin` governs the whole area, from a post at the department."""

    areas: dict[str, Area]
    bodies: dict[str, Body]
    admin: Person


def a_new_area(code: str, kind: str, name: str, parent: str = "", valid_from: date = START) -> NewArea:
    return NewArea(code=code, kind=kind, name=name, parent=parent, valid_from=valid_from)


def a_new_body(key: str, name: str, parent: str = "", area: str = "02", valid_from: date = START, kind: str = "") -> NewBody:
    """A people's committee where its key says so, else a division, unless a kind is named."""
    sort = kind or (BodyKind.PEOPLE_COMMITTEE if key.startswith("ubnd") else BodyKind.DIVISION)
    return NewBody(key=key, kind=sort, name=name, parent=parent, area=area, valid_from=valid_from)


def a_province() -> Province:
    top, committee = acts.found(
        a_new_area("02", AreaKind.PROVINCE, "Hà Giang"), a_new_body("ubnd-tinh", "UBND tỉnh Hà Giang"), on=START
    )
    districts = [a_new_area(code, AreaKind.DISTRICT, name, "02") for code, name in (("026", "Đồng Văn"), ("027", "Mèo Vạc"))]
    communes = [
        a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú", "026"),
        a_new_area("00793", AreaKind.COMMUNE, "Sơn Vĩ", "027"),
    ]
    areas = acts.open_areas([*districts, *communes], body=committee, by=None, on=START)
    bodies = acts.open_bodies(
        [
            a_new_body("so-tttt", "Sở Thông tin và Truyền thông", "ubnd-tinh", kind=BodyKind.DEPARTMENT),
            a_new_body("ubnd-026", "UBND huyện Đồng Văn", "ubnd-tinh", "026"),
            a_new_body("ubnd-027", "UBND huyện Mèo Vạc", "ubnd-tinh", "027"),
            a_new_body("ubnd-00715", "UBND xã Lũng Cú", "ubnd-026", "00715"),
        ],
        by=None,
        on=START,
    )
    admin = an_administrator(bodies[0], top)
    return Province({area.code: area for area in [top, *areas]}, {body.key: body for body in [committee, *bodies]}, admin)


def an_administrator(body: Body, area: Area | None = None, *, by: Person | None = None, username: str = "quantri") -> Person:
    person = acts.register_person(username=username, full_name="Cán bộ quản trị", body=body, by=by, on=START)
    acts.give_post(person=person, body=body, role=Role.ADMINISTRATOR, area=area, since=START, by=by, on=START)
    return person
