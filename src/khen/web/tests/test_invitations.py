"""The page behind an invitation's link: it opens one account, once, and tells strangers nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, rules
from khen.domains.organisation.models import Invitation
from khen.egress.visitors import Gauge
from khen.web import invitations

pytestmark = pytest.mark.django_db
DAY = clock.today()
GOOD = "đường lên cột cờ Lũng Cú"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with nobody having tried anything."""
    monkeypatch.setattr(invitations, "READERS", Gauge(invitations.MOST_READERS))


@pytest.fixture
def invitation() -> Invitation:
    body = a_body()
    person = a_person(Role.AUTHOR, body=body, name="Giàng Thị Mỷ")
    person.email = "my@vidu.example"
    person.save()
    return acts.invite(person, by=a_person(Role.ADMINISTRATOR, body=body), on=DAY, at=clock.now())


def at(invitation: Invitation) -> str:
    return reverse("invitation", args=[rules.word_of(settings.SECRET_KEY, invitation.nonce)])


def chosen(invitation: Invitation, client: Client | None = None, new: str = GOOD, again: str = GOOD) -> Any:
    return (client or Client()).post(at(invitation), {"new": new, "again": again})


def told(answer: Any) -> str:
    """What a reader sees: the page without its frame."""
    assert answer.status_code == 410
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def recorded() -> list[str]:
    entries = Entry.objects.filter(kind="organisation.invitation_turned_away").order_by("seq")
    return [entry.payload["why"] for entry in entries]


def test_the_person_chooses_a_password_and_signs_in_with_it(invitation: Invitation) -> None:
    client = Client()
    page = client.get(at(invitation))
    assert page.status_code == 200 and invitation.person.username in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin" and "no-store" in page.headers["Cache-Control"]
    assert chosen(invitation, client).headers["Location"] == reverse("wagtailadmin_login")
    said = {"username": invitation.person.username, "password": GOOD}
    assert client.post(reverse("wagtailadmin_login"), said).status_code == 302
    assert client.get("/quan-tri/").status_code == 200


def test_a_second_use_is_refused_says_nothing_and_is_recorded(invitation: Invitation) -> None:
    chosen(invitation)
    for answer in (Client().get(at(invitation)), chosen(invitation, new="một mật khẩu khác", again="một mật khẩu khác")):
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "không còn dùng được" in text
        assert not [word for word in (invitation.person.username, "Mỷ", "vidu.example") if word in text]
    assert Person.objects.get(pk=invitation.person_id).check_password(GOOD)
    assert recorded() == ["accepted", "accepted"]


def test_run_out_revoked_and_closed_are_answered_alike(invitation: Invitation) -> None:
    administrator = invitation.by
    with clock.held(invitation.until + timedelta(seconds=1)):
        answers = [told(Client().get(at(invitation)))]
    acts.revoke_invitations(invitation.person, by=administrator, on=DAY)
    answers.append(told(Client().get(at(invitation))))
    again = acts.invite(invitation.person, by=administrator, on=DAY, at=clock.now())
    acts.close_account(invitation.person, reason="Chuyển công tác", by=administrator, on=DAY)
    answers.append(told(Client().get(at(again))))
    assert len(set(answers)) == 1
    assert recorded() == ["expired", "revoked", "closed"]


@pytest.mark.parametrize("word", ["a", "A" * 43, "x" * 5000, "%00", "..%2f"])
def test_a_word_that_was_never_sent_is_not_there_and_writes_nothing(invitation: Invitation, word: str) -> None:
    before = Entry.objects.count()
    for answer in (Client().get(f"/nhan-loi-moi/{word}/"), Client().post(f"/nhan-loi-moi/{word}/", {"new": GOOD, "again": GOOD})):
        assert answer.status_code in {400, 404}
    assert Entry.objects.count() == before


def test_a_link_that_was_cut_says_what_to_do_and_opens_nothing(invitation: Invitation) -> None:
    whole = at(invitation)
    for cut in (whole[: len(whole) // 2] + "/", whole[:-1] + ")./", "/nhan-loi-moi/"):
        answer = Client().get(cut)
        said = answer.content.decode()
        assert answer.status_code == 404 and "Liên kết không đầy đủ" in said and 'type="search"' not in said
    assert Client().get(whole).status_code == 200


@pytest.mark.parametrize("said", [{"again": "khác hẳn"}, {"new": ""}, {"new": "ngắn", "again": "ngắn"}, {"new": "x" * 10_000}])
def test_what_cannot_be_a_password_is_refused_in_words_and_the_link_still_holds(
    invitation: Invitation, said: dict[str, str]
) -> None:
    answer = chosen(invitation, new=said.get("new", GOOD), again=said.get("again", GOOD))
    assert answer.status_code == 200 and "desk-errors" in answer.content.decode()
    assert chosen(invitation).status_code == 302


def test_whoever_tries_too_often_waits_and_no_log_keeps_the_link(
    invitation: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    with clock.held(clock.now()):
        answers = [client.get(f"/nhan-loi-moi/{number}/").status_code for number in range(invitations.PER_READER)]
        last = client.get(at(invitation))
    assert set(answers) == {404}
    assert (last.status_code, last.headers["Retry-After"]) == (429, "60")
    assert at(invitation) not in caplog.text


def test_a_form_without_its_mark_changes_nothing(invitation: Invitation) -> None:
    answer = Client(enforce_csrf_checks=True).post(at(invitation), {"new": GOOD, "again": GOOD})
    assert answer.status_code == 403
    assert not Person.objects.get(pk=invitation.person_id).check_password(GOOD)


def test_one_who_calls_themselves_by_many_addresses_is_stopped_as_one(invitation: Invitation) -> None:
    with clock.held(clock.now()):
        tries = range(invitations.PER_READER + 1)
        answers = [Client().get(at(invitation), headers={"x-forwarded-for": f"203.0.113.{number}"}) for number in tries]
    assert [one.status_code for one in answers] == [200] * invitations.PER_READER + [429]
