"""Areas and bodies at the counter: two registers, each with its tree on any day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Site

from khen.atoms import clock
from khen.bodies.models import Area, Body, Outlet, Person
from khen.bodies.reads import on_day
from khen.bodies.terms import KINDS
from khen.book.models import Entry
from khen.desk.counter import Counter
from khen.desk.listing import Chip, Filters
from khen.desk.trees import TreePage
from khen.desk.verbs import Words
from khen.domains.organisation import reads, terms
from khen.domains.organisation.screens.answers import told_move
from khen.domains.organisation.screens.people import PEOPLE
from khen.domains.organisation.screens.verbs import ON_AREAS, ON_BODIES, OPEN_AREA, OPEN_BODY


def spoken(body: Body, day: date) -> list[tuple[Outlet, str]]:
    """Where the body speaks, each with its address: a site of the house as it is reached now, any other as it was entered."""
    own = set(Site.objects.values_list("hostname", flat=True))
    outlets = body.outlets.filter(on_day(day)).order_by("kind", "pk")
    return [(one, settings.ENV.reached(one.address) if urlsplit(one.address).hostname in own else one.address) for one in outlets]


class Placed:
    """What the registers of bodies and of areas share: neighbours in the tree, and the tree itself on any day."""

    record_template: str = "organisation/place.html"
    sayings: Mapping[str, Words] = terms.SAYINGS
    sight: Callable[..., QuerySet[Any]]
    tree: Callable[..., Any]
    held: Callable[..., dict[str, Any]]
    get_url_name: Callable[[str], str]

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return self.sight(person, day)

    def body_for(self, record: Any, person: Person) -> Body:
        return reads.register_of(record, person, clock.today())

    def shown(self, record: Any, person: Person) -> dict[str, Any]:
        place, rows = reads.place_of(record, clock.today()), self.rows(person, clock.today())
        seen = set(rows.filter(pk__in=place.neighbours()).values_list("pk", flat=True))
        ways = {"at": self.get_url_name("record"), "tree": self.get_url_name("tree")}
        return {"place": place, "seen": seen, **ways, **self.held(record, person, clock.today())}

    def detail(self, record: Any, entry: Entry) -> str:
        return told_move(entry)

    ways: tuple[tuple[str, Words, str], ...] = (("tree", _("Tree"), "list-ul"),)

    def more(self) -> list[URLPattern]:
        return [path("cay/", TreePage.as_view(counter=self), name="tree")]


NAME = partial(TitleColumn, "__str__", label=_("Name"), sort_key="folded")
KIND = Chip("get_kind_display", label=_("Sort"), sort_key="kind")
CALLED: Mapping[str, Words] = {
    "name": _("Name"),
    "kind": _("Sort"),
    "area": _("Area"),
    "valid_from": _("Since"),
    "valid_to": _("Until before"),
}


class BodyFilters(Filters):
    labels = CALLED
    kind = ChoiceFilter(choices=KINDS)

    class Meta:
        model, fields = Body, ("kind",)


class AreaFilters(Filters):
    labels = CALLED

    class Meta:
        model, fields = Area, ("kind",)


class BodyCounter(Placed, Counter):
    model, body, icon, menu_label, menu_order = Body, "pk", "home", _("Bodies"), 800
    empty = _("No body in your reach yet: an administrator enters the bodies, from the one at the top downwards.")
    sight, tree = staticmethod(reads.bodies_in_sight), staticmethod(reads.body_tree)
    list_display = (NAME(url_name="co-quan:record"), KIND, Column("area", label=_("Area"), sort_key="area__folded"))
    filterset_class = BodyFilters
    list_export = ("key", "name", "kind", "area", "valid_from", "valid_to")
    export_headings = {"key": _("Key"), **CALLED}
    list_select, ordering, search_fields = ("area",), "pk", ("folded", "key")
    begins, verbs = (OPEN_BODY,), ON_BODIES

    def held(self, record: Body, person: Person, day: date) -> dict[str, Any]:
        known = set(PEOPLE.rows(person, day).filter(posts__body=record).values_list("pk", flat=True))
        return {"people": reads.people_of(record, day), "known": known, "outlets": spoken(record, day)}


class AreaCounter(Placed, Counter):
    model, body, icon, menu_label, menu_order = Area, "bodies", "thumbtack", _("Areas"), 790
    empty = _("No area in your reach yet: an administrator enters the province, then its districts and communes.")
    sight, tree = staticmethod(reads.areas_in_sight), staticmethod(reads.area_tree)
    list_display = (NAME(url_name="dia-ban:record"), KIND, Column("code", label=_("Official code"), sort_key="code"))
    filterset_class = AreaFilters
    list_export = ("code", "title", "name", "kind", "valid_from", "valid_to")
    export_headings = {"code": _("Official code"), "title": _("Rank"), **CALLED}
    ordering, search_fields = ("code", "pk"), ("folded", "code")
    begins, verbs = (OPEN_AREA,), ON_AREAS

    def held(self, record: Area, person: Person, day: date) -> dict[str, Any]:
        return {"bodies": reads.bodies_in_sight(person, day).filter(area=record).order_by("pk")}


AREAS, BODIES = AreaCounter("dia-ban"), BodyCounter("co-quan")
