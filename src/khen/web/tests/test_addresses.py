"""Where a house says that it stands, it answers."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from khen.domains.portals.tests.makers import a_portal
from khen.web import addresses

pytestmark = pytest.mark.django_db
ENV = replace(settings.ENV, domain="localhost", public_url="", port=8000)


def test_the_counter_and_the_mailbox_are_named_by_a_number_that_opens_everywhere() -> None:
    assert list(addresses.told(ENV, sink=True)) == [
        "Officers' counter: http://127.0.0.1:8000/quan-tri/",
        "Trial mailbox: http://127.0.0.1:8000/hop-thu-thu/",
    ]
    seen = replace(ENV, public_url="https://tinh.example", domain="tinh.example")
    assert list(addresses.told(seen, sink=False)) == ["Officers' counter: https://tinh.example/quan-tri/"]


def test_the_portal_that_answers_the_house_itself_is_named_first_and_the_rest_are_counted() -> None:
    portals = [a_portal(f"cong-{number}", default=number == 4) for number in range(5)]
    [_counter, line] = addresses.told(ENV, sink=False)
    named = [f"http://{portals[number].site.hostname}:8000/" for number in (4, 0, 1)]
    assert line == f"Portals: {', '.join(named)} and 2 more"


def test_the_house_answers_under_its_number_and_under_its_name_alike() -> None:
    portal = a_portal(default=True)
    for host in ("127.0.0.1:8000", "localhost:8000", f"{portal.site.hostname}:8000"):
        reader = Client(headers={"host": host})
        assert [reader.get(path).status_code for path in ("/", "/quan-tri/login/")] == [200, 200]
