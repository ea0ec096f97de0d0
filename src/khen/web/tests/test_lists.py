"""Lists are alike everywhere: each is searched, filtered, sorted and taken along."""

from collections import Counter as Counted
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.template import Engine
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.alphabet import in_alphabet
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.desk.counter import Counter
from khen.desk.listing import Listing
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.figures.screens import Figures
from khen.reports.tests.makers import House, an_open
from khen.web.wagtail_hooks import COUNTERS

LISTS = [one for one in COUNTERS if not isinstance(one, Figures)]  # figures are a catalogue, not a list of rows
CODES = {"key", "code", "username"}  # small letters without marks by their own rules


def column(model: type[Model], path: str) -> Any:
    """The column to which a path of a list leads. Raises FieldDoesNotExist."""
    *steps, last = path.split("__")
    for step in steps:
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    return model._meta.get_field(last)


def is_counted(counter: Counter, path: str) -> bool:
    """Whether it is no column, but counted with each row of the list (failed sign-ins)."""
    known = {one.name for one in counter.model._meta.get_fields()}
    return path.partition("__")[0] not in known and path in counter.rows(Person(), clock.today()).query.annotations


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_every_list_is_searched_in_folded_columns(counter: Counter) -> None:
    assert counter.search_fields, f"{counter.name}: say in search_fields which folded columns are searched"
    plain = [path for path in counter.search_fields if column(counter.model, path).name not in {"folded", *CODES}]
    assert plain == [], f"{counter.name}: {plain} holds marks; keep a folded column beside it and search that"


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_every_list_is_filtered_sorted_and_exported(counter: Counter) -> None:
    listing: Listing = counter.listing().view_class(**counter.listing().view_initkwargs)
    sorted_by = [one.sort_key for one in listing.columns if one.sort_key]
    assert len(sorted_by) >= 2, f"{counter.name}: let officers sort it"
    for path in sorted_by:
        assert is_counted(counter, path) or column(counter.model, path)
    assert counter.list_export, f"{counter.name}: say in list_export what is taken along"
    assert counter.filterset_class or counter.list_filter, f"{counter.name}: say what it is filtered by"


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_every_cell_beside_the_title_bears_the_name_of_its_column_on_a_phone(counter: Counter) -> None:
    """There the headings are gone: dates, chips and words alone would not say what they are."""
    listing: Listing = counter.listing().view_class(**counter.listing().view_initkwargs)
    (_title, *beside), cells = listing.columns, Engine.get_default()
    unnamed = [one.name for one in beside if 'data-label="' not in cells.get_template(one.cell_template_name).source]
    assert unnamed == [], f"{counter.name}: {unnamed}: take Column, Plain, Whole or Chip"


@pytest.mark.django_db
def test_the_first_page_and_a_list_ask_little_of_the_database() -> None:
    """Whatever a person may do, and however many lists the menu has."""
    room = Newsroom()
    a_portal("so", body=room.body, default=True)
    for number in range(3):
        room.submitted(title=f"Tin {number}")
    person = a_person(*Role, body=room.body)
    for place, most in (
        (reverse("wagtailadmin_home"), 12),
        (reverse("ban-tin:index"), 8),
        (f"{reverse('ban-tin:index')}?q=tin", 8),
    ):
        asks_at_most(most, person, place)


def asks_at_most(most: int, person: Person, place: str) -> None:
    """The second time, when the templates are read and the portals known."""
    client = Client()
    client.force_login(person)
    client.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(place).status_code == 200
    assert 0 < len(asked) <= most, "\n".join(one["sql"][:200] for one in asked)


@pytest.mark.django_db
def test_a_bulletin_in_any_standing_and_the_catalogue_of_figures_ask_each_question_once() -> None:
    """Whoever looks: who writes it, who may do everything, and who may do nothing and is told who may."""
    room = Newsroom()
    a_portal("so", body=room.body, default=True)
    records = [room.draft(), room.submitted(), room.approved(), room.published()]
    everything = a_person(*Role, body=room.body)
    reader = a_person(Role.VIEWER, body=room.body)
    for record in records:
        for person in (room.author, everything, reader):
            asks_at_most(30, person, reverse("ban-tin:record", args=[record.pk]))
    for person in (everything, reader):
        asks_at_most(17, person, reverse("so-lieu:index"))
        asks_at_most(24, person, reverse("so-lieu:figure", args=["portal.department.posts"]))


@pytest.mark.django_db
def test_the_page_of_a_report_asks_each_question_once() -> None:
    house = House()
    report = an_open(house)
    for person in (house.leader, house.viewer()):
        asks_at_most(40, person, reverse("bao-cao:record", args=[report.pk]))


@pytest.mark.django_db
def test_what_may_be_begun_stands_once_over_the_list_the_short_form_first() -> None:
    """Wagtail's header scrolls sideways on a phone: a button in it falls out of sight."""
    room = Newsroom()
    room.draft()
    client = Client()
    client.force_login(room.author)
    page = client.get(reverse("ban-tin:index")).content.decode()
    begun = [page.index(f'href="{reverse(f"ban-tin:{name}")}"') for name in ("tin-nhanh", "soan", "soan-tu-mau", "calendar")]
    assert begun == sorted(begun) and begun[0] > page.index("desk-starts--list") > page.index("</header>")
    assert page.count(f'href="{reverse("ban-tin:tin-nhanh")}"') == 1
    client.force_login(room.publisher)
    assert reverse("ban-tin:tin-nhanh") not in client.get(reverse("ban-tin:index")).content.decode()


@pytest.mark.parametrize("counter", [one for one in COUNTERS if one.begins or one.verbs], ids=lambda counter: counter.name)
def test_each_act_of_a_counter_is_answered_in_a_sentence_of_its_own(counter: Counter) -> None:
    """What depends on the record is put into words once it is done (a function); everything else says which act that was."""
    told = [str(verb.done) for verb in (*counter.begins, *counter.verbs) if not callable(verb.done)]
    assert [one for one, times in Counted(told).items() if times > 1] == []


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_every_empty_list_says_what_belongs_there_and_how_the_first_one_comes_about(counter: Counter) -> None:
    said = str(counter.empty)
    assert said.endswith(".") and (":" in said), f"{counter.name}: say it in `empty`"
    assert [one.name for one in LISTS if str(one.empty) == said] == [counter.name]


@pytest.mark.django_db
def test_an_empty_list_stands_under_the_first_act_of_whoever_may_do_it_and_one_that_is_narrowed_leads_back() -> None:
    room, index = Newsroom(), reverse("ban-tin:index")
    for person in (room.author, room.publisher):
        client = Client()
        client.force_login(person)
        for place in (index, f"{index}?q=khong-co", f"{index}?standing=published"):
            over, _empty, said = client.get(place).content.decode().partition('"desk-empty"')
            back = f'href="{index}"' in said.partition("</div>")[0]
            assert (back, "Chưa có tin bài nào" in said) == ("?" in place, "?" not in place)
            assert (reverse("ban-tin:tin-nhanh") in over) == (person == room.author)


NAMES = {  # lists and the columns that hold what something is called, in words that people chose
    "trang-tin": ("name",),
    "tin-tren-trang": ("article", "portal"),
    "van-ban-tren-trang": ("title", "portal"),
    "so-lieu-khai": ("item",),
    "ban-tin": ("title", "body"),
    "dot-tuyen-truyen": ("name", "body"),
    "chu-de": ("name", "body"),
    "mau-tin": ("name",),
    "co-quan": ("__str__",),
}


@pytest.mark.parametrize(("name", "columns"), NAMES.items())
def test_names_in_a_list_are_sorted_by_the_alphabet_that_the_database_keeps(name: str, columns: tuple[str, ...]) -> None:
    (counter,) = (one for one in LISTS if one.name == name)
    listing: Listing = counter.listing().view_class(**counter.listing().view_initkwargs)
    keys = {one.name: in_alphabet(counter.model, one.sort_key) for one in listing.columns if one.sort_key}
    assert {one: keys[one].rpartition("__")[2] for one in columns} == dict.fromkeys(columns, "collated")


BY_ITSELF = {"returns.asked"}  # done by no person


@pytest.mark.parametrize("counter", [one for one in COUNTERS if one.needs], ids=lambda counter: counter.name)
def test_of_all_that_is_done_about_a_record_it_is_said_what_a_post_must_allow(counter: Counter) -> None:
    assert counter.sayings.keys() - counter.needs.keys() <= BY_ITSELF
