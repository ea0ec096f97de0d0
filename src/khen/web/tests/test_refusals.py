"""A lost session, a form that grew old and what somebody may not do are told apart, each with what to do."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from khen.bodies.tests.makers import a_person
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.settings.base import ROOT
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


def test_what_the_server_in_front_shows_needs_nothing_of_the_house_and_says_what_to_do() -> None:
    found = finders.find("web/chua-mo-duoc.html")
    page = Path(str(found)).read_text(encoding="utf-8")
    assert '<html lang="vi">' in page and "tải lại trang" in page and "báo cho người quản trị" in page
    assert not re.search(r"https?://|src=|href=\"(?!data:)|<script", page) and len(page.encode()) < 4000
    told = (ROOT / "docs/how-to/cai-dat-va-van-hanh.md").read_text(encoding="utf-8")
    for code in ("400", "408", "413", "414", "431", "502", "503", "504"):
        assert re.search(rf"error_page [0-9 ]*\b{code}\b[0-9 ]* /chua-mo-duoc.html", told), code


@pytest.mark.parametrize("place", ["ban-tin:index", "chu-de:index", "dat-tuyen-truyen:index"])
def test_nobody_can_paste_into_a_search_what_no_address_carries(author: Client, place: str) -> None:
    assert re.search(r'<input[^>]*name="q"[^>]*maxlength="200"', author.get(reverse(place)).content.decode())
