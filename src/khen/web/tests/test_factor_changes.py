"""Recovery codes renewed and the second step moved by oneself, after password and code; nothing for whoever finds a session."""

import re
from datetime import timedelta

import pyotp
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.models import Factor, RecoveryCode

pytestmark = pytest.mark.django_db
DOOR, STEP, PAGE = "/quan-tri/login/", "/quan-tri/login/ma/", "/quan-tri/buoc-thu-hai/"
CODES, PHONE = f"{PAGE}ma-moi/", f"{PAGE}dien-thoai-moi/"
GOOD, SECRET = "đường lên cột cờ Lũng Cú", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def person() -> Person:
    person = a_person(Role.LEADER, body=a_body("Sở"))
    person.set_password(GOOD)
    person.save()
    return person


@pytest.fixture
def spare(person: Person) -> list[str]:
    """The recovery codes of the person, who set up the second step an hour ago."""
    before, kept = clock.now() - timedelta(hours=1), rules.sealed(settings.SECRET_KEY, SECRET)
    told = pyotp.TOTP(SECRET).at(before)
    return acts.enrol_factor(person, sealed=kept, code=told, by=person, on=clock.today(), at=before)


def code(secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(clock.now())


def signed_in(person: Person, spare: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(DOOR, {"username": person.username, "password": GOOD})
    assert client.post(f"{STEP}?du-phong", {"code": spare})["Location"] == "/quan-tri/"
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def opens(person: Person, told: str) -> bool:
    client = Client()
    client.post(DOOR, {"username": person.username, "password": GOOD})
    return client.post(STEP, {"code": told}).status_code == 302


def codes_on(page: str) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4})</code>", page)


def shown_secret(page: str) -> str:
    return re.findall(r"<code>([A-Z2-7 ]{39})</code>", page)[0].replace(" ", "")


def test_new_codes_after_password_and_code_kill_the_old_ones_and_end_other_sessions(person: Person, spare: list[str]) -> None:
    here, there = signed_in(person, spare[0]), signed_in(person, spare[1])
    answer = here.post(CODES, {"password": GOOD, "code": code()})
    codes = codes_on(answer.content.decode())
    assert len(set(codes)) == 10 and not set(codes) & set(spare)
    assert "no-store" in answer["Cache-Control"]
    assert is_in(here) and not is_in(there)
    assert not opens(person, spare[2]) and opens(person, codes[0])
    entry = Entry.objects.get(kind="organisation.recovery_codes_renewed")
    assert (entry.by, entry.payload) == (person, {"person": person.pk})
    assert not [word for word in (GOOD, *codes) if word in str([*Entry.objects.values(), *RecoveryCode.objects.values()])]
    assert not [word for word in codes if word in here.get(CODES).content.decode()]


def test_a_recovery_code_is_proof_enough_and_the_last_one_too(person: Person, spare: list[str]) -> None:
    here = signed_in(person, spare[0])
    RecoveryCode.objects.update(used=True)
    RecoveryCode.objects.filter(digest=rules.recovery_digest(settings.SECRET_KEY, spare[5])).update(used=False)
    assert len(codes_on(here.post(CODES, {"password": GOOD, "code": spare[5].upper()}).content.decode())) == 10


def test_the_second_step_moves_to_another_phone(person: Person, spare: list[str]) -> None:
    here, there = signed_in(person, spare[0]), signed_in(person, spare[1])
    page = here.get(PHONE)
    secret = shown_secret(page.content.decode())
    assert secret != SECRET and "no-store" in page["Cache-Control"]
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])
    answer = here.post(PHONE, {"shown": code(secret), "password": GOOD, "code": code()})
    codes = codes_on(answer.content.decode())
    assert len(codes) == 10 and is_in(here) and not is_in(there)
    assert not opens(person, code()) and not opens(person, spare[2]) and opens(person, codes[0])
    with clock.held(clock.now() + timedelta(minutes=2)):
        acts.pass_factor(person, code=code(secret), on=clock.today(), at=clock.now())
    assert Entry.objects.filter(kind="organisation.factor_moved", by=person).count() == 1
    assert secret not in str([*Entry.objects.values(), *Factor.objects.values()])
    assert shown_secret(here.get(PHONE).content.decode()) != secret


def test_without_the_old_phone_a_recovery_code_moves_it(person: Person, spare: list[str]) -> None:
    here = signed_in(person, spare[0])
    secret = shown_secret(here.get(PHONE).content.decode())
    answer = here.post(PHONE, {"shown": code(secret), "password": GOOD, "code": spare[1]})
    assert len(codes_on(answer.content.decode())) == 10


@pytest.mark.parametrize("place", [CODES, PHONE])
def test_a_wrong_password_or_code_changes_nothing_and_is_not_told_apart(person: Person, spare: list[str], place: str) -> None:
    here, there = signed_in(person, spare[0]), signed_in(person, spare[1])
    shown = {"shown": code(shown_secret(here.get(PHONE).content.decode()))}
    said = []
    for password, told in (("sai mật khẩu", code()), (GOOD, "000000"), (GOOD, spare[0])):
        answer = here.post(place, {**shown, "password": password, "code": told})
        said.append(re.findall(r'<li class="error-message">(.*?)</li>', answer.content.decode()))
        assert not codes_on(answer.content.decode())
    assert said == [["Mật khẩu hoặc mã không đúng, hoặc mã đã dùng rồi."]] * 3
    assert reads.recovery_codes_left(person) == 8 and is_in(there)
    assert opens(person, code())  # what was shown with a wrong password is not used up


def test_the_new_phones_wrong_code_uses_nothing_up(person: Person, spare: list[str]) -> None:
    here = signed_in(person, spare[0])
    here.get(PHONE)
    page = here.post(PHONE, {"shown": "000000", "password": GOOD, "code": spare[1]}).content.decode()
    assert "điện thoại mới không đúng" in page
    assert reads.recovery_codes_left(person) == 9 and not AccessAttempt.objects.exists()  # password and code were right
    forged = here.post(PHONE, {"shown": code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), "password": GOOD, "code": spare[1]})
    assert not codes_on(forged.content.decode())


@pytest.mark.parametrize("place", [CODES, PHONE])
def test_five_failures_lock_these_pages_and_the_door(person: Person, spare: list[str], place: str) -> None:
    here = signed_in(person, spare[0])
    sent = {"shown": "123456", "password": "sai mật khẩu", "code": spare[1]}
    assert [here.post(place, sent).status_code for _number in range(5)] == [200, 200, 200, 200, 429]
    assert here.post(place, {"shown": "123456", "password": GOOD, "code": spare[1]}).status_code == 429
    assert Client().post(DOOR, {"username": person.username, "password": GOOD}).status_code == 429
    noted = str(list(AccessAttempt.objects.values()))
    assert not [word for word in ("sai mật khẩu", spare[1], "123456") if word in noted]
    assert reads.recovery_codes_left(person) == 9


@pytest.mark.parametrize("place", [CODES, PHONE])
@pytest.mark.parametrize(
    "sent", [{}, {"code": "", "shown": ""}, {"password": "x" * 100_000, "code": "\x00", "shown": "１２３４５６"}]
)
def test_nothing_sent_there_breaks_it(person: Person, spare: list[str], place: str, sent: dict[str, str]) -> None:
    here = signed_in(person, spare[0])
    answer = here.post(place, sent)
    assert answer.status_code == 200 and "desk-errors" in answer.content.decode()


@pytest.mark.parametrize("place", [CODES, PHONE])
def test_without_a_second_step_or_outside_there_is_nothing_to_change(person: Person, place: str) -> None:
    client = Client()
    assert client.get(place)["Location"].startswith(DOOR)
    assert client.post(place, {"password": GOOD, "code": "123456"})["Location"].startswith(DOOR)
    client.force_login(person)
    assert client.get(place)["Location"] == PAGE
    assert client.post(place, {"password": GOOD, "code": "123456"})["Location"] == PAGE


def test_nobody_does_it_for_another(person: Person, spare: list[str]) -> None:
    admin, at = a_person(Role.ADMINISTRATOR, body=person.posts.get().body), clock.now()
    with pytest.raises(Refusal, match="của mình"):
        acts.renew_recovery_codes(person, password=GOOD, code=spare[0], but=None, by=admin, on=clock.today(), at=at)
    assert reads.recovery_codes_left(person) == 10


def test_the_page_of_the_second_step_leads_to_both(person: Person, spare: list[str]) -> None:
    page = signed_in(person, spare[0]).get(PAGE).content.decode()
    assert CODES in page and PHONE in page and "Còn 9 mã" in page
