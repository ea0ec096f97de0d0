"""Where somebody is signed in: told in coarse words, ended by themselves or by who answers for them, for nobody else to see."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts
from khen.domains.organisation.models import Device
from khen.tidings import reading
from khen.tidings.models import Notice
from khen.web import door_lock

pytestmark = pytest.mark.django_db
HOME, DOOR, PAGE, CHANGE = "/quan-tri/", "/quan-tri/login/", "/quan-tri/phien-dang-nhap/", "/quan-tri/doi-mat-khau/"
GOOD = "đường lên cột cờ Lũng Cú"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def body() -> Body:
    return a_body("Sở")


@pytest.fixture
def person(body: Body) -> Person:
    return with_password(a_person(Role.AUTHOR, body=body))


def with_password(person: Person) -> Person:
    person.set_password(GOOD)
    person.save()
    return person


def signed_in(person: Person, client: Client | None = None, *, agent: str = PHONE, address: str = "113.160.24.7") -> Client:
    client = client or Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    assert client.post(DOOR, {"username": person.username, "password": GOOD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def words(client: Client) -> str:
    return client.get(PAGE).content.decode()


def device(person: Person, name: str) -> Device:
    return Device.objects.get(person=person, name=name)


def test_the_page_names_each_device_its_network_and_which_is_this_one(person: Person) -> None:
    phone, desk = signed_in(person), signed_in(person, agent=DESK, address="2001:db8:5:7::9")
    page = words(phone)
    assert page.count("thiết bị này") == 1 and page.count('name="mot"') == 1
    assert "Chrome (Android)" in page and "113.160.24.x" in page
    assert "Firefox (Windows)" in page and "2001:db8:5::/48" in page
    assert "113.160.24.7" not in page and "Chrome/" not in page
    assert "no-store" in phone.get(PAGE)["Cache-Control"]
    assert is_in(desk)


def test_alone_there_is_nothing_to_end(person: Person) -> None:
    phone = signed_in(person)
    page = words(phone)
    assert 'name="mot"' not in page and 'name="khac"' not in page
    answer = phone.post(PAGE, {"khac": "1"}, follow=True)
    assert "Không còn phiên" in answer.content.decode()
    assert not Entry.objects.filter(kind="organisation.other_sessions_ended").exists()


def test_a_session_of_before_is_told_as_unknown(person: Person) -> None:
    client = Client()
    client.force_login(person)
    assert "Chưa ghi nhận phiên nào" in words(client)


def test_one_session_ends_and_is_journalled_without_an_address(person: Person) -> None:
    phone, desk = signed_in(person), signed_in(person, agent=DESK)
    other = device(person, "Firefox (Windows)")
    assert phone.post(PAGE, {"mot": other.pk})["Location"] == PAGE
    assert is_in(phone) and not is_in(desk)
    assert "Firefox" not in words(phone)
    entry = Entry.objects.get(kind="organisation.session_ended")
    assert (entry.by, entry.payload) == (person, {"device": other.pk, "person": person.pk})
    assert "113.160" not in str(list(Entry.objects.values()))


def test_all_other_sessions_end_at_once(person: Person) -> None:
    others = [signed_in(person, agent=DESK), signed_in(person)]
    phone = signed_in(person)
    phone.post(PAGE, {"khac": "1"})
    assert is_in(phone) and not [one for one in others if is_in(one)]
    assert Entry.objects.filter(kind="organisation.other_sessions_ended", by=person).count() == 1


@pytest.mark.parametrize("which", ["0", "-1", "abc", "", "９", "9" * 40])
def test_what_is_no_session_is_not_there(person: Person, which: str) -> None:
    assert signed_in(person).post(PAGE, {"mot": which}).status_code == 404
    assert signed_in(person).post(PAGE, {}).status_code == 404


def test_nobody_ends_or_sees_the_session_of_another(person: Person, body: Body) -> None:
    stranger = with_password(a_person(Role.AUTHOR, body=body))
    mine, theirs = signed_in(person), signed_in(stranger, agent=DESK)
    assert theirs.post(PAGE, {"mot": device(person, "Chrome (Android)").pk}).status_code == 404
    assert "Chrome (Android)" not in words(theirs)
    assert is_in(mine)
    with pytest.raises(Refusal):
        acts.end_session(device(person, "Chrome (Android)"), by=stranger, on=clock.today())
    with pytest.raises(Refusal):
        acts.end_other_sessions(person, but=None, by=stranger, on=clock.today())
    assert is_in(mine)


def test_whoever_is_outside_is_led_to_the_door() -> None:
    assert Client().get(PAGE)["Location"].startswith(DOOR)
    assert Client().post(PAGE, {"khac": "1"})["Location"].startswith(DOOR)


def test_a_new_password_ends_every_other_session_and_this_one_goes_on(person: Person) -> None:
    phone, desk = signed_in(person), signed_in(person, agent=DESK)
    new = f"{GOOD}, mùa hoa tam giác mạch"
    assert phone.post(CHANGE, {"old": GOOD, "new": new, "again": new})["Location"] == HOME
    assert "thiết bị này" in words(phone) and "Firefox" not in words(phone)
    assert not is_in(desk)
    assert Session.objects.count() == 1


def test_an_issued_password_and_a_closed_account_end_every_session(person: Person, body: Body) -> None:
    admin = a_person(Role.ADMINISTRATOR, body=body)
    for end in (acts.issue_password, lambda one, **told: acts.close_account(one, reason="Nghỉ việc", **told)):
        client = signed_in(with_password(person))
        end(person, by=admin, on=clock.today())
        assert not Session.objects.filter(pk=client.session.session_key).exists()
        assert not is_in(client)
        person.refresh_from_db()


def test_signing_out_and_a_session_that_ran_out_leave_the_list(person: Person) -> None:
    phone, desk = signed_in(person), signed_in(person, agent=DESK)
    desk.post("/quan-tri/logout/")
    assert "Firefox" not in words(phone)
    signed_in(person, desk)
    assert "Firefox" in words(phone)
    Session.objects.filter(pk=phone.session.session_key).update(expire_date=clock.now() - timedelta(minutes=1))
    assert "Chrome" not in words(desk) and "Firefox" in words(desk)


def test_a_session_begun_while_the_clock_ran_ahead_has_ended_once_it_is_right(person: Person) -> None:
    phone = signed_in(person)
    assert is_in(phone)
    Session.objects.update(expire_date=clock.now() + timedelta(days=730))
    assert not is_in(phone)
    assert is_in(signed_in(person, phone))


def test_signing_in_again_from_the_same_browser_is_one_device_and_one_session(person: Person) -> None:
    phone = signed_in(person)
    signed_in(person, phone)
    assert Device.objects.count() == 1 and Session.objects.count() == 1
    del phone.cookies["sessionid"]
    signed_in(person, phone)
    assert Device.objects.count() == 1 and Session.objects.count() == 1


def told(person: Person) -> list[str]:
    reading.follow()
    return [str(one) for one in Notice.objects.filter(person=person)]


def test_a_new_device_is_told_to_its_person_and_the_first_or_a_known_one_is_not(person: Person) -> None:
    phone = signed_in(person)
    phone.post("/quan-tri/logout/")
    signed_in(person, phone)
    assert told(person) == []
    signed_in(person, agent=DESK)
    assert told(person) == ["Tài khoản của bạn đăng nhập từ thiết bị mới"]
    page = phone.get("/quan-tri/thong-bao/").content.decode()
    assert "thiết bị mới: Firefox (Windows)" in page
    assert phone.post("/quan-tri/thong-bao/", {"mo": Notice.objects.get().pk})["Location"] == PAGE


def test_a_device_cookie_opens_nothing_and_a_forged_one_is_a_new_device(person: Person, body: Body) -> None:
    phone = signed_in(person)
    word = phone.cookies[door_lock.COOKIE]
    assert word["httponly"] and word["path"] == HOME and word.value not in str(list(Device.objects.values()))
    thief = Client()
    thief.cookies[door_lock.COOKIE] = word.value
    assert not is_in(thief)
    for forged in ("'; drop table", "x" * 5000, "=" * 43):
        thief.cookies[door_lock.COOKIE] = forged
        signed_in(person, thief)
        assert len(thief.cookies[door_lock.COOKIE].value) == 43
    assert Device.objects.filter(person=person).count() == 4


def test_the_oldest_browsers_are_forgotten_and_open_ones_are_not(person: Person) -> None:
    at = clock.now()
    for number in range(40):
        acts.meet_device(person, digest=str(number), agent=PHONE, address="", on=clock.today(), at=at + timedelta(hours=number))
    signed_in(person)
    assert Device.objects.filter(person=person).count() == 31
    assert not Device.objects.filter(digest="0").exists()


def test_a_page_writes_that_it_was_used_once_in_ten_minutes(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    phone = signed_in(person)
    begun = device(person, "Chrome (Android)").last_used
    phone.get(PAGE)
    with django_assert_num_queries(7):  # the house, the session, the person, their posts, the list, their keys, the second step
        phone.get(PAGE)
    for minutes, seen in ((5, begun), (11, begun + timedelta(minutes=11)), (20, begun + timedelta(minutes=11))):
        with clock.held(begun + timedelta(minutes=minutes)):
            phone.get(PAGE)
        assert device(person, "Chrome (Android)").last_used == seen


def test_an_administrator_ends_somebodys_sessions_and_sees_none_of_their_addresses(person: Person, body: Body) -> None:
    admin, phone = Client(), signed_in(person)
    admin.force_login(a_person(Role.ADMINISTRATOR, body=body))
    place, record = (reverse(f"can-bo:{name}", args=[person.pk]) for name in ("ket-thuc-phien", "record"))
    assert admin.post(place, {"reason": ""}).status_code == 200 and is_in(phone)
    assert admin.post(place, {"reason": "Máy tính bị mất cắp"})["Location"] == record
    assert not is_in(phone)
    seen = admin.get(record).content.decode() + admin.get(place).content.decode()
    assert "Máy tính bị mất cắp" in seen and "không đăng nhập ở đâu" in seen
    assert "113.160" not in seen and "Chrome" not in seen
    assert admin.post(place, {"reason": "Lần nữa"}).status_code == 409
    signed_in(person)


def test_a_foreign_administrator_ends_nothing_and_nobody_their_own_there(person: Person, body: Body) -> None:
    phone, foreign = signed_in(person), Client()
    stranger = a_person(Role.ADMINISTRATOR, body=a_body("Xã khác"))
    foreign.force_login(stranger)
    assert foreign.post(reverse("can-bo:ket-thuc-phien", args=[person.pk]), {"reason": "Thử"}).status_code == 404
    with pytest.raises(Refusal):
        acts.end_sessions(person, reason="Thử", by=stranger, on=clock.today())
    admin = with_password(a_person(Role.ADMINISTRATOR, body=body))
    with pytest.raises(Refusal, match="của mình"):
        acts.end_sessions(admin, reason="Thử", by=admin, on=clock.today())
    assert is_in(phone)
