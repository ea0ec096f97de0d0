"""Invitations and slips: whoever has no password gets a link that holds once and for 72 hours, or a slip of paper."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.jobs import enter_rolls
from khen.domains.organisation.models import Invitation, Roll
from khen.domains.organisation.reads.kept import KEPT
from khen.domains.organisation.screens import PEOPLE, ROLLS
from khen.domains.organisation.terms import Misuse, NewPerson, Standing
from khen.domains.organisation.tests.makers import DAY, START, Province, a_province, an_administrator

pytestmark = pytest.mark.django_db
NOW = clock.now()
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
GOOD = "đường lên cột cờ Lũng Cú"


@pytest.fixture
def province() -> Province:
    return a_province()


def somebody(province: Province, email: str = "moi@vidu.example", username: str = "moi.vao") -> Person:
    body = province.bodies["so-tttt"]
    said: dict[str, Any] = {"body": body, "by": province.admin, "on": DAY}
    person = acts.register_person(username=username, full_name="Cán bộ mới", email=email, **said)
    acts.give_post(person=person, role=Role.AUTHOR, since=START, **said)
    return person


def invited(province: Province, person: Person, at: datetime = NOW) -> Invitation:
    return acts.invite(person, by=province.admin, on=DAY, at=at)


def accepted(invitation: Invitation, at: datetime = NOW, new: str = GOOD) -> Person:
    return acts.accept_invitation(invitation, new=new, on=DAY, at=at)


def kinds() -> list[str]:
    return list(Entry.objects.filter(kind__contains="invit").order_by("seq").values_list("kind", flat=True))


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_of_a_link_only_the_digest_is_kept_and_the_journal_holds_neither(province: Province) -> None:
    invitation = invited(province, somebody(province))
    word = rules.word_of(settings.SECRET_KEY, invitation.nonce)
    assert re.fullmatch(r"[\w-]{43}", word)
    assert invitation.digest == rules.digest(word)
    assert word not in str([list(row) for row in Invitation.objects.values_list()])
    assert not Entry.objects.filter(canon__contains=word).exists()
    assert not Entry.objects.filter(canon__contains=invitation.nonce).exists()
    assert not Entry.objects.filter(canon__contains="vidu.example").exists()
    assert word != rules.word_of("another house", invitation.nonce)


def test_an_invitation_holds_for_72_hours_and_is_used_once(province: Province) -> None:
    person = somebody(province)
    invitation = invited(province, person)
    assert invitation.until == NOW + timedelta(hours=72)
    done = accepted(invitation, at=NOW + timedelta(hours=71, minutes=59))
    assert done.check_password(GOOD) and not done.must_change_password
    with pytest.raises(Refusal):
        accepted(invitation, new="một mật khẩu khác hẳn")
    assert Person.objects.get(pk=person.pk).check_password(GOOD)
    assert kinds() == ["organisation.invited", "organisation.invitation_accepted"]
    assert not Entry.objects.filter(canon__contains=GOOD).exists()


@pytest.mark.parametrize("why", list(Misuse))
def test_a_link_that_no_longer_holds_is_refused_in_one_sentence_whatever_the_reason(province: Province, why: Misuse) -> None:
    person = somebody(province)
    invitation, at, on = invited(province, person), NOW, DAY
    if why == Misuse.ACCEPTED:
        accepted(invitation)
    elif why == Misuse.REVOKED:
        acts.revoke_invitations(person, by=province.admin, on=DAY)
    elif why == Misuse.EXPIRED:
        at = invitation.until
    elif why == Misuse.UNPLACED:
        on = DAY + timedelta(days=1)
        acts.end_post(person.posts.get(), until=on, by=province.admin, on=DAY)
    else:
        acts.close_account(person, reason="Chuyển công tác", by=province.admin, on=DAY)
    with pytest.raises(Refusal) as told:
        acts.accept_invitation(invitation, new="một mật khẩu khác hẳn", on=on, at=at)
    assert [str(reason) for reason in told.value.reasons] == [
        "Liên kết này không còn dùng được. Hãy liên hệ quản trị của cơ quan để được cấp liên kết mới."
    ]
    acts.turn_away(invitation, on=on, at=at)
    entry = Entry.objects.get(kind="organisation.invitation_turned_away")
    assert (entry.payload["why"], entry.by) == (why, None)


def test_a_new_invitation_ends_the_one_before(province: Province) -> None:
    person = somebody(province)
    first, second = invited(province, person), invited(province, person)
    first.refresh_from_db()
    assert (first.standing, second.standing) == (Standing.REVOKED, Standing.OPEN)
    with pytest.raises(Refusal):
        accepted(first)
    accepted(second)


ENDING: dict[str, Callable[[Person, Person], object]] = {
    "password": lambda person, by: acts.issue_password(person, by=by, on=DAY),
    "email": lambda person, by: acts.correct_person(person, full_name=person.full_name, email="dung@vidu.example", by=by, on=DAY),
    "left": lambda person, by: acts.close_account(person, reason="Chuyển công tác", by=by, on=DAY),
    "post": lambda person, by: acts.end_post(person.posts.get(), until=DAY, by=by, on=DAY),
}


@pytest.mark.parametrize("why", ENDING)
def test_a_link_ends_with_what_makes_it_a_stranger_s_key_and_the_journal_says_why(province: Province, why: str) -> None:
    person = somebody(province)
    invitation = invited(province, person)
    ENDING[why](person, province.admin)
    person.refresh_from_db()
    with pytest.raises(Refusal):
        accepted(invitation)
    entry = Entry.objects.get(kind="organisation.invitation_revoked")
    assert (entry.payload["why"], entry.by) == (why, province.admin)
    assert reads.has_just_ended_link(person)
    assert Invitation.objects.get().standing == Standing.REVOKED
    assert not [one for kept in KEPT for one in differing(kept)]


def test_a_name_put_right_and_one_of_two_posts_ended_leave_the_link_as_it_is(province: Province) -> None:
    person = somebody(province)
    invitation, said = invited(province, person), dict[str, Any](by=province.admin, on=DAY)
    acts.give_post(person=person, body=province.bodies["ubnd-026"], role=Role.VIEWER, since=START, **said)
    acts.end_post(person.posts.get(role=Role.AUTHOR), until=DAY, **said)
    acts.correct_person(person, full_name="Tên đúng", email=person.email, **said)
    assert not reads.has_just_ended_link(person)
    assert accepted(invitation).check_password(GOOD)


def test_a_link_of_a_closed_account_stays_shut_once_the_account_is_open_again(province: Province) -> None:
    person = somebody(province)
    invitation, said = invited(province, person), dict[str, Any](by=province.admin, on=DAY)
    acts.close_account(person, reason="Nghỉ", **said)
    acts.reopen_account(person, reason="Trở lại", **said)
    with pytest.raises(Refusal):
        accepted(invitation)


def test_whoever_remembers_the_old_password_and_changes_it_ends_the_link(province: Province) -> None:
    person = somebody(province)
    given = acts.issue_password(person, by=province.admin, on=DAY)
    invitation = invited(province, person)
    acts.change_password(person, old=given, new=GOOD, by=person, on=DAY)
    with pytest.raises(Refusal):
        accepted(invitation, new="một mật khẩu khác hẳn")
    assert Person.objects.get(pk=person.pk).check_password(GOOD)


@pytest.mark.parametrize(
    ("verb", "more"), [("cap-mat-khau", {}), ("sua", {"full_name": "Cán bộ mới", "email": "dung@vidu.example"})]
)
def test_the_answer_says_that_an_open_link_ended_and_says_nothing_where_there_was_none(
    province: Province, verb: str, more: dict[str, str]
) -> None:
    person, client = somebody(province), as_(province.admin)
    place = reverse(PEOPLE.get_url_name(verb), args=[person.pk])
    invited(province, person)
    assert "Liên kết của thư mời còn mở" in client.post(place, more, follow=True).content.decode()
    more = {name: value.replace("dung", "khac") for name, value in more.items()}
    assert "Liên kết của thư mời còn mở" not in client.post(place, more, follow=True).content.decode()


def test_whoever_is_halfway_in_with_the_old_password_is_out_once_another_is_issued(province: Province) -> None:
    """The other keys to an account: sessions, and the password given before the code."""
    person, client = somebody(province), Client()
    given, name = acts.issue_password(person, by=province.admin, on=DAY), {"username": person.username}
    sealed = rules.sealed(settings.SECRET_KEY, SECRET)
    acts.enrol_factor(person, sealed=sealed, code=pyotp.TOTP(SECRET).at(NOW), by=person, on=DAY, at=NOW)
    answer = client.post(reverse("wagtailadmin_login"), {**name, "password": given})
    assert answer.headers["Location"].endswith(reverse("second_step"))
    acts.issue_password(Person.objects.get(pk=person.pk), by=province.admin, on=DAY)
    assert client.get(reverse("second_step")).headers["Location"].endswith(reverse("wagtailadmin_login"))


def test_slips_end_open_links_and_name_whose(province: Province) -> None:
    roll, client = a_roll(province, "a@vidu.example", ""), as_(province.admin)
    lines = list(roll.lines.order_by("row"))
    assert lines[0].person is not None
    invitation = invited(province, lines[0].person)
    answer = client.post(on_roll("in-phieu", roll), {"lines": [line.pk for line in lines]})
    assert answer.context["secret"].links == [lines[0].person]
    assert "Liên kết của thư mời còn mở" in answer.content.decode()
    with pytest.raises(Refusal):
        accepted(invitation)


@pytest.mark.parametrize("new", ["", "ngắn", "1234567890123", "moi.vao.2020", "x" * 129])
def test_a_weak_password_is_refused_and_the_link_still_holds(province: Province, new: str) -> None:
    invitation = invited(province, somebody(province))
    with pytest.raises(Refusal):
        accepted(invitation, new=new)
    accepted(invitation)


def test_who_may_invite_is_who_may_issue_a_password(province: Province) -> None:
    person, without = somebody(province), somebody(province, email="", username="khong.thu")
    local = an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")
    for by, whom in ((local, person), (person, person), (province.admin, without), (province.admin, province.admin)):
        with pytest.raises(Refusal):
            acts.invite(whom, by=by, on=DAY, at=NOW)
    with pytest.raises(Refusal):
        acts.revoke_invitations(person, by=province.admin, on=DAY)
    invited(province, person)
    with pytest.raises(Refusal):
        acts.revoke_invitations(person, by=local, on=DAY)


def test_strangers_do_not_fill_the_journal(province: Province) -> None:
    invitation = invited(province, somebody(province))
    accepted(invitation)
    for _time in range(rules.MOST_RECORDED):
        acts.turn_away(invitation, on=DAY, at=NOW)
    with pytest.raises(Refusal):
        acts.turn_away(invitation, on=DAY, at=NOW)


def test_an_invitation_opens_the_locked_door(province: Province) -> None:
    person = somebody(province)
    said = {"user_agent": "", "ip_address": "192.0.2.1", "failures_since_start": 5, "get_data": "", "post_data": ""}
    AccessAttempt.objects.create(username=person.username, attempt_time=NOW, **said)
    accepted(invited(province, person))
    assert not AccessAttempt.objects.exists()


def test_at_the_counter_somebody_is_invited_and_the_invitation_revoked(province: Province) -> None:
    person, client = somebody(province), as_(province.admin)
    place = {name: reverse(PEOPLE.get_url_name(name), args=[person.pk]) for name in ("record", "gui-thu-moi", "thu-hoi-thu-moi")}
    assert client.post(place["thu-hoi-thu-moi"]).status_code == 409
    assert client.post(place["gui-thu-moi"]).status_code == 302
    page = client.get(place["record"]).content.decode()
    assert "moi@vidu.example" in page and "Đã gửi thư mời" in page
    assert client.post(place["thu-hoi-thu-moi"]).status_code == 302
    assert "đã thu hồi" in client.get(place["record"]).content.decode()
    foreign = as_(an_administrator(province.bodies["ubnd-027"], by=province.admin, username="quantri-meovac"))
    assert {foreign.post(place[name]).status_code for name in ("gui-thu-moi", "thu-hoi-thu-moi")} == {404}
    inspector = as_(a_person(Role.INSPECTOR, body=province.bodies["so-tttt"]))
    assert inspector.post(place["gui-thu-moi"]).status_code == 403


def a_roll(province: Province, *emails: str) -> Roll:
    body, file = province.bodies["so-tttt"], {"name": "danh sách.xlsx", "sha256": "0" * 64}
    rest: dict[str, Any] = {"body": body.pk, "role": Role.AUTHOR, "area": None, "since": DAY}
    lines = [
        NewPerson(row=row, full_name=f"Cán bộ {row}", username=f"nguoi.{row}", email=email, **rest)
        for row, email in enumerate(emails, 2)
    ]
    roll = acts.begin_roll(key=uuid4(), **file, lines=lines, body=body, by=province.admin, on=DAY)
    enter_rolls()
    return roll


def on_roll(name: str, roll: Roll) -> str:
    return reverse(ROLLS.get_url_name(name), args=[roll.pk])


def test_slips_of_chosen_people_stand_on_one_page_that_nothing_keeps(province: Province) -> None:
    roll, client = a_roll(province, "", "", ""), as_(province.admin)
    lines = list(roll.lines.order_by("row"))
    answer = client.post(on_roll("in-phieu", roll), {"lines": [lines[0].pk, lines[1].pk]})
    page = answer.content.decode()
    assert answer.status_code == 201 and "no-store" in answer.headers["Cache-Control"]
    slips = answer.context["secret"].made
    assert [slip.person for slip in slips] == [lines[0].person, lines[1].person]
    for slip in slips:
        person = Person.objects.get(pk=slip.person.pk)
        assert page.count(slip.password) == 1 and person.username in page
        assert person.check_password(slip.password) and person.must_change_password
        assert not Entry.objects.filter(canon__contains=slip.password).exists()
    assert Entry.objects.filter(kind="organisation.password_issued").count() == 2
    offered = client.get(on_roll("in-phieu", roll)).context["form"]["lines"]
    assert offered.value() == [lines[2].pk]


def test_who_has_left_or_reaches_further_gets_no_slip_and_the_others_do(province: Province) -> None:
    roll, client = a_roll(province, "", ""), as_(province.admin)
    first, second = roll.lines.order_by("row")
    assert first.person is not None
    local = an_administrator(province.bodies["so-tttt"], by=province.admin, username="quantri-so")
    acts.give_post(person=first.person, body=province.bodies["ubnd-026"], role=Role.VIEWER, since=DAY, by=province.admin, on=DAY)
    answer = as_(local).post(on_roll("in-phieu", roll), {"lines": [first.pk, second.pk]})
    assert [slip.person for slip in answer.context["secret"].made] == [second.person]
    assert [person for person, _why in answer.context["secret"].without] == [first.person]
    acts.close_account(first.person, reason="Nghỉ hưu", by=province.admin, on=DAY)
    assert client.post(on_roll("in-phieu", roll), {"lines": [first.pk]}).status_code == 200  # no longer one of the choices


def test_too_many_slips_at_once_and_none_are_refused_in_words(province: Province) -> None:
    roll, client = a_roll(province, *[""] * (rules.MOST_AT_ONCE + 1)), as_(province.admin)
    everybody = list(roll.lines.values_list("pk", flat=True))
    for chosen in (everybody, []):
        answer = client.post(on_roll("in-phieu", roll), {"lines": chosen})
        assert answer.status_code == 200 and "desk-errors" in answer.content.decode()
    assert not Entry.objects.filter(kind="organisation.password_issued").exists()


def test_everybody_of_a_list_with_an_address_is_invited_in_an_act_of_their_own(province: Province) -> None:
    roll, client = a_roll(province, "a@vidu.example", "", "b@vidu.example"), as_(province.admin)
    form = client.get(on_roll("gui-thu-moi", roll)).context["form"]
    assert len(form["lines"].value()) == 2
    assert client.post(on_roll("gui-thu-moi", roll), {"lines": form["lines"].value()}).status_code == 302
    assert sorted(Invitation.objects.values_list("address", flat=True)) == ["a@vidu.example", "b@vidu.example"]
    assert kinds() == ["organisation.invited"] * 2


def test_a_list_without_addresses_offers_no_letters_and_a_foreign_administrator_finds_nothing(province: Province) -> None:
    roll = a_roll(province, "")
    assert as_(province.admin).post(on_roll("gui-thu-moi", roll), {"lines": []}).status_code == 409
    foreign = as_(an_administrator(province.bodies["ubnd-027"], by=province.admin, username="quantri-meovac"))
    for name in ("gui-thu-moi", "in-phieu"):
        assert foreign.get(on_roll(name, roll)).status_code == 404
        assert foreign.post(on_roll(name, roll), {"lines": [roll.lines.get().pk]}).status_code == 404
