"""Whatever somebody else does to a text, an order or a post of theirs is told to those whom it concerns, with its reason."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts as people
from khen.tidings import digests
from khen.tidings.models import Notice, Parcel
from khen.tidings.reading import follow
from khen.tidings.terms import SECURITY, Road, Told

pytestmark = pytest.mark.django_db
HERE, CHOICES = "/quan-tri/thong-bao/", "/quan-tri/thong-bao/lua-chon/"
WHY, WEEK = "Sai ngày họp chợ", timedelta(days=7)


def told(person: Person, *sorts: Told) -> list[str]:
    """What a person was told of these sorts, the oldest first."""
    follow()
    return list(Notice.objects.filter(person=person, told__in=sorts).order_by("pk").values_list("told", flat=True))


def page(person: Person) -> str:
    return signed_in(person).get(HERE).content.decode()


def opened(person: Person, sort: Told) -> str:
    notice = Notice.objects.filter(person=person, told=sort).latest("pk")
    answer = signed_in(person).post(HERE, {"mo": notice.pk}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def submitted(room: Newsroom) -> Bulletin:
    given: dict[str, Any] = {"topic": "khac", "title": "Chợ phiên", "body_html": "<p>Họp ngày chủ nhật.</p>"}
    made = acts.write(by=room.author, body=room.body, on=clock.today(), **given)
    return acts.submit(made, by=room.author, on=clock.today())


def published(room: Newsroom) -> Bulletin:
    approved = acts.approve(submitted(room), by=room.approver, on=clock.today())
    return acts.publish(approved, by=room.publisher, on=clock.today(), outlets=[room.outlet()])


def let_out(room: Newsroom) -> Bulletin:
    today, basis = clock.today(), "Quy chế hậu kiểm 05/QC-STTTT"
    rule: dict[str, Any] = {"regulated": "post_check", "author": room.author, "days": 2, "since": today, "legal_basis": basis}
    acts.regulate(by=room.leader, body=room.body, on=today, **rule)
    return acts.publish_unapproved(submitted(room), by=room.publisher, on=today, outlets=[room.outlet()])


def test_a_text_corrected_or_withdrawn_by_another_is_told_with_the_reason_to_its_author_and_to_whoever_published_it() -> None:
    room, today = Newsroom(), clock.today()
    other = a_person(Role.PUBLISHER, body=room.body)
    text, sorts = published(room), (Told.CORRECTED, Told.WITHDRAWN)
    acts.correct(text, by=other, on=today, reason=WHY, body_html="<p>Họp ngày thứ bảy.</p>")
    acts.withdraw(text, by=other, on=today, reason="Chợ phiên bị hoãn")
    for person in (room.author, room.publisher):
        assert told(person, *sorts) == [*sorts]
        shown = page(person)
        assert "đã được đính chính: Chợ phiên" in shown and f"Lý do: {WHY}" in shown
        assert "đã bị gỡ: Chợ phiên" in shown and "Lý do: Chợ phiên bị hoãn" in shown
    assert not told(other, *sorts) and not told(room.approver, *sorts) and "Họp ngày" not in page(room.author)
    assert WHY in opened(room.author, Told.CORRECTED)


def test_who_corrects_or_withdraws_what_they_published_themselves_is_not_told_and_the_author_is() -> None:
    room = Newsroom()
    text = published(room)
    acts.withdraw(text, by=room.publisher, on=clock.today(), reason=WHY)
    assert not told(room.publisher, Told.WITHDRAWN) and told(room.author, Told.WITHDRAWN) == [Told.WITHDRAWN]


def test_the_reason_of_what_somebody_may_not_read_any_more_is_not_shown() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    acts.withdraw(published(room), by=room.publisher, on=clock.today(), reason=WHY)
    follow()
    Post.objects.filter(person=room.author).update(body=other.body)
    shown = page(room.author)
    assert "không còn được xem" in shown and WHY not in shown


@pytest.mark.parametrize("verdict", ["reminded", "removed"])
def test_a_check_that_reminds_or_takes_down_is_told_to_the_author_with_its_reason(verdict: str) -> None:
    room = Newsroom()
    acts.post_check(let_out(room), by=room.approver, on=clock.today(), verdict=verdict, reason=WHY)
    assert told(room.author, Told.CHECKED) == told(room.publisher, Told.CHECKED) == [Told.CHECKED]
    assert not told(room.approver, Told.CHECKED) and f"Lý do: {WHY}" in page(room.author)
    assert WHY in opened(room.author, Told.CHECKED)


def test_a_check_that_finds_nothing_is_told_to_nobody() -> None:
    room = Newsroom()
    acts.post_check(let_out(room), by=room.approver, on=clock.today(), verdict="passed")
    assert not told(room.author, Told.CHECKED)


def test_each_of_these_sorts_is_turned_down_like_any_other() -> None:
    room = Newsroom()
    text = published(room)
    offered = signed_in(room.author).get(CHOICES).content.decode()
    assert all(f'value="{one}:screen"' in offered for one in (Told.CORRECTED, Told.WITHDRAWN, Told.CHECKED, Told.DEPUTY))
    signed_in(room.author).post(CHOICES, {"chon": "1", "loai": [f"{Told.CORRECTED}:screen"]})
    assert Told.WITHDRAWN not in SECURITY
    acts.withdraw(text, by=room.publisher, on=clock.today(), reason=WHY)
    assert not told(room.author, Told.WITHDRAWN)


def test_an_order_that_is_called_off_is_told_to_the_bodies_that_were_still_asked() -> None:
    room, out, far, today = Newsroom(), Newsroom("Phòng Văn hóa"), Newsroom("Khác"), clock.today()
    Post.objects.create(person=room.publisher, body=out.body, role=Role.PUBLISHER, since=today - WEEK)
    order: dict[str, Any] = {"subject": "Tuần lễ áo dài", "wanted": "Một tin", "topic": "khac", "campaign": "", "pieces": 1}
    made = acts.order(by=room.publisher, body=room.body, on=today, bodies=[room.body, out.body], due=today + WEEK, **order)
    acts.take_out(made, asked=made.asked.get(body=out.body), by=room.publisher, on=today, reason="Đặt nhầm")
    follow()
    before = Notice.objects.filter(person=out.author).count()
    acts.call_off(made, by=room.publisher, on=today, reason="Lùi sang năm sau")
    assert told(room.author, Told.ORDERED) == [Told.ORDERED, Told.ORDERED]
    assert Notice.objects.filter(person=out.author).count() == before and not told(far.author, *Told)
    assert not told(room.publisher, *Told)
    shown = page(room.author)
    assert "thôi đặt: Tuần lễ áo dài" in shown and "Lý do: Lùi sang năm sau" in shown
    assert "Tuần lễ áo dài" in opened(room.author, Told.ORDERED)


def test_whoever_is_named_to_act_for_another_is_told_for_whom_and_when_it_ends_early_or_is_called_off() -> None:
    room, today = Newsroom(), clock.today()
    post, deputy = room.approver.posts.get(), room.author
    first = people.delegate(post, to=deputy, since=today, until=today + WEEK, by=room.approver, on=today)
    assert told(deputy, Told.DEPUTY) == [Told.DEPUTY] and not told(room.approver, Told.DEPUTY)
    assert f"Bạn được cử làm thay: {room.approver.full_name}" in page(deputy)
    assert room.approver.full_name in opened(deputy, Told.DEPUTY)
    people.end_delegation(first, until=today + timedelta(days=1), by=room.approver, on=today)
    later = people.delegate(post, to=deputy, since=today + WEEK, until=today + 2 * WEEK, by=room.approver, on=today)
    people.cancel_delegation(later, reason="Hoãn chuyến đi", by=room.approver, on=today)
    assert told(deputy, Told.DEPUTY) == [Told.DEPUTY] * 4
    shown = page(deputy)
    assert "kết thúc sớm: " in shown and "bị hủy: " in shown and "Lý do: Hoãn chuyến đi" in shown


def test_whoever_is_stood_in_for_is_told_by_whom_where_somebody_else_names_changes_or_ends_it() -> None:
    room, today = Newsroom(), clock.today()
    admin, post = a_person(Role.ADMINISTRATOR, body=room.body), room.approver.posts.get()
    days: dict[str, Any] = {"to": room.author, "since": today + WEEK, "until": today + 2 * WEEK}
    made = people.delegate(post, **days, by=admin, on=today)
    assert told(room.approver, Told.DEPUTY) == [Told.DEPUTY]
    assert f"Có người được cử làm thay bạn: {room.author.full_name}" in page(room.approver)
    assert f"Bạn được cử làm thay: {room.approver.full_name}" in page(room.author)
    assert room.author.full_name in opened(room.approver, Told.DEPUTY)
    people.cancel_delegation(made, reason="Hoãn chuyến đi", by=admin, on=today)
    again = people.delegate(post, **days | {"since": today}, by=admin, on=today)
    people.end_delegation(again, until=today + timedelta(days=1), by=room.author, on=today)
    assert told(room.approver, Told.DEPUTY) == [Told.DEPUTY] * 4
    shown = page(room.approver)
    assert f"Việc làm thay bạn bị hủy: {room.author.full_name}" in shown and "Lý do: Hoãn chuyến đi" in shown
    assert f"Việc làm thay bạn được kết thúc sớm: {room.author.full_name}" in shown


def test_whoever_is_away_is_told_who_looks_after_their_work_where_somebody_else_says_so() -> None:
    room, today = Newsroom(), clock.today()
    admin, other = a_person(Role.ADMINISTRATOR, body=room.body), a_person(Role.AUTHOR, body=room.body)
    days: dict[str, Any] = {"body": room.body, "since": today, "until": today + WEEK}
    leave = people.announce_leave(room.approver, **days, deputy=room.author, by=admin, on=today)
    people.change_deputy(leave, to=other, by=admin, on=today, since=today)
    assert told(room.approver, Told.DEPUTY) == [Told.DEPUTY] * 2
    shown = page(room.approver)
    assert f"Đã báo nghỉ cho bạn và cử người trông việc: {other.full_name}" in shown
    assert f"Người khác được cử trông việc thay bạn khi bạn nghỉ: {other.full_name}" in shown
    assert other.full_name in opened(room.approver, Told.DEPUTY)


def test_a_letter_tells_whoever_is_stood_in_for_in_other_words_than_the_deputy() -> None:
    room, today = Newsroom(), clock.today()
    admin = a_person(Role.ADMINISTRATOR, body=room.body)
    for person in (room.approver, room.author):
        person.email = f"{person.username}@hagiang.gov.vn"
        person.save()
    people.delegate(room.approver.posts.get(), to=room.author, since=today, until=today + WEEK, by=admin, on=today)
    follow()
    said = {}
    for person in (room.approver, room.author):
        letter = Parcel.objects.create(person=person, road=Road.MAIL, made_at=clock.now(), not_before=clock.now())
        Notice.objects.filter(person=person).update(letter=letter)
        written = digests.write(letter)
        assert written is not None
        said[person] = message_from_bytes(written.content, policy=SMTP).get_content()
    assert "làm thay bạn" in said[room.approver] and "Bạn được cử làm thay" in said[room.author]


def test_whoever_ends_their_own_acting_is_not_told_of_it() -> None:
    room, today = Newsroom(), clock.today()
    post = room.approver.posts.get()
    made = people.delegate(post, to=room.author, since=today, until=today + WEEK, by=room.approver, on=today)
    people.end_delegation(made, until=today + timedelta(days=1), by=room.author, on=today)
    assert told(room.author, Told.DEPUTY) == [Told.DEPUTY]


def test_whoever_is_to_look_after_the_work_of_somebody_away_is_told() -> None:
    room, today = Newsroom(), clock.today()
    leave = people.announce_leave(
        room.approver, body=room.body, since=today, until=today + WEEK, deputy=room.author, by=room.approver, on=today
    )
    assert told(room.author, Told.DEPUTY) == [Told.DEPUTY]
    assert f"Bạn được cử trông việc cho người nghỉ: {room.approver.full_name}" in page(room.author)
    assert room.approver.full_name in opened(room.author, Told.DEPUTY) and leave.pk
