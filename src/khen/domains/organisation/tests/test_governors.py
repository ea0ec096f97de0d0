"""Whatever has an administrator keeps one for good: whoever ends posts, calls them off or closes accounts, in whatever order."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khen.atoms.lineage import gap
from khen.atoms.refusal import Refusal
from khen.bodies import governing
from khen.bodies.models import Person, Post, Trainee
from khen.bodies.reads import lasting, on_day
from khen.bodies.terms import Governor, Role
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_body, a_province, an_administrator

WHY = "Nghỉ hưu"
NOBODY = "không còn ai quản trị"


def later(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.fixture
def province(db: None) -> Province:
    return a_province()


@pytest.fixture
def second(province: Province) -> Person:
    said: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": DAY}
    return acts.register_person(username="thanhtra", full_name="Thanh tra", **said)


def made(province: Province, person: Person, since: date, until: date | None = None, *, area: str = "02") -> Post:
    said: dict[str, Any] = {"body": province.bodies["so-tttt"], "area": province.areas[area] if area else None}
    return acts.give_post(person=person, role=Role.ADMINISTRATOR, since=since, until=until, by=province.admin, on=DAY, **said)


def ended(province: Province, post: Post, until: date, *, by: Person | None = None) -> Post:
    return acts.end_post(post, until=until, by=by or province.admin, on=DAY)


def test_the_coming_administrator_is_not_called_off_once_the_other_ends(province: Province, second: Person) -> None:
    coming = made(province, second, later(12))
    ended(province, province.admin.posts.get(), later(13))
    with pytest.raises(Refusal, match=f"{later(13):%d/%m/%Y} sẽ {NOBODY}"):
        ended(province, coming, later(3))
    with pytest.raises(Refusal, match=NOBODY):
        acts.close_account(second, reason=WHY, by=province.admin, on=DAY)
    assert NOBODY in " ".join(map(str, reads.against_closing(second, province.admin, DAY)))


def test_an_administrator_whose_post_has_an_end_is_no_other_one(province: Province, second: Person) -> None:
    dated, post = made(province, second, later(4), later(8)), province.admin.posts.get()
    with pytest.raises(Refusal, match=f"{later(8):%d/%m/%Y} sẽ {NOBODY}"):
        ended(province, post, later(7))
    lasting = made(province, second, later(8))
    ended(province, dated, later(5))
    with pytest.raises(Refusal, match=f"{later(7):%d/%m/%Y} sẽ {NOBODY}"):
        ended(province, post, later(7))
    acts.give_post(
        person=second,
        body=dated.body,
        area=dated.area,
        role=dated.role,
        since=later(5),
        until=later(8),
        by=province.admin,
        on=DAY,
    )
    ended(province, post, later(7))
    assert governing.governs_area(second, province.areas["02"], lasting.since)


@pytest.mark.parametrize("area", ["026", ""])
def test_whoever_governs_less_is_no_other_administrator(province: Province, second: Person, area: str) -> None:
    narrow = made(province, second, later(1), area=area)
    with pytest.raises(Refusal, match=NOBODY):
        ended(province, province.admin.posts.get(), later(5))
    ended(province, narrow, later(3))


def test_somebody_else_may_govern_a_part_from_wherever_they_do(province: Province) -> None:
    local = an_administrator(province.bodies["ubnd-026"], by=province.admin, username="quantri-dongvan")
    ended(province, local.posts.get(), later(1))


def test_a_body_outside_every_area_keeps_whoever_governs_it(province: Province) -> None:
    top = province.bodies["ubnd-tinh"]
    keeper = an_administrator(top, by=province.admin, username="quantri-ubnd")
    ended(province, keeper.posts.get(), later(20))
    acts.open_bodies([a_new_body("hoi-nha-bao", "Hội Nhà báo", top.key, area="", valid_from=DAY)], by=keeper, on=DAY)
    again = an_administrator(province.bodies["so-tttt"], by=province.admin, username="quantri-so")
    ended(province, again.posts.get(), later(1))
    with pytest.raises(Refusal, match=NOBODY):
        ended(province, keeper.posts.get(), later(10), by=keeper)


def test_what_will_stand_elsewhere_is_governed_from_where_it_stands_on_each_day(province: Province) -> None:
    commune, district = province.areas["00715"], province.areas["026"]
    an_administrator(province.bodies["ubnd-026"], district, by=province.admin, username="quantri-dongvan")
    local = an_administrator(province.bodies["ubnd-00715"], commune, by=province.admin, username="quantri-lungcu")
    committee = province.bodies["ubnd-tinh"]
    acts.move(commune, under=province.areas["027"], since=later(10), body=committee, by=province.admin, on=DAY)
    province.admin.posts.update(until=later(8))  # as a house of old may stand
    with pytest.raises(Refusal, match=f"{later(10):%d/%m/%Y} sẽ {NOBODY}"):
        ended(province, local.posts.get(), later(5))
    province.admin.posts.update(until=None)
    ended(province, local.posts.get(), later(5))


def test_neither_a_closed_account_nor_one_for_practice_nor_a_stand_in_is_another_administrator(
    province: Province, second: Person
) -> None:
    made(province, second, DAY)
    post = province.admin.posts.get()
    acts.close_account(second, reason=WHY, by=province.admin, on=DAY)
    with pytest.raises(Refusal, match=NOBODY):
        ended(province, post, later(5))
    acts.reopen_account(second, reason=WHY, by=province.admin, on=DAY)
    trainee = Trainee.objects.create(body=province.bodies["so-tttt"], person=province.admin, account=second)
    with pytest.raises(Refusal, match=NOBODY):
        ended(province, post, later(5))
    trainee.delete()
    ended(province, post, later(5))


def test_nobody_governs_where_every_post_has_ended_or_its_account_is_closed(province: Province) -> None:
    assert not governing.nobody_governs(DAY)
    Post.objects.update(since=later(3), until=later(5))
    assert not governing.nobody_governs(DAY) and governing.nobody_governs(later(5))
    Person.objects.update(is_active=False)
    assert governing.nobody_governs(DAY)


def test_the_first_day_without_anybody_is_told() -> None:
    held = [(later(2), later(4)), (later(4), later(6)), (later(8), None)]
    assert gap((later(2), later(6)), held) is None and gap((later(9), None), held) is None
    assert gap((later(1), None), held) == later(1) and gap((later(3), None), held) == later(6)
    lost = [Governor(later(3), None, True, [("area 1", (START, None))])]
    assert rules.ungoverned_from(lost, []) == later(3) and rules.ungoverned_from([], []) is None
    assert rules.ungoverned_from(lost, [Governor(START, None, False, lost[0].reach)]) == later(3)
    assert rules.ungoverned_from(lost, [Governor(START, None, True, lost[0].reach)]) is None
    assert rules.ungoverned_from(lost, [Governor(START, None, True, [("area 1", (START, later(7)))])]) == later(7)
    assert rules.ungoverned_from([lost[0]._replace(active=False)], []) is None


DAYS, ANY = st.integers(0, 8), st.integers(0, 11)
GIVING = st.tuples(st.just("give"), ANY, ANY, DAYS, st.one_of(st.none(), DAYS), st.sampled_from(["02", "02", "026", ""]))
ENDING = st.tuples(st.just("end"), ANY, ANY, DAYS)
ACCOUNTS = st.tuples(st.sampled_from(["close", "close", "reopen"]), ANY, ANY)


class TheHouseKeepsAnAdministrator(TestCase):
    """Random sequences of such acts by whoever governs the whole; a day passes after each, and some of them are refused."""

    def setUp(self) -> None:
        self.province = a_province()
        said: dict[str, Any] = {"body": self.province.bodies["so-tttt"], "by": self.province.admin, "on": DAY}
        for number in range(3):
            acts.register_person(username=f"can-bo-{number}", full_name="Cán bộ", **said)
        self.whole = Post.objects.filter(area=self.province.areas["02"], role=Role.ADMINISTRATOR, person__is_active=True)

    def do(self, told: tuple[Any, ...], on: date) -> None:
        kind, by, one, *rest = told
        able = list(Person.objects.filter(pk__in=self.whole.filter(on_day(on)).values("person")).order_by("pk"))
        said: dict[str, Any] = {"by": able[by % len(able)], "on": on}
        if kind == "end":
            posts = list(Post.objects.filter(lasting(on)).order_by("pk"))
            acts.end_post(posts[one % len(posts)], until=on + timedelta(days=rest[0]), **said)
            return
        others = list(Person.objects.exclude(pk=said["by"].pk).order_by("pk"))
        person = others[one % len(others)]
        if kind == "give":
            since, lasts, area = on + timedelta(days=rest[0]), rest[1], self.province.areas.get(rest[2])
            until = since + timedelta(days=lasts) if lasts else None
            where: dict[str, Any] = {"body": self.province.bodies["so-tttt"], "area": area, "role": Role.ADMINISTRATOR}
            acts.give_post(person=person, since=since, until=until, **where, **said)
        else:
            (acts.close_account if kind == "close" else acts.reopen_account)(person, reason=WHY, **said)

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.one_of(GIVING, ENDING, ACCOUNTS), min_size=3, max_size=12))
    def test_a_house_with_an_unending_governor_of_the_whole_never_loses_it(self, sequence: list[tuple[Any, ...]]) -> None:
        for passed, told in enumerate(sequence):
            with suppress(Refusal):
                self.do(told, later(passed))
            assert self.whole.filter(until=None).exists()
            for day in range(passed, passed + 20):
                assert self.whole.filter(on_day(later(day))).exists(), (told, day)
