"""Four bodies that must not see one another's things: one above, one's own, one below, one beside. Each holds everything
that the house can hold, made by real acts, and every word of it carries a mark that is easy to find in an answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Model, QuerySet

from khen.atoms import clock
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import AreaKind, BodyKind, OutletKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture, an_upload
from khen.domains.portals.tests.makers import a_document, a_portal
from khen.egress import acts as egress
from khen.egress import leases
from khen.egress.run import work
from khen.facts.gather import gather


@dataclass
class Place:
    """A body with everything in it. `secret` marks what is not public, `told` what was published, `named` its names."""

    key: str
    body: Body
    officer: Person  # holds every post there

    @property
    def secret(self) -> str:
        return f"BIMAT{self.key}"

    @property
    def told(self) -> str:
        return f"DADANG{self.key}"

    @property
    def named(self) -> str:
        return f"TENRIENG{self.key}"

    @property
    def marks(self) -> tuple[str, ...]:
        return self.secret, self.told, self.named

    def holder(self, role: str) -> Person:
        return a_person(role, body=self.body, name=f"Cán bộ {self.named} {role}")

    def rows(self, model: type[Model], way: str = "body") -> QuerySet[Any]:
        return model._default_manager.filter(**{way: self.body.pk}).order_by("pk")


@dataclass
class World:
    above: Place
    own: Place
    below: Place
    beside: Place

    @property
    def places(self) -> tuple[Place, ...]:
        return self.above, self.own, self.below, self.beside

    @property
    def hidden(self) -> tuple[Place, ...]:
        """Places out of reach of the officer of `own`."""
        return self.above, self.beside

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Marks that the officer of `own` never meets at the counter (who stands above may be named: "ask them")."""
        return (*self.beside.marks, self.above.secret, self.above.told)


def a_world() -> World:
    province = an_area("Tỉnh Hà Giang")
    dong_van, meo_vac = (an_area(name, kind=AreaKind.DISTRICT, parent=province) for name in ("Đồng Văn", "Mèo Vạc"))
    lung_cu = an_area("Lũng Cú", kind=AreaKind.COMMUNE, parent=dong_van)
    above = a_place("TINH", province)
    own = a_place("DONGVAN", dong_van, above)
    world = World(above=above, own=own, below=a_place("LUNGCU", lung_cu, own), beside=a_place("MEOVAC", meo_vac, above))
    for place in world.places:
        fill(place)
    work()
    leave_unknown()
    for place in world.places:
        withdraw(place)
    work()
    gather()
    return world


def a_place(key: str, area: Area, above: Place | None = None) -> Place:
    kind, parent = BodyKind.PEOPLE_COMMITTEE, above.body if above else None
    body = a_body(f"Ủy ban TENRIENG{key}", kind=kind, parent=parent, area=area, key=f"ub-{key.lower()}")
    return Place(key, body, a_person(*Role.values, body=body, name=f"Cán bộ TENRIENG{key}"))


def fill(place: Place) -> None:
    """Bulletins at every step of their road with files, a portal with a document, subscribers, publications by hand."""
    desk = Newsroom(body=place.body)
    for person in desk.people:
        person.full_name = f"Cán bộ {place.named}"
        person.save(update_fields=["full_name"])
    site = a_portal(f"trang-{place.key.lower()}", body=place.body, name=f"Trang {place.named}").outlet
    a_document(place.body.portals.get(), title=f"Chỉ thị {place.told}")
    fed = [desk.outlet(kind, f"{kind}-{place.key.lower()}") for kind in (OutletKind.TICKER, OutletKind.POPUP, OutletKind.MAILING)]
    page = desk.outlet(OutletKind.FACEBOOK, f"fanpage-{place.key.lower()}")
    for name in ("mot", "hai"):
        egress.subscribe(outlet=fed[-1], address=f"{place.secret}-{name}@vidu.example", by=desk.publisher, on=DAY)
    for step in (desk.draft, desk.submitted, desk.approved):
        step(**words(place.secret), uploads=uploads(place))
    published = desk.published(site, *fed[:2], **words(place.told))
    newsroom.post_elsewhere(
        published, by=desk.publisher, on=DAY, outlet=page, link=f"https://vidu.example/{place.secret}", reach=77
    )
    desk.published(site, *fed[:2], **words(place.secret))
    desk.published(fed[-1], **words(place.told))


def leave_unknown() -> None:
    """No mail server answers here: every mailing waits. Of each one letter its sender died before the reply was written down."""
    later = clock.now() + timedelta(hours=1)
    with clock.held(later):
        while lease := leases.claim(seconds=1):
            leases.begin(lease, window=1)
    with clock.held(later + timedelta(hours=1)):
        work()


def withdraw(place: Place) -> None:
    """The published secret goes; what stays published carries the other mark."""
    publisher = a_person(Role.PUBLISHER, body=place.body)
    for bulletin in Bulletin.objects.filter(body=place.body, standing="published", title__contains=place.secret):
        newsroom.withdraw(bulletin, by=publisher, on=DAY, reason=f"Nhầm {place.secret}")


def words(mark: str) -> dict[str, str]:
    return {"title": f"Tin {mark}", "summary": f"Tóm tắt {mark}", "body_html": f"<p>Nội dung {mark}.</p>"}


def uploads(place: Place) -> list[Any]:
    return [an_upload(f"{place.secret}.jpg", a_picture(colour_of(place)), alt=f"Ảnh {place.secret}")]


def colour_of(place: Place) -> int:
    """A width of its own for each place: no two pictures are the same file."""
    return 40 + len(place.key)
