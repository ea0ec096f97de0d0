"""Days in digits have all their digits everywhere; days far off are refused at their own field, in every form of the counter."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khen.atoms.period import EARLIEST, LATEST
from khen.atoms.vietnamese import day_in_digits, read_day
from khen.desk.forms import DayField, DayInput
from khen.desk.trees import DayForm
from khen.web.wagtail_hooks import COUNTERS

FAR_OFF = st.one_of(st.dates(max_value=EARLIEST - timedelta(days=1)), st.dates(min_value=LATEST + timedelta(days=1)))
WRITTEN = Template("{{ day|date:'d/m/Y' }}")


def fields() -> Iterator[tuple[str, forms.Field]]:
    """(where it stands, the field) for everything that takes a day at the counter."""
    verbs = [(counter, verb) for counter in COUNTERS for verb in (*counter.begins, *counter.verbs)]
    found: list[tuple[str, Any]] = [(f"{counter.url_namespace}/{verb.name}", verb.form) for counter, verb in verbs]
    for place, form in [*found, ("cay", DayForm)]:
        yield from ((f"{place}: {name}", field) for name, field in form.base_fields.items() if isinstance(field, forms.DateField))


FIELDS = dict(fields())


def test_every_day_at_the_counter_is_asked_for_by_the_desk_s_own_field() -> None:
    assert len(FIELDS) > 10
    assert not [place for place, field in FIELDS.items() if not isinstance(field, DayField)]


@given(day=FAR_OFF)
def test_any_day_far_off_is_refused_with_words_about_that_day(day: date) -> None:
    refuses(DayField(), day)


@pytest.mark.parametrize("place", FIELDS)
@settings(max_examples=8)  # each of 44 fields is the one above, with words and bounds of its own at most
@example(day=date.min)
@example(day=EARLIEST - timedelta(days=1))
@example(day=LATEST + timedelta(days=1))
@example(day=date.max)
@given(day=FAR_OFF)
def test_a_day_far_off_is_refused_at_every_field_of_the_counter(place: str, day: date) -> None:
    refuses(FIELDS[place], day)


def refuses(field: forms.Field, day: date) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(day.isoformat())
    assert refused.value.messages == [f"Ngày {day_in_digits(day)} nằm ngoài khoảng năm {EARLIEST.year}-{LATEST.year}."]


@given(day=st.dates())
def test_a_day_in_digits_has_ten_and_is_read_as_the_same_day(day: date) -> None:
    assert len(day_in_digits(day)) == 10
    assert read_day(day_in_digits(day)) == day
    assert WRITTEN.render(Context({"day": day})) == day_in_digits(day)
    assert DayInput().format_value(day) == day.isoformat()
