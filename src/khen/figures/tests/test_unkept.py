"""Before the house kept records nothing is known; each month of a trend opens to the same number and proofs."""

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook

from khen.atoms import clock
from khen.atoms.period import parse
from khen.book.reading import last_seq
from khen.facts.reads import counted_since
from khen.figures import printing
from khen.figures.catalogue import FIGURES
from khen.figures.figure import State
from khen.figures.tests.makers import HALF, a_province, annul, posted, taken_in
from khen.figures.tests.test_screens import HERE, POSTS, a_told_world, a_viewer, as_, asked

pytestmark = pytest.mark.django_db


def test_before_the_first_record_a_figure_is_unknown_and_not_0() -> None:
    world = a_told_world()
    client, about = as_(a_viewer(world)), asked(world.area, "2019-H2")
    page = client.get(POSTS, about)
    assert page.context["line"].cell.value is None
    assert {line.cell.value for line in page.context["lines"]} <= {None}
    assert [point.value for point in page.context["points"]] == [None] * 6
    sheet = load_workbook(BytesIO(client.get(f"{HERE}xlsx/", about).content)).worksheets[0]
    title = str(FIGURES["portal.department.posts"].title)
    assert [row[3] for row in sheet.iter_rows(values_only=True) if row[2] == title] == [None]


def test_the_command_line_prints_null_before_the_first_record() -> None:
    a_told_world()
    assert {row["computed"] for row in printing.as_json(parse("2019"))["figures"]} == {None}


def test_each_month_of_a_trend_opens_to_the_same_number_and_its_proofs() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    for point in client.get(POSTS, asked(world.area)).context["points"]:
        page = client.get(POSTS + point.address)
        assert page.context["line"].cell.value == point.value
        assert page.context["count"] == (point.value or 0)


def test_a_withdrawn_mistake_of_long_ago_does_not_turn_the_unknown_into_0() -> None:
    world = a_told_world()
    began = counted_since()
    mistaken = world.bodies[-1]
    taken_in(mistaken, posted(mistaken, on=date(1999, 3, 1)))
    assert counted_since() == date(1999, 3, 1)
    annul(mistaken)
    taken_in(mistaken)
    assert counted_since() == began
    assert {row["computed"] for row in printing.as_json(parse("2019"))["figures"]} == {None}


def test_as_of_an_earlier_entry_what_was_unknown_then_stays_unknown() -> None:
    world = a_told_world()
    then = last_seq()
    taken_in(world.department, posted(world.department, on=date(2015, 3, 1)))
    page = as_(a_viewer(world)).get(POSTS, asked(world.area, "2019-H2"))
    assert page.context["line"].cell.value == 0
    page = as_(a_viewer(world)).get(POSTS, {**asked(world.area, "2019-H2"), "den": str(then)})
    assert page.context["line"].cell.value is None
    early = printing.as_json(parse("2019"), as_of=then)["figures"]
    assert {row["computed"] for row in early} == {None}


def test_a_month_that_has_not_begun_is_still_to_come_and_not_0(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_told_world()
    monkeypatch.setattr(clock, "today", lambda: date(2020, 4, 10))
    page = as_(a_viewer(world)).get(POSTS, asked(world.area))
    assert [point.value is None for point in page.context["points"]] == [True, True, False, False, True, True]
    assert page.context["points"][-1].saying == "chưa đến"
    assert page.context["line"].cell.value
    ahead = printing.of_province(parse("2020-05"))
    counted = [ahead[key] for key, figure in FIGURES.items() if not figure.is_declared]
    assert {cell.state for cell in counted} == {State.TO_COME} and {cell.value for cell in counted} == {None}


def test_a_new_house_without_any_record_knows_no_number() -> None:
    world = a_province()
    assert counted_since() == date.max
    assert {row["computed"] for row in printing.as_json(HALF)["figures"]} == {None}
    page = as_(a_viewer(world)).get(POSTS, asked(world.area))
    assert page.context["line"].words == "chưa có"
    assert {line.words for line in page.context["lines"]} == {"chưa có"}


def test_each_column_of_a_trend_is_a_link_named_as_it_reads() -> None:
    world = a_told_world()
    page = as_(a_viewer(world)).get(POSTS, asked(world.area))
    for point in page.context["points"]:
        assert f'aria-label="{point.label}: {point.told}"' in page.context["picture"]
        assert f'<a href="{escape(point.address)}"' in page.context["picture"]
