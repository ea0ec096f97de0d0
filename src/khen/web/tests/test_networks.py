"""Administrators whose body lists networks sign in and work from these alone; nobody locks themselves out."""

from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.desk.whence import address_of
from khen.domains.organisation import acts, rules
from khen.domains.organisation.models import NetworkList
from khen.web.commands import networks
from khen.web.trouble import Trouble

pytestmark = pytest.mark.django_db
HOME, DOOR = "/quan-tri/", "/quan-tri/login/"
GOOD, WHY = "đường lên cột cờ Lũng Cú", "Theo cấp độ 3"
OFFICE, CAFE, IPV6 = "10.26.4.7", "203.0.113.9", "2001:db8:5:7::9"


@pytest.fixture
def body() -> Body:
    return a_body("Sở TTTT", key="so-tttt")


@pytest.fixture
def admin(body: Body) -> Person:
    return with_password(a_person(Role.ADMINISTRATOR, body=body))


def with_password(person: Person) -> Person:
    person.set_password(GOOD)
    person.save()
    return person


def listed(body: Body, by: Person, networks: str = "10.26.0.0/16", *, address: str = OFFICE) -> NetworkList:
    return acts.list_networks(body=body, networks=networks, reason=WHY, address=address, by=by, on=clock.today())


def at(address: str, person: Person | None = None) -> Client:
    client = Client(REMOTE_ADDR=address)
    if person:
        client.force_login(person)
    return client


def kept_out() -> list[Entry]:
    return list(Entry.objects.filter(kind="organisation.kept_out"))


@pytest.mark.parametrize(
    ("text", "networks", "wrong"),
    [
        ("10.26.0.0/16", ["10.26.0.0/16"], []),
        ("113.160.24.7, 2001:DB8:5::/48;\n 10.26.0.0/255.255.0.0", ["113.160.24.7/32", "2001:db8:5::/48", "10.26.0.0/16"], []),
        ("10.26.0.0/16 10.26.0.0/16", ["10.26.0.0/16"], []),
        ("10.26.4.7/16", [], ["10.26.4.7/16"]),
        ("10.26.0.0/33 ::g/8 abc １０.0.0.0/8", [], ["10.26.0.0/33", "::g/8", "abc", "１０.0.0.0/8"]),
        (" \n ", [], []),
    ],
)
def test_networks_are_read_in_one_spelling_and_what_could_be_read_in_two_ways_is_none(
    text: str, networks: list[str], wrong: list[str]
) -> None:
    assert rules.networks_in(text) == (networks, wrong)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        (OFFICE, True),
        ("::ffff:10.26.4.7", True),
        (IPV6, True),
        ("10.27.0.1", False),
        ("2001:db8:6::1", False),
        ("", False),
        ("x", False),
    ],
)
def test_an_address_lies_in_a_network_or_not(address: str, inside: bool) -> None:
    assert rules.lies_in(address, ["10.26.0.0/16", "2001:db8:5::/48"]) is inside


@pytest.mark.parametrize(
    "networks", ["", "abc", "0.0.0.0/0", "::/0", "10.26.4.0/33", " ".join(f"10.26.4.{n}" for n in range(51))]
)
def test_a_list_that_says_nothing_is_refused(body: Body, admin: Person, networks: str) -> None:
    with pytest.raises(Refusal):
        listed(body, admin, networks)
    assert not NetworkList.objects.exists()


@pytest.mark.parametrize("address", [CAFE, "", "::1"])
def test_nobody_locks_themselves_out(body: Body, admin: Person, address: str) -> None:
    with pytest.raises(Refusal, match="tự chặn mình"):
        listed(body, admin, address=address)
    assert not NetworkList.objects.exists() and not Entry.objects.exists()


def test_only_who_governs_the_body_lists_or_lifts(body: Body, admin: Person) -> None:
    stranger = a_person(Role.ADMINISTRATOR, body=a_body("Xã khác"))
    row = listed(body, admin)
    with pytest.raises(Refusal):
        listed(body, stranger)
    with pytest.raises(Refusal):
        acts.lift_networks(row, reason=WHY, by=stranger, on=clock.today())
    assert NetworkList.objects.get().until is None


def test_from_outside_an_administrator_does_not_sign_in_and_that_is_recorded_once(body: Body, admin: Person) -> None:
    listed(body, admin)
    told = {"username": admin.username, "password": GOOD}
    for _number in range(3):
        outside = at(CAFE)
        answer = outside.post(DOOR, told)
        page = answer.content.decode()
        assert answer.status_code == 403 and "_auth_user_id" not in outside.session
        assert "chỉ làm việc từ các mạng" in page and CAFE in page and "10.26" not in page
    entry = kept_out()[0]
    assert len(kept_out()) == 1
    assert (entry.by, entry.body, entry.about_id) == (None, body, admin.pk)
    assert entry.payload == {"person": admin.pk, "network": "203.0.113.x"}
    assert not AccessAttempt.objects.exists()
    assert at(CAFE).post(DOOR, {**told, "password": "sai"}).status_code == 200
    inside = at(OFFICE)
    assert inside.post(DOOR, told)["Location"] == HOME
    assert inside.get(HOME).status_code == 200


def test_a_session_that_leaves_the_networks_may_only_sign_out(body: Body, admin: Person) -> None:
    row, client = listed(body, admin), at(OFFICE, admin)
    place = reverse("can-bo:them")
    assert client.get(place).status_code == 200
    moved: dict[str, Any] = {"REMOTE_ADDR": CAFE}
    assert [client.get(one, **moved).status_code for one in (HOME, place, "/quan-tri/ban-tin/", "/quan-tri/doi-mat-khau/")] == [
        403
    ] * 4
    before = Person.objects.count()
    assert client.post(place, {"username": "ke-la", "full_name": "Kẻ lạ"}, **moved).status_code == 403
    assert client.post(reverse("mang-quan-tri:go", args=[row.pk]), {"reason": "Thử"}, **moved).status_code == 403
    assert Person.objects.count() == before and NetworkList.objects.get().until is None
    assert len(kept_out()) == 1
    with clock.held(clock.now() + timedelta(minutes=11)):
        client.get(HOME, **moved)
    assert len(kept_out()) == 2
    assert client.get(HOME).status_code == 200
    assert client.post("/quan-tri/logout/", **moved).status_code == 302


def test_others_of_the_body_and_administrators_elsewhere_are_not_bound(body: Body, admin: Person) -> None:
    listed(body, admin)
    below = a_person(Role.ADMINISTRATOR, body=a_body("Phòng", parent=body))
    for person in (a_person(Role.AUTHOR, body=body), below):
        assert at(CAFE, person).get(HOME).status_code == 200
    assert kept_out() == []


def test_a_post_that_ended_or_is_to_come_binds_nobody(body: Body, admin: Person) -> None:
    listed(body, admin)
    person, today = a_person(Role.AUTHOR, body=body), clock.today()
    person.posts.create(body=body, role=Role.ADMINISTRATOR, since=today + timedelta(days=1))
    person.posts.create(body=body, role=Role.ADMINISTRATOR, since=today - timedelta(days=9), until=today)
    assert at(CAFE, person).get(HOME).status_code == 200


def test_whoever_governs_two_bodies_keeps_to_both_lists(body: Body, admin: Person) -> None:
    other = a_body("Trung tâm")
    admin.posts.create(body=other, role=Role.ADMINISTRATOR, since=clock.today())
    listed(body, admin, "10.26.0.0/16 203.0.113.0/24")
    listed(other, admin)
    assert at(OFFICE, admin).get(HOME).status_code == 200
    assert at(CAFE, admin).get(HOME).status_code == 403


def test_a_new_list_takes_the_place_of_the_earlier_and_both_stay_readable(body: Body, admin: Person) -> None:
    first = listed(body, admin)
    second = listed(body, admin, "10.26.0.0/16\n2001:db8:5::/48")
    first.refresh_from_db()
    assert (first.until, second.until) == (clock.today(), None)
    assert at(IPV6, admin).get(HOME).status_code == 200
    assert [one.payload["networks"] for one in Entry.objects.filter(kind="organisation.networks_listed").order_by("seq")] == [
        ["10.26.0.0/16"],
        ["10.26.0.0/16", "2001:db8:5::/48"],
    ]


def test_at_the_counter_a_list_is_made_shown_and_lifted(body: Body, admin: Person) -> None:
    client = at(OFFICE, admin)
    index, begin = reverse("mang-quan-tri:index"), reverse("mang-quan-tri:khai")
    assert client.get(index).status_code == 200
    page = client.get(begin).content.decode()
    assert "Khai mạng" in page
    wrong = client.post(begin, {"body": body.pk, "networks": "192.168.0.0/16", "reason": WHY})
    assert wrong.status_code == 200 and OFFICE in wrong.content.decode() and "tự chặn mình" in wrong.content.decode()
    assert client.post(begin, {"body": body.pk, "networks": "", "reason": ""}).status_code == 200
    done = client.post(begin, {"body": body.pk, "networks": "10.26.0.0/16\r\n2001:db8:5::/48", "reason": WHY})
    row = NetworkList.objects.get()
    assert done["Location"] == reverse("mang-quan-tri:record", args=[row.pk])
    record = client.get(done["Location"]).content.decode()
    assert "10.26.0.0/16, 2001:db8:5::/48" in record and WHY in record
    assert "10.26.0.0/16" in client.get(index).content.decode()
    assert client.post(reverse("mang-quan-tri:go", args=[row.pk]), {"reason": "Đổi đường truyền"}).status_code == 302
    assert at(CAFE, admin).get(HOME).status_code == 200
    assert client.post(reverse("mang-quan-tri:go", args=[row.pk]), {"reason": "Lần nữa"}).status_code == 409


def test_lists_are_nobodys_but_whose_who_governs(body: Body, admin: Person) -> None:
    row = listed(body, admin)
    stranger, author = a_person(Role.ADMINISTRATOR, body=a_body("Xã khác")), a_person(Role.AUTHOR, body=body)
    for person in (stranger, author):
        client = at(OFFICE, person)
        assert client.get(reverse("mang-quan-tri:record", args=[row.pk])).status_code == 404
        assert client.post(reverse("mang-quan-tri:go", args=[row.pk]), {"reason": "Thử"}).status_code == 404
    forged = at(OFFICE, stranger).post(
        reverse("mang-quan-tri:khai"), {"body": body.pk, "networks": "10.26.0.0/16", "reason": WHY}
    )
    assert forged.status_code == 200 and NetworkList.objects.count() == 1
    assert at(OFFICE, author).post(reverse("mang-quan-tri:khai"), {}).status_code == 404


def test_where_nobody_lists_networks_pages_ask_nothing_more(
    body: Body, admin: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, place = at(CAFE, admin), "/quan-tri/doi-mat-khau/"
    client.get(place)
    with django_assert_num_queries(4):  # the house, the session, the person, their posts
        client.get(place)


def test_at_the_console_lists_are_printed_and_lifted(body: Body, admin: Person, capsys: pytest.CaptureFixture[str]) -> None:
    assert networks.run(Namespace(lift=None)) == 0
    assert capsys.readouterr().out.count("\n") == 1
    listed(body, admin)
    assert networks.run(Namespace(lift=None)) == 0
    assert "so-tttt" in (said := capsys.readouterr().out) and "10.26.0.0/16" in said
    with pytest.raises(Trouble, match="khong-co"):
        networks.run(Namespace(lift="khong-co"))
    assert at(CAFE, admin).get(HOME).status_code == 403
    assert networks.run(Namespace(lift="so-tttt")) == 0
    assert at(CAFE, admin).get(HOME).status_code == 200
    assert Entry.objects.get(kind="organisation.networks_lifted").by is None


def asked(peer: str, forwarded: str) -> str:
    return address_of(RequestFactory(REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded).get("/"))


def test_what_readers_write_of_their_address_is_never_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked("127.0.0.1", OFFICE) == "127.0.0.1"
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, proxies=frozenset({"127.0.0.1", "::1"})))
    assert asked("127.0.0.1", f"{OFFICE}, {CAFE}") == CAFE
    assert asked("::1", IPV6) == IPV6
    assert asked(CAFE, OFFICE) == CAFE
    assert [asked("127.0.0.1", said) for said in ("", "unknown", f"{OFFICE},", "<script>")] == ["127.0.0.1"] * 4


def test_behind_a_web_server_lock_and_list_count_the_readers_own_address(
    body: Body, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, proxies=frozenset({"127.0.0.1", "::1"})))
    listed(body, admin)
    office, forger = Client(HTTP_X_FORWARDED_FOR=OFFICE), Client(HTTP_X_FORWARDED_FOR=f"{OFFICE}, {CAFE}")
    told = {"username": admin.username, "password": GOOD}
    assert forger.post(DOOR, told).status_code == 403
    assert [forger.post(DOOR, {**told, "password": "sai"}).status_code for _number in range(5)] == [200, 200, 200, 200, 429]
    assert office.post(DOOR, told)["Location"] == HOME
