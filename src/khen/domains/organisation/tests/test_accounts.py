"""Accounts are closed and opened again: whoever left comes in by nothing, what they held stays readable."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.reads import may
from khen.bodies.terms import Action, Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.desk.scope import holders
from khen.domains.organisation import acts, reads
from khen.domains.organisation.screens import BODIES, PEOPLE
from khen.domains.organisation.tests.makers import DAY, START, Province, a_province, an_administrator

pytestmark = pytest.mark.django_db
WHY = "Nghỉ hưu theo quyết định 12/QĐ-SNV"


@pytest.fixture
def province() -> Province:
    return a_province()


def an_author(province: Province, body: str = "so-tttt", username: str = "soantin1") -> Person:
    place = province.bodies[body]
    person = acts.register_person(username=username, full_name="Cán bộ soạn tin", body=place, by=province.admin, on=DAY)
    acts.give_post(person=person, body=place, role=Role.AUTHOR, since=START, by=province.admin, on=DAY)
    return person


def closed(person: Person, province: Province) -> Person:
    return acts.close_account(person, reason=WHY, by=province.admin, on=DAY)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(PEOPLE.get_url_name(name), args=args)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_closed_account_allows_nothing_and_its_posts_stay_readable(province: Province) -> None:
    author, body = an_author(province), province.bodies["so-tttt"]
    gone = closed(author, province)
    assert not gone.is_active
    assert not may(gone, Action.DRAFT, body, DAY)
    assert gone not in reads.people_of(body, DAY)
    assert not holders(Action.DRAFT, body, DAY).exists()
    assert [post.role for post in gone.posts.all()] == [Role.AUTHOR]
    entry = Entry.objects.get(kind="organisation.account_closed")
    assert (entry.payload, entry.by, entry.body) == ({"person": author.pk, "reason": WHY}, province.admin, body)


def test_a_running_session_ends_at_once_and_stays_ended_when_the_account_opens_again(province: Province) -> None:
    author = an_author(province)
    client = as_(author)
    assert client.get("/quan-tri/").status_code == 200
    closed(author, province)
    assert client.get("/quan-tri/").status_code == 302
    acts.reopen_account(author, reason="Trở lại công tác", by=province.admin, on=DAY)
    assert client.get("/quan-tri/").status_code == 302


def test_whoever_left_does_not_sign_in_and_hears_no_more_than_a_stranger(province: Province) -> None:
    author = an_author(province)
    password = acts.issue_password(author, by=province.admin, on=DAY)
    closed(author, province)
    told = {"username": author.username, "password": password}
    answers = [Client().post(reverse("wagtailadmin_login"), {**told, "username": name}) for name in (author.username, "ai-do")]
    assert [answer.status_code for answer in answers] == [200, 200]
    said = [answer.context["form"].non_field_errors() for answer in answers]
    assert said[0] == said[1]


def test_an_account_opened_again_needs_a_new_password(province: Province) -> None:
    author = an_author(province)
    old = acts.issue_password(author, by=province.admin, on=DAY)
    closed(author, province)
    back = acts.reopen_account(author, reason="Trở lại công tác", by=province.admin, on=DAY)
    assert may(back, Action.DRAFT, province.bodies["so-tttt"], DAY)
    assert not back.check_password(old)
    new = acts.issue_password(back, by=province.admin, on=DAY)
    assert Person.objects.get(pk=author.pk).check_password(new)
    assert Entry.objects.filter(kind="organisation.account_reopened").count() == 1


def test_nothing_is_issued_or_given_to_whoever_left(province: Province) -> None:
    gone = closed(an_author(province), province)
    with pytest.raises(Refusal):
        acts.issue_password(gone, by=province.admin, on=DAY)
    with pytest.raises(Refusal):
        acts.issue_password(gone, by=None, on=DAY)
    with pytest.raises(Refusal):
        acts.give_post(person=gone, body=province.bodies["ubnd-026"], role=Role.VIEWER, since=DAY, by=province.admin, on=DAY)


def test_nobody_closes_themselves_nor_the_last_administrator(province: Province) -> None:
    with pytest.raises(Refusal):
        closed(province.admin, province)
    second = an_administrator(province.bodies["so-tttt"], province.areas["02"], by=province.admin, username="quantri2")
    acts.close_account(province.admin, reason=WHY, by=second, on=DAY)
    with pytest.raises(Refusal):
        acts.close_account(second, reason=WHY, by=Person.objects.get(pk=province.admin.pk), on=DAY)
    assert Person.objects.get(pk=second.pk).is_active


def test_only_who_governs_all_their_posts_closes_and_opens_an_account(province: Province) -> None:
    local = an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")
    author = an_author(province)
    acts.give_post(person=author, body=province.bodies["ubnd-026"], role=Role.VIEWER, since=DAY, by=local, on=DAY)
    before = Entry.objects.count()
    with pytest.raises(Refusal):
        acts.close_account(author, reason=WHY, by=local, on=DAY)
    closed(author, province)
    with pytest.raises(Refusal):
        acts.reopen_account(author, reason=WHY, by=local, on=DAY)
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_the_reason_is_said(province: Province, reason: str) -> None:
    author = an_author(province)
    with pytest.raises(Refusal):
        acts.close_account(author, reason=reason, by=province.admin, on=DAY)
    assert Person.objects.get(pk=author.pk).is_active


def test_nothing_is_closed_or_opened_twice(province: Province) -> None:
    author = an_author(province)
    with pytest.raises(Refusal):
        acts.reopen_account(author, reason=WHY, by=province.admin, on=DAY)
    closed(author, province)
    with pytest.raises(Refusal):
        closed(author, province)


def test_whose_posts_are_over_is_answered_for_by_who_governed_the_last(province: Province) -> None:
    author = an_author(province)
    acts.end_post(author.posts.get(), until=DAY - timedelta(days=5), by=province.admin, on=DAY)
    closed(author, province)
    acts.reopen_account(author, reason="Trở lại công tác", by=province.admin, on=DAY)
    assert Person.objects.get(pk=author.pk).is_active


def test_at_the_counter_an_account_is_closed_shown_filtered_and_opened_again(province: Province) -> None:
    author, client = an_author(province), as_(province.admin)
    page = words(client.get(at("dong-tai-khoan", author.pk)))
    assert "Đóng tài khoản" in page
    assert client.post(at("dong-tai-khoan", author.pk), {"reason": WHY}).status_code == 302
    record = words(client.get(at("record", author.pk)))
    assert "Đã đóng tài khoản" in record and WHY in record and "tài khoản đã đóng" in record
    assert client.post(at("cap-mat-khau", author.pk)).status_code == 409
    assert author.username in words(client.get(at("index"), {"account": "closed"}))
    assert author.username not in words(client.get(at("index"), {"account": "own"}))
    assert author.username not in words(client.get(reverse(BODIES.get_url_name("record"), args=[province.bodies["so-tttt"].pk])))
    assert client.post(at("mo-tai-khoan", author.pk), {"reason": "Trở lại công tác"}).status_code == 302
    assert author.username in words(client.get(at("index"), {"account": "none"}))
    assert author.username not in words(client.get(at("index"), {"account": "closed"}))


def test_every_standing_of_an_account_is_found_by_its_filter(province: Province) -> None:
    people = {name: an_author(province, username=f"nguoi-{name}") for name in ("none", "first", "own", "closed")}
    for name in ("first", "own"):
        password = acts.issue_password(people[name], by=province.admin, on=DAY)
    acts.change_password(people["own"], old=password, new="đường lên cột cờ Lũng Cú", by=people["own"], on=DAY)
    closed(people["closed"], province)
    for name, person in people.items():
        found = reads.with_account(Person.objects.exclude(pk=province.admin.pk), name)
        assert list(found) == [person]


def test_a_foreign_administrator_finds_no_account_to_close(province: Province) -> None:
    author = an_author(province)
    foreign = as_(an_administrator(province.bodies["ubnd-027"], by=province.admin, username="quantri-meovac"))
    for verb in ("dong-tai-khoan", "mo-tai-khoan"):
        assert foreign.get(at(verb, author.pk)).status_code == 404
        assert foreign.post(at(verb, author.pk), {"reason": WHY}).status_code == 404
    assert Person.objects.get(pk=author.pk).is_active


def test_who_only_inspects_is_told_who_may_close(province: Province) -> None:
    author, inspector = an_author(province), a_person(Role.INSPECTOR, body=province.bodies["so-tttt"])
    assert as_(inspector).post(at("dong-tai-khoan", author.pk), {"reason": WHY}).status_code == 403


def test_without_a_reason_nothing_is_closed_at_the_counter(province: Province) -> None:
    author = an_author(province)
    answer = as_(province.admin).post(at("dong-tai-khoan", author.pk), {"reason": ""})
    assert answer.status_code == 200 and "desk-errors" in words(answer)
    assert Person.objects.get(pk=author.pk).is_active
