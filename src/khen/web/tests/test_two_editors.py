"""Two people at one record: nothing of one is written over unseen, nothing of the other is lost."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import BodyKind, OutletKind, Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.desk.act_pages import ActPage, BeginPage
from khen.desk.forms import ActForm
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Order, Pattern
from khen.domains.newsroom.reads import calendar
from khen.domains.newsroom.reads.channels import spoken
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_patterns import made
from khen.web.wagtail_hooks import COUNTERS

SINCE = "Từ khi bạn mở trang này"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a page's form would send if its button were pressed at once."""
    return sending(client.get(address))


def sending(answer: Any) -> dict[str, Any]:
    form = next(one for one in page_of(answer).forms if "slip" in one.fields)
    told: dict[str, Any] = {}
    for name, value in form.form_values():
        told.setdefault(name, []).append(value)
    return told


def page_of(answer: Any) -> Any:
    return lxml.html.document_fromstring(answer.content.decode())


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def an_order(room: Newsroom) -> Order:
    body = a_body("Đài xã", parent=room.body, kind=BodyKind.DIVISION)
    told: dict[str, Any] = {"subject": "Bầu cử", "wanted": "Tin bài", "topic": "khac", "campaign": "", "pieces": 2}
    return acts.order(by=room.publisher, body=room.body, on=DAY, due=DAY + timedelta(days=9), bodies=[body], **told)


def an_editor(room: Newsroom) -> Person:
    return a_person(Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, body=room.body)


def both(address: str, first: Person, second: Person, one: dict[str, Any], other: dict[str, Any]) -> tuple[Client, Any]:
    """Two open the page; the first changes one thing, then the second another."""
    here, there = signed_in(first), signed_in(second)
    sent, stale = opened(here, address), opened(there, address)
    assert here.post(address, {**sent, **one}).status_code == 302
    return there, there.post(address, {**stale, **other})


@pytest.mark.django_db
def test_the_second_editor_of_an_order_is_told_what_changed_and_presses_again_with_what_was_typed() -> None:
    room = Newsroom()
    order, other = an_order(room), an_editor(room)
    address = reverse("dat-tuyen-truyen:sua", args=[order.pk])
    there, late = both(address, room.publisher, other, {"due": "2020-04-05"}, {"pieces": "3"})
    assert SINCE in said(late) and "05/04/2020" in said(late) and str(room.publisher) in said(late)
    again = sending(late)
    assert again["pieces"] == ["3"] and Order.objects.get().pieces == 2 and Order.objects.get().due == date(2020, 4, 5)
    assert there.post(address, {**again, "due": "2020-04-05"}).status_code == 302
    assert Order.objects.get().pieces == 3 and Order.objects.get().due == date(2020, 4, 5)


@pytest.mark.django_db
def test_several_lines_that_nobody_typed_over_are_as_the_other_wrote_them_however_a_browser_ends_a_line() -> None:
    room = Newsroom()
    order, other = an_order(room), an_editor(room)
    Order.objects.update(wanted="Dòng một\nDòng hai")
    address = reverse("dat-tuyen-truyen:sua", args=[order.pk])
    here, there = signed_in(room.publisher), signed_in(other)
    sent, stale = opened(here, address), opened(there, address)
    assert here.post(address, {**sent, "wanted": "Viết lại\r\nhai dòng"}).status_code == 302
    late = there.post(address, {**stale, "wanted": "Dòng một\r\nDòng hai", "pieces": "3"})
    again = {name: [value.replace("\n", "\r\n") for value in values] for name, values in sending(late).items()}
    assert there.post(address, again).status_code == 302
    assert (Order.objects.get().wanted, Order.objects.get().pieces) == ("Viết lại\nhai dòng", 3)


@pytest.mark.django_db
@pytest.mark.parametrize("told", [" ", "\t \n", "x" * 5000, "-1 : :", "9" * 400, "9" * 5000, "1 due"])
def test_whatever_a_page_is_made_to_say_that_it_showed_is_answered(told: str) -> None:
    room = Newsroom()
    order = an_order(room)
    address, client = reverse("dat-tuyen-truyen:sua", args=[order.pk]), signed_in(room.publisher)
    sent = opened(client, address) | {"pieces": "3", "shown": told}
    assert client.post(address, sent).status_code == 200
    assert Order.objects.get().pieces == 2


@pytest.mark.django_db
def test_an_e_mail_that_was_put_right_is_not_undone_by_whoever_puts_the_name_right() -> None:
    body = a_body()
    first, second = (a_person(Role.ADMINISTRATOR, body=body) for _one in range(2))
    whom = a_person(Role.AUTHOR, body=body)
    address = reverse("can-bo:sua", args=[whom.pk])
    _there, late = both(address, first, second, {"email": "dung@vidu.example"}, {"full_name": "Tên Đã Sửa"})
    whom.refresh_from_db()
    assert whom.email == "dung@vidu.example" and "dung@vidu.example" in said(late) and "Tên Đã Sửa" in said(late)


@pytest.mark.django_db
def test_a_template_and_a_channels_words_and_a_planned_day_are_not_written_over_unseen() -> None:
    room = Newsroom()
    other, pattern, bulletin = an_editor(room), made(room), room.draft()
    address = reverse("mau-tin:sua", args=[pattern.pk])
    _there, late = both(address, room.approver, other, {"title": "Lời của người trước"}, {"name": "Tên của người sau"})
    assert Pattern.objects.get().title == "Lời của người trước" and SINCE in said(late) and "Tên của người sau" in said(late)
    address = reverse("ban-tin:wording", args=[bulletin.pk, "facebook"])
    _there, late = both(address, room.author, other, {"text": "Lời trên kênh của người trước"}, {"text": "Lời của người sau"})
    words = next(one for one in spoken(bulletin.versions.latest("number")) if one.carrier == "facebook")
    assert words.saying.text == "Lời trên kênh của người trước" and SINCE in said(late) and "Lời của người sau" in said(late)
    address = reverse("ban-tin:dat-ngay", args=[bulletin.pk])
    _there, late = both(address, room.author, other, {"planned": "2020-03-09"}, {"planned": "2020-03-10"})
    assert calendar.planned_day(bulletin) == date(2020, 3, 9) and "09/03/2020" in said(late)


@pytest.mark.django_db
def test_another_mistake_on_the_page_does_not_let_the_second_press_write_over_the_first_editor() -> None:
    room = Newsroom()
    order, other = an_order(room), an_editor(room)
    address = reverse("dat-tuyen-truyen:sua", args=[order.pk])
    there, late = both(address, room.publisher, other, {"due": "2020-04-05"}, {"pieces": "ba"})
    assert SINCE in said(late) and "05/04/2020" in said(late)


@pytest.mark.django_db
def test_what_was_typed_over_a_text_that_was_submitted_meanwhile_stands_on_the_refusal() -> None:
    room = Newsroom()
    bulletin, other = room.draft(), an_editor(room)
    address, here = reverse("ban-tin:sua", args=[bulletin.pk]), signed_in(other)
    sent = opened(here, address)
    acts.submit(bulletin, by=room.author, on=DAY)
    late = here.post(address, {**sent, "title": "Tên mới", "body_html": "<p>Cả buổi sáng viết lại</p><p>Đoạn hai</p>"})
    page = said(late)
    assert late.status_code == 409 and "Đã trình duyệt" in page and str(room.author) in page
    assert "Việc này đã được ghi trước đó" not in page and "chưa được ghi" in page
    areas = [one.text_content().strip() for one in page_of(late).iter("textarea")]
    assert "Tên mới" in areas and "Cả buổi sáng viết lại\n\nĐoạn hai" in areas
    assert Bulletin.objects.get().number == 1


@pytest.mark.django_db
@pytest.mark.parametrize("several", [False, True])
def test_an_approval_that_was_given_meanwhile_is_not_taken_back_unknowingly(several: bool) -> None:
    room = Newsroom()
    bulletin, other = room.submitted(), an_editor(room)
    here = signed_in(other)
    address = reverse("ban-tin:together_tra-lai" if several else "ban-tin:tra-lai", args=[] if several else [bulletin.pk])
    sent = sending(here.get(address, {"chon": [bulletin.pk]}))
    acts.approve(bulletin, by=room.approver, on=DAY)
    late = here.post(address, {**sent, "reason": "Thiếu nguồn"})
    assert Bulletin.objects.get().standing == "approved"
    assert "Đã duyệt" in said(late) and str(room.approver) in said(late)
    if not several:
        assert here.post(address, sending(late)).status_code == 302


@pytest.mark.django_db
def test_a_text_that_was_returned_put_right_and_submitted_again_is_not_returned_unread() -> None:
    room = Newsroom()
    bulletin, here = room.submitted(), signed_in(an_editor(room))
    address = reverse("ban-tin:tra-lai", args=[bulletin.pk])
    sent = opened(here, address)
    acts.send_back(bulletin, by=room.approver, on=DAY, reason="Thiếu nguồn")
    acts.submit(acts.change(bulletin, by=room.author, on=DAY, source="TTXVN"), by=room.author, on=DAY)
    assert SINCE in said(here.post(address, {**sent, "reason": "Thiếu nguồn"}))
    assert Bulletin.objects.get().standing == "submitted"


@pytest.mark.django_db
def test_of_a_page_whose_act_closed_meanwhile_the_banner_says_done_only_of_what_was_pressed() -> None:
    room = Newsroom()
    bulletin, here = room.published(room.outlet(OutletKind.SITE)), signed_in(an_editor(room))
    address = reverse("ban-tin:go", args=[bulletin.pk])
    sent = opened(here, address)
    acts.withdraw(bulletin, by=room.publisher, on=DAY, reason="Sai")
    page = said(here.post(address, {**sent, "reason": "Sai số liệu"}))
    assert "đã được ghi trước đó" not in page and f"người làm: {room.publisher}" in page and "Sai số liệu</textarea>" in page


def below(kind: Any) -> set[Any]:
    """Every class made from this one, in whichever room; web knows them all."""
    assert COUNTERS
    return {one for child in kind.__subclasses__() for one in (child, *below(child))}


def test_whatever_a_form_shows_of_its_record_is_compared_before_it_is_written_over() -> None:
    """A rule of the house: what a form begins with is either usual, whatever the record says (`starting`), or what stands in
    the record (`standing`, or a version in a field `seen`). The day from which a record holds never changes."""
    wrong, forms = [], below(ActForm)
    assert len(forms) > 60
    for form in forms:
        told = ast.parse(textwrap.dedent(inspect.getsource(form.starting)))
        asks = {ast.unparse(one) for one in ast.walk(told) if isinstance(one, ast.Attribute)}
        of_record = {one for one in asks if one.startswith("self.record.")} - {"self.record.since"}
        named = any(isinstance(one, ast.Name) and one.id in {"now", "record"} for one in ast.walk(told))
        if (of_record or named) and "seen" not in form.base_fields:
            wrong.append(form.__qualname__)
    assert not wrong


def test_no_page_of_an_act_leaves_the_comparing_out() -> None:
    assert all(one.post is ActPage.post and one.done is ActPage.done for one in below(ActPage))
    told = {one.__qualname__ for one in below(ActPage) if one.compare is not ActPage.compare}
    assert {one.__qualname__ for one in below(BeginPage)} | {"BeginPage"} == told
