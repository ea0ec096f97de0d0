"""Saved filters are a person's own: kept under a name, shown above their list, forgotten, limited, met by nobody else."""

from typing import Any

import pytest
from django.urls import reverse

from khen.bodies.models import Person
from khen.bodies.tests.makers import signed_in
from khen.book.models import Entry
from khen.desk import habits
from khen.domains.newsroom.tests.makers import Newsroom

pytestmark = pytest.mark.django_db
HERE, INDEX = "/quan-tri/bo-loc/", "/quan-tri/ban-tin/"
ASKED = "q=%C4%91%E1%BB%93ng+v%C4%83n&standing=draft&ordering=-written_on"


def kept(person: Person, **told: Any) -> Any:
    return signed_in(person).post(HERE, {"ds": "ban-tin", "ten": "Nháp Đồng Văn", "cau": ASKED, **told})


def shown(person: Person, asked: str = "") -> str:
    return str(signed_in(person).get(f"{INDEX}?{asked}").content.decode())


def test_a_filter_is_kept_with_its_search_and_order_and_leads_back_to_them() -> None:
    room = Newsroom()
    assert kept(room.author, cau=f"{ASKED}&p=7&export=csv&chon=3").headers["Location"].startswith(f"{INDEX}?q=")
    page = shown(room.author, "p=2")
    assert f'href="{INDEX}?{ASKED.replace("&", "&amp;")}"' in page and "Nháp Đồng Văn" in page
    assert 'aria-current="true"' in shown(room.author, ASKED)
    assert not Entry.objects.exists()


def test_what_is_asked_now_can_be_saved_and_a_bare_list_cannot() -> None:
    room = Newsroom()
    room.draft()
    assert "Lưu bộ lọc này" in shown(room.author, ASKED) and "Lưu bộ lọc này" not in shown(room.author, "p=1")
    assert "Lưu bộ lọc này" in str(signed_in(room.author).get(f"{INDEX}ket-qua/?q=x").content.decode())


def test_it_is_forgotten_and_nobody_else_ever_met_it() -> None:
    room = Newsroom()
    kept(room.author)
    assert "Nháp Đồng Văn" not in shown(room.approver)
    gone = {"ds": "ban-tin", "xoa": "Nháp Đồng Văn"}
    assert signed_in(room.approver).post(HERE, gone).status_code == 404
    assert "Nháp Đồng Văn" in shown(room.author)
    assert signed_in(room.author).post(HERE, gone).headers["Location"] == INDEX
    assert "Nháp Đồng Văn</a>" not in shown(room.author)
    assert signed_in(room.author).post(HERE, gone).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"ten": "\u202e\u200b"},
        {"ten": "\u3164\u2800"},
        {"ten": "a\ufffdb"},
        {"ten": ""},
        {"ten": "x" * 41},
        {"ten": "a\x00b"},
        {"cau": ""},
        {"cau": "p=3"},
        {"cau": "q=" + "x" * 1500},
    ],
)
def test_nothing_without_a_name_or_without_a_filter_is_kept(told: dict[str, str]) -> None:
    room = Newsroom()
    assert kept(room.author, **told).status_code == 302
    assert habits.views_of(Person.objects.get(pk=room.author.pk), "ban-tin") == []


def test_only_so_many_are_kept_and_the_same_name_is_replaced() -> None:
    room = Newsroom()
    for number in range(habits.MOST + 2):
        habits_kept = kept(room.author, ten=f"Lọc {number}")
    assert habits_kept.status_code == 302
    kept(room.author, ten="Lọc 0", cau="q=khac")
    views = habits.views_of(Person.objects.get(pk=room.author.pk), "ban-tin")
    assert len(views) == habits.MOST and views[-1] == {"list": "ban-tin", "name": "Lọc 0", "query": "q=khac"}


def names(person: Person) -> list[str]:
    return [view["name"] for view in habits.views_of(Person.objects.get(pk=person.pk), "ban-tin")]


def test_what_of_a_name_cannot_be_seen_is_left_out() -> None:
    room = Newsroom()
    kept(room.author, ten=" Nháp\u202e\u00ad \u200bĐồng\u00a0Văn\u2069 ")
    assert names(room.author) == ["Nháp Đồng Văn"]
    kept(room.author, ten="nháp đồng văn", cau="q=khac")
    assert names(room.author) == ["nháp đồng văn"]


@pytest.mark.parametrize(
    "ten", ["Nhap Dong Van", "\uff2eháp Đồng Văn", "Nháp\u3164 Đồng Văn", "Nháp Đồng Văn\ufe0f", "Nha\u0323p Đồng Văn"]
)
def test_two_names_that_look_alike_do_not_stand_beside_each_other_and_none_is_lost(ten: str) -> None:
    room = Newsroom()
    kept(room.author)
    told = signed_in(room.author).post(HERE, {"ds": "ban-tin", "ten": ten, "cau": "q=khac"}, follow=True)
    assert "“Nháp Đồng Văn” trông giống thế" in told.content.decode()
    (view,) = habits.views_of(Person.objects.get(pk=room.author.pk), "ban-tin")
    assert view["name"] == "Nháp Đồng Văn" and view["query"] != "q=khac"
    assert kept(room.author, ds="viec-da-lam", ten=ten).status_code == 302
    assert names(room.author) == ["Nháp Đồng Văn"]


@pytest.mark.parametrize("told", [{}, {"ds": "khong-co"}, {"ds": "wagtailadmin_pages"}])
def test_a_list_that_is_not_there_is_answered_404(told: dict[str, str]) -> None:
    assert signed_in(Newsroom().author).post(HERE, told).status_code == 404


def test_a_name_is_shown_as_text() -> None:
    room = Newsroom()
    kept(room.author, ten="<script>x</script>")
    assert "<script>x" not in shown(room.author) and "&lt;script&gt;x" in shown(room.author)
    assert reverse("saved_filters") == HERE
