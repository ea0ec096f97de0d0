"""Under /quan-tri/ only our counters answer."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.web.gate import DESK, OPEN
from khen.web.wagtail_hooks import COUNTERS

pytestmark = pytest.mark.django_db
EXAMPLES = {"int": "1", "str": "a", "slug": "a", "path": "a/b", "uuid": "00000000-0000-4000-8000-000000000000"}


def addresses() -> Iterator[tuple[str, str, str]]:
    """Every address under the desk as (namespace, name, example)."""
    yield from walk(get_resolver().url_patterns, "", "")


def walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[tuple[str, str, str]]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, here, namespace or one.namespace or "")
        elif here.startswith(DESK):
            yield namespace, one.name or "", example(here)


def example(route: str) -> str:
    """An address that the route matches."""
    filled = re.sub(r"\(\?P<\w+>[^)]*\)", "1", route)
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES[found[1] or "str"], filled)
    return "/" + filled.replace("^", "").replace("$", "").replace("\\.", ".").replace(".*/", "gi-do/")


def closed() -> list[str]:
    ours = {counter.url_namespace for counter in COUNTERS}
    known = {place for namespace, name, place in addresses() if namespace in ours or name in OPEN}
    return sorted({place for _, _, place in addresses()} - known)


def test_the_walk_meets_wagtails_own_addresses() -> None:
    assert {"/quan-tri/pages/", "/quan-tri/users/", "/quan-tri/collections/", "/quan-tri/api/main/pages/"} <= set(closed())
    assert len(closed()) > 100


@pytest.mark.parametrize("place", closed())
def test_what_is_not_ours_answers_404_to_whoever_holds_every_post(place: str) -> None:
    client = Client()
    client.force_login(a_person(*Role.values, body=a_body()))
    assert client.get(place).status_code == 404
    assert client.post(place, {"action": "delete"}).status_code == 404


def test_the_first_page_opens_to_whoever_holds_a_post() -> None:
    client = Client()
    client.force_login(a_person(Role.VIEWER, body=a_body("Sở")))
    page = client.get("/quan-tri/")
    assert page.status_code == 200
    assert "Sở" in page.content.decode()


def test_whoever_holds_no_post_is_sent_to_the_door() -> None:
    client = Client()
    client.force_login(a_person())
    assert client.get("/quan-tri/").status_code == 302
    assert Client().get("/quan-tri/").status_code == 302
    assert Client().get("/quan-tri/login/").status_code == 200
