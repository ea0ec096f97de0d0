"""Ordinary news of a named author goes out at once where the regulations say so, and is checked; nothing else changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, PostCheck, Regulation
from khen.domains.newsroom.reads.post_checks import to_check
from khen.domains.newsroom.screens import waiting
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
LATER = date(2020, 4, 1)
BASIS = "Quy chế hậu kiểm 05/QC-STTTT"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def regulated(room: Newsroom, **given: Any) -> Regulation:
    usual = {"regulated": "post_check", "author": room.author, "days": 2, "since": DAY, "legal_basis": BASIS}
    return acts.regulate(by=room.leader, body=room.body, on=DAY, **{**usual, **given})


def let_out(room: Newsroom, **content: Any) -> Bulletin:
    return acts.publish_unapproved(room.submitted(**content), by=room.publisher, on=DAY, outlets=[room.outlet()])


def test_by_default_nothing_goes_out_before_approval() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    regulated(other)
    with pytest.raises(Refusal):
        let_out(room)
    assert Bulletin.objects.get().standing == Standing.SUBMITTED and not PostCheck.objects.exists()


def test_ordinary_news_of_the_named_author_goes_out_and_waits_for_its_check() -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    assert bulletin.standing == Standing.PUBLISHED and bulletin.approved_by is None
    assert PostCheck.objects.get().due == date(2020, 3, 4)
    kinds = Entry.objects.filter(about="newsroom.bulletin").order_by("seq").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["newsroom.published_unapproved", "newsroom.published"]
    assert to_check(room.approver, DAY).get() == bulletin and not to_check(room.publisher, DAY).exists()


def test_a_check_is_due_after_the_holidays_of_the_moon_and_says_when_they_are_not_known_yet() -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    page, sentence = reverse("ban-tin:record", args=[bulletin.pk]), "Lịch nghỉ năm 2027 chưa có"
    assert sentence not in signed_in(room.approver).get(page).content.decode()
    PostCheck.objects.update(due=date(2027, 2, 3))
    assert sentence in signed_in(room.approver).get(page).content.decode()


@pytest.mark.parametrize(
    "content",
    [{"klass": "emergency"}, {"klass": "notice"}, {"klass": "advert"}, {"origin": "collected", "source": "Báo"}],
)
def test_nothing_but_ordinary_news_of_our_own_goes_out_before_approval(content: dict[str, str]) -> None:
    room = Newsroom()
    regulated(room)
    with pytest.raises(Refusal):
        let_out(room, **content)
    assert not PostCheck.objects.exists()


def test_neither_another_author_nor_another_day_nor_ones_own_text() -> None:
    room = Newsroom()
    regulated(room, since=date(2020, 3, 1), until=date(2020, 3, 3))
    second = a_person(Role.AUTHOR, Role.PUBLISHER, body=room.body)
    with pytest.raises(Refusal):
        acts.publish_unapproved(room.draft(), by=room.publisher, on=DAY, outlets=[room.outlet()])
    with pytest.raises(Refusal):
        acts.publish_unapproved(room.submitted(), by=room.publisher, on=date(2020, 3, 3), outlets=[room.outlet()])
    theirs = acts.write(by=second, body=room.body, on=DAY, title="Tin của người khác", body_html="<p>Có chữ</p>", topic="khac")
    with pytest.raises(Refusal):
        acts.publish_unapproved(acts.submit(theirs, by=second, on=DAY), by=room.publisher, on=DAY, outlets=[room.outlet()])
    helped = acts.submit(acts.change(room.draft(), by=second, on=DAY, summary="Thêm"), by=room.author, on=DAY)
    with pytest.raises(Refusal):
        acts.publish_unapproved(helped, by=second, on=DAY, outlets=[room.outlet()])
    for person in (room.author, room.approver, Newsroom("Khác").publisher):
        with pytest.raises(Refusal):
            acts.publish_unapproved(room.submitted(), by=person, on=DAY, outlets=[room.outlet()])


def test_initials_are_not_left_out_by_going_out_early() -> None:
    room = Newsroom()
    regulated(room)
    regulated(room, regulated="initials", author=None, days=None)
    with pytest.raises(Refusal):
        let_out(room)


@pytest.mark.parametrize(("verdict", "then"), [("passed", "published"), ("reminded", "published"), ("removed", "withdrawn")])
def test_the_check_passes_reminds_or_takes_down(verdict: str, then: str) -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    acts.post_check(bulletin, by=room.approver, on=DAY, verdict=verdict, reason="Thiếu dẫn nguồn")
    assert Bulletin.objects.get().standing == then
    assert Entry.objects.get(kind="newsroom.post_checked").payload["late"] is False
    assert Entry.objects.filter(kind="newsroom.withdrawn").count() == (then == "withdrawn")
    with pytest.raises(Refusal):
        acts.post_check(bulletin, by=room.approver, on=DAY, verdict="passed")


def test_nobody_checks_what_they_wrote_or_let_out() -> None:
    room = Newsroom()
    regulated(room)
    both = a_person(Role.PUBLISHER, Role.APPROVER, body=room.body)
    bulletin = acts.publish_unapproved(room.submitted(), by=both, on=DAY, outlets=[room.outlet()])
    room.author.posts.create(body=room.body, role=Role.APPROVER, since=DAY)
    for person in (both, room.author, room.publisher, Newsroom("Khác").approver):
        with pytest.raises(Refusal):
            acts.post_check(bulletin, by=person, on=DAY, verdict="passed")
    with pytest.raises(DatabaseError), transaction.atomic():
        PostCheck.objects.update(verdict="passed", by=both, on=DAY)


def test_whoever_wrote_it_or_let_it_out_is_not_named_among_those_who_may_check_it() -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    deputy, deputy_of_author = a_person(), a_person()
    approving = {"body": room.body, "role": Role.APPROVER, "since": DAY}
    for person in (room.author, deputy):
        person.posts.create(**approving, until=LATER, for_post=room.approver.posts.get())
    room.publisher.posts.create(**approving)
    deputy_of_author.posts.create(**approving, until=LATER, for_post=room.author.posts.create(**approving))
    answer = signed_in(a_person(Role.VIEWER, body=room.body)).get(reverse("ban-tin:hau-kiem", args=[bulletin.pk]))
    named = {post.person for post in answer.context["offer"].holders}
    assert answer.status_code == 403 and named == {room.approver, deputy}


@pytest.mark.parametrize("said", [{"verdict": "reminded"}, {"verdict": "removed", "reason": " "}, {"verdict": ""}])
def test_a_verdict_against_needs_its_reason(said: dict[str, Any]) -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    with pytest.raises(Refusal):
        acts.post_check(bulletin, by=room.approver, on=DAY, **said)
    answer = signed_in(room.approver).post(reverse("ban-tin:hau-kiem", args=[bulletin.pk]), said)
    assert 'role="alert"' in answer.content.decode() and PostCheck.objects.get().verdict == ""


def test_a_correction_does_not_turn_it_into_something_that_needed_approval() -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    with pytest.raises(Refusal):
        acts.correct(bulletin, by=room.publisher, on=DAY, reason="Đổi loại", klass="emergency")
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Sửa giờ", summary="Từ 7 giờ")


def test_the_database_lets_nothing_stand_unapproved_without_its_regulation() -> None:
    room = Newsroom()
    regulated(room)
    bulletin, usual = let_out(room), room.published()
    for wrong in ({"under": None}, {"klass": "advert"}, {"origin": "collected", "source": "Báo"}, {"standing": "approved"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Bulletin.objects.filter(pk=bulletin.pk).update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        Bulletin.objects.filter(pk=usual.pk).update(approved_by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Regulation.objects.update(days=None)


@pytest.mark.parametrize("given", [{"author": None}, {"days": None}, {"days": 0}, {"days": 31}])
def test_a_regulation_on_checks_names_an_author_of_the_body_and_its_days(given: dict[str, Any]) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        regulated(room, **given)
    with pytest.raises(Refusal):
        regulated(room, author=Newsroom("Khác").author)


def test_what_waits_and_what_is_overdue_is_listed_for_the_approver() -> None:
    room = Newsroom()
    regulated(room)
    bulletin = let_out(room)
    index = reverse("ban-tin:index")
    told = {str(one.url): one.count for one in waiting(room.approver)}
    assert told[f"{index}?cho=hau-kiem"] == 1 and told[f"{index}?cho=qua-han-hau-kiem"] == 0
    client = signed_in(room.approver)
    assert "hạn 04/03/2020" in client.get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode()
    with clock.held(datetime(2020, 3, 5, 5, tzinfo=UTC)):
        client = signed_in(room.approver)
        assert {str(one.url): one.count for one in waiting(room.approver)}[f"{index}?cho=qua-han-hau-kiem"] == 1
        assert "Hướng dẫn nộp" in client.get(index, {"cho": "qua-han-hau-kiem"}).content.decode()
        assert "Quá hạn" in client.get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode()
        acts.post_check(bulletin, by=room.approver, on=date(2020, 3, 5), verdict="passed")
        assert Entry.objects.get(kind="newsroom.post_checked").payload["late"] is True
        assert "Hướng dẫn nộp" not in client.get(index, {"cho": "hau-kiem"}).content.decode()


def test_it_is_regulated_published_and_checked_on_the_screens() -> None:
    room = Newsroom()
    told = {"body": room.body.pk, "author": room.author.pk, "days": "2", "legal_basis": BASIS, "since": "2020-03-02"}
    assert 'role="alert"' in signed_in(room.leader).post(reverse("quy-dinh-tin-bai:cho-dang-truoc"), {}).content.decode()
    assert signed_in(room.leader).post(reverse("quy-dinh-tin-bai:cho-dang-truoc"), told).status_code == 302
    bulletin, site = room.submitted(), room.outlet()
    address = reverse("ban-tin:dang-truoc", args=[bulletin.pk])
    assert signed_in(room.publisher).post(address, {"outlets": [site.pk], "seen": "1"}).status_code == 302
    answer = signed_in(room.approver).post(reverse("ban-tin:hau-kiem", args=[bulletin.pk]), {"verdict": "passed", "seen": "1"})
    assert answer.status_code == 302 and PostCheck.objects.get().verdict == "passed"
    stranger = signed_in(a_person(*Role.values, body=Newsroom("Khác").body))
    for name in ("dang-truoc", "hau-kiem"):
        assert stranger.get(reverse(f"ban-tin:{name}", args=[bulletin.pk])).status_code == 404
