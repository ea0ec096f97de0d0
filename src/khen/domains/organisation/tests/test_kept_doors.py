"""By what people come in stands as acts left it: honest houses hold, entries of earlier shapes accuse nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.db import transaction

from khen.atoms import clock
from khen.atoms.payload import Payload
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.book import journal
from khen.book.comparing import How, differing
from khen.book.journal import act
from khen.domains.organisation import acts
from khen.domains.organisation.models import Identity, Invitation, NetworkList, Roll, RollLine
from khen.domains.organisation.reads.kept import KEPT, networks_differing
from khen.domains.organisation.terms import NewPerson
from khen.domains.organisation.tests.makers import DAY, Province, a_province

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=3)
NETWORKS: dict[str, Callable[[], object]] = {
    "others": lambda: NetworkList.objects.filter(until=None).update(networks="0.0.0.0/0"),
    "gone": lambda: NetworkList.objects.filter(until=None).delete(),
    "ended": lambda: NetworkList.objects.filter(until=None).update(until=LATER),
    "for another reason": lambda: NetworkList.objects.update(reason="Bịa"),
    "of another day": lambda: NetworkList.objects.filter(until=None).update(since=DAY),
}


def found() -> list[tuple[type[Any], How, tuple[str, ...]]]:
    return [(kept.model, one.how, one.names) for kept in KEPT for one in differing(kept)]


def somebody(province: Province, username: str) -> Person:
    given: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": DAY}
    person = acts.register_person(username=username, full_name=username, email=f"{username}@vidu.example", **given)
    acts.give_post(person=person, role=Role.APPROVER, since=DAY, **given)
    return person


def test_an_account_of_the_provider_that_means_somebody_else_is_found() -> None:
    province = a_province()
    person = somebody(province, "can-bo-mot")
    acts.tie_identity(person, subject="mai-4711", by=province.admin, on=DAY)
    acts.untie_identity(person, reason="Đổi tài khoản", by=province.admin, on=LATER)
    acts.tie_identity(person, subject="mai-4712", by=province.admin, on=LATER)
    assert found() == []
    for column in ("subject", "issuer"):
        with transaction.atomic():
            Identity.objects.filter(until=None).update(**{column: "https://la.example"})
            assert found() == [(Person, How.CHANGED, ("identities",))]
            transaction.set_rollback(True)


@dataclass(frozen=True, kw_only=True)
class TiedBefore(Payload):
    """As it was told before its second shape."""

    kind: ClassVar[str] = "organisation.identity_tied"
    person: int
    identity: int


@act
def tie_as_before(person: Person, province: Province) -> Identity:
    body = province.bodies["so-tttt"]
    made = Identity.objects.create(person=person, body=body, issuer="https://x.example", subject="mai", since=DAY)
    told = TiedBefore(person=person.pk, identity=made.pk)
    journal.write(told, by=province.admin, body=body, on=DAY, about=person)
    return made


def test_an_entry_that_told_no_digest_accuses_nobody() -> None:
    province = a_province()
    tie_as_before(somebody(province, "can-bo-mot"), province)
    assert found() == []


def test_an_invitation_stands_where_its_entries_say() -> None:
    province = a_province()
    person, now = somebody(province, "can-bo-mot"), clock.now()
    first = acts.invite(person, by=province.admin, on=DAY, at=now)
    acts.turn_away(acts.invite(person, by=province.admin, on=DAY, at=now), on=DAY, at=now + timedelta(days=9))
    acts.revoke_invitations(person, by=province.admin, on=DAY)
    acts.accept_invitation(acts.invite(person, by=province.admin, on=DAY, at=now), new="Một mật khẩu rất dài 47", on=DAY, at=now)
    assert found() == []
    for change in ({"standing": "open"}, {"until": now + timedelta(days=99)}, {"turned_away": 7}, {"by": person}):
        with transaction.atomic():
            Invitation.objects.filter(pk=first.pk).update(**change)
            assert found() == [(Person, How.CHANGED, ("invitations",))]
            transaction.set_rollback(True)


@pytest.mark.parametrize("change", NETWORKS.values(), ids=NETWORKS)
def test_a_list_of_networks_that_no_act_left_so_is_found(change: Callable[[], object]) -> None:
    province = a_province()
    told: dict[str, Any] = {"body": province.bodies["so-tttt"], "address": "10.1.2.3", "by": province.admin, "reason": "Nội bộ"}
    acts.list_networks(networks="10.0.0.0/8", **told, on=DAY)
    second = acts.list_networks(networks="10.1.0.0/16", **told, on=DAY)
    acts.lift_networks(second, reason="Dọn nhà", by=None, on=LATER)
    acts.list_networks(networks="10.1.2.0/24", **told, on=LATER)
    assert list(networks_differing()) == []
    change()
    assert list(networks_differing())


def test_a_list_of_people_enters_whom_it_named() -> None:
    province = a_province()
    body, admin = province.bodies["so-tttt"], province.admin
    common: dict[str, Any] = {"full_name": "Người mới", "email": "", "body": body.pk, "role": Role.VIEWER, "area": None}
    lines = [NewPerson(row=row, username=f"nguoi-{row}", since=DAY, **common) for row in (2, 3, 4)]
    roll = acts.begin_roll(key=uuid4(), name="ds.xlsx", sha256="0" * 64, lines=lines, body=body, by=admin, on=DAY)
    first, second, _third = roll.lines.order_by("row")
    acts.enter_line(first, by=admin, on=DAY)
    acts.pass_over_line(second, reason="Đã có", by=admin, on=DAY)
    assert found() == []
    changes: dict[str, dict[str, Any]] = {
        "rows": {"role": Role.ADMINISTRATOR},
        "entered": {"person": admin, "refused": ""},
        "refused": {"refused": "Bịa"},
    }
    for name, change in changes.items():
        with transaction.atomic():
            RollLine.objects.filter(row=4).update(**change)
            assert found() == [(Roll, How.CHANGED, (name,))]
            transaction.set_rollback(True)
