"""Officers and citizens read Vietnamese; English is a choice of one person, on the desk, in one browser."""

from typing import Any

import pytest
from django.test import Client

from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.domains.portals.tests.makers import a_portal
from khen.web.language import COOKIE

pytestmark = pytest.mark.django_db
FIRST, CHOOSE = "/quan-tri/", "/quan-tri/ngon-ngu/"
ASKS_FOR_ENGLISH = {"accept-language": "en-US,en;q=0.9"}


def browser_of(person: Person) -> Client:
    client = Client(headers=ASKS_FOR_ENGLISH)
    client.force_login(person)
    return client


@pytest.fixture
def body() -> Body:
    return a_body("Sở")


@pytest.fixture
def client(body: Body) -> Client:
    return browser_of(a_person(Role.AUTHOR, body=body))


def language_of(answer: Any) -> str:
    return str(answer.headers["Content-Language"])


@pytest.mark.parametrize("asked", ["en", "en-US,en;q=0.9", "fr", "*", "vi-VN", "đ\x00" * 400])
def test_the_door_speaks_vietnamese_whatever_the_browser_asks_for(asked: str) -> None:
    answer = Client().get("/quan-tri/login/", headers={"accept-language": asked})
    assert language_of(answer) == "vi"
    assert "Đăng nhập" in answer.content.decode()


def test_the_desk_speaks_vietnamese_whatever_the_browser_asks_for(client: Client) -> None:
    answer = client.get(FIRST)
    assert language_of(answer) == "vi"
    assert 'lang="vi"' in answer.content.decode()
    assert "Đang chờ bạn" in answer.content.decode()


def test_who_chose_english_reads_english_until_they_choose_again(client: Client) -> None:
    client.post(CHOOSE, {"tieng": "en"})
    english = client.get(FIRST)
    assert language_of(english) == "en"
    assert "Waiting for you" in english.content.decode()
    client.post(CHOOSE, {"tieng": "vi"})
    assert language_of(client.get(FIRST)) == "vi"


def test_the_choice_is_one_persons(client: Client, body: Body) -> None:
    client.post(CHOOSE, {"tieng": "en"})
    client.force_login(a_person(Role.APPROVER, body=body))
    assert language_of(client.get(FIRST)) == "vi"
    client.logout()
    assert language_of(client.get("/quan-tri/login/")) == "vi"


@pytest.mark.parametrize("forged", ["en", "1", "0", "' OR 1=1", "9" * 5000])
def test_a_forged_choice_of_somebody_else_changes_nothing(forged: str) -> None:
    client = Client()
    client.cookies[COOKIE] = forged
    assert language_of(client.get("/quan-tri/login/")) == "vi"


def test_choosing_takes_somebody_signed_in_and_a_post(client: Client) -> None:
    assert Client().post(CHOOSE, {"tieng": "en"}).headers["Location"].startswith("/quan-tri/login/")
    assert client.get(CHOOSE).status_code == 405


def test_words_that_name_no_language_mean_vietnamese(client: Client) -> None:
    client.post(CHOOSE, {"tieng": "en'; DROP"})
    assert COOKIE not in client.cookies or not client.cookies[COOKIE].value


def test_a_portal_is_vietnamese_even_for_who_chose_english(client: Client) -> None:
    portal = a_portal()
    client.post(CHOOSE, {"tieng": "en"})
    client.cookies[COOKIE]["path"] = "/"
    answer = client.get("/tin/", headers={"host": portal.site.hostname, **ASKS_FOR_ENGLISH})
    assert answer.status_code == 200
    assert 'lang="vi"' in answer.content.decode()
    assert "Chuyển đến nội dung chính" in answer.content.decode()


@pytest.mark.parametrize("address", ["/quan-tri/khong-co/", "/quan-tri/ban-tin/999999/", "/khong-co/", "/quan-tri/ban-tin/?p=a"])
@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_a_page_that_says_what_is_wrong_says_in_which_language_it_does(client: Client, address: str, tongue: str) -> None:
    a_portal("so", default=True)
    client.post(CHOOSE, {"tieng": tongue})
    answer = client.get(address, headers={"host": "localhost"})
    said, spoken = answer.content.decode(), language_of(answer)
    assert answer.status_code in {200, 404} and f'<html lang="{spoken}"' in said.replace(" class", "")
    assert spoken == (tongue if address.startswith("/quan-tri/") else "vi")
    if answer.status_code == 404:
        assert ("Không tìm thấy" in said, "Page not found" in said) == (spoken == "vi", spoken == "en")


def test_what_is_refused_before_anybody_is_known_is_refused_in_vietnamese(client: Client) -> None:
    client.post(CHOOSE, {"tieng": "en"})
    answer = client.get("/quan-tri/", {"q": "a" * 20_000})
    assert answer.status_code == 414 and '<html lang="vi"' in answer.content.decode() and "quá dài" in answer.content.decode()
