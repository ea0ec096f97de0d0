"""Databases sort names as Vietnamese dictionaries do."""

import random
import unicodedata

import pytest
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms.collation import ALPHABET, LONGEST, TONES, collation
from khen.bodies.alphabet import collate, in_alphabet
from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.bodies.tests.makers import a_body, a_person, an_area

pytestmark = pytest.mark.django_db
SYLLABLES = [one + tone for one in (*ALPHABET, *map(str.upper, ALPHABET)) for tone in ("", *TONES)]
VIETNAMESE = st.lists(st.sampled_from([*SYLLABLES, " ", " ", "-", "1", "2"]), max_size=25).map("".join)
ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
NAMES = st.lists(st.one_of(VIETNAMESE, ANYTHING).map(lambda text: unicodedata.normalize("NFC", text)[:120]), max_size=12)
FREELY = settings(max_examples=share(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FREELY
@given(NAMES)
def test_the_database_sorts_any_names_as_collation_does(names: list[str]) -> None:
    Outlet.objects.all().delete()
    body = Body.objects.first() or a_body()
    chosen = {name: f"{place}" for place, name in enumerate(names)}
    Outlet.objects.bulk_create(Outlet(key=key, name=name, body=body, since="2020-01-01") for name, key in chosen.items())
    rows = Outlet.objects.order_by("collated", "pk").values_list("name", flat=True)
    assert list(rows) == sorted(chosen, key=collation)
    assert list(rows.reverse()) == sorted(chosen, key=collation, reverse=True)


def test_names_stand_as_in_a_dictionary_whatever_order_they_came_in() -> None:
    called = ["An", "Ăn", "Ân", "Dao", "Dào", "Đảng", "Đông Hà", "Đồng Văn", "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Ông", "Ơn", "Ý"]
    for name in random.Random(1).sample(called, len(called)):
        a_person(name=name)
    assert list(Person.objects.order_by("collated").values_list("full_name", flat=True)) == called


def test_a_place_is_written_with_every_save_and_every_row_of_many() -> None:
    area = an_area("Đồng Văn")
    person = a_person(name="Đỗ Mạnh")
    assert (area.collated, person.collated) == (collation("Đồng Văn"), collation("Đỗ Mạnh"))
    person.full_name = "Ân Mạnh"
    person.save()
    assert bytes(Person.objects.get(pk=person.pk).collated) == collation("Ân Mạnh")
    Area.objects.bulk_create([Area(code="1", kind="commune", title="xã", name="Ý Tý", valid_from="2020-01-01")])
    assert bytes(Area.objects.get(code="1").collated) == collation("Xã Ý Tý")


def test_no_save_of_a_name_alone_forgets_its_place() -> None:
    person, area = a_person(name="Đỗ Mạnh"), an_area("Đồng Văn")
    person.full_name, area.name = "Ân Mạnh", "Ý Tý"
    person.save(update_fields=["full_name"])
    area.save(update_fields=["name"])
    assert bytes(Person.objects.get(pk=person.pk).collated) == collation("Ân Mạnh")
    assert bytes(Area.objects.get(pk=area.pk).collated) == collation(str(area))
    half = Person.objects.only("full_name").get(pk=person.pk)
    half.full_name = "Bàn Mạnh"
    half.save()
    assert bytes(Person.objects.get(pk=person.pk).collated) == collation("Bàn Mạnh")


def test_rows_from_before_get_their_places_in_pieces() -> None:
    for number in range(5):
        a_body(f"Đài huyện {number}")
    Body.objects.update(collated=b"")
    kept = Body.objects.get(name="Đài huyện 3")
    Body.objects.filter(pk=kept.pk).update(collated=b"kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khen.bodies.alphabet.AT_ONCE", 2)
        collate(Body.objects.all(), "name", called=lambda row: row.name)
    for body in Body.objects.all():
        assert bytes(body.collated) == (b"kept" if body == kept else collation(body.name))


def test_what_a_list_calls_folded_is_sorted_by_the_alphabet_where_a_place_is_kept() -> None:
    assert in_alphabet(Body, "-folded") == "-collated"
    assert in_alphabet(Post, "for_post__person__folded") == "for_post__person__collated"
    assert in_alphabet(Body, "-pk") == "-pk"


@pytest.mark.parametrize("letter", ["\u1ec1", "\U0001f600", "\uac00"])
def test_the_longest_name_fits_into_an_index(letter: str) -> None:
    outlet = Outlet.objects.create(key="long", name=letter * 120, body=a_body(), since="2020-01-01")
    assert len(Outlet.objects.get(pk=outlet.pk).collated) <= LONGEST


@pytest.mark.parametrize("model", [Area, Body, Person])
def test_the_first_names_of_many_are_read_from_an_index(model: type[models.Model]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # of a few rows it would read them all
    plan = model._default_manager.order_by("collated")[:30].explain()
    assert "collated" in plan and "B-TREE" not in plan and "Sort" not in plan
