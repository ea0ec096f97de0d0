"""Spreadsheets taken along from the lists are headed in the language of whoever takes them."""

import csv
import io

import pytest
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from khen.bodies.terms import Role, roles_allowing
from khen.bodies.tests.makers import a_person
from khen.desk.counter import Counter
from khen.domains.returns.tests.makers import an_entered
from khen.reports.tests.makers import House, an_open
from khen.web.wagtail_hooks import COUNTERS

pytestmark = pytest.mark.django_db
# What is stored as people wrote it, names of people, places and papers among it; any other text is a code.
BY_PEOPLE = {
    "basis",
    "code",
    "collective",
    "email",
    "full_name",
    "gist",
    "head",
    "issuer",
    "key",
    "legal_basis",
    "link",
    "name",
    "networks",
    "number",
    "numeral",
    "out_reason",
    "own",
    "reason",
    "source",
    "subject",
    "symbol",
    "title",
    "translator",
    "unit",
    "username",
}
TAKEN = [counter for counter in COUNTERS if counter.list_export]


def lines(client: Client, name: str) -> list[list[str]]:
    answer = client.get(reverse(f"{name}:index"), {"export": "csv"})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def headings(counter: Counter, tongue: str) -> list[str]:
    client = Client()
    client.force_login(a_person(roles_allowing(counter.looks)[0]))
    client.post("/quan-tri/ngon-ngu/", {"tieng": tongue})
    return lines(client, counter.name)[0]


@pytest.mark.parametrize("counter", TAKEN, ids=[counter.name for counter in TAKEN])
def test_every_heading_is_said_in_vietnamese(counter: Counter) -> None:
    vietnamese, english = headings(counter, "vi"), headings(counter, "en")
    assert len(vietnamese) == len(english) == len(counter.list_export)
    assert [said for said, source in zip(vietnamese, english, strict=True) if said == source] == []


@pytest.mark.parametrize("counter", TAKEN, ids=[counter.name for counter in TAKEN])
def test_no_code_is_taken_along_where_the_screen_shows_words(counter: Counter) -> None:
    texts = {one.name: one for one in counter.model._meta.fields if isinstance(one, CharField | TextField)}
    codes = [name for name in counter.list_export if name in texts and not texts[name].choices and name not in BY_PEOPLE]
    unworded = [name for name in codes if name not in counter.export_words]
    assert unworded == [], f"{counter.name}: put {unworded} into words in export_words"


def test_periods_are_said_as_the_screen_says_them() -> None:
    house = House()
    clerk = a_person(Role.CLERK, Role.LEADER, Role.VIEWER, body=house.department)
    an_entered(body=house.divisions["so-tttt-bcxb"])
    an_open(house)
    client = Client()
    client.force_login(clerk)
    said = {name: lines(client, name)[1] for name in ("so-lieu-khai", "yeu-cau-so-lieu", "bao-cao")}
    assert all("6 tháng đầu năm 2020" in " ".join(row) and "2020-H1" not in " ".join(row) for row in said.values()), said
