"""Being away: announced for certain days, a colleague looks after what waits, and nobody gains a right by it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Leave, Person, Post
from khen.bodies.reads import looked_after, may
from khen.bodies.terms import Action, Role
from khen.book.models import Entry
from khen.domains.organisation import acts
from khen.domains.organisation.models import Limit
from khen.domains.organisation.screens import DELEGATIONS, LEAVES, PEOPLE
from khen.domains.organisation.terms.limits import Limited
from khen.domains.organisation.tests.makers import DAY, START, Province, a_province

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
NEAR = st.integers(min_value=0, max_value=30)


@pytest.fixture
def province() -> Province:
    return a_province()


def working(province: Province, role: str, username: str, body: str = "so-tttt") -> Person:
    said: dict[str, Any] = {"by": province.admin, "on": DAY}
    place = province.bodies[body]
    person = acts.register_person(username=username, full_name=f"Cán bộ {username}", body=place, **said)
    acts.give_post(person=person, body=place, role=role, since=START, **said)
    return person


@pytest.fixture
def approver(province: Province) -> Person:
    return working(province, Role.APPROVER, "nguoi-duyet")


@pytest.fixture
def deputy(province: Province) -> Person:
    return working(province, Role.VIEWER, "nguoi-thay")


def away(person: Person, deputy: Person, province: Province, **told: Any) -> Leave:
    said = {"body": province.bodies["so-tttt"], "since": DAY, "until": DAY + WEEK, "by": person, "on": DAY, **told}
    return acts.announce_leave(person, deputy=deputy, **said)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(LEAVES.get_url_name(name), args=args)


def test_from_day_to_day_a_colleague_looks_after_the_work_and_may_do_no_more_than_before(
    province: Province, approver: Person, deputy: Person
) -> None:
    leave = away(approver, deputy, province)
    days = [DAY - timedelta(days=1), DAY, DAY + WEEK - timedelta(days=1), DAY + WEEK]
    assert [looked_after(deputy, day).exists() for day in days] == [False, True, True, False]
    assert not may(deputy, Action.APPROVE, province.bodies["so-tttt"], DAY)
    entry = Entry.objects.get(kind="organisation.leave_announced")
    assert (entry.about_id, entry.by, entry.payload["deputy"]) == (leave.pk, approver, deputy.pk)


@given(since=NEAR, length=st.integers(min_value=1, max_value=20), back=NEAR, asked=st.integers(min_value=-2, max_value=55))
@settings(max_examples=share(12), deadline=None)
def test_whatever_the_days_work_is_looked_after_and_a_post_acted_for_exactly_inside_the_span(
    since: int, length: int, back: int, asked: int
) -> None:
    province = a_province() if not Person.objects.exists() else None
    admin = province.admin if province else Person.objects.get(username="quantri")
    body = Post.objects.get(person=admin).body
    number = Person.objects.count()
    said: dict[str, Any] = {"by": admin, "on": DAY}
    pair = []
    for role in (Role.APPROVER, Role.VIEWER):
        person = acts.register_person(username=f"nguoi-{number}-{role}", full_name="Cán bộ", body=body, **said)
        acts.give_post(person=person, body=body, role=role, since=START, **said)
        pair.append(person)
    first, last = (DAY + timedelta(days=n) for n in (since, since + length))
    leave = acts.announce_leave(pair[0], body=body, deputy=pair[1], since=first, until=last, by=pair[0], on=DAY)
    post = acts.delegate(pair[0].posts.get(), to=pair[1], since=first, until=last, by=pair[0], on=DAY)
    if (early := first + timedelta(days=back + 1)) < last:
        acts.end_leave(leave, until=early, by=pair[0], on=first)
        acts.end_delegation(post, until=early, by=pair[1], on=first)
        last = early
    day = DAY + timedelta(days=asked)
    inside = first <= day < last
    assert looked_after(pair[1], day).exists() is inside
    assert may(pair[1], Action.APPROVE, body, day) is inside
    assert not may(pair[1], Action.PUBLISH, body, day)


def test_an_administrator_says_it_of_somebody_who_is_ill_and_nobody_else_does(
    province: Province, approver: Person, deputy: Person
) -> None:
    with pytest.raises(Refusal):
        away(approver, deputy, province, by=deputy)
    away(approver, deputy, province, by=province.admin)


def test_who_looks_after_the_work_is_of_the_same_body_there_and_somebody_else(
    province: Province, approver: Person, deputy: Person
) -> None:
    far = working(province, Role.APPROVER, "nguoi-xa", "ubnd-027")
    for one in (far, approver):
        with pytest.raises(Refusal):
            away(approver, one, province)
    acts.end_post(deputy.posts.get(), until=DAY + timedelta(days=3), by=province.admin, on=DAY)
    with pytest.raises(Refusal):
        away(approver, deputy, province)
    away(deputy, approver, province, until=DAY + timedelta(days=2))
    with pytest.raises(Refusal):
        away(approver, deputy, province, until=DAY + timedelta(days=3))
    with pytest.raises(Refusal):
        acts.delegate(approver.posts.get(), to=far, since=DAY, until=DAY + WEEK, by=approver, on=DAY)


@pytest.mark.parametrize(
    "days",
    [
        {"since": DAY - timedelta(days=1)},
        {"until": DAY},
        {"since": date(1800, 1, 1)},
        {"since": DAY + timedelta(days=3), "until": DAY + 2 * WEEK},
    ],
)
def test_the_days_are_in_order_not_past_and_not_announced_twice(
    province: Province, approver: Person, deputy: Person, days: dict[str, Any]
) -> None:
    away(approver, deputy, province, since=DAY + timedelta(days=4))
    with pytest.raises(Refusal):
        away(approver, deputy, province, **days)


def test_back_early_or_called_off_before_the_first_day(province: Province, approver: Person, deputy: Person) -> None:
    leave = away(approver, deputy, province)
    for by, until in ((deputy, DAY), (approver, DAY + WEEK), (approver, DAY - timedelta(days=1))):
        with pytest.raises(Refusal):
            acts.end_leave(leave, until=until, by=by, on=DAY)
    acts.end_leave(leave, until=DAY + timedelta(days=2), by=approver, on=DAY)
    later = away(approver, deputy, province, since=DAY + WEEK, until=DAY + 2 * WEEK)
    acts.end_leave(later, until=later.since, by=province.admin, on=DAY)
    assert not any(looked_after(deputy, DAY + timedelta(days=n)).exists() for n in range(2, 20))
    with pytest.raises(Refusal):
        acts.end_leave(later, until=later.since, by=approver, on=DAY)
    assert Entry.objects.filter(kind="organisation.leave_ended").count() == 2


def test_at_the_counter_an_officer_announces_it_names_who_acts_and_is_told_what_is_wrong(
    province: Province, approver: Person, deputy: Person
) -> None:
    today, client = clock.today(), as_(approver)
    page = client.get(at("bao")).content.decode()
    assert "nguoi-thay" in page and 'type="hidden" name="person"' in page
    told = {
        "person": approver.pk,
        "body": province.bodies["so-tttt"].pk,
        "since": today.isoformat(),
        "until": (today + WEEK).isoformat(),
        "deputy": deputy.pk,
        "posts": [approver.posts.get().pk],
    }
    assert "desk-errors" in client.post(at("bao"), {**told, "until": today.isoformat()}).content.decode()
    assert not Leave.objects.exists() and not Post.objects.filter(for_post__isnull=False).exists()
    assert client.post(at("bao"), told).status_code == 302
    leave, post = Leave.objects.get(), Post.objects.get(for_post__isnull=False)
    assert (post.person, post.since, post.until) == (deputy, leave.since, leave.until)
    assert "Thay Cán bộ nguoi-duyet" in as_(deputy).get("/quan-tri/").content.decode()
    assert "Thay Cán bộ" not in client.get("/quan-tri/").content.decode()
    record = as_(province.admin).get(reverse(PEOPLE.get_url_name("record"), args=[approver.pk])).content.decode()
    assert at("record", leave.pk) in record
    assert client.post(at("ket-thuc", leave.pk), {"until": today.isoformat()}).status_code == 302
    assert client.get(at("ket-thuc", leave.pk)).status_code == 409
    for standing, found in (("cancelled", [leave.pk]), ("to-come", []), ("running", []), ("ended", [])):
        assert [row.pk for row in client.get(at("index"), {"standing": standing}).context["object_list"]] == found


def test_nobody_says_it_of_a_stranger_and_a_foreign_body_meets_nothing(
    province: Province, approver: Person, deputy: Person
) -> None:
    foreign = working(province, Role.AUTHOR, "nguoi-xa", "ubnd-027")
    leave = away(approver, deputy, province, since=clock.today(), until=clock.today() + WEEK, on=clock.today())
    assert "nguoi-thay" not in as_(foreign).get(at("index")).content.decode()
    assert as_(foreign).get(at("record", leave.pk)).status_code == 404
    until = {"until": clock.today().isoformat()}
    assert as_(foreign).post(at("ket-thuc", leave.pk), until).status_code == 404
    assert as_(deputy).post(at("ket-thuc", leave.pk), until).status_code == 409
    told = {"person": approver.pk, "body": province.bodies["so-tttt"].pk, "since": "2030-01-01", "until": "2030-01-05"}
    answer = as_(deputy).post(at("bao"), {**told, "deputy": deputy.pk})
    assert answer.status_code == 200 and Leave.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"until": date(2099, 12, 4)}, "dài hơn 366 ngày"),
        ({"since": date(2099, 12, 1), "until": date(2099, 12, 4)}, "còn hơn 366 ngày nữa"),
    ],
)
def test_a_mistyped_year_is_told(province: Province, approver: Person, deputy: Person, days: dict[str, Any], told: str) -> None:
    with pytest.raises(Refusal, match=told):
        away(approver, deputy, province, **days)
    with pytest.raises(Refusal, match=told):
        acts.delegate(approver.posts.get(), to=deputy, **{"since": DAY, **days}, by=approver, on=DAY)


def test_only_colleagues_of_that_body_are_offered_and_no_empty_list_of_posts(
    province: Province, approver: Person, deputy: Person
) -> None:
    working(province, Role.APPROVER, "nguoi-xa", "ubnd-027")
    acts.give_post(person=approver, body=province.bodies["ubnd-tinh"], role=Role.VIEWER, since=START, by=province.admin, on=DAY)
    for address in (at("bao"), reverse(DELEGATIONS.get_url_name("moi"))):
        form = as_(approver).get(address).context["form"]
        offered = {one.username for name in ("deputy", "to") if name in form.fields for one in form.fields[name].queryset}
        assert offered == {"nguoi-thay", "quantri"}
    shown = {person: "posts" in as_(person).get(at("bao")).context["form"].fields for person in (approver, province.admin)}
    assert shown == {approver: True, province.admin: False}
    told = {"person": approver.pk, "body": province.bodies["so-tttt"].pk, "deputy": deputy.pk}
    days = {"since": clock.today().isoformat(), "until": (clock.today() + WEEK).isoformat()}
    assert as_(province.admin).post(at("bao"), {**told, **days}).status_code == 302


def test_how_long_and_how_far_ahead_is_data_with_its_source_that_changes_from_a_day_on(
    province: Province, approver: Person, deputy: Person
) -> None:
    length = Limit.objects.get(what=Limited.LENGTH)
    assert length.days == 366 and "chưa thấy văn bản nào" in length.source
    changed = DAY + WEEK
    Limit.objects.filter(pk=length.pk).update(until=changed)
    Limit.objects.create(what=Limited.LENGTH, days=5, since=changed, source="Quy chế làm việc mới")
    away(approver, deputy, province)  # a week, said the day before the shorter limit begins to hold
    later: dict[str, Any] = {"since": changed + WEEK, "on": changed}
    with pytest.raises(Refusal, match="dài hơn 5 ngày"):
        away(approver, deputy, province, **later, until=changed + 2 * WEEK)
    with pytest.raises(Refusal, match="dài hơn 5 ngày"):
        acts.delegate(approver.posts.get(), to=deputy, **later, until=changed + 2 * WEEK, by=approver)
    assert away(approver, deputy, province, **later, until=changed + WEEK + timedelta(days=5))


def test_where_no_limit_holds_nothing_is_limited(province: Province, approver: Person, deputy: Person) -> None:
    Limit.objects.all().delete()
    assert away(approver, deputy, province, until=DAY + timedelta(days=900))
