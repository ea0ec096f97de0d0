"""The second factor: kept sealed, shown by a code, each code good once, nobody else's to set up."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.models import Factor, RecoveryCode

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 2, 1, 0, 10, tzinfo=UTC)
DAY = AT.date()
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", the secret of RFC 6238's own examples


@pytest.fixture
def leader() -> Person:
    return a_person(Role.LEADER, body=a_body("Sở"))


def code(at: datetime, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(at)


def enrolled(person: Person, at: datetime = AT) -> list[str]:
    kept = rules.sealed(settings.SECRET_KEY, SECRET)
    return acts.enrol_factor(person, sealed=kept, code=code(at), by=person, on=DAY, at=at)


def passes(person: Person, told: str, at: datetime) -> bool:
    try:
        acts.pass_factor(person, code=told, on=DAY, at=at)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(("moment", "told"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_codes_are_those_of_the_standard(moment: int, told: str) -> None:
    assert rules.step_of(SECRET, told, datetime.fromtimestamp(moment, UTC)) == moment // 30


@pytest.mark.parametrize("told", ["", "12345", "1234567", "abcdef", "１２３４５６", "²²²²²²", "000000\x00", "9" * 1000])
def test_what_is_no_code_stands_for_no_step(told: str) -> None:
    assert rules.step_of(SECRET, told, AT) is None


def test_a_phone_may_be_half_a_minute_early_or_late_and_no_more() -> None:
    away = [seconds for seconds in range(-90, 91, 30) if rules.step_of(SECRET, code(AT + timedelta(seconds=seconds)), AT)]
    assert away == [-30, 0, 30]


def test_a_secret_is_sealed_by_this_house_alone() -> None:
    kept = rules.sealed("khóa của nhà", SECRET)
    assert SECRET not in kept
    assert rules.opened("khóa của nhà", kept) == SECRET
    assert rules.opened("khóa của nhà khác", kept) is None
    assert rules.opened("khóa của nhà", f"{kept[:-4]}AAA=") is None
    assert rules.step_of(None, code(AT), AT) is None


def test_whoever_sets_it_up_gets_ten_recovery_codes_and_no_table_or_entry_holds_a_secret(leader: Person) -> None:
    spare = enrolled(leader)
    assert len(set(spare)) == 10
    assert reads.has_factor(leader) and reads.recovery_codes_left(leader) == 10
    kept = str([*Factor.objects.values(), *RecoveryCode.objects.values(), *Entry.objects.values()])
    assert not [word for word in (SECRET, code(AT), *spare) if word in kept]
    assert Entry.objects.get(kind="organisation.factor_enrolled").by == leader


def test_a_wrong_code_sets_up_nothing(leader: Person) -> None:
    kept = rules.sealed(settings.SECRET_KEY, SECRET)
    for sealed, told in [(kept, code(AT + timedelta(hours=1))), ("", code(AT)), (kept, "")]:
        with pytest.raises(Refusal, match="không đúng"):
            acts.enrol_factor(leader, sealed=sealed, code=told, by=leader, on=DAY, at=AT)
    assert not reads.has_factor(leader)
    assert not Entry.objects.exists()


def test_nobody_sets_it_up_for_another_and_nobody_twice(leader: Person) -> None:
    other = a_person(Role.ADMINISTRATOR, body=a_body("Phòng"))
    kept = rules.sealed(settings.SECRET_KEY, SECRET)
    with pytest.raises(Refusal, match="của mình"):
        acts.enrol_factor(leader, sealed=kept, code=code(AT), by=other, on=DAY, at=AT)
    enrolled(leader)
    with pytest.raises(Refusal, match="rồi"):
        enrolled(leader, AT + timedelta(minutes=2))
    assert Factor.objects.count() == 1


def test_a_code_is_good_once_and_none_before_it_afterwards(leader: Person) -> None:
    enrolled(leader)
    assert not passes(leader, code(AT), AT)  # the one that set it up
    later = AT + timedelta(minutes=5)
    assert passes(leader, code(later), later)
    assert not passes(leader, code(later), later)
    assert not passes(leader, code(later - timedelta(seconds=30)), later)
    assert passes(leader, code(later + timedelta(seconds=30)), later)
    assert Entry.objects.filter(kind="organisation.factor_passed", by=leader).count() == 2


def test_whoever_came_in_while_the_clock_ran_ahead_comes_in_again_once_it_is_right(leader: Person) -> None:
    enrolled(leader)
    ahead = AT + timedelta(days=1)
    assert passes(leader, code(ahead), ahead)
    back = AT + timedelta(minutes=2)
    assert passes(leader, code(back), back)
    assert not passes(leader, code(back), back)
    assert not passes(leader, code(AT), back)


def test_a_recovery_code_is_good_once_however_it_is_typed(leader: Person) -> None:
    spare = enrolled(leader)
    assert passes(leader, f" {spare[0].upper().replace('-', ' ')} ", AT)
    assert not passes(leader, spare[0], AT)
    assert reads.recovery_codes_left(leader) == 9
    assert Entry.objects.get(kind="organisation.recovery_code_used").payload["left"] == 9


def test_the_recovery_code_of_another_opens_nothing(leader: Person) -> None:
    other = a_person(Role.PUBLISHER, body=a_body("Phòng"))
    spare = enrolled(other)
    enrolled(leader)
    assert not passes(leader, spare[0], AT)
    assert reads.recovery_codes_left(other) == 10


def test_an_administrator_takes_a_lost_factor_away_and_every_session_ends() -> None:
    body = a_body("Sở TTTT")
    person, admin = a_person(Role.LEADER, body=body), a_person(Role.ADMINISTRATOR, body=body)
    enrolled(person)
    client, keeper = Client(), Client()
    client.force_login(person)
    keeper.force_login(admin)
    place = reverse("can-bo:go-buoc-thu-hai", args=[person.pk])
    assert keeper.post(place, {"reason": ""}).status_code != 201
    assert reads.has_factor(person)
    answer = keeper.post(place, {"reason": "Mất điện thoại ở chợ phiên"})
    assert answer.status_code == 201
    person.refresh_from_db()
    assert person.check_password(answer.context["secret"]) and person.must_change_password
    assert not reads.has_factor(person) and not RecoveryCode.objects.exists()
    assert "/login/" in client.get("/quan-tri/")["Location"]
    entry = Entry.objects.get(kind="organisation.factor_taken_away")
    assert (entry.by, entry.payload["reason"]) == (admin, "Mất điện thoại ở chợ phiên")
    assert answer.context["secret"] not in str(list(Entry.objects.values()))
    assert enrolled(person)


def test_nobody_takes_away_their_own_or_one_out_of_reach_or_one_that_is_not_there() -> None:
    body = a_body("Sở TTTT")
    person, admin = a_person(Role.LEADER, body=body), a_person(Role.ADMINISTRATOR, body=body)
    stranger = a_person(Role.ADMINISTRATOR, body=a_body("Xã khác"))
    with pytest.raises(Refusal, match="chưa thiết lập"):
        acts.take_factor_away(person, reason="Mất", by=admin, on=clock.today())
    enrolled(person)
    enrolled(admin)
    for whose, by in ((person, stranger), (admin, admin)):
        with pytest.raises(Refusal):
            acts.take_factor_away(whose, reason="Mất", by=by, on=clock.today())
    assert Factor.objects.count() == 2
    acts.take_factor_away(admin, reason="Mất, tại máy chủ", by=None, on=clock.today())
    assert not reads.has_factor(admin)
