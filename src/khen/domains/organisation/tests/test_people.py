"""People, their posts and their passwords: nobody gives, ends or takes over more than they govern."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Outlet, Person, Post
from khen.bodies.reads import may
from khen.bodies.terms import Action, OutletKind, Role
from khen.book.models import Entry
from khen.domains.organisation import acts, reads
from khen.domains.organisation.acts import accounts, people
from khen.domains.organisation.tests.makers import DAY, START, Province, a_province, an_administrator

pytestmark = pytest.mark.django_db
OF_OLD = import_module("khen.bodies.migrations.0011_an_address_of_ones_own")
GOOD = "đường lên cột cờ Lũng Cú"


@pytest.fixture
def province() -> Province:
    return a_province()


def somebody(province: Province, body: str = "so-tttt", username: str = "soantin1") -> Person:
    return acts.register_person(
        username=username, full_name="Cán bộ soạn tin", body=province.bodies[body], by=province.admin, on=DAY
    )


def an_author(province: Province, body: str = "so-tttt", username: str = "soantin1") -> tuple[Person, Post]:
    person = somebody(province, body, username)
    post = acts.give_post(person=person, body=province.bodies[body], role=Role.AUTHOR, since=START, by=province.admin, on=DAY)
    return person, post


def a_local_administrator(province: Province) -> Person:
    return an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")


def test_a_registered_person_may_do_nothing_before_a_post_is_given(province: Province) -> None:
    person = somebody(province)
    assert not may(person, Action.DRAFT, province.bodies["so-tttt"], DAY)
    acts.give_post(person=person, body=province.bodies["so-tttt"], role=Role.AUTHOR, since=DAY, by=province.admin, on=DAY)
    assert may(person, Action.DRAFT, province.bodies["so-tttt"], DAY)
    assert [found.full_name for found in reads.people_of(province.bodies["so-tttt"], DAY)] == [
        "Cán bộ quản trị",
        "Cán bộ soạn tin",
    ]


def test_the_journal_names_no_name(province: Province) -> None:
    somebody(province)
    assert not Entry.objects.filter(canon__contains="soạn tin").exists()


@pytest.mark.parametrize(
    ("username", "full_name", "email"),
    [
        ("ab", "Tên", ""),
        ("a" * 61, "Tên", ""),
        ("soạn tin", "Tên", ""),
        ("a\x00bc", "Tên", ""),
        ("quantri", "Trùng", ""),
        ("QuanTri", "Trùng khi viết thường", ""),
        ("tap-huan-1.bai-tap", "Tên dành cho tập huấn", ""),
        ("Tap-Huan-12.7", "Tên dành cho tập huấn", ""),
        ("moi.vao", "", ""),
        ("moi.vao", "x" * 121, ""),
        ("moi.vao", "Tên", "không phải thư"),
        ("moi.vao", "Tên", "a@b" + "c" * 300 + ".vn"),
    ],
)
def test_an_account_with_anything_wrong_is_refused(province: Province, username: str, full_name: str, email: str) -> None:
    with pytest.raises(Refusal):
        acts.register_person(
            username=username,
            full_name=full_name,
            email=email,
            body=province.bodies["so-tttt"],
            by=province.admin,
            on=DAY,
        )
    assert Person.objects.count() == 1


def test_a_name_that_only_begins_like_those_of_training_is_anybodys(province: Province) -> None:
    for name in ("tap-huan-1", "tap-huan-vien.mai", "tap-huan.1"):
        assert somebody(province, username=name).username == name


def test_nobody_gives_a_post_outside_their_reach(province: Province) -> None:
    local, person = a_local_administrator(province), somebody(province)
    reachable: dict[str, Any] = {"person": person, "role": Role.AUTHOR, "since": DAY, "by": local, "on": DAY}
    with pytest.raises(Refusal):
        acts.give_post(body=province.bodies["so-tttt"], **reachable)
    with pytest.raises(Refusal):
        acts.give_post(body=province.bodies["ubnd-026"], area=province.areas["02"], **reachable)
    acts.give_post(body=province.bodies["ubnd-00715"], **reachable)
    acts.give_post(body=province.bodies["ubnd-026"], area=province.areas["026"], **reachable)


def test_who_only_writes_gives_no_post(province: Province) -> None:
    author, _post = an_author(province)
    other = somebody(province, username="soantin2")
    with pytest.raises(Refusal):
        acts.give_post(person=other, body=province.bodies["so-tttt"], role=Role.VIEWER, since=DAY, by=author, on=DAY)
    with pytest.raises(Refusal):
        acts.give_post(person=other, body=province.bodies["so-tttt"], role=Role.VIEWER, since=DAY, by=None, on=DAY)


def test_nobody_gives_a_post_to_themselves(province: Province) -> None:
    with pytest.raises(Refusal):
        acts.give_post(
            person=province.admin, body=province.bodies["so-tttt"], role=Role.APPROVER, since=DAY, by=province.admin, on=DAY
        )


@pytest.mark.parametrize(
    ("role", "since", "until"),
    [
        ("emperor", DAY, None),
        (Role.AUTHOR, date(2018, 1, 1), None),
        (Role.AUTHOR, date(1, 1, 1), None),
        (Role.AUTHOR, DAY, DAY),
        (Role.AUTHOR, DAY, date(2020, 2, 1)),
    ],
)
def test_a_post_has_a_known_role_and_days_in_order(province: Province, role: str, since: date, until: date | None) -> None:
    with pytest.raises(Refusal):
        acts.give_post(
            person=somebody(province),
            body=province.bodies["so-tttt"],
            role=role,
            since=since,
            until=until,
            by=province.admin,
            on=DAY,
        )
    assert Post.objects.count() == 1


def test_the_same_post_is_held_once_at_a_time_and_may_return(province: Province) -> None:
    person, post = an_author(province)
    again: dict[str, Any] = {
        "person": person,
        "body": province.bodies["so-tttt"],
        "role": Role.AUTHOR,
        "by": province.admin,
        "on": DAY,
    }
    with pytest.raises(Refusal):
        acts.give_post(since=DAY, **again)
    acts.end_post(post, until=DAY, by=province.admin, on=DAY)
    acts.give_post(since=DAY, **again)
    with pytest.raises(Refusal):
        acts.end_post(post, until=DAY, by=province.admin, on=DAY)


def test_a_post_ends_on_its_day(province: Province) -> None:
    person, post = an_author(province)
    acts.end_post(post, until=DAY, by=province.admin, on=DAY)
    assert may(person, Action.DRAFT, province.bodies["so-tttt"], DAY - timedelta(days=1))
    assert not may(person, Action.DRAFT, province.bodies["so-tttt"], DAY)


def test_the_last_administrator_stays_until_another_is_named(province: Province) -> None:
    local = a_local_administrator(province)
    second = an_administrator(province.bodies["so-tttt"], province.areas["02"], by=province.admin, username="quantri2")
    acts.end_post(local.posts.get(), until=DAY, by=second, on=START)
    acts.end_post(province.admin.posts.get(), until=DAY, by=second, on=START)
    with pytest.raises(Refusal):
        acts.end_post(second.posts.get(), until=DAY + timedelta(days=1), by=second, on=DAY)


def test_a_password_is_told_once_kept_nowhere_and_must_be_changed(province: Province) -> None:
    person, _post = an_author(province)
    password = acts.issue_password(person, by=province.admin, on=DAY)
    person.refresh_from_db()
    assert person.check_password(password)
    assert person.must_change_password
    assert not Entry.objects.filter(canon__contains=password).exists()
    assert password != acts.issue_password(person, by=province.admin, on=DAY)


def test_nobody_takes_over_an_account_that_reaches_further_than_they_govern(province: Province) -> None:
    local = a_local_administrator(province)
    acts.give_post(person=province.admin, body=province.bodies["ubnd-00715"], role=Role.VIEWER, since=DAY, by=local, on=DAY)
    with pytest.raises(Refusal):
        acts.issue_password(province.admin, by=local, on=DAY)
    with pytest.raises(Refusal):
        acts.issue_password(province.admin, by=province.admin, on=DAY)
    with pytest.raises(Refusal):
        acts.issue_password(somebody(province), by=province.admin, on=DAY)


def test_a_password_is_changed_by_its_owner_who_knows_the_old_one(province: Province) -> None:
    person, _post = an_author(province)
    old = acts.issue_password(person, by=None, on=DAY)
    changed = acts.change_password(person, old=old, new=GOOD, by=person, on=DAY)
    assert changed.check_password(GOOD)
    assert not changed.must_change_password
    assert not Entry.objects.filter(canon__contains=GOOD).exists()


@pytest.mark.parametrize("new", ["", "ngắn", "1234567890123", "password123", "soantin1!!", "x" * 129, "x" * 1_000_000])
def test_a_weak_or_huge_password_is_refused(province: Province, new: str) -> None:
    person, _post = an_author(province)
    old = acts.issue_password(person, by=None, on=DAY)
    with pytest.raises(Refusal):
        acts.change_password(person, old=old, new=new, by=person, on=DAY)
    person.refresh_from_db()
    assert person.check_password(old)


def test_the_old_password_a_wrong_one_and_somebody_elses_are_refused(province: Province) -> None:
    person, _post = an_author(province)
    old = acts.issue_password(person, by=None, on=DAY)
    for by, known, new in ((person, old, old), (person, "sai", GOOD), (province.admin, old, GOOD)):
        with pytest.raises(Refusal):
            acts.change_password(person, old=known, new=new, by=by, on=DAY)


def test_an_outlet_is_opened_for_a_body_within_reach(province: Province) -> None:
    said: dict[str, Any] = {"kind": OutletKind.SITE, "name": "Trang tin Đồng Văn", "since": DAY, "by": province.admin, "on": DAY}
    outlet = acts.open_outlet(body=province.bodies["ubnd-026"], key="huyen-dong-van", **said)
    assert outlet.body == province.bodies["ubnd-026"]
    wrongs: tuple[dict[str, Any], ...] = (
        {"key": "huyen-dong-van"},
        {"key": "Có dấu"},
        {"key": "a", "kind": "fax"},
        {"key": "a", "since": date(2018, 1, 1)},
        {"key": "a", "address": "javascript:alert(1)"},
        {"key": "a", "name": ""},
    )
    for wrong in wrongs:
        with pytest.raises(Refusal):
            acts.open_outlet(body=province.bodies["ubnd-026"], **{**said, **wrong})
    assert Outlet.objects.count() == 1


def test_a_name_is_put_right_and_found_without_marks_and_the_journal_still_names_no_name(province: Province) -> None:
    person, _post = an_author(province)
    acts.correct_person(person, full_name=" Đỗ Thị Được ", email="duoc@vidu.example", by=province.admin, on=DAY)
    person.refresh_from_db()
    assert (person.full_name, person.folded, person.email) == ("Đỗ Thị Được", "do thi duoc", "duoc@vidu.example")
    entry = Entry.objects.get(kind="organisation.person_corrected")
    assert (entry.payload["name"], entry.payload["email"]) == (True, True)
    assert "Được" not in entry.canon


@pytest.mark.parametrize("wrong", [{"full_name": ""}, {"full_name": "Tên\x07"}, {"email": "không phải thư"}, {}])
def test_a_name_is_not_put_wrong(province: Province, wrong: dict[str, str]) -> None:
    person, _post = an_author(province)
    before = Entry.objects.count()
    with pytest.raises(Refusal):
        acts.correct_person(person, **{"full_name": person.full_name, "email": "", **wrong}, by=province.admin, on=DAY)
    assert Entry.objects.count() == before


def with_mail(province: Province, username: str, email: str) -> Person:
    """Somebody with this address and a post."""
    place = province.bodies["so-tttt"]
    told: dict[str, Any] = {"by": province.admin, "on": DAY}
    person = acts.register_person(username=username, full_name="Cán bộ có thư", email=email, body=place, **told)
    acts.give_post(person=person, body=place, role=Role.AUTHOR, since=DAY, **told)
    return person


def test_an_address_of_another_open_account_is_taken_for_nobody_else_whatever_its_letters(province: Province) -> None:
    with_mail(province, "so-mot", "xb@vidu.example")
    other = with_mail(province, "so-hai", "hai@vidu.example")
    with pytest.raises(Refusal, match="đã có người dùng"):
        with_mail(province, "so-ba", "XB@vidu.example")
    with pytest.raises(Refusal, match="đã có người dùng"):
        acts.correct_person(other, full_name="Cán bộ có thư", email="Xb@Vidu.example", by=province.admin, on=DAY)
    acts.correct_person(other, full_name="Cán bộ có thư", email="HAI@vidu.example", by=province.admin, on=DAY)
    with_mail(province, "so-bon", "x_@vidu.example")  # signs that mean others in a search mean themselves here
    with_mail(province, "so-nam", "xa@vidu.example")


def test_of_two_who_share_an_address_already_the_names_can_still_be_put_right(province: Province) -> None:
    first, second = with_mail(province, "so-mot", "xb@vidu.example"), with_mail(province, "so-hai", "")
    Person.objects.filter(pk=second.pk).update(email=first.email, shares_address=True)
    acts.correct_person(second, full_name="Tên đúng", email=first.email, by=province.admin, on=DAY)
    assert Person.objects.get(pk=second.pk).full_name == "Tên đúng" and Person.objects.get(pk=second.pk).shares_address
    acts.correct_person(second, full_name="Tên đúng", email="hai@vidu.example", by=province.admin, on=DAY)
    assert not Person.objects.get(pk=second.pk).shares_address


def at_one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each act looks before the other has written."""
    for module in (people, accounts):
        monkeypatch.setattr(module, "is_borne", lambda email, but=0: False)


def test_of_two_who_take_an_address_at_one_instant_the_second_is_told_that_it_is_in_use(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, Any] = {"by": province.admin, "on": DAY}
    left, other = with_mail(province, "so-mot", "xb@vidu.example"), with_mail(province, "so-hai", "")
    acts.close_account(left, reason="Chuyển công tác", **said)
    with_mail(province, "so-ba", "Xb@vidu.example")
    at_one_instant(monkeypatch)
    with pytest.raises(Refusal, match="đã có người dùng"):
        with_mail(province, "so-bon", "XB@vidu.example")
    with pytest.raises(Refusal, match="đã có người dùng"):
        acts.correct_person(other, full_name="Cán bộ có thư", email="XB@vidu.example", **said)
    with pytest.raises(Refusal, match="đã có người dùng"):
        acts.reopen_account(left, reason="Trở lại", **said)
    assert not Person.objects.filter(username="so-bon").exists() and with_mail(province, "so-nam", "")


def test_open_accounts_that_shared_an_address_of_old_keep_it_and_are_marked(province: Province) -> None:
    names, spelt = ("so-mot", "so-hai", "so-ba", "so-bon"), ("xb@vidu.example", "XB@vidu.example", "xb@vidu.example", "")
    held = [with_mail(province, name, "") for name in names]
    for person, email in zip(held, spelt, strict=True):
        Person.objects.filter(pk=person.pk).update(email=email, shares_address=True)
    acts.close_account(held[2], reason="Chuyển công tác", by=province.admin, on=DAY)
    state = MigrationExecutor(connection).loader.project_state(("bodies", "0011_an_address_of_ones_own"))
    connection.check_constraints()  # PostgreSQL alters no table of which it still has something to check
    editor = connection.schema_editor()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {people.ONE_ADDRESS}")
        Person.objects.update(shares_address=False)
        OF_OLD.mark(state.apps, editor)
        cursor.execute(str(Person._meta.constraints[-1].create_sql(Person, editor)))
    found = dict(Person.objects.values_list("username", "shares_address"))
    assert [found[name] for name in names] == [False, True, False, False]
    assert [Person.objects.get(username=name).email for name in names] == [*spelt]


def test_a_closed_account_frees_its_address_and_is_opened_again_with_another(province: Province) -> None:
    told: dict[str, Any] = {"by": province.admin, "on": DAY}
    left = with_mail(province, "so-mot", "xb@vidu.example")
    acts.close_account(left, reason="Chuyển công tác", **told)
    with_mail(province, "so-hai", "XB@vidu.example")
    with pytest.raises(Refusal, match="Sửa địa chỉ"):
        acts.reopen_account(left, reason="Trở lại", **told)
    acts.correct_person(left, full_name="Cán bộ có thư", email="khac@vidu.example", **told)
    assert acts.reopen_account(left, reason="Trở lại", **told).is_active


def test_nobody_renames_whom_they_do_not_wholly_govern(province: Province) -> None:
    local, (person, _post) = a_local_administrator(province), an_author(province)
    acts.give_post(person=person, body=province.bodies["ubnd-026"], role=Role.VIEWER, since=DAY, by=local, on=DAY)
    for whom, by in ((person, local), (province.admin, person), (somebody(province, username="khong-viec"), province.admin)):
        with pytest.raises(Refusal):
            acts.correct_person(whom, full_name="Tên khác", email="", by=by, on=DAY)


def test_a_new_password_opens_the_locked_door(province: Province) -> None:
    person, _post = an_author(province)
    said = {"user_agent": "", "ip_address": "192.0.2.1", "failures_since_start": 5, "get_data": "", "post_data": ""}
    for username in (person.username, "nguoi-khac"):
        AccessAttempt.objects.create(username=username, attempt_time=clock.now(), **said)
    acts.issue_password(person, by=province.admin, on=DAY)
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["nguoi-khac"]
