"""Spreadsheets taken along from the lists are headed in the language of whoever takes them."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from khen.bodies.terms import roles_allowing
from khen.bodies.tests.makers import a_person
from khen.desk.counter import Counter
from khen.web.wagtail_hooks import COUNTERS

pytestmark = pytest.mark.django_db
TAKEN = [counter for counter in COUNTERS if counter.list_export]


def headings(counter: Counter, tongue: str) -> list[str]:
    client = Client()
    client.force_login(a_person(roles_allowing(counter.looks)[0]))
    client.post("/quan-tri/ngon-ngu/", {"tieng": tongue})
    answer = client.get(reverse(counter.get_url_name("index")), {"export": "csv"})
    assert answer.status_code == 200
    return next(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("counter", TAKEN, ids=[counter.name for counter in TAKEN])
def test_every_heading_is_said_in_vietnamese(counter: Counter) -> None:
    vietnamese, english = headings(counter, "vi"), headings(counter, "en")
    assert len(vietnamese) == len(english) == len(counter.list_export)
    assert [said for said, source in zip(vietnamese, english, strict=True) if said == source] == []
