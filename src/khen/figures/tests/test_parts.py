"""A year of which only one half was declared says so beside its number: on the pages, in the spreadsheet and in the command."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from khen.atoms.period import parse
from khen.domains.returns.terms import Answer
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.figures import printing
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, by_body, over_areas, over_bodies, trend, value
from khen.figures.periods import not_whole
from khen.figures.scope import Scope
from khen.figures.tests.makers import a_province
from khen.figures.tests.test_screens import HERE, a_viewer, as_, asked

pytestmark = pytest.mark.django_db
YEAR = parse("2020")
GRANTED = FIGURES["licences.granted"]
ONLY = "mới có 6 tháng đầu năm 2020"


@pytest.mark.parametrize(
    ("declared", "alone"),
    [
        ({"2020"}, ()),
        ({"2020-H2", "2020-H1"}, ()),
        ({"2020-H1", *(f"2020-{number:02d}" for number in range(7, 13))}, ()),
        ({"2020-H1"}, ("2020-H1",)),
        ({"2020-12", "2020-H1"}, ("2020-H1", "2020-12")),
        (set(), ()),
    ],
)
def test_parts_that_leave_days_out_are_named(declared: set[str], alone: tuple[str, ...]) -> None:
    assert not_whole(declared, YEAR) == alone
    assert not_whole({"2020-H1"}, parse("2020-H1@15")) == ()


def test_every_way_to_count_the_year_knows_that_half_of_it_is_missing() -> None:
    world = a_province()
    division, scope, year = world.bodies[2], Scope(world.area), Asked(period=YEAR)
    an_accepted("40", body=division)
    gather()
    cells = [value(GRANTED, scope, year), by_body(GRANTED, scope, year)[division.pk], trend(GRANTED, scope, year)[0][1]]
    cells += [over_areas([GRANTED], year)[GRANTED.key][world.area.pk], over_bodies([GRANTED], year)[GRANTED.key][division.pk]]
    assert {(str(cell.value), cell.only) for cell in cells} == {("40", ("2020-H1",))}
    assert value(GRANTED, scope, Asked(period=parse("2020-H1"))).only == ()
    an_accepted("2", body=division, period="2020-H2")
    gather()
    whole = value(GRANTED, scope, year)
    assert (str(whole.value), whole.only, str(whole.saying)) == ("42", (), "")


def test_it_is_said_in_the_list_the_figure_its_picture_the_spreadsheet_and_the_command() -> None:
    world = a_province()
    an_accepted("40", body=world.bodies[2])
    gather()
    client, told = as_(a_viewer(world)), asked(world.area, "2020")
    assert ONLY in client.get(HERE, told).content.decode()
    page = client.get(f"{HERE}{GRANTED.key}/", told).content.decode()
    head, _section, rest = page.partition("<section>")
    tree, _section, trend_ = rest.partition("<section>")
    assert ONLY in head and ONLY in tree and f"40, {ONLY}" in trend_ and trend_.count(f"2020: {ONLY}") == 1
    sheet = load_workbook(BytesIO(client.get(f"{HERE}xlsx/", told).content)).worksheets[0]
    assert [row for row in sheet.iter_rows(values_only=True) if row[2] == str(GRANTED.title)][0][-1] == ONLY
    with translation.override("vi"):
        lines = list(printing.lines(YEAR, today=date(2021, 7, 1)))
    assert [line.endswith(ONLY) for line in lines if f" {GRANTED.number}  " in line[:5]] == [True]
    (row,) = [one for one in printing.as_json(YEAR)["figures"] if one["key"] == GRANTED.key]
    assert (row["computed"], row["only"]) == ("40", ["2020-H1"])


def test_of_what_did_not_occur_in_half_of_the_year_it_is_said_once_in_each_place() -> None:
    world = a_province()
    an_accepted(None, body=world.bodies[2], answer=Answer.NOTHING)
    gather()
    client, told = as_(a_viewer(world)), asked(world.area, "2020")
    page = " ".join(client.get(f"{HERE}{GRANTED.key}/", told).content.decode().split())
    head, _section, rest = page.partition("<section>")
    rows = re.findall(r"<t[hr].*?</tr>", rest.partition("<section>")[0])
    assert head.count(ONLY) == 1 and "<strong>không phát sinh</strong>" in head
    assert {row.count(ONLY) for row in rows if "không phát sinh" in row} == {1}
    row = next(one for one in client.get(HERE, told).content.decode().split("<tr>") if f"/{GRANTED.key}/" in one)
    assert row.count(ONLY) == 1 and "không phát sinh" in row
