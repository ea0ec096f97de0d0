"""Whoever may look opens a figure down to its proof; whoever may not finds nothing there."""

from datetime import date
from io import BytesIO
from unicodedata import normalize

import pytest
from django.test import Client
from openpyxl import load_workbook

from khen.atoms.fact import Fact, Kind
from khen.atoms.text import fold
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.figures.catalogue import FIGURES
from khen.figures.sight import key_of
from khen.figures.tests.makers import Province, a_province, posted, taken_in

pytestmark = pytest.mark.django_db
HERE = "/quan-tri/so-lieu/"
POSTS = f"{HERE}portal.department.posts/"


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_viewer(world: Province) -> Person:
    return a_person(Role.VIEWER, body=world.department, area=world.area)


def asked(place: Area | Body, period: str = "2020-H1") -> dict[str, str]:
    return {"noi": key_of(place), "ky": period}


def a_told_world() -> Province:
    world = a_province()
    taken_in(world.department, posted(world.department), posted(world.bodies[4], subject="2", topic="ocop"))
    an_accepted("9.27", key="it.infrastructure.district", body=world.bodies[2])
    gather()
    return world


def test_the_list_shows_every_figure_with_its_value_and_source() -> None:
    world = a_told_world()
    page = as_(a_viewer(world)).get(HERE, asked(world.area)).content.decode()
    assert all(str(figure.title) in page.replace("&#x27;", "'") for figure in FIGURES.values())
    assert ">9,27<" in page and ">%<" in page and "9,27%" not in page  # the sign stands once, among the units


def test_a_figure_opens_to_its_places_months_topics_facts_and_entry() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    page = client.get(POSTS, asked(world.area))
    assert page.context["line"].words == "2"
    assert [(line.label, line.words) for line in page.context["lines"]] == [
        (world.department.name, "1"),
        ("Huyện A", "1"),
        ("Huyện B", "0"),
    ]
    assert [point.value for point in page.context["points"]] == [None, None, 2, 0, 0, 0]
    assert {line.label: line.words for line in page.context["topics"]} == {"covid": "1", "Mỗi xã một sản phẩm (OCOP)": "1"}
    assert "<svg" in page.content.decode()
    facts = client.get(f"{POSTS}bang-chung/", asked(world.area))
    assert facts.context["page"].paginator.count == 2
    entry = client.get(f"{HERE}but-toan/{Entry.objects.earliest('seq').seq}/")
    assert "tests.proved" in entry.content.decode()


def test_each_line_of_a_place_opens_to_the_same_number() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    for line in client.get(POSTS, asked(world.area)).context["lines"]:
        assert client.get(POSTS + line.address).context["line"].words == line.words


def test_a_town_below_the_province_is_called_by_its_title_and_never_taken_for_it() -> None:
    world = a_told_world()
    Area.objects.filter(pk=world.areas[1].pk).update(name="Hà Giang", title="thành phố")
    lines = as_(a_viewer(world)).get(POSTS, asked(world.area)).context["lines"]
    assert "Thành phố Hà Giang" in [line.label for line in lines] and "Hà Giang" not in [line.label for line in lines]


def test_one_topic_is_counted_and_listed_alone() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    about = asked(world.area) | {"chu-de": "ocop"}
    assert client.get(POSTS, about).context["line"].words == "1"
    assert client.get(f"{POSTS}bang-chung/", about).context["page"].paginator.count == 1


def test_a_viewer_of_a_commune_sees_the_commune_alone() -> None:
    world = a_told_world()
    client = as_(a_person(Role.VIEWER, body=world.bodies[4]))
    assert client.get(POSTS).context["line"].words == "1"
    foreign: list[Area | Body] = [*world.areas[:2], *world.areas[3:], *world.bodies[:4], *world.bodies[5:]]
    for place in foreign:
        for address in (HERE, f"{HERE}xlsx/", POSTS, f"{POSTS}bang-chung/", f"{POSTS}bang-chung/xlsx/"):
            assert client.get(address, asked(place)).status_code == 404
    assert client.get(POSTS, asked(world.areas[2])).status_code == 200


def test_an_entry_of_another_body_is_not_there() -> None:
    world = a_told_world()
    foreign = as_(a_person(Role.VIEWER, body=world.bodies[5]))
    assert foreign.get(f"{HERE}but-toan/{Entry.objects.earliest('seq').seq}/").status_code == 404
    assert foreign.get(f"{HERE}but-toan/999999999999/").status_code == 404


@pytest.mark.parametrize("place", ["k0", "k999999", "d-1", "x1", "k1'--", "k" + "9" * 400, "\x00", "٣"])
def test_a_place_that_is_none_is_not_there(place: str) -> None:
    world = a_told_world()
    assert as_(a_viewer(world)).get(HERE, {"noi": place}).status_code == 404


@pytest.mark.parametrize("period", ["2020-H9", "hai không hai không", "<script>", "9" * 999, "\x00"])
def test_a_wrong_period_is_told_and_the_newest_one_shown(period: str) -> None:
    page = as_(a_viewer(a_told_world())).get(HERE, {"ky": period})
    assert page.context["question"].complaint
    assert page.context["question"].asked.period.key == "2020-H1"
    assert "<script>" not in page.context["question"].complaint


def test_a_period_before_the_place_was_known_is_explained_and_the_newest_one_shown() -> None:
    world = a_told_world()
    Area.objects.filter(pk=world.area.pk).update(valid_from=date(2020, 1, 1))
    world.area.refresh_from_db()
    for place in (asked(world.area, "1999-H1"), {"ky": "1999-H1"}):  # whether it is named, or is what one is shown anyway
        answer = as_(a_viewer(world)).get(POSTS, place)
        assert answer.status_code == 200 and answer.context["question"].asked.period.key == "2020-H1"
        assert answer.context["question"].scope.place == world.area
        told = answer.context["question"].complaint
        assert "6 tháng đầu năm 1999" in told and str(world.area) in told and day_in_digits(world.area.valid_from) in told
    known = as_(a_viewer(world)).get(POSTS, {"ky": "2020-03"}).context["question"]
    assert (known.asked.period.key, known.scope.place, known.complaint) == ("2020-03", world.area, "")


def test_page_views_of_today_do_not_open_a_half_year_of_their_own() -> None:
    world = a_told_world()
    viewed = Fact(kind=Kind.PAGES_VIEWED, on=date(2026, 11, 25), body=world.department.pk, place="so", quantity=7)
    taken_in(world.department, viewed)
    assert as_(a_viewer(world)).get(HERE).context["question"].asked.period.key == "2020-H1"


def test_an_unknown_figure_is_not_there() -> None:
    assert as_(a_viewer(a_told_world())).get(f"{HERE}licences.none/").status_code == 404


def test_whoever_holds_no_post_is_sent_to_the_door() -> None:
    a_told_world()
    assert as_(a_person()).get(HERE).status_code == 302


def test_the_list_is_taken_along_as_a_signed_spreadsheet() -> None:
    world = a_told_world()
    viewer = a_viewer(world)
    answer = as_(viewer).get(f"{HERE}xlsx/", asked(world.area))
    rows = [row for row in load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True) if any(row)]
    values = {row[2]: row[3] for row in rows}
    assert values[str(FIGURES["it.infrastructure.district"].title)] == 9.27
    assert values[str(FIGURES["licences.granted"].title)] is None
    assert viewer.full_name in rows[-1]


def test_the_facts_are_taken_along_and_text_stays_text() -> None:
    world = a_province()
    taken_in(world.department, posted(world.department, topic="=1+1"))
    answer = as_(a_viewer(world)).get(f"{POSTS}bang-chung/xlsx/", asked(world.area))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_figures_are_searched_by_title_with_marks_or_without_and_taken_along_so() -> None:
    world = a_told_world()
    viewer = as_(a_viewer(world))
    title = str(FIGURES["it.infrastructure.district"].title)
    for words in (fold(title), title.upper(), normalize("NFD", title)):
        page = viewer.get(HERE, {**asked(world.area), "q": words})
        assert [line.figure.key for _section, lines in page.context["sections"] for line in lines] == [
            "it.infrastructure.district"
        ]
    sheet = load_workbook(BytesIO(viewer.get(f"{HERE}xlsx/", {**asked(world.area), "q": title}).content)).worksheets[0]
    assert sum(cell.value == title for row in sheet.iter_rows() for cell in row) == 1
    none = viewer.get(HERE, {"q": "khong co chi tieu nao nhu the"})
    assert none.status_code == 200 and none.context["sections"] == []


def test_a_file_of_a_period_that_is_none_is_refused_and_holds_no_other_one() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    for sheet in (f"{HERE}xlsx/", f"{POSTS}bang-chung/xlsx/"):
        assert client.get(sheet, asked(world.area)).status_code == 200
        assert client.get(sheet, asked(world.area, "2020-H3")).status_code == 404
        assert client.get(sheet, asked(world.area) | {"chu-de": "khong-co"}).status_code == 404
        assert client.get(sheet, asked(world.area) | {"chu-de": "ocop"}).status_code == 200


def test_a_topic_that_is_none_is_remarked_on_and_all_are_counted() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    page = client.get(POSTS, asked(world.area) | {"chu-de": "khong-co"})
    assert "Không có chủ đề “khong-co”" in page.content.decode() and page.context["line"].words == "2"
    assert page.context["question"].asked.topic == "" and "chu-de" not in page.context["address"]
    known = client.get(POSTS, asked(world.area) | {"chu-de": "covid"}).context
    assert (known["question"].complaint, known["line"].words) == ("", "1")
