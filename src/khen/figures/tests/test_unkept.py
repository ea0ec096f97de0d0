"""Before the house kept records nothing is known; each month of a trend opens to the same number and proofs."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from khen.atoms.period import parse
from khen.book.reading import last_seq
from khen.facts.reads import counted_since
from khen.figures import printing
from khen.figures.catalogue import FIGURES
from khen.figures.tests.makers import annul, posted, taken_in
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
