"""Nobody meets another body's things in a list, a search, a filter, a count, an export, a figure."""

import csv
from io import StringIO
from itertools import takewhile
from typing import Any
from unicodedata import normalize

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from khen.atoms import clock, vietnamese
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.desk.counter import Counter
from khen.desk.home import Waiting
from khen.domains.newsroom.models import Asked, Bulletin, Opinion, Order, PostCheck
from khen.domains.portals.models import Placement
from khen.domains.returns.models import Ask, Return
from khen.egress.models import Dispatch
from khen.figures.screens import Figures
from khen.reports.models import Block, Report
from khen.web.access import Who
from khen.web.wagtail_hooks import COUNTERS, WAITS
from tests.isolation.addresses import lists
from tests.isolation.forging import out_of_reach
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World, held_by, rows

pytestmark = pytest.mark.django_db
LISTS = [route for route in routes() if route.access.who in {Who.OFFICER, Who.BEGINNER}]
OF_BODIES = [one for one in COUNTERS if not isinstance(one, Figures) and one.model is not Area]  # areas bear no marks
WAITING: dict[str, tuple[type[Model], str, dict[str, Any]]] = {  # what the first page counts: list and sort -> its rows
    "ban-tin duyet": (Bulletin, "body", {"standing": "submitted", "initials__isnull": False}),
    "ban-tin dang": (Bulletin, "body", {"standing": "approved"}),
    "ban-tin ky-nhay": (Bulletin, "body", {"standing": "submitted", "initials__isnull": True}),
    "ban-tin hau-kiem": (PostCheck, "bulletin__body", {"verdict": ""}),
    "ban-tin qua-han-hau-kiem": (PostCheck, "bulletin__body", {"verdict": ""}),  # all of them long overdue
    "xin-y-kien hoi-y-kien": (Opinion, "body", {"answer": ""}),
    "tin-tren-trang goi-y": (Placement, "portal__body", {"state": "proposed"}),
    "tuyen-truyen-duoc-dat tra-bai": (Asked, "body", {"order__standing": "open", "out_on": None}),
    "tuyen-truyen-duoc-dat toi-han": (Asked, "body", {"order__standing": "open", "order__due__lt": clock.today()}),
    "dat-tuyen-truyen qua-han": (Order, "body", {"standing": "open", "due__lt": clock.today()}),
    "luot-gui khong-ro": (Dispatch, "body", {"deliveries__state": "unknown"}),
    "luot-gui truc-trac-hom-nay": (Dispatch, "body", {"deliveries__state": "unknown"}),
    "phieu khai": (Ask, "body", {}),
    "phieu toi-han": (Ask, "body", {}),  # all of them long due
    "so-lieu-khai chap-nhan": (Return, "body", {"state": "submitted"}),
    "so-lieu-khai bi-tra-lai": (Return, "body", {"state": "sent_back"}),
    "phan-bao-cao xac-nhan": (Block, "division", {"report__standing": "open", "confirmed_by": None}),
    "bao-cao duyet": (Report, "body", {"standing": "open"}),
    "bao-cao vao-so": (Report, "body", {"standing": "approved"}),
}
OF_ONESELF = frozenset(  # what nobody else's rows can stand in, or none of the world's
    {
        *("ban-tin gop-y", "ban-tin sap-het-han", "ban-tin bi-tra-lai", "ban-tin da-tra-lai", "ban-tin dang-hom-nay"),
        *("luot-gui qua-lau", "so-lieu-khai da-tra-lai", "phan-bao-cao toi-han", "uy-quyen sap-het", "can-bo sap-het-vi-tri"),
        *("luot-gui khong-nhan", "can-bo viec-con-lai", "ban-tin dang-viet", "ban-tin da-trinh"),
    }
)
SEARCHES: list[dict[str, Any]] = [
    {},
    *({"q": mark} for mark in ("BIMAT", "TENRIENG")),
    *({"export": form} for form in ("csv", "xlsx", "giay")),
    {"p": "2"},
    {"ordering": "body__folded"},
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


def marked(word: str) -> list[str]:
    """The same word as people type it: bare, in capitals, with marks, and with its marks as signs of their own (NFD)."""
    spelt = word.replace("d", "đ").replace("a", "ạ").replace("e", "ệ").replace("o", "ơ")
    return [word, word.upper(), spelt, normalize("NFD", spelt)]


@pytest.mark.parametrize("counter", [one for one in COUNTERS if not isinstance(one, Figures)], ids=lambda counter: counter.name)
def test_every_list_finds_a_row_by_each_of_its_columns_with_marks_or_without(world: World, counter: Counter) -> None:
    person, index = world.own.officer, reverse(counter.get_url_name("index_results"))
    rows = counter.rows(person, clock.today())
    for path in counter.search_fields:
        row, word = next((pk, said) for pk, said in rows.values_list("pk", path).order_by("-pk") if said)
        for spelt in marked(word):
            shown = Prober(person, forbidden=world.forbidden).look(index, q=spelt, ordering="-pk").text
            assert reverse(counter.get_url_name("record"), args=[row]) in shown, f"{spelt!r} in {path} does not find {row}"


@pytest.mark.parametrize("counter", [one for one in OF_BODIES if one.list_export], ids=lambda counter: counter.name)
def test_an_export_counts_exactly_what_is_in_reach(world: World, counter: Counter) -> None:
    answer = Prober(world.own.officer).look(reverse(counter.get_url_name("index")), export="csv")
    lines = list(takewhile(any, csv.reader(StringIO(answer.text.partition("\ufeff")[2]))))  # below an empty one it is signed off
    held = held_by(world.reached, counter.model, counter.body).count()
    assert len(lines) - 1 == held > 0


@pytest.mark.parametrize("counter", OF_BODIES, ids=lambda counter: counter.name)
def test_the_marks_are_shown_to_whoever_stands_above(world: World, counter: Counter) -> None:
    """Else their absence would prove nothing."""
    shown = Prober(world.above.officer).look(reverse(counter.get_url_name("index"))).text
    assert any(mark in shown for mark in world.beside.marks)


def counted(person: Person) -> dict[str, Waiting]:
    """What the first page counts, each by its list and sort."""
    found = [one for waits in WAITS for one in waits(person)]
    return {" ".join(one.url.rpartition("/?cho=")[::2]).rpartition("/")[2]: one for one in found}


def shown(person: Person, address: str) -> int:
    """How many rows the list at an address shows on all its pages."""
    client = Client()
    client.force_login(person)
    context = client.get(address).context
    pages = context["page"] if "sorts" in context else context["page_obj"]
    return int(pages.paginator.count)


def test_the_first_page_counts_only_what_waits_in_reach(world: World) -> None:
    found = {key: one.count for key, one in counted(world.own.officer).items()}
    assert found.keys() == WAITING.keys() | OF_ONESELF
    here, everywhere = (
        {key: sum(rows(place, model, way).filter(**asked).count() for place in places) for key, (model, way, asked) in told}
        for told in [WAITING.items()]
        for places in ((world.own, world.below), world.places)
    )
    assert all(everywhere[key] > here[key] for key in WAITING)
    assert {key: found[key] for key in WAITING} == here


@pytest.mark.parametrize("role", ["", *Role.values])
def test_each_count_of_the_first_page_opens_a_list_of_exactly_those_rows(world: World, role: str) -> None:
    """To whoever holds one role, and to whoever holds them all."""
    person = a_person(role, body=world.own.body) if role else world.own.officer
    told = counted(person)
    assert {key: shown(person, one.url) for key, one in told.items() if one.count} == {
        key: one.count for key, one in told.items() if one.count
    }
    assert role or {key for key, one in told.items() if one.count} >= WAITING.keys()


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
