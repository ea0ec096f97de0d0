"""Wrong public text is put right at once by the editorial board; somebody else looks at what now stands, and nothing hides it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, PostCheck
from khen.domains.newsroom.reads.first_page import out_on
from khen.domains.newsroom.reads.post_checks import overdue, to_check
from khen.domains.newsroom.screens import waiting
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
DUE = date(2020, 3, 4)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def corrected(room: Newsroom, by: Person | None = None, title: str = "Tiêu đề thay hẳn") -> Bulletin:
    return acts.correct(room.published(), by=by or room.publisher, on=DAY, reason="Sai giờ", title=title)


def page(bulletin: Bulletin, person: Person) -> str:
    return " ".join(signed_in(person).get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode().split())


def test_a_correction_goes_out_at_once_and_waits_for_the_eyes_of_somebody_else() -> None:
    room = Newsroom()
    bulletin = corrected(room)
    assert bulletin.standing == Standing.PUBLISHED and bulletin.released_number == 1 and bulletin.number == 2
    check = PostCheck.objects.get()
    assert (check.number, check.due, check.published_by, check.verdict) == (2, DUE, room.publisher, "")
    assert to_check(room.approver, DAY).get() == bulletin
    assert not to_check(room.publisher, DAY).exists() and not to_check(room.author, DAY).exists()
    told = {str(one.url): one.count for one in waiting(room.approver)}
    assert told[f"{reverse('ban-tin:index')}?cho=hau-kiem"] == 1
    assert "Tiêu đề thay hẳn" in signed_in(room.approver).get(reverse("ban-tin:index"), {"cho": "hau-kiem"}).content.decode()


def test_the_record_says_which_version_was_approved_and_that_nobody_has_seen_the_newest() -> None:
    room = Newsroom()
    bulletin = corrected(room)
    shown = page(bulletin, room.approver)
    assert f"Bản 1: {room.approver}" in shown
    assert f"Bản 2 do {room.publisher} đính chính. Chưa ai duyệt; hậu kiểm hạn 04/03/2020." in shown
    acts.post_check(bulletin, by=room.approver, on=DAY, verdict="passed")
    shown = page(bulletin, room.approver)
    assert "Chưa ai duyệt" not in shown and f"Bản 2 do {room.publisher} đính chính." in shown and "Đạt" in shown


def test_what_was_withdrawn_waits_for_nobody_and_its_record_says_where_it_stood_and_until_when() -> None:
    room = Newsroom()
    bulletin, facebook = corrected(room), room.outlet(OutletKind.FACEBOOK, key="trang-facebook")
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=facebook, link="https://facebook.example/1")
    with clock.held(datetime(2020, 3, 2, 14, 5, tzinfo=clock.VIETNAM)):
        bulletin = acts.withdraw(bulletin, by=room.publisher, on=DAY, reason="Tin sai")
    assert not to_check(room.approver, DAY).exists() and not out_on(room.publisher, DAY).exists()
    assert not overdue(Bulletin.objects.all(), date(2021, 1, 1)).exists()
    shown = page(bulletin, room.approver)
    assert "Đã gỡ trước khi hậu kiểm: 14:05 02/03/2020." in shown and "Chưa ai duyệt" not in shown
    assert "Đã từng đăng tại" in shown and "02/03/2020, gỡ 14:05 02/03/2020" in shown and "Nơi đăng, nơi nhận" not in shown
    assert "phải gỡ bằng tay ở đó" in shown
    assert "· 14:05 02/03/2020 · mục" in shown[shown.index("desk-history") :]


def test_whoever_corrected_it_does_not_check_it() -> None:
    room = Newsroom()
    both = a_person(Role.PUBLISHER, Role.APPROVER, body=room.body)
    bulletin = corrected(room, by=both)
    assert not to_check(both, DAY).exists()
    for person in (both, room.author, room.publisher, Newsroom("Khác").approver):
        with pytest.raises(Refusal):
            acts.post_check(bulletin, by=person, on=DAY, verdict="passed")
    with pytest.raises(DatabaseError), transaction.atomic():
        PostCheck.objects.update(verdict="passed", by=both, on=DAY)
    acts.post_check(bulletin, by=room.approver, on=DAY, verdict="passed")
    assert PostCheck.objects.get().by == room.approver


def test_each_correction_is_checked_and_one_look_at_the_newest_answers_for_all() -> None:
    room = Newsroom()
    bulletin = corrected(room)
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Còn sai", title="Tiêu đề lần thứ ba")
    with pytest.raises(Refusal):
        acts.post_check(bulletin, by=room.approver, on=DAY, verdict="passed", seen=2)
    acts.post_check(bulletin, by=room.approver, on=DAY, verdict="passed", seen=3)
    assert list(PostCheck.objects.order_by("number").values_list("number", "verdict")) == [(2, "passed"), (3, "passed")]
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Vẫn sai", title="Tiêu đề lần thứ tư")
    assert to_check(room.approver, DAY).get() == bulletin
    acts.post_check(bulletin, by=room.approver, on=DAY, verdict="removed", reason="Sai sự thật")
    assert Bulletin.objects.get().standing == Standing.WITHDRAWN


def test_a_text_that_was_only_approved_has_nothing_to_be_checked() -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        acts.post_check(room.published(), by=room.approver, on=DAY, verdict="passed")
    assert not PostCheck.objects.exists()


def test_the_check_of_a_correction_is_made_on_the_screen_over_the_version_that_was_read() -> None:
    room = Newsroom()
    bulletin = corrected(room)
    address = reverse("ban-tin:hau-kiem", args=[bulletin.pk])
    assert 'name="seen" value="2"' in signed_in(room.approver).get(address).content.decode()
    signed_in(room.approver).post(address, {"verdict": "passed", "reason": "", "seen": "1"})
    assert PostCheck.objects.get().verdict == ""
    assert signed_in(room.approver).post(address, {"verdict": "passed", "reason": "", "seen": "2"}).status_code == 302
    assert PostCheck.objects.get().verdict == "passed"
    stranger = signed_in(a_person(*Role.values, body=Newsroom("Khác").body))
    assert stranger.get(address).status_code == 404


def test_what_changes_nothing_is_neither_a_correction_nor_a_version() -> None:
    room = Newsroom()
    bulletin, draft = room.published(), room.draft()
    same: dict[str, Any] = {"title": " Hướng dẫn nộp  hồ sơ qua mạng", "body_html": "<p>Người dân nộp hồ sơ tại nhà.</p>"}
    nothing: dict[str, Any] = {}
    for words in (nothing, same):
        with pytest.raises(Refusal, match="Không có gì khác bản trước"):
            acts.correct(bulletin, by=room.publisher, on=DAY, reason="Sai giờ", **words)
        with pytest.raises(Refusal, match="Không có gì khác bản trước"):
            acts.change(draft, by=room.author, on=DAY, **words)
    assert set(Bulletin.objects.values_list("number", flat=True)) == {1}
    assert not Entry.objects.filter(kind__in=["newsroom.corrected", "newsroom.changed"]).exists()


@pytest.mark.parametrize("name", ["dinh-chinh", "sua"])
def test_a_form_sent_back_as_it_was_opened_is_refused_in_words(name: str) -> None:
    room = Newsroom()
    bulletin, person = (room.published(), room.publisher) if name == "dinh-chinh" else (room.draft(), room.author)
    address = reverse(f"ban-tin:{name}", args=[bulletin.pk])
    client = signed_in(person)
    opened = client.get(address).context["form"].initial
    given = {key: value for key, value in opened.items() if value not in (None, "")}
    answer = client.post(address, {**given, "reason": "Sai giờ"})
    assert "Không có gì khác bản trước" in answer.content.decode() and Bulletin.objects.get().number == 1


def test_a_corrected_text_says_so_in_its_head_in_the_list_and_to_the_filter() -> None:
    room = Newsroom()
    bulletin, other = corrected(room), room.published(title="Tin chưa đính chính")
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Còn sai", title="Tiêu đề lần thứ ba")
    client, index = signed_in(room.approver), reverse("ban-tin:index")
    assert "Đã đính chính (lần 2)" in page(bulletin, room.approver) and "Đã đính chính" not in page(other, room.approver)
    listed = client.get(index).content.decode()
    assert "Đã đính chính (lần 2)" in listed and "Đã đăng" in listed
    narrowed = client.get(index, {"standing": "corrected"}).content.decode()
    assert "Tiêu đề lần thứ ba" in narrowed and "Tin chưa đính chính" not in narrowed
    standing = client.get(index, {"standing": "published"}).content.decode()
    assert "Tiêu đề lần thứ ba" in standing and "Tin chưa đính chính" in standing
    taken = client.get(index, {"export": "csv"}).getvalue().decode()
    assert "Đã đính chính (lần 2)" in taken
    acts.withdraw(bulletin, by=room.publisher, on=DAY, reason="Sai hẳn")
    assert "Đã đính chính (lần" not in client.get(index, {"standing": "corrected"}).content.decode()


def test_a_correction_with_a_last_day_that_is_over_is_refused_at_its_form_and_changes_nothing() -> None:
    room = Newsroom()
    bulletin, client = room.published(), signed_in(room.publisher)
    address = reverse("ban-tin:dinh-chinh", args=[bulletin.pk])
    given = {name: value for name, value in client.get(address).context["form"].initial.items() if value is not None}
    told = {**given, "title": "Tiêu đề thay hẳn", "reason": "Sai giờ"}
    answer = client.post(address, {**told, "until": "2020-03-01"})
    assert "Ngày cuối hiển thị không được trước hôm nay (02/03/2020)" in answer.content.decode()
    assert Bulletin.objects.get().number == 1 and not Entry.objects.filter(kind="newsroom.corrected").exists()
    assert client.post(address, {**told, "until": "2020-03-02"}).status_code == 302


def test_a_text_whose_days_are_over_can_still_be_put_right_but_not_given_other_days_that_are_over() -> None:
    room = Newsroom()
    bulletin, later = room.published(until=date(2020, 3, 4)), date(2020, 3, 9)
    with pytest.raises(Refusal, match="trước hôm nay"):
        acts.correct(bulletin, by=room.publisher, on=later, reason="Sai giờ", until=date(2020, 3, 5))
    assert acts.correct(bulletin, by=room.publisher, on=later, reason="Sai giờ", title="Tiêu đề thay hẳn").number == 2


def test_what_readers_have_had_cannot_begin_later() -> None:
    room = Newsroom()
    bulletin, later = room.published(since=date(2020, 3, 5)), date(2020, 3, 9)
    moved = acts.correct(bulletin, by=room.publisher, on=DAY, reason="Dời ngày", since=date(2020, 3, 7))
    with pytest.raises(Refusal, match="Tin đã hiển thị từ ngày 07/03/2020"):
        acts.correct(moved, by=room.publisher, on=later, reason="Dời ngày", since=date(2020, 3, 20))
    with pytest.raises(Refusal, match="Tin đã hiển thị từ ngày 02/03/2020"):
        acts.correct(room.published(), by=room.publisher, on=later, reason="Dời ngày", since=date(2020, 3, 20))
    assert acts.correct(moved, by=room.publisher, on=later, reason="Sai giờ", title="Tiêu đề thay hẳn").since == date(2020, 3, 7)
