"""Counting rows of several sorts at once, as far as a first page counts."""

import pytest
from django.utils import translation

from khen.bodies.models import Person
from khen.desk.home import Waiting
from khen.desk.tally import MANY, tally

pytestmark = pytest.mark.django_db


def many(count: int) -> None:
    Person.objects.bulk_create(Person(username=f"canbo{at}", full_name=f"Cán bộ {at}") for at in range(count))


def test_few_are_counted_and_of_more_than_a_thousand_it_is_known_that_they_are_more() -> None:
    many(MANY + 5)
    everybody = Person.objects.order_by("username")
    first = everybody.filter(username__in=["canbo0", "canbo7"])
    assert tally(first, everybody, everybody.none()) == [2, MANY + 1, 0]
    everybody.filter(username="canbo7").delete()
    assert tally(everybody, first) == [MANY + 1, 1]


def test_a_thousand_is_a_thousand() -> None:
    many(MANY)
    assert tally(Person.objects.all()) == [MANY]


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (12, "12"), (MANY, "1.000"), (MANY + 1, "1.000+")])
def test_the_first_page_says_so_in_digits(count: int, shown: str) -> None:
    with translation.override("vi"):
        assert Waiting(label="", count=count, url="").number == shown
