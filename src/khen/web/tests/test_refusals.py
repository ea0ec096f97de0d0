"""A lost session, a form that grew old and what somebody may not do are told apart, each with what to do."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from khen.bodies.tests.makers import a_person
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.web import faults

pytestmark = pytest.mark.django_db
LOST = "Hãy đăng nhập lại"
OLD = "tải lại trang và gửi lần nữa"
FORBIDDEN = "hãy đề nghị quản trị viên của cơ quan"


@pytest.fixture
def author() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Newsroom().author)
    return client


def write(client: Client, **more: Any) -> tuple[int, str, str]:
    """Status, name of the fault and words of what a form without its mark is answered."""
    answer = client.post(reverse("ban-tin:tin-nhanh"), {"title": "Tin", "text": "Một"}, **more)
    page = answer.content.decode()
    named = re.search(r'data-fault="(\w+)"', page)
    assert not Bulletin.objects.exists() and "vi" in page
    return answer.status_code, named[1] if named else "", page


def test_a_form_of_a_session_that_was_lost_says_to_sign_in_again() -> None:
    status, named, page = write(Client(enforce_csrf_checks=True))
    assert (status, named) == (403, "lost_session") and LOST in page and OLD not in page


def test_a_form_that_grew_old_in_a_session_that_lasts_says_to_load_it_again(author: Client) -> None:
    status, named, page = write(author)
    assert (status, named) == (403, "old_form") and OLD in page and LOST not in page


def test_a_form_of_another_site_is_no_lost_session(author: Client) -> None:
    assert write(author, headers={"origin": "https://xau.example"})[1] == "old_form"


def test_at_the_door_itself_nobody_is_told_of_a_session() -> None:
    page = Client(enforce_csrf_checks=True).post(reverse("wagtailadmin_login"), {"username": "a"}).content.decode()
    assert OLD in page and LOST not in page


def test_what_somebody_may_not_do_says_whom_to_ask() -> None:
    page = faults.refused(RequestFactory().get("/quan-tri/"), PermissionDenied()).content.decode()
    assert FORBIDDEN in page and 'data-fault="forbidden"' in page and OLD not in page and LOST not in page


def test_a_list_that_a_script_asks_for_after_the_session_was_lost_says_to_sign_in_again(author: Client) -> None:
    by_script = {"X-Requested-With": "XMLHttpRequest"}
    page = Client().get(reverse("ban-tin:index_results"), headers=by_script).content.decode()
    assert 'data-fault="lost_session"' in page and LOST in page and FORBIDDEN not in page
    author.force_login(a_person())
    page = author.get(reverse("ban-tin:index_results"), headers=by_script).content.decode()
    assert 'data-fault="forbidden"' in page and FORBIDDEN in page and LOST not in page


def test_whoever_is_signed_in_and_has_lost_every_post_is_not_told_that_the_session_ended() -> None:
    client = Client()
    client.force_login(a_person(name="Lý Thị Không"))
    page = client.post(reverse("ban-tin:tin-nhanh"), {"title": "Tin", "text": "Một"}, follow=True).content.decode()
    assert 'data-fault="forbidden"' in page and FORBIDDEN in page and "Lý Thị Không" in page
    assert "data-fault" not in Client().get("/quan-tri/", follow=True).content.decode()
