"""What the green bar says once something is done to a text: what happened, and who comes next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Post
from khen.bodies.terms import Action, Role, roles_allowing
from khen.bodies.tests.makers import LONG_AGO, a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def answer(room: Newsroom, way: str, *args: Any, **given: Any) -> str:
    client = Client()
    client.force_login(room.author)
    told = {"title": "Tin từ xã", "topic": "khac", "body": room.body.pk, **given}
    page = client.post(reverse(f"ban-tin:{way}", args=args), told, follow=True)
    return str(page.content.decode())


def test_a_text_that_was_written_and_submitted_at_once_is_not_called_a_draft() -> None:
    room = Newsroom()
    told = answer(room, "tin-nhanh", text="Một đoạn.", then="further")
    assert f"Đã trình duyệt. Người có quyền duyệt: {room.approver}." in told and "Đã lưu bản nháp." not in told
    long = answer(room, "soan", body_html="<p>Một đoạn.</p>", klass="news", origin="own", then="further")
    assert "Đã trình duyệt." in long and "Đã lưu bản nháp." not in long
    assert "Đã lưu bản nháp." in answer(room, "tin-nhanh", text="Một đoạn.")


def test_nobody_is_named_who_may_not_approve_this_very_text() -> None:
    room = Newsroom()
    Post.objects.create(person=room.author, body=room.body, role=Role.APPROVER, since=LONG_AGO)
    for name in ("Lù Thị Sáu", "Lù Thị Bảy", "Lù Thị Chín"):
        a_person(Role.APPROVER, body=room.body, name=name)
    told = answer(room, "trinh", room.draft().pk, seen=1)
    assert f"Người có quyền duyệt: {room.approver}, Lù Thị Bảy, Lù Thị Chín và 1 người khác." in told


def test_where_nobody_can_approve_the_author_is_told_whom_to_ask() -> None:
    room = Newsroom()
    Post.objects.filter(person=room.approver).delete()
    assert "Chưa có ai có quyền duyệt tin này: hãy báo quản trị viên" in answer(room, "trinh", room.draft().pk, seen=1)


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ({"since": date(2020, 6, 7)}, "từ 07/06/2020 đến khi gỡ"),
        ({"since": date(2020, 6, 7), "until": date(2020, 6, 9)}, "từ 07/06/2020 đến 09/06/2020"),
        ({"until": date(2020, 6, 9)}, "đến hết 09/06/2020"),
    ],
)
def test_how_long_a_text_is_shown_is_said_to_its_end(window: dict[str, date], told: str) -> None:
    room, client = Newsroom(), Client()
    bulletin = room.draft(**window)
    client.force_login(room.author)
    assert f"<dd>{told}</dd>" in client.get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode()


def test_what_of_a_pasted_text_could_not_be_kept_is_said_beside_the_answer() -> None:
    room, usual = Newsroom(), {"klass": "news", "origin": "own"}
    pasted = "<h1>Lịch họp</h1><table><tr><td>Thứ hai</td><td>8 giờ</td></tr></table><img src='cid:anh1'>"
    pasted += "<p><del>9</del><ins>27</ins> ca</p>"
    told = answer(room, "soan", body_html=pasted, **usual)
    assert "Đã lưu bản nháp." in told and "<h3>Lịch họp</h3><p>Thứ hai | 8 giờ</p><p>27 ca</p>" in told
    assert "bị gạch ngang, bị xóa" in told
    for over in (
        "<span style='color:red;text-decoration:line-through'>9</span>",
        "<span class=msoDel>9</span>",
        "<b hidden>9</b>",
    ):
        said = answer(room, "soan", body_html=f"<p>{over}27 ca</p>", title="Tin có chữ bị gạch", **usual)
        assert "<p>27 ca</p>" in said and "bị gạch ngang, bị xóa" in said
    excel = answer(room, "soan", body_html="<p style='text-line-through:none'>9 ca</p>", title="Tin chép từ Excel", **usual)
    assert "<p>9 ca</p>" in excel and "bị gạch ngang" not in excel
    assert "Bảng không giữ được trong bài" in told and "Ảnh, video, công thức không giữ được trong bài" in told
    plain = answer(room, "soan", body_html="<p>Không có bảng, không có ảnh.</p>", title="Tin khác từ xã", **usual)
    assert "Đã lưu bản nháp." in plain and "không giữ được" not in plain and "gạch ngang" not in plain


def test_where_initials_are_asked_for_the_answer_names_who_gives_them_and_the_text_says_that_it_waits_for_them() -> None:
    room, client = Newsroom(), Client()
    basis = "Quyết định 12/QĐ-STTTT"
    acts.regulate(by=room.leader, body=room.body, on=DAY, regulated="initials", since=DAY, legal_basis=basis)
    bulletin = room.draft()
    told = answer(room, "trinh", bulletin.pk, seen=1)
    assert f"Phải ký nháy trước khi duyệt; người có quyền ký nháy: {room.leader}." in told
    assert "Chờ ký nháy" in told and "Người có quyền duyệt" not in told
    client.force_login(room.approver)
    refused = client.get(reverse("ban-tin:duyet", args=[bulletin.pk])).content.decode()
    assert all(f"{Role(one).label} phải ký nháy trước khi duyệt" in refused for one in roles_allowing(Action.INITIAL))
    acts.initial(bulletin, by=room.leader, on=DAY)
    shown = client.get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode()
    assert "Chờ ký nháy" not in shown and "Chờ duyệt" in shown


def test_where_nobody_can_give_the_initials_the_author_is_told_whom_to_ask() -> None:
    room = Newsroom()
    acts.regulate(by=room.leader, body=room.body, on=DAY, regulated="initials", since=DAY, legal_basis="Quy chế 05")
    Post.objects.filter(person=room.leader).delete()
    assert "chưa có ai có quyền ký nháy tin này: hãy báo quản trị viên" in answer(room, "trinh", room.draft().pk, seen=1)
