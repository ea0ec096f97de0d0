"""Acting in another's place: dated, no wider than the post, ending by itself; nobody's own work is approved through it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person, Post
from khen.bodies.reads import answers_for, done_for, may
from khen.bodies.terms import Action, Role
from khen.book.models import Entry
from khen.domains.organisation import acts
from khen.domains.organisation.screens import DELEGATIONS, PEOPLE
from khen.domains.organisation.tests.makers import DAY, START, Province, a_province, an_administrator

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def province() -> Province:
    return a_province()


def holding(province: Province, role: str, username: str, body: str = "so-tttt") -> Person:
    place = province.bodies[body]
    said: dict[str, Any] = {"by": province.admin, "on": DAY}
    person = acts.register_person(username=username, full_name=f"Cán bộ {username}", body=place, **said)
    acts.give_post(person=person, body=place, role=role, since=START, **said)
    return person


@pytest.fixture
def approver(province: Province) -> Person:
    return holding(province, Role.APPROVER, "nguoi-duyet")


@pytest.fixture
def deputy(province: Province) -> Person:
    return holding(province, Role.VIEWER, "nguoi-thay")


def delegated(holder: Person, deputy: Person, by: Person | None = None, **said: Any) -> Post:
    days: dict[str, Any] = {"since": DAY, "until": DAY + WEEK, "on": DAY, **said}
    return acts.delegate(holder.posts.get(for_post=None), to=deputy, by=by or holder, **days)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(DELEGATIONS.get_url_name(name), args=args)


def test_who_is_named_may_from_day_to_day_what_the_holder_may_and_then_no_longer(
    province: Province, approver: Person, deputy: Person
) -> None:
    body = province.bodies["so-tttt"]
    post = delegated(approver, deputy)
    days = [DAY - timedelta(days=1), DAY, DAY + WEEK - timedelta(days=1), DAY + WEEK]
    assert [may(deputy, Action.APPROVE, body, day) for day in days] == [False, True, True, False]
    assert not may(deputy, Action.APPROVE, province.bodies["ubnd-026"], DAY)
    entry = Entry.objects.get(kind="organisation.post_delegated")
    assert (entry.payload["person"], entry.payload["in_place_of"], entry.about_id) == (deputy.pk, approver.pk, post.pk)


def test_it_counts_only_while_the_post_itself_does(province: Province, approver: Person, deputy: Person) -> None:
    body = province.bodies["so-tttt"]
    said: dict[str, Any] = {"by": province.admin, "on": DAY}
    delegated(approver, deputy)
    acts.end_post(approver.posts.get(), until=DAY + timedelta(days=2), **said)
    assert [may(deputy, Action.APPROVE, body, DAY + timedelta(days=n)) for n in (1, 2)] == [True, False]
    acts.close_account(approver, reason="Nghỉ hưu", **said)
    assert not may(deputy, Action.APPROVE, body, DAY)


def test_an_administrator_names_who_acts_for_somebody_on_leave(province: Province, approver: Person, deputy: Person) -> None:
    delegated(approver, deputy, by=province.admin)
    assert may(deputy, Action.APPROVE, province.bodies["so-tttt"], DAY)


def test_nobody_delegates_what_is_not_theirs(province: Province, approver: Person, deputy: Person) -> None:
    local = an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")
    for by, to in ((deputy, deputy), (local, deputy), (province.admin, province.admin), (approver, approver)):
        with pytest.raises(Refusal):
            delegated(approver, to, by=by)
    assert not Post.objects.filter(for_post__isnull=False).exists()


def test_an_administrator_does_not_hand_on_the_post_alone(province: Province, deputy: Person) -> None:
    second = an_administrator(province.bodies["so-tttt"], province.areas["02"], by=province.admin, username="quantri2")
    with pytest.raises(Refusal):
        delegated(province.admin, deputy)
    delegated(province.admin, deputy, by=second)
    assert may(deputy, Action.GOVERN, province.bodies["so-tttt"], DAY)


def test_whoever_acts_for_the_last_administrator_is_no_other_administrator(province: Province, deputy: Person) -> None:
    second = an_administrator(province.bodies["so-tttt"], province.areas["02"], by=province.admin, username="quantri2")
    delegated(province.admin, deputy, by=second)
    acts.close_account(second, reason="Nghỉ hưu", by=province.admin, on=DAY)
    with pytest.raises(Refusal):
        acts.close_account(province.admin, reason="Nghỉ hưu", by=deputy, on=DAY)


@pytest.mark.parametrize(
    "days",
    [
        {"since": DAY, "until": DAY},
        {"since": DAY - timedelta(days=1)},
        {"since": START - timedelta(days=1)},
        {"until": DAY + timedelta(days=400)},
    ],
)
def test_the_days_are_in_order_begin_today_at_the_earliest_and_lie_within_the_post(
    province: Province, approver: Person, deputy: Person, days: dict[str, Any]
) -> None:
    acts.end_post(approver.posts.get(), until=DAY + timedelta(days=30), by=province.admin, on=DAY)
    with pytest.raises(Refusal):
        delegated(approver, deputy, **days)


def test_one_acts_for_a_post_at_a_time_and_passes_it_on_to_nobody(province: Province, approver: Person, deputy: Person) -> None:
    other = holding(province, Role.VIEWER, "nguoi-khac")
    post = delegated(approver, deputy)
    with pytest.raises(Refusal):
        delegated(approver, other, since=DAY + timedelta(days=3), until=DAY + timedelta(days=20))
    with pytest.raises(Refusal):
        acts.delegate(post, to=other, since=DAY, until=DAY + WEEK, by=deputy, on=DAY)
    delegated(approver, other, since=DAY + WEEK, until=DAY + 2 * WEEK)


def test_it_is_ended_early_by_the_two_concerned_or_an_administrator(province: Province, approver: Person, deputy: Person) -> None:
    stranger = holding(province, Role.AUTHOR, "nguoi-la")
    post = delegated(approver, deputy)
    with pytest.raises(Refusal):
        acts.end_delegation(post, until=DAY + timedelta(days=3), by=stranger, on=DAY)
    for by, days in ((deputy, 5), (approver, 3), (province.admin, 1)):
        acts.end_delegation(post, until=DAY + timedelta(days=days), by=by, on=DAY)
    with pytest.raises(Refusal):
        acts.end_delegation(post, until=DAY + timedelta(days=2), by=approver, on=DAY)
    assert not may(deputy, Action.APPROVE, province.bodies["so-tttt"], DAY + timedelta(days=1))
    assert Entry.objects.filter(kind="organisation.delegation_ended").count() == 3


def test_before_it_begins_it_is_called_off_with_a_reason_and_counts_on_no_day(
    province: Province, approver: Person, deputy: Person
) -> None:
    days: dict[str, Any] = {"since": DAY + WEEK, "until": DAY + 2 * WEEK}
    post, stranger = delegated(approver, deputy, **days), holding(province, Role.AUTHOR, "nguoi-la")
    for by, reason, on in ((stranger, "Không đi nữa", DAY), (approver, "", DAY), (approver, "Không đi nữa", DAY + WEEK)):
        with pytest.raises(Refusal):
            acts.cancel_delegation(post, reason=reason, by=by, on=on)
    acts.cancel_delegation(post, reason="Không đi nữa", by=approver, on=DAY)
    entry = Entry.objects.get(kind="organisation.delegation_cancelled")
    assert (entry.about_id, entry.payload["reason"], entry.payload["until"]) == (post.pk, "Không đi nữa", "2020-03-15")
    body = province.bodies["so-tttt"]
    assert not any(may(deputy, Action.APPROVE, body, DAY + timedelta(days=number)) for number in range(30))
    assert done_for({deputy.pk}, Action.APPROVE) == {deputy.pk}
    for again in (acts.cancel_delegation, acts.end_delegation):
        told: dict[str, Any] = {"reason": "Lần nữa"} if again is acts.cancel_delegation else {"until": DAY + 2 * WEEK}
        with pytest.raises(Refusal):
            again(post, by=approver, on=DAY, **told)
    delegated(approver, deputy, **days)


def test_at_the_counter_it_is_called_off_and_the_list_says_so(province: Province, approver: Person, deputy: Person) -> None:
    today, client = clock.today(), as_(approver)
    post = Post.objects.create(
        person=deputy,
        body=province.bodies["so-tttt"],
        role=Role.APPROVER,
        since=today + WEEK,
        until=today + 2 * WEEK,
        for_post=approver.posts.get(),
    )
    assert client.post(at("huy", post.pk), {"reason": ""}).status_code == 200
    assert client.post(at("huy", post.pk), {"reason": "Hoãn chuyến công tác"}).status_code == 302
    page = client.get(at("record", post.pk)).content.decode()
    assert "Hoãn chuyến công tác" in page and "đã hủy" in page
    for standing, found in (("cancelled", [post.pk]), ("to-come", []), ("ended", [])):
        assert [row.pk for row in client.get(at("index"), {"standing": standing}).context["object_list"]] == found
    person = as_(province.admin).get(reverse(PEOPLE.get_url_name("record"), args=[approver.pk])).content.decode()
    assert "Người làm thay" not in person
    assert client.get(at("huy", post.pk)).status_code == 409


def test_whoever_acts_for_another_answers_for_both_unless_the_post_is_their_own(
    province: Province, approver: Person, deputy: Person
) -> None:
    body = province.bodies["so-tttt"]
    delegated(approver, deputy)
    assert answers_for(deputy, Action.APPROVE, body, DAY) == {deputy.pk, approver.pk}
    assert done_for({deputy.pk}, Action.APPROVE) == {deputy.pk, approver.pk}
    assert done_for({deputy.pk}, Action.DRAFT) == {deputy.pk}
    acts.give_post(person=deputy, body=body, role=Role.APPROVER, since=DAY, by=province.admin, on=DAY)
    assert answers_for(deputy, Action.APPROVE, body, DAY) == {deputy.pk}


def test_at_the_counter_the_holder_names_a_deputy_sees_it_and_ends_it(
    province: Province, approver: Person, deputy: Person
) -> None:
    today, client = clock.today(), as_(approver)
    told = {
        "post": approver.posts.get().pk,
        "to": deputy.pk,
        "since": today.isoformat(),
        "until": (today + WEEK).isoformat(),
    }
    assert client.post(at("moi"), told).status_code == 302
    post = Post.objects.get(for_post__isnull=False)
    assert "Cán bộ nguoi-thay" in client.get(at("index")).content.decode()
    assert "(thay Cán bộ nguoi-duyet)" in client.get(at("record", post.pk)).content.decode()
    assert "thay Cán bộ nguoi-duyet" in as_(deputy).get("/quan-tri/").content.decode()
    admin = as_(province.admin)
    for person in (approver, deputy):
        page = admin.get(reverse(PEOPLE.get_url_name("record"), args=[person.pk])).content.decode()
        assert "Người làm thay" in page or "thay Cán bộ nguoi-duyet" in page
    until = (today + timedelta(days=1)).isoformat()
    assert client.post(at("ket-thuc", post.pk), {"until": until}).status_code == 302
    post.refresh_from_db()
    assert post.until == today + timedelta(days=1)


def test_a_stranger_ends_nothing_and_a_foreign_body_sees_nothing(province: Province, approver: Person, deputy: Person) -> None:
    post = delegated(approver, deputy, since=clock.today(), until=clock.today() + WEEK, on=clock.today())
    stranger, foreign = holding(province, Role.AUTHOR, "nguoi-la"), holding(province, Role.AUTHOR, "nguoi-xa", "ubnd-027")
    until = {"until": (clock.today() + timedelta(days=1)).isoformat()}
    assert as_(stranger).post(at("ket-thuc", post.pk), until).status_code == 409
    for name in ("record", "ket-thuc"):
        assert as_(foreign).get(at(name, post.pk)).status_code == 404
    assert as_(foreign).post(at("ket-thuc", post.pk), until).status_code == 404
    assert "nguoi-thay" not in as_(foreign).get(at("index")).content.decode()
    assert as_(approver).get(at("record", approver.posts.get(for_post=None).pk)).status_code == 404


def test_somebody_elses_post_is_no_choice_and_nothing_yet_is_said(province: Province, approver: Person, deputy: Person) -> None:
    today = clock.today()
    told = {"post": approver.posts.get().pk, "to": deputy.pk, "since": today.isoformat(), "until": (today + WEEK).isoformat()}
    answer = as_(deputy).post(at("moi"), told)
    assert answer.status_code == 200 and "desk-errors" in answer.content.decode()
    assert "desk-empty" in as_(deputy).get(at("index")).content.decode()


def test_the_list_tells_what_runs_from_what_is_to_come_and_what_has_ended(
    province: Province, approver: Person, deputy: Person
) -> None:
    post, today = approver.posts.get(), clock.today()
    days = {"to-come": (today + WEEK, today + 2 * WEEK), "running": (today, today + WEEK), "ended": (today - WEEK, today)}
    common: dict[str, Any] = {"person": deputy, "body": post.body, "role": post.role, "for_post": post}
    made = {key: Post.objects.create(since=since, until=until, **common).pk for key, (since, until) in days.items()}
    for key, pk in made.items():
        answer = as_(province.admin).get(at("index"), {"standing": key})
        assert [row.pk for row in answer.context["object_list"]] == [pk]


def test_one_that_began_today_lasts_to_the_end_of_today_and_every_answer_says_so(
    province: Province, approver: Person, deputy: Person
) -> None:
    with clock.held(clock.midnight(DAY)):
        post, client, last = delegated(approver, deputy), as_(approver), f"đến hết ngày {day_in_digits(DAY)}"
        tomorrow = (DAY + timedelta(days=1)).isoformat()
        form = client.get(at("ket-thuc", post.pk)).content.decode()
        assert last in form and tomorrow in form
        early = client.post(at("ket-thuc", post.pk), {"until": DAY.isoformat()}).content.decode()
        assert f"sớm nhất là {day_in_digits(DAY + timedelta(days=1))}" in early
        assert "Kết thúc sớm" in client.get(at("huy", post.pk)).content.decode()
        assert last in client.post(at("ket-thuc", post.pk), {"until": tomorrow}, follow=True).content.decode()
        assert may(deputy, Action.APPROVE, province.bodies["so-tttt"], DAY)
        for verb in ("ket-thuc", "huy"):
            answer = client.get(at(verb, post.pk))
            page = answer.content.decode()
            assert answer.status_code == 409 and last in page and "đã kết thúc" not in page and "hãy dùng" not in page
    with clock.held(clock.midnight(DAY + timedelta(days=1))):
        assert not may(deputy, Action.APPROVE, province.bodies["so-tttt"], clock.today())


def test_one_that_began_before_today_ends_at_once(province: Province, approver: Person, deputy: Person) -> None:
    post, later = delegated(approver, deputy), DAY + timedelta(days=2)
    with clock.held(clock.midnight(later)):
        assert "ngay lập tức" in as_(approver).get(at("ket-thuc", post.pk)).content.decode()
        acts.end_delegation(post, until=later, by=approver, on=later)
        assert not may(deputy, Action.APPROVE, province.bodies["so-tttt"], later)


def test_one_that_was_called_off_says_so_even_after_the_day_on_which_it_would_have_begun(
    province: Province, approver: Person, deputy: Person
) -> None:
    post = delegated(approver, deputy, since=DAY + WEEK, until=DAY + 2 * WEEK)
    acts.cancel_delegation(post, reason="Không đi nữa", by=approver, on=DAY)
    with clock.held(clock.midnight(DAY + WEEK)):
        for verb in ("ket-thuc", "huy"):
            page = as_(approver).get(at(verb, post.pk)).content.decode()
            assert "Đã hủy rồi." in page and "hãy dùng" not in page and "đã kết thúc" not in page


def test_a_post_that_ends_later_is_never_called_ended(province: Province, approver: Person) -> None:
    post = approver.posts.get()
    said: dict[str, Any] = {"by": province.admin, "on": DAY}
    acts.end_post(post, until=DAY + WEEK, **said)
    with pytest.raises(Refusal) as refused:
        acts.end_post(post, until=DAY + 2 * WEEK, **said)
    assert "đến hết ngày" in str(refused.value.reasons[0])
