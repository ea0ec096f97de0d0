"""Help leads from every screen to the page that fits it; pages say what stands on screens; only who signed in reads them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import trans_real

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom.tests.makers import Newsroom
from khen.web import guide, guide_text
from khen.web.gate import OPEN
from khen.web.urls import urlpatterns
from khen.web.wagtail_hooks import COUNTERS

PAGES = guide_text.keys()
OWN = {str(getattr(one, "name", "")) for one in urlpatterns} & OPEN
NO_SCREEN = {
    "account",
    "guide",
    "guide_page",
    "guide_picture",
    "language",
    "parts",
    "provider_back",
    "provider_begin",
    "ring_worker",
    "second_step",
    "wagtailadmin_login",
    "wagtailadmin_logout",
}
BOLD, SHOWN, LINKED = (
    re.compile(r"\*\*(.+?)\*\*", re.DOTALL),
    re.compile(r"pictures/([\w-]+)\.png"),
    re.compile(r"\]\(([\w-]+)\.md\)"),
)


def source(key: str) -> str:
    return (guide_text.FOLDER / f"{key}.md").read_text(encoding="utf-8")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "khen.desk.backend.PostBackend")
    return client


def said() -> set[str]:
    """Everything that a screen may say in Vietnamese, in small letters."""
    with translation.override("vi"):
        kept: Any = trans_real.catalog()
        return {words.casefold() for part in kept._catalog._catalogs for words in part.values() if isinstance(words, str)}


def test_every_screen_of_every_counter_has_its_page_and_no_name_of_a_screen_is_gone() -> None:
    counters = {one.url_namespace for one in COUNTERS}
    single = {f"{one.url_namespace}:{pattern.name}" for one in COUNTERS for pattern in one.get_urlpatterns()}
    assert sorted(counters - set(guide.HELPS)) == [], "write into khen.web.guide which page helps at these counters"
    assert sorted(OWN - NO_SCREEN - set(guide.HELPS)) == [], "write into khen.web.guide which page helps on these pages"
    assert sorted(set(guide.HELPS) - counters - single - OPEN) == []


def test_every_page_helps_on_a_screen_or_a_role_and_every_page_named_is_there() -> None:
    named = {*guide.HELPS.values(), *(page for pages in guide.ROLES.values() for page in pages)}
    assert sorted(set(PAGES) - named) == [], "name these pages in khen.web.guide, for a screen or a role"
    assert sorted(named - set(PAGES)) == []
    assert guide.ROLES.keys() == set(Role.values)


def test_a_screen_is_helped_on_by_one_page_alone() -> None:
    named = [screen for topic in guide.TOPICS for screens in topic.pages.values() for screen in screens]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("key", PAGES)
def test_what_a_page_calls_bold_stands_on_a_screen_in_these_words(key: str) -> None:
    """What is merely to be stressed is written between single stars."""
    bold = {" ".join(words.split()).casefold() for words in BOLD.findall(source(key))}
    assert sorted(bold - said()) == []


def test_pages_show_every_picture_and_lead_to_pages_that_are_there() -> None:
    sources = "".join(map(source, PAGES))
    assert set(SHOWN.findall(sources)) == {path.stem for path in guide_text.PICTURES.glob("*.png")}
    assert set(LINKED.findall(sources)) <= set(PAGES)


def test_a_page_is_clean_and_leads_nowhere_but_to_the_counter() -> None:
    for key in PAGES:
        page = guide_text.text(key)
        assert page and page.title and "<script" not in page.html
        assert all(place.startswith("/quan-tri/huong-dan/") for place in re.findall(r'(?:href|src)="([^"]*)"', page.html))


def screens(room: Newsroom) -> Iterator[str]:
    """Every list, a page on which a record begins, a record, its acts, also one that cannot be done, and one's own pages."""
    for counter in COUNTERS:
        yield reverse(counter.get_url_name("index"))
    bulletin = room.submitted()
    yield from (f"/quan-tri/ban-tin/{bulletin.pk}/{page}" for page in ("", "duyet/", "kenh/", "so-sanh/", "go/"))
    yield "/quan-tri/ban-tin/tin-nhanh/"
    yield from (reverse(name) for name in ("wagtailadmin_home", "notices", "notice_choices", "open_sessions", "tour"))


@pytest.mark.django_db
def test_from_every_screen_a_link_leads_to_its_page() -> None:
    room = Newsroom()
    client, met = signed_in(a_person(*Role.values, body=room.body)), set[str]()
    for address in screens(room):
        there = guide.address(resolve(address))
        answer = client.get(address)
        assert answer.status_code in {200, 409}, address
        assert f'href="{there}"' in answer.content.decode(), address
        met.add(there)
    assert len(met) > 15
    assert {client.get(there).status_code for there in met} == {200}


def said_on(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.django_db
def test_help_is_for_whoever_signed_in_and_says_the_same_to_everybody() -> None:
    places = [
        "/quan-tri/huong-dan/",
        "/quan-tri/huong-dan/duyet-tin/",
        "/quan-tri/huong-dan/anh/duyet-tin.png",
        "/quan-tri/lam-quen/",
    ]
    assert [Client().get(place).status_code for place in places] == [302] * 4
    client = signed_in(a_person(Role.VIEWER))
    assert [client.get(place).status_code for place in places] == [200] * 4
    elsewhere = signed_in(a_person(Role.ADMINISTRATOR))
    assert said_on(client, places[1]) == said_on(elsewhere, places[1]) != said_on(client, places[0])
    for gone in (
        "huong-dan/khong-co/",
        "huong-dan/anh/khong-co.png",
        "huong-dan/anh/..%2f..%2fduyet-tin.png",
        "huong-dan/..%2findex/",
    ):
        assert client.get(f"/quan-tri/{gone}", follow=True).status_code == 404


@pytest.mark.django_db
def test_whoever_must_first_change_an_issued_password_may_read_how() -> None:
    person = a_person(Role.AUTHOR)
    person.must_change_password = True
    person.save()
    client = signed_in(person)
    assert client.get("/quan-tri/ban-tin/").headers["Location"] == reverse("change_password")
    there = guide.address(resolve(reverse("change_password")))
    assert there in client.get(reverse("change_password")).content.decode()
    assert client.get(there).status_code == 200


@pytest.mark.django_db
def test_the_list_of_help_begins_with_a_day_of_ones_own_role() -> None:
    for role in (Role.CLERK, Role.ADMINISTRATOR):
        page = signed_in(a_person(role)).get("/quan-tri/huong-dan/").content.decode()
        days = [page.index(f"/quan-tri/huong-dan/{one}/") for one in guide.ROLES[role]]
        assert max(days) < page.index("/quan-tri/huong-dan/trang-dau/")
        assert all(f"/quan-tri/huong-dan/{key}/" in page for key in PAGES)
