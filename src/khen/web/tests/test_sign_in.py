"""The door: who comes in, who waits, and that nothing sent to it breaks it."""

import re
import unicodedata
from datetime import date, timedelta
from urllib.parse import quote

import pyotp
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from khen.atoms import clock
from khen.atoms.text import nfc
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, rules
from khen.domains.organisation.models import Factor

pytestmark = pytest.mark.django_db
DOOR, CHANGE, FACTOR = "/quan-tri/login/", "/quan-tri/doi-mat-khau/", "/quan-tri/buoc-thu-hai/"
GOOD = "đường lên cột cờ Lũng Cú"


@pytest.fixture
def person() -> Person:
    person = a_person(Role.AUTHOR, body=a_body("Sở"))
    person.set_password(GOOD)
    person.save()
    return person


def try_door(client: Client, username: str, password: str, **more: str) -> HttpResponse:
    answer = client.post(DOOR, {"username": username, "password": password, **more})
    assert isinstance(answer, HttpResponse)
    return answer


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_door(person: Person) -> None:
    client = Client()
    answer = try_door(client, f"  {person.username.upper()} ", GOOD)
    assert answer.status_code == 302
    assert is_in(client)


def test_a_password_typed_with_separate_marks_is_the_same_password(person: Person) -> None:
    decomposed = unicodedata.normalize("NFD", GOOD)
    assert decomposed != nfc(decomposed)
    client = Client()
    try_door(client, person.username, decomposed)
    assert is_in(client)


def test_five_failures_lock_the_name_from_that_place_however_it_is_spelt(person: Person) -> None:
    client = Client()
    spellings = [person.username, person.username.upper(), f" {person.username}", person.username.title(), person.username]
    answers = [try_door(client, spelling, "sai") for spelling in spellings]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert re.search(r"\d\d:\d\d", page)
    assert answers[-1]["Retry-After"] == "900"
    assert try_door(client, person.username, GOOD).status_code == 429
    assert not is_in(client)


def test_somebody_else_and_the_same_person_elsewhere_still_come_in(person: Person) -> None:
    client = Client()
    for _number in range(6):
        try_door(client, person.username, "sai")
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    try_door(elsewhere, person.username, GOOD)
    assert is_in(elsewhere)


def test_an_unknown_name_and_a_wrong_password_look_the_same(person: Person) -> None:
    def errors(name: str) -> list[str]:
        return re.findall(r'<li class="error">(.*?)</li>', try_door(Client(), name, "sai").content.decode(), re.S)

    assert errors(person.username) == errors("khong-co-ai")
    assert errors(person.username)


def test_a_closed_account_stays_outside(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)
    client = Client()
    try_door(client, person.username, GOOD)
    assert not is_in(client)


@pytest.mark.parametrize(
    "place", ["https://xau.example/", "//xau.example", "javascript:alert(1)", "/\\xau.example", "http:///xau.example"]
)
def test_a_forged_way_back_leads_to_the_first_page(person: Person, place: str) -> None:
    answer = try_door(Client(), person.username, GOOD, next=place)
    assert answer.status_code == 302
    assert answer["Location"] == "/quan-tri/"
    assert "xau.example" not in Client().get(f"{DOOR}?next={quote(place)}").headers.get("Location", "")


def test_a_way_back_within_the_house_is_followed(person: Person) -> None:
    assert try_door(Client(), person.username, GOOD, next=CHANGE)["Location"] == CHANGE


def test_whoever_comes_before_their_post_begins_is_told_which_begins_when(person: Person) -> None:
    since = clock.today() + timedelta(days=4)
    person.posts.update(since=since)
    client = Client()
    try_door(client, person.username, GOOD)
    said = client.get(DOOR).content.decode()
    assert f"{since:%d/%m/%Y}" in said and "Người soạn" in said


def test_whoever_comes_before_their_post_begins_makes_an_issued_password_their_own(person: Person) -> None:
    day = clock.today()
    person.posts.update(since=day + timedelta(days=3))
    Post.objects.create(person=person, body=a_body("Phòng"), role=Role.VIEWER, since=day + timedelta(days=9))
    password, client = acts.issue_password(person, by=None, on=day), Client()
    try_door(client, person.username, password)
    assert client.get("/quan-tri/")["Location"] == CHANGE
    assert client.post(CHANGE, {"old": password, "new": GOOD, "again": GOOD}).status_code == 302
    entry = Entry.objects.get(kind="organisation.password_changed")
    assert entry.body == person.posts.earliest("since").body
    assert "bắt đầu từ ngày" in client.get("/quan-tri/", follow=True).content.decode()
    page, secret = client.get(FACTOR), rules.opened(settings.SECRET_KEY, client.session["second_factor"])
    assert page.status_code == 200 and secret
    client.post(FACTOR, {"code": pyotp.TOTP(secret).at(clock.now())})
    assert Factor.objects.get(person=person).body == entry.body


def test_whoever_holds_no_post_at_all_is_told_whom_to_ask_and_not_what_administrators_are_told(person: Person) -> None:
    password, client = acts.issue_password(person, by=None, on=clock.today()), Client()
    try_door(client, person.username, password)
    person.posts.update(until=clock.today())
    page = client.post(CHANGE, {"old": password, "new": GOOD, "again": GOOD}).content.decode()
    assert "Hãy báo quản trị viên của cơ quan" in page and "Hãy giao vị trí" not in page


def test_a_forged_form_is_refused_in_plain_words(person: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(DOOR, {"username": person.username, "password": GOOD})
    assert answer.status_code == 403
    assert "/quan-tri/" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("application/x-www-form-urlencoded", b"username=%FF%FE&password=%00"),
        ("application/x-www-form-urlencoded", b"username=\xff\xfe\xd8&password=\x80"),
        ("application/x-www-form-urlencoded; charset=utf-16", "username=a&password=b".encode("utf-16")),
        ("application/x-www-form-urlencoded; charset=khong-co", b"username=a&password=b"),
        ("application/x-www-form-urlencoded", b"username=" + b"a" * 1_000_000 + b"&password=" + b"b" * 1_000_000),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(3000))),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\na'),
        ("application/json", b'{"username": "a"}'),
        ("text/plain", b"\x00" * 100),
    ],
)
def test_nothing_sent_to_the_door_breaks_it(kind: str, sent: bytes) -> None:
    client = Client(raise_request_exception=False)
    answer = client.generic("POST", DOOR, sent, kind)
    assert answer.status_code in {200, 400, 413}
    assert not is_in(client)


def test_an_issued_password_leads_to_its_change_until_that_is_done(person: Person) -> None:
    issued = acts.issue_password(person, by=None, on=date(2020, 3, 1))
    client = Client()
    try_door(client, person.username, issued)
    assert client.get("/quan-tri/")["Location"] == CHANGE
    page = client.get(CHANGE)
    assert page.status_code == 200
    wrong = client.post(CHANGE, {"old": issued, "new": GOOD, "again": f"{GOOD}!"})
    assert wrong.status_code == 200
    assert client.get("/quan-tri/")["Location"] == CHANGE
    assert client.post(CHANGE, {"old": issued, "new": GOOD, "again": GOOD})["Location"] == "/quan-tri/"
    assert client.get("/quan-tri/").status_code == 200
    assert Entry.objects.filter(kind="organisation.password_changed", by=person).count() == 1


@pytest.mark.parametrize("new", ["", "ngắn", "1234567890123", "password123", "a\x00bcdefghijkl", "x" * 129, "x" * 400_000])
def test_a_weak_password_is_refused_with_the_reason_and_nothing_changes(person: Person, new: str) -> None:
    issued = acts.issue_password(person, by=None, on=date(2020, 3, 1))
    client = Client()
    try_door(client, person.username, issued)
    answer = client.post(CHANGE, {"old": issued, "new": new, "again": new})
    assert answer.status_code == 200
    assert "desk-errors" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(issued)
    assert person.must_change_password


def test_whoever_is_outside_changes_no_password() -> None:
    assert Client().get(CHANGE)["Location"].startswith(DOOR)
    assert Client().post(CHANGE, {"old": "a", "new": GOOD, "again": GOOD})["Location"].startswith(DOOR)


def test_leaving_needs_a_form_and_ends_the_session(person: Person) -> None:
    client = Client()
    try_door(client, person.username, GOOD)
    client.post("/quan-tri/logout/")
    assert not is_in(client)
    assert client.get("/quan-tri/").status_code == 302


def test_an_ended_session_is_said_and_the_way_back_is_kept(person: Person) -> None:
    client = Client()
    try_door(client, person.username, GOOD)
    client.session.flush()
    answer = client.get("/quan-tri/?a=1", follow=True)
    assert answer.redirect_chain[-1][0] == f"{DOOR}?next=/quan-tri/%3Fa%3D1"
    assert len(list(answer.context["messages"])) == 1
    assert not list(Client().get("/quan-tri/", follow=True).context["messages"])


def test_failures_are_forgotten_once_the_right_password_came(person: Person) -> None:
    client = Client()
    for _number in range(4):
        try_door(client, person.username, "sai")
    try_door(client, person.username, GOOD)
    assert not AccessAttempt.objects.filter(username=person.username).exists()


def test_many_names_from_one_address_lock_the_address_and_only_that(person: Person) -> None:
    client = Client()
    answers = [try_door(client, f"ten-{number}", "sai").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    locked = try_door(client, person.username, GOOD)
    assert locked.status_code == 429 and not is_in(client)
    assert "Mạng này" in locked.content.decode() and re.search(r"\d\d:\d\d", locked.content.decode())
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    try_door(elsewhere, person.username, GOOD)
    assert is_in(elsewhere)


def test_tries_at_a_locked_address_lengthen_nothing_and_count_against_nobody(person: Person) -> None:
    client = Client()
    for number in range(30):
        try_door(client, f"ten-{number}", "sai")
    for _number in range(3):
        try_door(client, person.username, GOOD)
    assert not AccessAttempt.objects.filter(username=person.username).exists()
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=16))
    try_door(client, person.username, GOOD)
    assert is_in(client)


def test_failures_counted_while_the_clock_ran_ahead_lock_nobody_once_it_is_right(person: Person) -> None:
    client = Client()
    for _number in range(5):
        try_door(client, person.username, "sai")
    AccessAttempt.objects.update(attempt_time=clock.now() + timedelta(days=730))
    assert try_door(client, person.username, "sai").status_code == 200
    assert [one.failures_since_start for one in AccessAttempt.objects.all()] == [1]
    try_door(client, person.username, GOOD)
    assert is_in(client)


def test_a_device_that_keeps_trying_an_old_password_locks_its_own_name_and_not_the_office(person: Person) -> None:
    client = Client()
    for number in range(40):
        try_door(client, "may-cu", "sai", next=str(number))
    try_door(client, person.username, GOOD)
    assert is_in(client)


def test_wrong_old_passwords_lock_like_wrong_passwords_at_the_door_and_are_kept_nowhere(person: Person) -> None:
    client = Client()
    try_door(client, person.username, GOOD)
    words = {"old": "không phải mật khẩu cũ", "new": "con trâu đi trước 7", "again": "con trâu đi trước 7"}
    answers = [client.post(CHANGE, words).status_code for _number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(CHANGE, {**words, "old": GOOD}).status_code == 429
    person.refresh_from_db()
    assert person.check_password(GOOD)
    kept = AccessAttempt.objects.get(username=person.username).post_data
    assert "trâu" not in kept and "cũ" not in kept


def test_a_weak_new_password_is_no_failure_at_the_door(person: Person) -> None:
    client = Client()
    try_door(client, person.username, GOOD)
    for _number in range(6):
        assert client.post(CHANGE, {"old": GOOD, "new": "ngắn", "again": "ngắn"}).status_code == 200


def from_many_places(name: str, number: int = 6) -> list[int]:
    return [try_door(Client(REMOTE_ADDR=f"10.0.{place}.7"), name, "sai").status_code for place in range(number)]


def test_a_name_tried_from_many_places_is_locked_for_a_few_minutes_that_no_try_lengthens(person: Person) -> None:
    assert from_many_places(person.username) == [200] * 6
    with clock.held(clock.now() + timedelta(minutes=4)):
        locked = try_door(Client(REMOTE_ADDR="10.9.9.9"), person.username, GOOD)
        page = locked.content.decode()
        assert (locked.status_code, int(locked["Retry-After"]) <= 60) == (429, True)
        assert "nhiều nơi" in page and re.search(r"\d\d:\d\d", page)
    with clock.held(clock.now() + timedelta(minutes=5, seconds=2)):
        client = Client(REMOTE_ADDR="10.9.9.9")
        try_door(client, person.username, GOOD)
        assert is_in(client)


def test_an_attack_on_a_name_keeps_its_owner_out_of_no_browser_they_have_used_before(person: Person) -> None:
    usual = Client(REMOTE_ADDR="10.8.8.8")
    try_door(usual, person.username, GOOD)
    usual.post("/quan-tri/logout/")
    from_many_places(person.username, 8)
    another_s = Client(REMOTE_ADDR="10.8.8.8")
    another_s.cookies["khen_device"] = "x" * 43
    assert try_door(another_s, person.username, GOOD).status_code == 429
    try_door(usual, person.username, GOOD)
    assert is_in(usual)


def test_somebody_else_comes_in_while_a_name_is_locked_everywhere(person: Person) -> None:
    from_many_places("ten-khac")
    client = Client()
    try_door(client, person.username, GOOD)
    assert is_in(client)


def known_to(person: Person, address: str) -> Client:
    """A browser in which they have signed in before, and signed out again."""
    usual = Client(REMOTE_ADDR=address)
    try_door(usual, person.username, GOOD)
    usual.post("/quan-tri/logout/")
    return usual


def test_wrong_passwords_behind_one_address_keep_the_owner_out_of_no_browser_they_have_used_before(person: Person) -> None:
    usual, stranger = known_to(person, "10.8.8.8"), Client(REMOTE_ADDR="10.8.8.8")
    assert [try_door(stranger, person.username, "sai").status_code for _number in range(6)] == [200, 200, 200, 200, 429, 429]
    forged = Client(REMOTE_ADDR="10.8.8.8", headers={"user-agent": usual.cookies["khen_device"].value})
    forged.cookies["khen_device"] = "x" * 43
    assert try_door(forged, person.username, GOOD).status_code == 429
    assert try_door(usual, person.username, "gõ nhầm").status_code == 200
    try_door(usual, person.username, GOOD)
    assert is_in(usual)


def test_a_known_browser_has_a_limit_of_its_own_wherever_it_is_used(person: Person) -> None:
    usual = known_to(person, "10.8.8.8")
    answers = [
        usual.post(DOOR, {"username": person.username, "password": "sai"}, REMOTE_ADDR=f"10.8.{number}.8").status_code
        for number in range(6)
    ]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert try_door(usual, person.username, GOOD).status_code == 429 and not is_in(usual)
    other = a_person(Role.AUTHOR, body=a_body("Phòng"))
    other.set_password(GOOD)
    other.save()
    try_door(usual, other.username, GOOD)
    assert is_in(usual)


def test_tries_while_a_name_is_locked_lengthen_nothing_and_the_hour_that_is_said_is_true(person: Person) -> None:
    start = clock.now()
    for _number in range(5):
        try_door(Client(), person.username, "sai")
    AccessAttempt.objects.update(attempt_time=start)
    for minutes in (3, 9, 14):
        with clock.held(start + timedelta(minutes=minutes)):
            locked = try_door(Client(), person.username, "sai")
            assert (locked.status_code, locked["Retry-After"]) == (429, str((15 - minutes) * 60))
            assert f"{(start + timedelta(minutes=15)).astimezone(clock.VIETNAM):%H:%M}" in locked.content.decode()
    with clock.held(start + timedelta(minutes=15, seconds=1)):
        client = Client()
        try_door(client, person.username, GOOD)
        assert is_in(client)


def test_the_hour_that_is_said_is_that_at_which_enough_failures_are_too_old(person: Person) -> None:
    """Each program at one address keeps its own last moment: the oldest of them lets go first."""
    start = clock.now() - timedelta(minutes=10)
    for agent, minutes in (("a", 0), ("b", 5)):
        for _number in range(3 if agent == "a" else 2):
            try_door(Client(headers={"user-agent": agent}), person.username, "sai")
        AccessAttempt.objects.filter(user_agent=agent).update(attempt_time=start + timedelta(minutes=minutes))
    locked = try_door(Client(headers={"user-agent": "c"}), person.username, "sai")
    assert locked.status_code == 429 and 295 <= int(locked["Retry-After"]) <= 300
