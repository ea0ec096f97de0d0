"""Half-years, quarters and months are chosen; what is not over says so; a house of sample data says that it is one."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from openpyxl import load_workbook

from khen.atoms import clock
from khen.atoms.period import parse
from khen.desk.illustration import ILLUSTRATIVE
from khen.figures.tests.test_screens import HERE, POSTS, a_told_world, a_viewer, as_, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample() -> Iterator[None]:
    settings.ENV.sample_marker.write_text("told\n")
    yield
    settings.ENV.sample_marker.unlink()


def test_quarters_add_up_to_the_half_year_and_open_to_their_proofs() -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    found = [client.get(POSTS, asked(world.area, key)).context for key in ("2020-H1", "2020-Q1", "2020-Q2")]
    whole, *parts = (page["line"].cell.value or Decimal(0) for page in found)
    assert whole == sum(parts) > 0
    assert [page["count"] for page in found] == [whole, *parts]


def test_they_are_offered_by_years_and_what_is_chosen_is_marked_once() -> None:
    world = a_told_world()
    for key in ("2020-H1", "2020-H1@15", "2020-03", "2020-Q2", "2020", "2019-11", "2031-Q3"):
        page = as_(a_viewer(world)).get(HERE, asked(world.area, key))
        offered = [one for _year, periods in page.context["chooser"]["periods"] for one, _name in periods]
        assert len(set(offered)) == len(offered) and {"2020-H1", "2020-Q1", "2020-Q2", "2020-06", "2020", key} <= set(offered)
        assert page.content.decode().count(f'<option value="{key}" selected>') == 1


def test_a_period_that_is_not_over_says_so_on_pages_and_in_spreadsheets() -> None:
    world = a_told_world()
    client, this_year = as_(a_viewer(world)), str(clock.today().year)
    for address in (HERE, POSTS, f"{POSTS}bang-chung/"):
        assert "chưa kết thúc" in client.get(address, asked(world.area, this_year)).content.decode()
        assert "chưa kết thúc" not in client.get(address, asked(world.area)).content.decode()
    told = client.get(f"{HERE}xlsx/", asked(world.area, this_year)).content
    assert any("chưa kết thúc" in str(row[0]) for row in load_workbook(BytesIO(told)).worksheets[0].iter_rows(values_only=True))


def test_a_month_that_is_cut_by_the_regime_s_day_is_called_by_its_days() -> None:
    world = a_told_world()
    points = as_(a_viewer(world)).get(POSTS, asked(world.area, "2020-H1@15")).context["points"]
    assert [point.label for point in points][:2] == ["15–31/12/2019", "01/2020"]
    assert (points[-1].label, points[-1].address) == ("1–14/06/2020", "")


def test_months_of_a_trend_that_are_not_over_say_so() -> None:
    world = a_told_world()
    today = clock.today()
    page = as_(a_viewer(world)).get(POSTS, asked(world.area, str(today.year)))
    assert [bool(point.remark) for point in page.context["points"]] == [number >= today.month for number in range(1, 13)]
    assert {point.remark for point in as_(a_viewer(world)).get(POSTS, asked(world.area)).context["points"]} == {""}


def test_a_house_of_sample_data_says_so(sample: None) -> None:
    world = a_told_world()
    client = as_(a_viewer(world))
    for address in (HERE, POSTS, "/quan-tri/"):
        assert ILLUSTRATIVE in client.get(address, asked(world.area)).content.decode().lower()
    told = client.get(f"{HERE}xlsx/", asked(world.area)).content
    assert any(
        ILLUSTRATIVE in str(row[0]).lower() for row in load_workbook(BytesIO(told)).worksheets[0].iter_rows(values_only=True)
    )


def test_a_working_house_says_nothing_of_the_kind() -> None:
    world = a_told_world()
    assert ILLUSTRATIVE not in as_(a_viewer(world)).get(HERE, asked(world.area)).content.decode().lower()


@pytest.mark.parametrize("key", ["2020-Q0", "2020-Q5", "2020-Q", "2020-Q12", "2020-q1", "2020Q1"])
def test_what_is_no_quarter_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="known forms"):
        parse(key)
