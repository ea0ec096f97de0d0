"""Who may act where stands as acts left it: what was given, moved or renamed behind the house is found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from khen.atoms import clock
from khen.bodies.models import (
    Area,
    AreaEdge,
    AreaSuccession,
    Body,
    BodyEdge,
    BodySuccession,
    Leave,
    Outlet,
    Person,
    Post,
    Trainee,
)
from khen.bodies.terms import AreaKind, Change, Role
from khen.book.comparing import How, differing
from khen.domains.organisation import acts
from khen.domains.organisation.models import Factor, Identity, Passkey, Signing
from khen.domains.organisation.reads.kept import KEPT
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_area, a_province

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def found() -> list[tuple[type[Any], How, tuple[str, ...]]]:
    return [(kept.model, one.how, one.names) for kept in KEPT for one in differing(kept)]


def somebody(province: Province, username: str) -> Person:
    given: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": DAY}
    person = acts.register_person(username=username, full_name=username, **given)
    acts.give_post(person=person, role=Role.APPROVER, since=START, **given)
    return person


def a_lived_in_province() -> Province:
    """A commune moved twice and once back, one area and one body passed on, posts ended and delegated, one account closed."""
    province = a_province()
    bodies, areas, admin = province.bodies, province.areas, province.admin
    told: dict[str, Any] = {"body": bodies["ubnd-tinh"], "by": admin, "on": DAY}
    for thing, places in ((areas["00715"], ("027", "026")), (bodies["ubnd-00715"], ("ubnd-027", "ubnd-tinh"))):
        for weeks, place in enumerate(places):
            under: Any = areas.get(place) or bodies[place]
            acts.move(thing, under=under, since=DAY + weeks * WEEK, **told)
        acts.take_back_move(thing, reason="Nhầm", **told)
    acts.record_succession(areas["00793"], new=None, change=Change.DISSOLVE, since=DAY, legal_basis="NQ 01", **told)
    acts.record_succession(bodies["so-tttt"], new=bodies["ubnd-tinh"], change=Change.MERGE, since=DAY, legal_basis="NQ 2", **told)
    one, two, three = (somebody(province, name) for name in ("can-bo-mot", "can-bo-hai", "can-bo-ba"))
    acts.end_post(three.posts.get(), until=DAY + WEEK, by=admin, on=DAY)
    acts.close_account(three, reason="Nghỉ việc", by=admin, on=DAY)
    days: dict[str, Any] = {"since": DAY + WEEK, "until": DAY + 2 * WEEK, "on": DAY}
    acts.cancel_delegation(acts.delegate(one.posts.get(), to=two, by=one, **days), reason="Không đi nữa", by=one, on=DAY)
    post = acts.delegate(two.posts.get(for_post=None), to=one, by=two, **days)
    acts.end_delegation(post, until=DAY + WEEK + timedelta(days=2), by=two, on=DAY + WEEK)
    leave = acts.announce_leave(two, body=bodies["so-tttt"], deputy=one, by=two, **days)
    acts.end_leave(leave, until=DAY + WEEK + timedelta(days=3), by=two, on=DAY + WEEK)
    told = {"form": "ky-thay", "named": {"head": "GIÁM ĐỐC", "own": "PHÓ GIÁM ĐỐC"}, "basis": "Quyết định 01/QĐ-UBND"}
    row = acts.enter_signing(body=bodies["so-tttt"], person=one, **told, since=DAY, by=admin, on=DAY)
    acts.end_signing(row, until=DAY + WEEK, reason="Chuyển công tác", by=admin, on=DAY)
    return province


def test_what_is_gone_with_a_succession_that_was_taken_back_is_not_missed_and_what_stands_again_was_made_up() -> None:
    province = a_province()
    told: dict[str, Any] = {"body": province.bodies["ubnd-tinh"], "by": province.admin, "on": DAY}
    body, area = province.bodies["ubnd-027"], province.areas["00715"]
    acts.record_succession(body, new=None, change=Change.DISSOLVE, since=DAY, legal_basis="NQ 1", **told)
    new = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú mới", "026", DAY + WEEK)
    opened = acts.open_successor(area, new=new, change=Change.RENAME, legal_basis="NQ 2", **told)
    gone = BodySuccession.objects.get()
    for old in (body, area):
        acts.take_back_succession(old, reason="Ghi nhầm", **told)
    assert not Area.objects.filter(pk=opened.pk).exists() and found() == []
    gone.save(force_insert=True)
    assert found() == [(BodySuccession, How.MADE_UP, ())]


CHANGES: dict[str, tuple[type[Any], Callable[[], object]]] = {
    "own": (Signing, lambda: Signing.objects.update(own="GIÁM ĐỐC")),
    "role": (Post, lambda: Post.objects.filter(pk=Post.objects.latest("pk").pk).update(role=Role.LEADER)),
    "since": (Post, lambda: Post.objects.filter(role=Role.ADMINISTRATOR).update(since="2019-11-01")),
    "until": (Post, lambda: Post.objects.filter(pk=Post.objects.latest("pk").pk).update(until="2030-01-01")),
    "is_active": (Person, lambda: Person.objects.filter(username="can-bo-ba").update(is_active=True)),
    "username": (Person, lambda: Person.objects.filter(username="can-bo-ba").update(username="can-bo-bon")),
    "called": (Body, lambda: Body.objects.filter(key="so-tttt").update(name="Bịa")),
    "code": (Area, lambda: Area.objects.filter(code="00793").update(code="999")),
    "on": (AreaSuccession, lambda: AreaSuccession.objects.update(on=START)),
    "legal_basis": (BodySuccession, lambda: BodySuccession.objects.update(legal_basis="Bịa")),
    "deputy_id": (Leave, lambda: Leave.objects.update(deputy=Person.objects.get(username="can-bo-ba"))),
}


def test_who_may_act_stands_as_the_journal_tells_and_whatever_else_is_found() -> None:
    a_lived_in_province()
    assert not found()
    for name, (model, change) in CHANGES.items():
        with transaction.atomic():
            change()
            assert found() == [(model, How.CHANGED, (name,))]
            transaction.set_rollback(True)


def test_outlets_and_the_last_day_of_a_body_for_training_stand_as_the_journal_tells() -> None:
    province = a_province()
    told: dict[str, Any] = {"by": province.admin, "on": DAY}
    acts.open_outlet(body=province.bodies["ubnd-027"], key="trang-xa", kind="facebook", name="Trang xã", since=DAY, **told)
    acts.open_training(**told)
    training = acts.end_training(reason="Hết đợt", **told)
    assert training.valid_to and found() == []
    of_commune = Outlet.objects.filter(key="trang-xa")
    changes: dict[str, Callable[[], object]] = {
        "address": lambda: of_commune.update(address="https://x.example"),
        "until": lambda: of_commune.update(until=DAY + WEEK),
        "valid_to": lambda: Body.objects.filter(pk=training.pk).update(valid_to=None),
    }
    for name, change in changes.items():
        with transaction.atomic():
            change()
            assert found() == [(Body if name == "valid_to" else Outlet, How.CHANGED, (name,))]
            transaction.set_rollback(True)
    Outlet.objects.create(body=training, key="bia", kind="zalo", name="Bịa", since=DAY)
    of_commune.delete()
    assert found() == [(Outlet, How.GONE, ()), (Outlet, How.MADE_UP, ())]


def test_where_something_stood_on_other_days_is_found() -> None:
    a_lived_in_province()
    both: tuple[tuple[type[Any], Any], ...] = ((Body, BodyEdge.objects), (Area, AreaEdge.objects))
    for model, edges in both:
        for change in ({"since": START - WEEK}, {"until": DAY + 9 * WEEK}):
            with transaction.atomic():
                edges.filter(pk=edges.latest("pk").pk).update(**change)
                assert found() == [(model, How.CHANGED, ("under",))]
                transaction.set_rollback(True)


def test_a_deputy_acts_in_the_very_post_of_the_holder() -> None:
    province = a_lived_in_province()
    delegated = Post.objects.filter(for_post__isnull=False).latest("pk")
    assert delegated.for_post and found() == []
    others = {"role": Role.LEADER, "body": province.bodies["ubnd-tinh"], "area": province.areas["026"]}
    for name, other in others.items():
        with transaction.atomic():
            told = {"body": delegated.for_post.body, "role": delegated.role, "since": START, name: other}
            another = Post.objects.create(person=delegated.for_post.person, **told)
            Post.objects.filter(pk=delegated.pk).update(for_post=another)
            changed = [names for _model, how, names in found() if how == How.CHANGED]
            assert changed == [(f"for_post__{name}" if name == "role" else f"for_post__{name}_id",)]
            transaction.set_rollback(True)


def test_a_post_that_no_act_gave_and_one_that_is_gone_are_found() -> None:
    province = a_lived_in_province()
    Post.objects.create(person=province.admin, body=province.bodies["so-tttt"], role=Role.LEADER, since=START)
    assert found() == [(Post, How.MADE_UP, ())]
    Post.objects.filter(for_post=None, person__username="can-bo-ba").delete()
    assert sorted(how.name for _model, how, _names in found()) == ["GONE", "MADE_UP"]


def test_a_way_into_an_account_that_nobody_opened_is_named() -> None:
    province = a_province()
    person, other = (somebody(province, name) for name in ("can-bo-mot", "can-bo-hai"))
    body = province.bodies["so-tttt"]
    acts.open_training(by=province.admin, on=DAY)
    trainee = acts.join_training(by=person, on=DAY)
    assert found() == []
    changes: dict[str, Callable[[], object]] = {
        "identities": lambda: Identity.objects.create(person=person, body=body, issuer="https://x", subject="la", since=DAY),
        "second step": lambda: Factor.objects.create(person=person, body=body, sealed="x", step=0),
        "passkeys": lambda: Passkey.objects.create(
            factor=Factor.objects.create(person=person, body=body, sealed="x", step=0), name="la", counter=0, since=clock.now()
        ),
        "practised by": lambda: Trainee.objects.filter(pk=trainee.pk).update(person=other),
    }
    for name, change in changes.items():
        with transaction.atomic():
            change()
            ((model, how, names),) = found()
            assert model is Person and how == How.CHANGED and name in names
            transaction.set_rollback(True)
