"""Since when records are kept is asked on every page of figures: one query, which walks one index from its beginning."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khen.book.reading import last_seq
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.facts.reads import counted_since, from_records
from khen.figures.tests.makers import annul, posted, taken_in
from khen.figures.tests.test_screens import a_told_world

pytestmark = pytest.mark.django_db


def asked_once(as_of: int | None = None) -> date:
    with CaptureQueriesContext(connection) as queries:
        day = counted_since(as_of)
    assert len(queries) == 1
    return day


def test_what_was_declared_withdrawn_or_entered_later_does_not_begin_the_records() -> None:
    world = a_told_world()
    began, then, mistaken = asked_once(), last_seq(), world.bodies[-1]
    an_accepted("41", period="2019-H2")
    gather()
    assert asked_once() == began < date.max
    taken_in(mistaken, posted(mistaken, on=date(1999, 3, 1)))
    assert (asked_once(), asked_once(then)) == (date(1999, 3, 1), began)
    later = last_seq()
    annul(mistaken)
    taken_in(mistaken)
    assert (asked_once(), asked_once(later), asked_once(0)) == (began, date(1999, 3, 1), date.max)


@pytest.mark.parametrize("as_of", [None, 40])
def test_the_first_day_is_sought_in_an_index_of_what_was_counted_from_records(as_of: int | None) -> None:
    a_told_world()
    if connection.vendor == "postgresql":  # a table of a few rows would be read whole
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    plan = from_records(as_of)[:1].explain()
    assert "fact_from_records_by_day" in plan and "TEMP B-TREE" not in plan and "Sort" not in plan
