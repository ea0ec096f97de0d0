"""Passkeys beside the code of the phone: made and removed after password and code, shown at the door, good for one challenge,
at one site, for one person; a forged answer opens nothing, locks the door and is told apart in plain words."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client

from khen.atoms import clock
from khen.atoms.tests.keys import Key, letters
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.models import Passkey
from khen.domains.organisation.rules.passkeys import handle_of

pytestmark = pytest.mark.django_db
HOME, DOOR, STEP, SESSIONS = "/quan-tri/", "/quan-tri/login/", "/quan-tri/login/ma/", "/quan-tri/phien-dang-nhap/"
PAGE = "/quan-tri/buoc-thu-hai/"
NEW, OFF = f"{PAGE}them-khoa/", f"{PAGE}go-khoa/"
GOOD, SECRET = "đường lên cột cờ Lũng Cú", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
STALE = "quá lâu"
Spare = dict[int, list[str]]


@pytest.fixture
def spare() -> Spare:
    """The recovery codes that are left, by person."""
    return {}


@pytest.fixture
def person(spare: Spare) -> Person:
    return somebody(Role.LEADER, "Sở", spare)


def somebody(role: Role, body: str, spare: Spare) -> Person:
    """Who set up the second step an hour ago."""
    person, before = a_person(role, body=a_body(body)), clock.now() - timedelta(hours=1)
    person.set_password(GOOD)
    person.save()
    told = {"sealed": rules.sealed(settings.SECRET_KEY, SECRET), "code": pyotp.TOTP(SECRET).at(before)}
    spare[person.pk] = acts.enrol_factor(person, **told, by=person, on=clock.today(), at=before)
    return person


def half_in(person: Person, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(DOOR, {"username": person.username, "password": GOOD})["Location"] == STEP
    return client


def signed_in(person: Person, spare: Spare) -> Client:
    client = half_in(person)
    assert client.post(f"{STEP}?du-phong", {"code": spare[person.pk].pop()})["Location"] == HOME
    return client


def told_on(client: Client, place: str, **more: Any) -> dict[str, Any]:
    """What the page tells the browser to do."""
    page = client.get(place, **more).content.decode()
    said: dict[str, Any] = json.loads(re.findall(r'<script id="passkey-told" type="application/json">(.*?)</script>', page)[0])
    return said


def added(person: Person, spare: Spare, key: Key, name: str = "Khóa ở cơ quan") -> Client:
    client = signed_in(person, spare)
    sent = {"name": name, "password": GOOD, "code": spare[person.pk].pop(), "answer": key.made(told_on(client, NEW))}
    assert client.post(NEW, sent)["Location"] == SESSIONS
    return client


def errors(page: str) -> list[str]:
    return re.findall(r'class="error-message">(.*?)<', page)


def is_in(client: Client) -> bool:
    return client.get(SESSIONS).status_code == 200


def test_somebody_adds_a_key_and_signs_in_by_it(person: Person, spare: Spare) -> None:
    key = Key(counter=4)
    here = added(person, spare, key)
    page = here.get(SESSIONS).content.decode()
    assert "Khóa ở cơ quan" in page and "chưa dùng lần nào" in page
    client = half_in(person)
    told = told_on(client, STEP)
    assert (told["rpId"], told["userVerification"]) == ("testserver", "preferred")
    assert [one["id"] for one in told["allowCredentials"]] == [letters(key.name)]
    assert client.post(STEP, {"answer": key.signs(told)})["Location"] == HOME
    assert is_in(client) and Passkey.objects.get().counter == 5
    assert "dùng gần nhất" in here.get(SESSIONS).content.decode()
    entries = Entry.objects.filter(kind__startswith="organisation.passkey").order_by("seq")
    assert [(one.kind.split("_")[1], one.by) for one in entries] == [("added", person), ("passed", person)]
    kept = str(list(entries.values()))
    assert not [word for word in (letters(key.name), told["challenge"], GOOD) if word in kept]


def test_the_browser_is_asked_for_no_proof_of_make_and_learns_no_name_of_the_account(person: Person, spare: Spare) -> None:
    told = told_on(signed_in(person, spare), NEW)
    assert told["rp"]["id"] == "testserver" and told.get("attestation", "none") == "none"
    assert told["authenticatorSelection"]["userVerification"] == "preferred"
    assert told["user"]["id"] == letters(handle_of(settings.SECRET_KEY, person.pk))


def test_the_code_goes_on_opening_the_door_and_without_a_key_no_key_is_asked(person: Person, spare: Spare) -> None:
    client = half_in(person)
    page = client.get(STEP).content.decode()
    assert "passkey" not in page and 'name="code"' in page
    added(person, spare, Key())
    client = half_in(person)
    page = client.get(STEP).content.decode()
    assert 'name="code"' in page and re.search(r"<button[^>]* hidden>Dùng khóa truy cập</button>", page)
    with clock.held(clock.now() + timedelta(minutes=1)):
        assert client.post(STEP, {"code": pyotp.TOTP(SECRET).at(clock.now())})["Location"] == HOME


Attack = Callable[[Key, dict[str, Any]], str]
STRANGER = Key()
FORGED: dict[str, tuple[Attack, str]] = {
    "another origin": (lambda key, told: key.signs(told, origin="https://khen-gia.example"), "trang khác"),
    "another port": (lambda key, told: key.signs(told, origin="http://testserver:9000"), "trang khác"),
    "another site": (lambda key, told: key.signs(told, host="khen-gia.example"), "trang khác"),
    "within a foreign page": (lambda key, told: key.signs(told, crossOrigin=True), "trang khác"),
    "another question": (lambda key, told: key.signs({**told, "challenge": letters(bytes(32))}), STALE),
    "a key never added": (lambda key, told: STRANGER.signs(told), "không phải là khóa"),
    "its name, another's signature": (lambda key, told: Key(name=key.name).signs(told), "không phải là khóa"),
    "made, not shown": (lambda key, told: key.signs(told, type="webauthn.create"), "không phải là khóa"),
    "nothing": (lambda key, told: "", "Chưa nhận được"),
    "no answer": (lambda key, told: "[1, 2]", "Chưa nhận được"),
    "bytes of nothing": (lambda key, told: key.answer({"clientDataJSON": "AAAA", "signature": "AA"}), "Chưa nhận được"),
    "nests": (lambda key, told: "[" * 15_000, "Chưa nhận được"),
    "megabytes": (lambda key, told: '{"id": "' + "a" * 1_000_000, "Chưa nhận được"),
}


@pytest.mark.parametrize("attack", FORGED)
def test_a_forged_answer_opens_nothing_and_says_why(person: Person, spare: Spare, attack: str) -> None:
    key = Key(counter=1)
    added(person, spare, key)
    forge, said = FORGED[attack]
    client = half_in(person)
    answer = client.post(STEP, {"answer": forge(key, told_on(client, STEP))})
    assert answer.status_code == 200 and not is_in(client)
    [told] = errors(answer.content.decode())
    assert said in told
    proved = said != STALE  # whoever answers an old question has shown nothing, wrong or right
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == proved
    assert not Entry.objects.filter(kind="organisation.passkey_passed").exists()


def test_a_challenge_is_answered_once_and_within_ten_minutes(person: Person, spare: Spare) -> None:
    key = Key()
    added(person, spare, key)
    client = half_in(person)
    answer = key.signs(told_on(client, STEP))
    assert client.post(STEP, {"answer": answer})["Location"] == HOME
    thief = half_in(person)
    told = told_on(thief, STEP)
    replayed = thief.post(STEP, {"answer": answer}).content.decode()
    assert "quá lâu" in errors(replayed)[0]
    spent = thief.post(STEP, {"answer": key.signs(told)}).content.decode()  # its challenge went with the first answer
    assert "quá lâu" in errors(spent)[0] and not is_in(thief)
    late = half_in(person)
    told = told_on(late, STEP)
    late.post(DOOR, {"username": person.username, "password": GOOD})
    with clock.held(clock.now() + timedelta(minutes=9)):
        late.post(DOOR, {"username": person.username, "password": GOOD})
    with clock.held(clock.now() + timedelta(minutes=11)):
        assert "quá lâu" in errors(late.post(STEP, {"answer": key.signs(told)}).content.decode())[0]


def test_a_page_left_open_locks_nobody_out_and_says_to_press_again(person: Person, spare: Spare) -> None:
    key = Key()
    added(person, spare, key)
    client = half_in(person)
    for _number in range(6):
        first, _second_tab = told_on(client, STEP), told_on(client, STEP)
        page = client.post(STEP, {"answer": key.signs(first)})
        assert page.status_code == 200 and "Hãy bấm nút một lần nữa" in errors(page.content.decode())[0]
    told = told_on(client, STEP)
    with clock.held(clock.now() + timedelta(minutes=9)):
        half_in(person, client)
    with clock.held(clock.now() + timedelta(minutes=11)):
        assert "Hãy bấm nút một lần nữa" in errors(client.post(STEP, {"answer": key.signs(told)}).content.decode())[0]
    assert not AccessAttempt.objects.exists()
    client = half_in(person)
    assert client.post(STEP, {"answer": key.signs(told_on(client, STEP))})["Location"] == HOME


def test_a_key_of_somebody_else_opens_only_their_own_door(person: Person, spare: Spare) -> None:
    other, theirs = somebody(Role.PUBLISHER, "Phòng", spare), Key()
    added(other, spare, theirs)
    added(person, spare, Key())
    client = half_in(person)
    page = client.post(STEP, {"answer": theirs.signs(told_on(client, STEP))}).content.decode()
    assert "không phải là khóa" in errors(page)[0] and not is_in(client)


def test_a_counter_that_goes_back_is_refused_and_written_down_and_the_key_stopped(person: Person, spare: Spare) -> None:
    key = Key(counter=7)
    here = added(person, spare, key)
    copy = Key(counter=6, name=key.name, private=key.private)
    client = half_in(person)
    page = client.post(STEP, {"answer": copy.signs(told_on(client, STEP))}).content.decode()
    assert "bản sao" in errors(page)[0] and not is_in(client) and 'name="code"' in page
    entry = Entry.objects.get(kind="organisation.passkey_doubted")
    assert entry.by is None and (entry.payload["kept"], entry.payload["told"]) == (7, 7)
    assert AccessAttempt.objects.get().failures_since_start == 1
    client = half_in(person)
    assert "passkey-told" not in client.get(STEP).content.decode()  # neither the key nor its copy opens anything any more
    assert "bản sao" in here.get(SESSIONS).content.decode()


def test_a_key_that_does_not_count_goes_on_without(person: Person, spare: Spare) -> None:
    key = Key()
    added(person, spare, key)
    for _number in range(2):
        client = half_in(person)
        assert client.post(STEP, {"answer": key.signs(told_on(client, STEP))})["Location"] == HOME


def test_five_forged_answers_lock_the_door(person: Person, spare: Spare) -> None:
    added(person, spare, Key())
    client = half_in(person)
    assert [client.post(STEP, {"answer": "{}"}).status_code for _number in range(5)] == [200, 200, 200, 200, 429]
    locked = client.post(STEP, {"code": pyotp.TOTP(SECRET).at(clock.now())})
    assert locked.status_code == 429
    assert "Đăng nhập sai quá nhiều lần" in locked.content.decode() and "sai mật khẩu" not in locked.content.decode()
    assert "{}" not in str(AccessAttempt.objects.values_list("post_data", flat=True))


def test_whoever_gave_no_password_shows_no_key(person: Person, spare: Spare) -> None:
    key = Key()
    added(person, spare, key)
    told = told_on(half_in(person), STEP)
    assert Client().post(STEP, {"answer": key.signs(told)})["Location"] == DOOR


NOT_ADDED: dict[str, tuple[dict[str, str], Attack, str]] = {
    "wrong password": ({"password": "sai mật khẩu"}, lambda key, told: key.made(told), "Mật khẩu hoặc mã không đúng"),
    "wrong code": ({"code": "000000"}, lambda key, told: key.made(told), "Mật khẩu hoặc mã không đúng"),
    "another origin": ({}, lambda key, told: key.made(told, origin="https://khen-gia.example"), "trang khác"),
    "another site": ({}, lambda key, told: key.made(told, host="khen-gia.example"), "trang khác"),
    "another question": ({}, lambda key, told: key.made({**told, "challenge": letters(bytes(32))}), "quá lâu"),
    "shown, not made": ({}, lambda key, told: key.made(told, type="webauthn.get"), "Chưa nhận được"),
    "a sort of key that is not taken": ({}, lambda key, told: key.made(told, algorithm=-65535), "Chưa nhận được"),
    "no key": ({}, lambda key, told: "", "Chưa nhận được"),
    "a name it cannot have": ({}, lambda key, told: Key(name=bytes(1100)).made(told), "Chưa nhận được"),
}


@pytest.mark.parametrize("attack", NOT_ADDED)
def test_no_key_is_added_by_a_forged_answer_or_without_password_and_code(person: Person, spare: Spare, attack: str) -> None:
    wrong, forge, said = NOT_ADDED[attack]
    client = signed_in(person, spare)
    sent = {"name": "Khóa", "password": GOOD, "code": spare[person.pk][0], "answer": forge(Key(), told_on(client, NEW)), **wrong}
    page = client.post(NEW, sent).content.decode()
    assert said in errors(page)[0] and not Passkey.objects.exists()
    assert reads.recovery_codes_left(person) == 9  # the code is not used up
    assert "passkey-told" in page  # and the next try has a challenge of its own


def test_a_key_is_added_once_by_one_person_under_one_name(person: Person, spare: Spare) -> None:
    other, key = somebody(Role.PUBLISHER, "Phòng", spare), Key()
    added(other, spare, key)
    client = added(person, spare, Key(), name="Máy ở xã")
    for name, one, said in (("Khóa khác", key, "đã được thêm"), ("  Máy  ở xã", Key(), "tên này"), (" ", Key(), "bắt buộc")):
        sent = {"name": name, "password": GOOD, "code": spare[person.pk][0], "answer": one.made(told_on(client, NEW))}
        page = client.post(NEW, sent).content.decode()
        assert "desk-errors" in page and said in page
    assert Passkey.objects.count() == 2


def test_nobody_has_more_than_ten(person: Person, spare: Spare) -> None:
    client = added(person, spare, Key())
    factor, told_before = Passkey.objects.get().factor, told_on(client, NEW)
    told: dict[str, Any] = {"factor": factor, "host": "testserver", "key": "", "counter": 0, "since": clock.now()}
    Passkey.objects.bulk_create([Passkey(name=f"{one}", credential=letters(bytes([one])), **told) for one in range(9)])
    sent = {"name": "Một nữa", "password": GOOD, "code": spare[person.pk][0], "answer": Key().made(told_before)}
    assert "10 khóa" in errors(client.post(NEW, sent).content.decode())[0]
    page = client.get(NEW, follow=True)
    assert "10 khóa" in page.content.decode() and "passkey-told" not in page.content.decode()


def test_a_name_that_is_taken_is_no_wrong_password_and_a_free_one_is_offered(person: Person, spare: Spare) -> None:
    offered = rules.name_of(CHROME)
    client = added(person, spare, Key(), name=offered)
    added(person, spare, Key(), name=f"{offered} 2")
    page = client.get(NEW, headers={"User-Agent": CHROME}).content.decode()
    assert f'value="{offered} 3"' in page and f'["{offered}", "{offered} 2"]' in page  # and the browser asks for no key of these
    for _number in range(6):
        sent = {"name": f" {offered}", "password": GOOD, "code": spare[person.pk][0], "answer": Key().made(told_on(client, NEW))}
        answer = client.post(NEW, sent)
        assert answer.status_code == 200 and "tên này" in answer.content.decode()
    assert not AccessAttempt.objects.exists() and Passkey.objects.count() == 2


def test_a_bent_answer_of_the_device_is_no_wrong_password_and_a_wrong_code_is(person: Person, spare: Spare) -> None:
    client = signed_in(person, spare)
    for answer, code, failures in (("", spare[person.pk][0], 0), ("", "000000", 1)):
        client.get(NEW)
        client.post(NEW, {"name": "Khóa", "password": GOOD, "code": code, "answer": answer})
        assert len(AccessAttempt.objects.all()) == failures


def test_removing_a_key_asks_for_password_and_code_and_ends_other_sessions(person: Person, spare: Spare) -> None:
    key = Key()
    there, here = added(person, spare, key), signed_in(person, spare)
    passkey = Passkey.objects.get()
    assert f"{OFF}?khoa={passkey.pk}" in here.get(SESSIONS).content.decode()
    assert "selected" in here.get(f"{OFF}?khoa={passkey.pk}").content.decode()
    wrong = here.post(OFF, {"passkey": passkey.pk, "password": "sai", "code": spare[person.pk][0]})
    assert "Mật khẩu hoặc mã không đúng" in errors(wrong.content.decode())[0] and Passkey.objects.exists()
    answer = here.post(OFF, {"passkey": passkey.pk, "password": GOOD, "code": spare[person.pk].pop()})
    assert answer["Location"] == SESSIONS and not Passkey.objects.exists()
    assert is_in(here) and not is_in(there)
    entry = Entry.objects.get(kind="organisation.passkey_removed")
    assert (entry.by, entry.payload["name"]) == (person, "Khóa ở cơ quan")
    assert "passkey-told" not in half_in(person).get(STEP).content.decode()


def test_a_removal_pressed_twice_offers_no_other_key_already_chosen(person: Person, spare: Spare) -> None:
    client = added(person, spare, Key(), name="Khóa thứ nhất")
    added(person, spare, Key(), name="Khóa thứ hai")
    first, second = Passkey.objects.order_by("pk")
    sent = {"passkey": first.pk, "password": GOOD, "code": spare[person.pk].pop()}
    assert client.post(OFF, sent)["Location"] == SESSIONS
    page = client.post(OFF, sent).content.decode()
    assert "Khóa này không còn" in page and not AccessAttempt.objects.exists()
    [choices] = re.findall(r'<select name="passkey".*?</select>', page, re.DOTALL)
    assert re.findall(r'<option value="(.*?)"( selected)?>', choices)[0] in {("", " selected"), ("", "")}
    assert f'value="{second.pk}" selected' not in choices and Passkey.objects.get() == second
    assert "bắt buộc" in client.post(OFF, {**sent, "passkey": ""}).content.decode()


def test_a_removal_pressed_twice_at_one_moment_breaks_nothing(
    person: Person, spare: Spare, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, remove = added(person, spare, Key()), acts.remove_passkey

    def overtaken(passkey: Passkey, **told: Any) -> Person:
        Passkey.objects.filter(pk=passkey.pk).delete()
        return remove(passkey, **told)

    monkeypatch.setattr(acts, "remove_passkey", overtaken)
    sent = {"passkey": Passkey.objects.get().pk, "password": GOOD, "code": spare[person.pk].pop()}
    assert "Khóa này không còn" in client.post(OFF, sent).content.decode()


def test_with_no_key_left_there_is_nothing_to_remove_and_one_may_be_added(person: Person, spare: Spare) -> None:
    client = added(person, spare, Key())
    sent = {"passkey": Passkey.objects.get().pk, "password": GOOD, "code": spare[person.pk].pop()}
    assert client.post(OFF, sent)["Location"] == SESSIONS
    for answer in (client.post(OFF, sent), client.get(OFF)):
        page = answer.content.decode()
        assert answer.status_code == 409 and "Bạn không có khóa truy cập nào" in page
        assert NEW in page and "<select" not in page and 'name="password"' not in page
    assert not AccessAttempt.objects.exists()


def test_the_key_of_another_is_neither_named_nor_removed(person: Person, spare: Spare) -> None:
    other = somebody(Role.PUBLISHER, "Phòng", spare)
    added(other, spare, Key(), name="Khóa của người khác")
    client, theirs = added(person, spare, Key(), name="Khóa của mình"), Passkey.objects.get(factor__person=other)
    assert (
        "Khóa của người khác"
        not in client.get(SESSIONS).content.decode() + client.get(f"{OFF}?khoa={theirs.pk}").content.decode()
    )
    page = client.post(OFF, {"passkey": theirs.pk, "password": GOOD, "code": spare[person.pk][0]}).content.decode()
    assert "desk-errors" in page and Passkey.objects.count() == 2


def test_an_administrator_who_takes_the_second_step_away_takes_the_keys_with_it(person: Person, spare: Spare) -> None:
    added(person, spare, Key())
    admin = a_person(Role.ADMINISTRATOR, body=person.posts.get().body)
    acts.take_factor_away(person, reason="Mất điện thoại và khóa ở chợ phiên", by=admin, on=clock.today())
    assert not Passkey.objects.exists() and not reads.has_factor(person)


def test_at_another_name_of_the_house_the_key_is_not_asked_for(person: Person, spare: Spare) -> None:
    added(person, spare, Key())
    client = Client(SERVER_NAME="localhost")
    half_in(person, client)
    assert "passkey-told" not in client.get(STEP).content.decode()


@pytest.mark.parametrize("place", [NEW, OFF])
def test_without_the_second_step_or_outside_there_is_no_key(place: str) -> None:
    client = Client()
    assert client.get(place)["Location"].startswith(DOOR)
    assert client.post(place, {"password": GOOD})["Location"].startswith(DOOR)
    client.force_login(a_person(Role.LEADER, body=a_body("Sở")))
    assert client.get(place)["Location"] == client.post(place, {"password": GOOD})["Location"] == PAGE
