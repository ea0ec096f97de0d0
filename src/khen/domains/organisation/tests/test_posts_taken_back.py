"""A post that was given by mistake counts on no day: called off before it begins, or ended on its first day while unused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies import governing
from khen.bodies.models import Post
from khen.bodies.reads import may
from khen.bodies.terms import Action, Role
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.organisation import acts, reads
from khen.domains.organisation.models import Delegation
from khen.domains.organisation.reads.first_page import people_leaving
from khen.domains.organisation.reads.kept import KEPT
from khen.domains.organisation.screens import absences
from khen.domains.organisation.screens.absences import STANDINGS
from khen.domains.organisation.tests.makers import Province, a_province

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def province() -> Province:
    return a_province()


def given(province: Province, since: date, role: Role = Role.ADMINISTRATOR) -> Post:
    said: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": clock.today()}
    person = acts.register_person(username="nham-nguoi", full_name="Người bị giao nhầm", **said)
    return acts.give_post(person=person, role=role, since=since, **said)


def ended(province: Province, post: Post, until: date) -> Any:
    client = Client()
    client.force_login(province.admin)
    place, told = reverse("can-bo:ket-thuc", args=[post.person_id]), {"post": post.pk, "until": until.isoformat()}
    return client.post(place, told, follow=True)


@pytest.mark.parametrize("days", [0, 3, 7])
def test_a_post_that_has_not_begun_is_called_off_and_counts_on_no_day(province: Province, days: int) -> None:
    today = clock.today()
    post = given(province, today + WEEK)
    assert "không tính ngày nào" in ended(province, post, today + timedelta(days=days)).content.decode()
    post.refresh_from_db()
    assert post.until == post.since
    assert not may(post.person, Action.GOVERN, post.body, today + WEEK)
    assert reads.by_time([post], today)["ended"] == [post] and not people_leaving(province.admin, today).exists()
    told = Entry.objects.get(kind="organisation.post_ended").payload
    assert told["until"] == (today + WEEK).isoformat()
    assert [one for kept in KEPT for one in differing(kept)] == []
    with pytest.raises(Refusal, match="Đã hủy rồi"):
        acts.end_post(post, until=today + 2 * WEEK, by=province.admin, on=today)
    acts.give_post(person=post.person, body=post.body, role=post.role, since=today, by=province.admin, on=today)


def test_a_post_that_began_today_ends_from_now_on_while_nothing_was_done_by_it(province: Province) -> None:
    today = clock.today()
    post = given(province, today, Role.PUBLISHER)
    password = acts.issue_password(post.person, by=province.admin, on=today)
    acts.change_password(post.person, old=password, new="đường lên cột cờ Lũng Cú", by=post.person, on=today)
    ended(province, post, today)
    assert not may(post.person, Action.PUBLISH, post.body, today)
    assert [one for kept in KEPT for one in differing(kept)] == []


def test_a_post_by_which_something_was_done_today_ends_tomorrow_and_the_account_can_be_closed(province: Province) -> None:
    today = clock.today()
    post = given(province, today)
    acts.register_person(username="nguoi-moi", full_name="Người mới", body=post.body, by=post.person, on=today)
    page = ended(province, post, today).content.decode()
    assert "kết thúc từ ngày" in page and "đóng tài khoản" in page
    assert may(post.person, Action.GOVERN, post.body, today)
    ended(province, post, today + timedelta(days=1))
    assert not may(post.person, Action.GOVERN, post.body, today + timedelta(days=1))


def test_what_somebody_did_before_the_post_was_given_does_not_keep_it(province: Province) -> None:
    today = clock.today()
    post = given(province, today - WEEK)
    acts.register_person(username="nguoi-moi", full_name="Người mới", body=post.body, by=post.person, on=today)
    said: dict[str, Any] = {"person": post.person, "body": post.body, "by": province.admin, "on": today}
    second = acts.give_post(role=Role.PUBLISHER, since=today, **said)
    acts.end_post(second, until=today, by=province.admin, on=today)
    assert not may(post.person, Action.PUBLISH, post.body, today) and may(post.person, Action.GOVERN, post.body, today)


def test_a_post_that_began_before_today_does_not_end_on_its_first_day(province: Province) -> None:
    post = given(province, clock.today() - WEEK)
    with pytest.raises(Refusal, match="phải sau ngày bắt đầu"):
        acts.end_post(post, until=post.since, by=province.admin, on=clock.today())


def test_whoever_takes_over_a_post_that_was_called_off_gets_it_from_its_first_day(province: Province) -> None:
    today = clock.today()
    post = given(province, today + WEEK)
    right = acts.register_person(username="dung-nguoi", full_name="Đúng người", body=post.body, by=province.admin, on=today)
    acts.give_post(person=right, body=post.body, role=Role.VIEWER, since=today, by=province.admin, on=today)
    client = Client()
    client.force_login(province.admin)
    told = {"post": post.pk, "until": today.isoformat(), "successor": right.pk, "same_post": "on"}
    assert client.post(reverse("can-bo:ket-thuc", args=[post.person_id]), told).status_code == 302
    assert Post.objects.get(person=right, role=Role.ADMINISTRATOR).since == today + WEEK


def test_whoever_acted_in_its_place_used_it(province: Province) -> None:
    today = clock.today()
    post = given(province, today)
    deputy = acts.register_person(username="lam-thay", full_name="Làm thay", body=post.body, by=province.admin, on=today)
    acts.give_post(person=deputy, body=post.body, role=Role.VIEWER, since=today, by=province.admin, on=today)
    acts.delegate(post, to=deputy, since=today, until=today + WEEK, by=province.admin, on=today)
    acts.register_person(username="nguoi-moi", full_name="Người mới", body=post.body, by=deputy, on=today)
    with pytest.raises(Refusal, match="đóng tài khoản"):
        acts.end_post(post, until=today, by=province.admin, on=today)


def test_a_post_does_not_end_before_the_last_day_on_which_something_was_done_by_it(province: Province) -> None:
    today = clock.today()
    post = given(province, today - 3 * WEEK)
    for days in (16, 5):
        on = today - timedelta(days=days)
        acts.register_person(username=f"nguoi-moi-{days}", full_name="Người mới", body=post.body, by=post.person, on=on)
    last, day = today - timedelta(days=5), today - timedelta(days=4)
    page = ended(province, post, today - timedelta(days=10)).content.decode()
    assert f"Việc gần nhất làm theo vị trí này là ngày {last:%d/%m/%Y}: hãy kết thúc từ ngày {day:%d/%m/%Y}." in page
    assert may(post.person, Action.GOVERN, post.body, last)
    ended(province, post, day)
    assert not may(post.person, Action.GOVERN, post.body, day) and may(post.person, Action.GOVERN, post.body, last)


def test_what_another_post_allowed_as_well_does_not_keep_one(province: Province) -> None:
    today, division = clock.today(), province.bodies["ubnd-026"]
    post = given(province, today - 3 * WEEK)
    acts.give_post(person=post.person, body=division, role=post.role, since=today - WEEK, by=province.admin, on=today)
    acts.register_person(username="nguoi-moi", full_name="Người mới", body=division, by=post.person, on=today)
    acts.end_post(post, until=today - WEEK, by=province.admin, on=today)
    assert not may(post.person, Action.GOVERN, post.body, today) and may(post.person, Action.GOVERN, division, today)


def test_what_was_done_in_its_place_keeps_a_post_and_the_delegation(province: Province) -> None:
    today = clock.today()
    post = given(province, today - 2 * WEEK)
    said: dict[str, Any] = {"by": province.admin, "on": today - WEEK}
    deputy = acts.register_person(username="lam-thay", full_name="Làm thay", body=post.body, **said)
    acts.give_post(person=deputy, body=post.body, role=Role.VIEWER, since=today - WEEK, **said)
    delegated = acts.delegate(post, to=deputy, since=today - WEEK, until=today + WEEK, **said)
    acts.register_person(username="nguoi-moi", full_name="Người mới", body=post.body, by=deputy, on=today)
    tomorrow = today + timedelta(days=1)
    with pytest.raises(Refusal, match="đóng tài khoản"):
        acts.end_post(post, until=today - timedelta(days=2), by=province.admin, on=today)
    with pytest.raises(Refusal, match=f"{tomorrow:%d/%m/%Y}"):
        acts.end_delegation(delegated, until=today, by=province.admin, on=today)
    acts.end_delegation(delegated, until=tomorrow, by=province.admin, on=today)


def test_where_somebody_answers_is_told_by_the_post_that_began_first(province: Province) -> None:
    today = clock.today()
    later = given(province, today - WEEK)
    first = acts.give_post(
        person=later.person,
        body=province.bodies["ubnd-026"],
        role=Role.VIEWER,
        since=today - 2 * WEEK,
        by=province.admin,
        on=today,
    )
    assert list(governing.posts_to_come(later.person, today)) == [first, later]


@pytest.mark.parametrize(("days", "standing"), [(0, "cancelled"), (-7, "ended")])
def test_a_delegation_is_called_off_or_ended_with_its_post(province: Province, days: int, standing: str) -> None:
    today = clock.today()
    post = given(province, today + timedelta(days=days), Role.AUTHOR)
    said: dict[str, Any] = {"by": province.admin, "on": post.since}
    deputy = acts.register_person(username="lam-thay", full_name="Làm thay", body=post.body, **said)
    own = acts.give_post(person=deputy, body=post.body, role=Role.VIEWER, since=post.since, **said)
    acts.delegate(post, to=deputy, since=post.since, until=today + WEEK, **said)
    row = Delegation.objects.get(for_post=post)
    assert absences.standing(row) == "running" and list(reads.acting_for(post.person, province.admin, today)) == [row]
    acts.end_post(post, until=today, by=province.admin, on=today)
    row = Delegation.objects.get(for_post=post)
    assert (absences.standing(row), row.ends) == (standing, today)
    assert not reads.acting_for(post.person, province.admin, today).exists()
    assert reads.by_time(list(deputy.posts.order_by("pk")), today) == {"now": [own], "to_come": [], "ended": [row]}
    client = Client()
    client.force_login(province.admin)
    for other in STANDINGS:
        page = client.get(reverse("uy-quyen:index"), {"standing": other}).content.decode()
        assert ("Làm thay" in page.partition("</form>")[2]) == (other == standing), other
    page = client.get(reverse("uy-quyen:record", args=[row.pk])).content.decode()
    assert str(STANDINGS[standing]) in page and str(STANDINGS["running"]) not in page
    assert reverse("uy-quyen:ket-thuc", args=[row.pk]) not in page
    for act, told in ((acts.end_delegation, {"until": today + timedelta(days=1)}), (acts.cancel_delegation, {"reason": "Nhầm"})):
        with pytest.raises(Refusal, match="Đã hủy rồi" if standing == "cancelled" else "chỉ có hiệu lực đến hết ngày"):
            act(row, by=province.admin, on=today, **told)
