"""What touches the safety of an account: told to its owner whatever they chose, at once, and no more than a stranger may read."""

import quopri
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.conf import settings as house

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.book.models import Entry
from khen.domains.organisation import acts, rules
from khen.egress.tests.makers import Server
from khen.tidings import choices, digests, notices
from khen.tidings.models import Notice, Parcel
from khen.tidings.reading import follow
from khen.tidings.terms import SECURITY, Pace, Road, Told
from khen.tidings.tests.makers import MORNING, with_address
from khen.tidings.tests.test_digests import at_work, server
from khen.tidings.tests.test_notices import CHOICES, page

__all__ = ["server"]
pytestmark = pytest.mark.django_db
NIGHT = MORNING + timedelta(hours=16)
HALF = timedelta(seconds=30)


def an_officer() -> Person:
    return with_address(a_person(Role.AUTHOR, body=a_body(), name="Lò Thị Mỷ"))


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GOOD = "Nui-Doi-Cuc-Bac-2026"


def with_phone(person: Person, at: datetime) -> Person:
    """Sets up the second step: the secret of a phone, and a code of it."""
    secret = SECRET
    kept = rules.sealed(house.SECRET_KEY, secret)
    acts.enrol_factor(person, sealed=kept, code=pyotp.TOTP(secret).at(at), by=person, on=at.date(), at=at)
    return person


def told(person: Person) -> list[str]:
    follow()
    return list(Notice.objects.filter(person=person, shown=True).order_by("pk").values_list("told", flat=True))


def words(letter: Any) -> str:
    return quopri.decodestring(bytes(letter)).decode()


def test_whoever_sets_up_a_phone_or_makes_new_codes_is_told_though_they_did_it_themselves() -> None:
    with clock.held(NIGHT):
        person = with_phone(an_officer(), NIGHT)
        assert told(person) == [Told.WAY_IN]
        renewed(person)
        assert told(person) == [Told.WAY_IN, Told.RECOVERY]
    assert "Cách đăng nhập vào tài khoản vừa" in page(person)


def renewed(person: Person) -> None:
    """New recovery codes, asked for a minute later with password and code."""
    person.set_password(GOOD)
    person.save(update_fields=["password"])
    at = NIGHT + timedelta(minutes=1)
    told: dict[str, Any] = {"password": GOOD, "code": pyotp.TOTP(SECRET).at(at), "but": None}
    acts.renew_recovery_codes(person, **told, by=person, on=at.date(), at=at)


def test_a_password_that_an_administrator_issues_is_told_to_its_owner_and_to_nobody_else() -> None:
    body = a_body()
    admin, person = a_person(Role.ADMINISTRATOR, body=body), with_address(a_person(Role.AUTHOR, body=body))
    acts.issue_password(person, by=admin, on=clock.today())
    assert told(person) == [Told.PASSWORD] and told(admin) == []


def test_it_cannot_be_turned_down_neither_on_the_page_nor_by_no_letters() -> None:
    with clock.held(NIGHT):
        person = an_officer()
        signed_in(person).post(CHOICES, {"chon": "1", "nhip": Pace.NEVER})
        assert choices.pace_of(person.pk) == Pace.NEVER
        assert 'value="way_in:mail"' not in signed_in(person).get(CHOICES).content.decode()
        with_phone(person, NIGHT)
        assert told(person) == [Told.WAY_IN]
        assert Notice.objects.get().by_mail


def test_the_letter_leaves_at_night_even_where_the_notice_was_read_and_no_letters_were_wanted(server: Server) -> None:
    with clock.held(NIGHT):
        person = an_officer()
        choices.no_letters(person)
        with_phone(person, NIGHT)
        follow()
        notices.read(person)
    assert at_work(NIGHT) == 1
    ((address, content),) = server.took
    said = words(content)
    assert address == "my@vidu.example"
    assert "Lò Thị Mỷ" in said and "00:00 27/11/2026" in said and "Đã thiết lập đăng nhập hai bước" in said
    assert "List-Unsubscribe" not in said


def test_the_letter_names_neither_device_nor_address_nor_secret(server: Server) -> None:
    with clock.held(NIGHT):
        person = an_officer()
        for agent in ("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "Mozilla/5.0 (X11; Linux) Chrome/141.0"):
            acts.meet_device(person, digest=agent[-10:], agent=agent, address="203.0.113.77", on=NIGHT.date(), at=NIGHT)
    assert at_work(NIGHT) == 1
    ((address, content),) = server.took
    said = words(content)
    assert address == "my@vidu.example"
    assert "Đăng nhập từ thiết bị mới" in said
    assert not any(word in said for word in ("203.0", "Firefox", "Chrome", "Windows", "Linux"))


def test_what_happens_together_is_one_letter_and_news_still_come_at_their_own_pace(server: Server) -> None:
    with clock.held(NIGHT):
        person = with_phone(an_officer(), NIGHT)
        renewed(person)
    assert at_work(NIGHT) == 1 and at_work(NIGHT + HALF) == 0
    assert Parcel.objects.filter(person=person, road=Road.MAIL).count() == 1
    assert digests.is_due(Pace.DAILY, None, MORNING)


def test_each_sort_is_written_down_by_an_entry_of_the_journal() -> None:
    with clock.held(NIGHT):
        person = with_phone(an_officer(), NIGHT)
        follow()
    notice = Notice.objects.get(person=person)
    assert notice.told in SECURITY and notice.entry == Entry.objects.get(kind="organisation.factor_enrolled")
