"""Wrong passwords at the counter: administrators see whose names were tried, and open a locked door again."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, reads

pytestmark = pytest.mark.django_db
DOOR, GOOD = "/quan-tri/login/", "đường lên cột cờ Lũng Cú"


@pytest.fixture
def body() -> Body:
    return a_body("Sở")


@pytest.fixture
def person(body: Body) -> Person:
    person = a_person(Role.AUTHOR, body=body, name="Giàng Thị Mỷ")
    person.set_password(GOOD)
    person.save()
    return person


def wrong(person: Person, times: int = 5, address: str = "113.160.24.7") -> None:
    for _number in range(times):
        Client(REMOTE_ADDR=address).post(DOOR, {"username": person.username, "password": "sai"})


def seen(person: Person, name: str = "dang-nhap-sai:index", *args: int) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_an_administrator_sees_who_failed_from_where_and_until_when_the_door_is_locked(body: Body, person: Person) -> None:
    wrong(person)
    wrong(person, 1, "10.1.2.3")
    page, until = seen(a_person(Role.ADMINISTRATOR, body=body)), reads.door(person.username, clock.now()).until
    assert until is not None
    for words in ("Giàng Thị Mỷ", "10.1.2.x và 1 nơi khác", f"bị chặn đến {until.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}"):
        assert words in page
    assert "113.160.24.7" not in page


def test_the_list_is_sorted_by_how_often_and_by_when(body: Body, person: Person) -> None:
    other, third = (a_person(Role.AUTHOR, body=body, name=name) for name in ("Hoàng Thị Ba", "Vừ Mí Sùng"))
    for one, times, hours in ((person, 3, 5), (other, 1, 9), (third, 2, 1)):
        AccessFailureLog.objects.bulk_create(AccessFailureLog(username=one.username) for _number in range(times))
        AccessFailureLog.objects.filter(username=one.username).update(attempt_time=clock.now() - timedelta(hours=hours))
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR, body=body))
    expected = {"failures": [other, third, person], "first": [other, person, third], "last": [other, person, third]}
    for key, rows in expected.items():
        for ordering, order in ((key, rows), (f"-{key}", rows[::-1])):
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(reverse("dang-nhap-sai:index"), {"ordering": ordering})
            assert list(answer.context["object_list"]) == order, ordering
            assert f"ordering=-{key}" in answer.content.decode() or ordering != key
    assert len(asked) <= 8


def test_what_failed_at_night_is_still_on_the_list_in_the_morning_and_locks_nobody(body: Body, person: Person) -> None:
    wrong(person)
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(hours=9))
    AccessFailureLog.objects.update(attempt_time=clock.now() - timedelta(hours=9))
    page = seen(a_person(Role.ADMINISTRATOR, body=body))
    assert "Giàng Thị Mỷ" in page and "bị chặn đến" not in page


def test_administrators_of_another_body_and_those_who_only_look_see_none_of_it(body: Body, person: Person) -> None:
    wrong(person)
    stranger = a_person(Role.ADMINISTRATOR, body=a_body("Huyện khác"))
    assert "Giàng Thị Mỷ" not in seen(stranger)
    assert seen(stranger, "dang-nhap-sai:record", person.pk) == seen(stranger, "dang-nhap-sai:mo-khoa", person.pk) == "404"
    inspector = a_person(Role.INSPECTOR, body=body)
    assert seen(inspector) == "404"
    page = seen(inspector, "can-bo:record", person.pk)
    assert "bị chặn đến" in page and "113.160" not in page


def test_the_person_s_page_shows_the_lock_and_the_places_to_whoever_governs(body: Body, person: Person) -> None:
    wrong(person)
    page = seen(a_person(Role.ADMINISTRATOR, body=body), "can-bo:record", person.pk)
    assert "bị chặn đến" in page and "113.160.24.x" in page and "5 lần" in page


def test_an_unlocked_door_opens_at_once_and_the_book_says_who_did_it(body: Body, person: Person) -> None:
    wrong(person)
    client, chief = Client(), a_person(Role.ADMINISTRATOR, body=body)
    client.force_login(chief)
    answer = client.post(reverse("dang-nhap-sai:mo-khoa", args=[person.pk]), follow=True)
    assert "Đã bỏ chặn" in answer.content.decode()
    entry = Entry.objects.get(kind="organisation.door_unlocked")
    assert (entry.by, entry.about_id, entry.payload["failures"]) == (chief, person.pk, 5)
    theirs = Client(REMOTE_ADDR="113.160.24.7")
    theirs.post(DOOR, {"username": person.username, "password": GOOD})
    assert "_auth_user_id" in theirs.session


def test_an_open_door_is_not_unlocked_and_none_by_whoever_does_not_govern_the_person(body: Body, person: Person) -> None:
    chief, stranger = a_person(Role.ADMINISTRATOR, body=body), a_person(Role.ADMINISTRATOR, body=a_body("Huyện khác"))
    for by, told in ((chief, "Không có lần đăng nhập sai"), (stranger, "ngoài phạm vi")):
        if by == stranger:
            wrong(person)
        with pytest.raises(Exception, match=told):
            acts.unlock_door(person, by=by, on=clock.today(), at=clock.now())
    assert not Entry.objects.filter(kind="organisation.door_unlocked").exists()


def test_failures_are_forgotten_after_a_month(person: Person) -> None:
    wrong(person, 1)
    AccessFailureLog.objects.update(attempt_time=clock.now() - timedelta(days=31))
    Client().post(DOOR, {"username": person.username, "password": GOOD})
    assert not AccessFailureLog.objects.exists()


def test_the_list_taken_along_says_until_when_the_door_is_locked_and_at_what_hour_passwords_were_wrong(
    body: Body, person: Person
) -> None:
    wrong(person)
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR, body=body))
    answer = client.get(reverse("dang-nhap-sai:index"), {"export": "csv"})
    heading, line = answer.getvalue().decode().splitlines()[:2]
    assert "Chặn đăng nhập" in heading and "bị chặn đến" in line
    last = AccessFailureLog.objects.latest("attempt_time").attempt_time.astimezone(clock.VIETNAM)
    assert f"{last:%H:%M %d/%m/%Y}" in line
