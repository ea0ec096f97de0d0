"""A mail server refuses somebody's letters: whoever governs them reads it on their page, until the address is corrected."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts
from khen.egress.tests.makers import Server
from khen.tidings.tests.makers import MORNING
from khen.tidings.tests.test_digests import at_work, choices_of, room, server, told_at

__all__ = ["room", "server"]
pytestmark = pytest.mark.django_db
SAID, OWN = "Thư gửi cho cán bộ này bị từ chối: my@vidu.example", "Địa chỉ thư có thể sai"
NOON = MORNING + timedelta(hours=3)


def page(record: Person, reader: Person) -> str:
    with clock.held(NOON):
        return signed_in(reader).get(reverse("can-bo:record", args=[record.pk])).content.decode()


def an_administrator(room: Newsroom) -> Person:
    return a_person(Role.ADMINISTRATOR, body=room.body)


def refused(server: Server, room: Newsroom) -> None:
    server.to_rcpt = lambda address: f"550 5.1.1 no such mailbox {address}"
    told_at(room, MORNING)
    at_work()


def test_whoever_governs_somebody_reads_that_their_letters_are_refused_why_and_what_to_do(server: Server, room: Newsroom) -> None:
    admin = an_administrator(room)
    assert SAID not in page(room.author, admin)
    refused(server, room)
    said = page(room.author, admin)
    assert SAID in said and "550 5.1.1 no such mailbox m…@vidu.example" in said
    assert "hỏi cán bộ địa chỉ đúng" in said and reverse("can-bo:sua", args=[room.author.pk]) in said
    assert OWN in choices_of(room.author)


def test_whoever_only_inspects_and_an_administrator_elsewhere_do_not(server: Server, room: Newsroom) -> None:
    refused(server, room)
    elsewhere = a_person(Role.ADMINISTRATOR, body=a_body("Cơ quan khác"))
    for reader in (a_person(Role.INSPECTOR, body=room.body), elsewhere):
        assert SAID not in page(room.author, reader)


def test_once_the_address_is_corrected_nobody_is_told_of_the_old_one_any_more(server: Server, room: Newsroom) -> None:
    admin = an_administrator(room)
    refused(server, room)
    told: dict[str, Any] = {"by": admin, "on": MORNING.date()}
    with clock.held(MORNING + timedelta(hours=1)):
        acts.correct_person(room.author, full_name="Tên khác", email=room.author.email, **told)
    assert SAID in page(room.author, admin) and OWN in choices_of(room.author)
    with clock.held(MORNING + timedelta(hours=2)):
        acts.correct_person(room.author, full_name="Tên khác", email="dung@vidu.example", **told)
    room.author.refresh_from_db()
    assert "bị từ chối: " not in page(room.author, admin) and OWN not in choices_of(room.author)


def test_a_letter_that_arrives_again_ends_it_and_one_that_waits_does_not(server: Server, room: Newsroom) -> None:
    admin = an_administrator(room)
    refused(server, room)
    server.to_rcpt = lambda address: "450 4.2.0 later"
    told_at(room, MORNING + timedelta(days=1))
    at_work(MORNING + timedelta(days=1))
    assert SAID in page(room.author, admin)
    server.to_rcpt = lambda address: "250 ok"
    at_work(MORNING + timedelta(days=1, hours=1))
    assert SAID not in page(room.author, admin)


def test_whoever_has_left_is_sent_nothing_and_nothing_is_told(server: Server, room: Newsroom) -> None:
    admin = an_administrator(room)
    refused(server, room)
    acts.close_account(room.author, reason="Chuyển công tác", by=admin, on=MORNING.date())
    assert SAID not in page(room.author, admin)
