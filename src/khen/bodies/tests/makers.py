"""A small province for tests: edges and lineages as organisation's acts would leave them."""

from datetime import date
from itertools import count

from django.test import Client
from django.urls import reverse

from khen.atoms.text import fold
from khen.bodies.models import Area, AreaEdge, AreaLineage, Body, BodyEdge, BodyLineage, Person, Post
from khen.bodies.terms import AreaKind, BodyKind, Role

LONG_AGO = date(2019, 1, 1)
_numbers = count(1)


def an_area(name: str = "Tỉnh Hà Giang", *, kind: str = AreaKind.PROVINCE, parent: Area | None = None) -> Area:
    area = Area.objects.create(
        code=f"{next(_numbers):05d}", kind=kind, title="", name=name, folded=fold(name), valid_from=LONG_AGO
    )
    if parent:
        AreaEdge.objects.create(child=area, parent=parent, since=LONG_AGO)
    above = [(area, 0)] + [(line.above, line.depth + 1) for line in AreaLineage.objects.filter(area=parent)]
    AreaLineage.objects.bulk_create(AreaLineage(above=a, area=area, depth=d, since=LONG_AGO) for a, d in above)
    return area


def a_body(
    name: str = "Sở Thông tin và Truyền thông",
    *,
    kind: str = BodyKind.DEPARTMENT,
    parent: Body | None = None,
    area: Area | None = None,
    key: str = "",
) -> Body:
    body = Body.objects.create(
        key=key or f"co-quan-{next(_numbers)}", kind=kind, name=name, folded=fold(name), area=area, valid_from=LONG_AGO
    )
    if parent:
        BodyEdge.objects.create(child=body, parent=parent, since=LONG_AGO)
    above = [(body, 0)] + [(line.above, line.depth + 1) for line in BodyLineage.objects.filter(body=parent)]
    BodyLineage.objects.bulk_create(BodyLineage(above=a, body=body, depth=d, since=LONG_AGO) for a, d in above)
    return body


def a_person(*roles: str, body: Body | None = None, area: Area | None = None, name: str = "") -> Person:
    number = next(_numbers)
    full_name = name or f"Cán bộ {number}"
    person = Person.objects.create(username=f"can-bo-{number}", full_name=full_name, folded=fold(full_name))
    person.set_unusable_password()
    person.save()
    if roles and body is None:
        body = a_body()
    for role in roles:
        assert body is not None
        Post.objects.create(person=person, body=body, role=Role(role), area=area, since=LONG_AGO)
    return person


def signed_in(person: Person) -> Client:
    """The browser of somebody who is at the counter."""
    client = Client()
    client.force_login(person)
    return client


def page_of(person: Person, place: str, *args: int, **asked: str) -> str:
    """What somebody reads at a named address of the counter."""
    return str(signed_in(person).get(reverse(place, args=args), asked).content.decode())
