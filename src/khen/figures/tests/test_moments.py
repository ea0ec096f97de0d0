"""A figure asked for as of an earlier entry is what it was then, on every page of it; other positions are not there."""

from io import BytesIO
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.book.reading import last_seq
from khen.figures.tests.makers import Province, a_province, annul, posted, taken_in
from khen.figures.tests.test_screens import HERE, POSTS, a_viewer, as_, asked

pytestmark = pytest.mark.django_db


def a_world_that_moved() -> tuple[Province, int]:
    """One article counted; then that one annulled and two others counted."""
    world = a_province()
    taken_in(world.department, posted(world.department))
    then = last_seq()
    annul(world.department)
    taken_in(world.department)
    for subject in ("2", "3"):
        taken_in(world.bodies[4], posted(world.bodies[4], subject=subject, topic="ocop"))
    return world, then


def test_every_page_of_a_figure_tells_what_stood_then_and_leads_to_what_stands_now() -> None:
    world, then = a_world_that_moved()
    client, now = as_(a_viewer(world)), asked(world.area)
    before = {**now, "den": str(then)}
    assert (client.get(POSTS, before).context["line"].words, client.get(POSTS, now).context["line"].words) == ("1", "2")
    figure = client.get(POSTS, before)
    assert [line.words for line in figure.context["lines"]] == ["1", "0", "0"]
    assert [point.value for point in figure.context["points"]] == [None, None, 1, 0, 0, 0]
    assert [line.label for line in figure.context["topics"]] == ["covid"]
    for address in (POSTS, f"{POSTS}bang-chung/", HERE):
        page = client.get(address, before)
        assert str(then) in str(page.context["moment"]) and str(page.context["moment"]) in page.content.decode()
        assert parse_qs(page.context["today"][1:]) == {"noi": [now["noi"]], "ky": [now["ky"]]}
        assert page.context["today"].replace("&", "&amp;") in page.content.decode()
        assert client.get(address, now).context["moment"] is None
    for line in [*figure.context["lines"], *figure.context["topics"]]:
        assert client.get(POSTS + line.address).context["line"].words == line.words


def test_the_facts_then_are_listed_with_their_numbers_and_their_entry_is_shown_as_it_counted_then() -> None:
    world, then = a_world_that_moved()
    client, before = as_(a_viewer(world)), {**asked(world.area), "den": str(then)}
    page = client.get(f"{POSTS}bang-chung/", before)
    (one,) = page.context["told"]
    assert (one.fact.entry_id, f">{one.fact.pk}</td>" in page.content.decode()) == (then, True)
    assert f'href="{HERE}but-toan/{then}/?den={then}"' in page.content.decode()
    assert [bool(gone) for *_told, gone in client.get(f"{HERE}but-toan/{then}/", {"den": then}).context["facts"]] == [False]
    assert [bool(gone) for *_told, gone in client.get(f"{HERE}but-toan/{then}/").context["facts"]] == [True]
    assert client.get(f"{HERE}but-toan/{then + 1}/", {"den": then}).status_code == 404


def test_spreadsheets_tell_what_stood_then_and_say_so() -> None:
    world, then = a_world_that_moved()
    client, before = as_(a_viewer(world)), {**asked(world.area), "den": str(then)}
    for address, cell in ((f"{HERE}xlsx/", 1), (f"{POSTS}bang-chung/xlsx/", then)):
        sheet = load_workbook(BytesIO(client.get(address, before).content)).worksheets[0]
        cells = [one.value for row in sheet.iter_rows() for one in row]
        assert cell in cells
        assert str(client.get(POSTS, before).context["moment"]) in cells
    listed = load_workbook(BytesIO(client.get(f"{POSTS}bang-chung/xlsx/", before).content)).worksheets[0]
    assert [row[8] for row in listed.iter_rows(values_only=True) if isinstance(row[8], int)] == [then]


@pytest.mark.parametrize("seq", ["0", "-1", "x", "1e3", "1.0", "٣", "9" * 18, "9" * 400, "\x00", " 1", "1'--", "next"])
def test_a_position_that_the_journal_has_not_is_not_there(seq: str) -> None:
    world, _then = a_world_that_moved()
    client, told = as_(a_viewer(world)), {"den": str(last_seq() + 1) if seq == "next" else seq}
    for address in (HERE, f"{HERE}xlsx/", POSTS, f"{POSTS}bang-chung/", f"{POSTS}bang-chung/xlsx/", f"{HERE}but-toan/1/"):
        assert client.get(address, told).status_code == 404


def test_a_foreign_body_finds_nothing_then_either() -> None:
    world, then = a_world_that_moved()
    foreign = as_(a_person(Role.VIEWER, body=world.bodies[5]))
    assert foreign.get(POSTS, {**asked(world.area), "den": str(then)}).status_code == 404
    assert foreign.get(f"{HERE}but-toan/{Entry.objects.earliest('seq').seq}/", {"den": str(then)}).status_code == 404
    own = foreign.get(POSTS, {"den": str(then)})
    assert (own.context["moment"].seq, own.context["line"].words) == (then, "0")
