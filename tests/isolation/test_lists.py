"""Nobody meets another body's things in a list, a search, a filter, a count, an export, a figure."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from khen.atoms import vietnamese
from khen.bodies.models import Area, Body, Person
from khen.desk.counter import Counter
from khen.domains.newsroom.models import Bulletin, Opinion, PostCheck
from khen.domains.returns.models import Ask, Return
from khen.egress.models import Dispatch
from khen.figures.screens import Figures
from khen.reports.models import Block, Report
from khen.web.matrix import Who
from khen.web.wagtail_hooks import COUNTERS, WAITS
from tests.isolation.addresses import lists
from tests.isolation.forging import out_of_reach
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World, held_by, rows

pytestmark = pytest.mark.django_db
LINK_FORM = "wagtailadmin_choose_page_external_link"  # the editor's box for an outside address: no rows behind it
LISTS = [route for route in routes() if route.access.who in {Who.OFFICER, Who.BEGINNER} and route.name != LINK_FORM]
OF_BODIES = [one for one in COUNTERS if not isinstance(one, Figures) and one.model is not Area]  # areas bear no marks
WAITING: list[tuple[type[Model], str, dict[str, Any]]] = [  # what the first page counts, besides one's own returned bulletins
    (Bulletin, "body", {"standing": "submitted", "initials__isnull": False}),
    (Bulletin, "body", {"standing": "approved"}),
    (Bulletin, "body", {"standing": "submitted", "initials__isnull": True}),
    (PostCheck, "bulletin__body", {"verdict": ""}),
    (PostCheck, "bulletin__body", {"verdict": ""}),  # all of them long overdue
    (Opinion, "body", {"answer": ""}),
    (Dispatch, "body", {"deliveries__state": "unknown"}),
    (Ask, "body", {}),
    (Return, "body", {"state": "submitted"}),
    (Block, "division", {"report__standing": "open", "confirmed_by": None}),
    (Report, "body", {"standing": "open"}),
    (Report, "body", {"standing": "approved"}),
]
SEARCHES: list[dict[str, Any]] = [
    {},
    *({"q": mark} for mark in ("BIMAT", "TENRIENG")),
    *({"export": form} for form in ("csv", "xlsx")),
    {"p": "2"},
    {"ordering": "body"},
]


@pytest.mark.parametrize("who", ["officer", "watcher"])
@pytest.mark.parametrize("route", LISTS, ids=str)
def test_lists_searches_filters_and_exports_keep_to_what_is_in_reach(world: World, route: Route, who: str) -> None:
    person, marks = (world.own.officer, world.forbidden) if who == "officer" else (world.watcher, world.unseen)
    prober = Prober(person, forbidden=marks)
    for address in lists(route):
        answers = [prober.look(address, **asked) for asked in questions(route, person)]
        assert {answer.status for answer in answers} <= {200, 404}
        assert answers[0].status == 200


def questions(route: Route, person: Person) -> list[dict[str, Any]]:
    """Nothing, a search, exports, and every filter with the keys of others."""
    if isinstance(route.counter, Figures):
        return [{}, *({"noi": key, "ky": "2020-H1"} for key in foreign_places(person))]
    if route.counter is None or route.verb or route.name.endswith("sheets"):
        return [{}]
    searches = SEARCHES[:2] if route.name.endswith("index_results") else SEARCHES  # the same list without its frame
    return [*searches, *foreign_filters(route.counter, person)]


def foreign_places(person: Person) -> list[str]:
    """Keys of figures' places: bodies out of reach, and areas with any such body."""
    bodies = out_of_reach(Body, person)
    areas = Area.objects.filter(lineage_down__area__in=[body.area_id for body in bodies]).distinct()
    return [*(f"d{body.pk}" for body in bodies), *(f"k{area.pk}" for area in areas)]


def foreign_filters(counter: Counter, person: Person) -> list[dict[str, Any]]:
    """Every filter that names rows, with rows out of reach; as a page and as a file."""
    names = counter.filterset_class.Meta.fields if counter.filterset_class else counter.list_filter or ()
    asked: list[dict[str, Any]] = []
    for name in names:
        field = related(counter.model, name)
        if field is not None:
            asked += [{name: row.pk, **more} for row in out_of_reach(field, person) for more in ({}, {"export": "csv"})]
    return asked


def related(model: type[Model], path: str) -> type[Model] | None:
    """The table that a filter's path leads to; nothing where it ends in a plain column."""
    found: type[Model] | None = model
    for step in path.split("__"):
        found = getattr(columns(found).get(step), "related_model", None) if found else None
    return found


def columns(model: type[Model]) -> dict[str, Any]:
    return {field.name: field for field in model._meta.get_fields()}


@pytest.mark.parametrize("counter", [one for one in OF_BODIES if one.list_export], ids=lambda counter: counter.name)
def test_an_export_counts_exactly_what_is_in_reach(world: World, counter: Counter) -> None:
    answer = Prober(world.own.officer).look(reverse(counter.get_url_name("index")), export="csv")
    lines = list(csv.reader(StringIO(answer.text.partition("\ufeff")[2])))
    held = held_by(world.reached, counter.model, counter.body).count()
    assert len(lines) - 1 == held > 0


@pytest.mark.parametrize("counter", OF_BODIES, ids=lambda counter: counter.name)
def test_the_marks_are_shown_to_whoever_stands_above(world: World, counter: Counter) -> None:
    """Else their absence would prove nothing."""
    shown = Prober(world.above.officer).look(reverse(counter.get_url_name("index"))).text
    assert any(mark in shown for mark in world.beside.marks)


def test_the_first_page_counts_only_what_waits_in_reach(world: World) -> None:
    person = world.own.officer
    found = [one.count for waits in WAITS for one in waits(person)]
    here, everywhere = (
        [sum(rows(place, model, way).filter(**asked).count() for place in places) for model, way, asked in WAITING]
        for places in ((world.own, world.below), world.places)
    )
    assert all(more > fewer for more, fewer in zip(everywhere, here, strict=True))
    ones_own, overdue = 0, 0
    assert found == [ones_own, *here[:2], ones_own, *here[2:6], overdue, *here[6:]]


def test_a_figure_adds_up_what_is_in_reach_and_nothing_else(world: World) -> None:
    prober = Prober(world.own.officer, forbidden=world.forbidden)
    held = world.own.number + world.below.number
    for name in ("figure", "facts"):
        address = reverse(f"so-lieu:{name}", kwargs={"key": "facebook.reach"})
        shown = prober.look(address, noi=f"d{world.own.body.pk}", ky="2020-H1").text
        assert vietnamese.number(held) in shown
    sheet = prober.look(
        reverse("so-lieu:facts_sheet", kwargs={"key": "facebook.reach"}), noi=f"d{world.own.body.pk}", ky="2020-H1"
    )
    assert all(str(place.number) in sheet.text for place in (world.own, world.below))
