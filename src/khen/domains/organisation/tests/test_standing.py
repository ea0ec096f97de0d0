"""What may stand below what, and a move that was a mistake is taken back: the tree of every day is as it was."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.examples import share

from khen.atoms.refusal import Refusal
from khen.bodies import trees
from khen.bodies.models import Area, AreaEdge, AreaLineage, Body, BodyEdge, BodyLineage
from khen.bodies.terms import AreaKind, BodyKind, Change
from khen.book.models import Entry
from khen.domains.organisation import acts, reads
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_area, a_new_body, a_province, an_administrator

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)  # Resolution 203/2025/QH15
TWO_LEVELS = {("commune", "province")}
THREE_LEVELS = {("commune", "district"), ("district", "province")}
TITLED = (("09007", "thị trấn"), ("09008", "xã"))
WHY = "Chọn nhầm đơn vị"


def told(province: Province, **more: Any) -> dict[str, Any]:
    return {"body": province.bodies["ubnd-tinh"], "by": province.admin, "on": DAY, **more}


def the_tree(model: Any = AreaEdge, lines: Any = AreaLineage) -> tuple[set[Any], set[Any]]:
    """Every edge and every line, on every day."""
    edges = model.objects.values_list("child", "parent", "since", "until")
    return set(edges), {row[1:] for row in lines.objects.values_list()}


@pytest.mark.parametrize(("thing", "under"), [("026", "00793"), ("026", "027"), ("00715", "00793"), ("02", "026")])
def test_no_area_is_moved_below_one_of_its_own_level_or_a_lower_one(thing: str, under: str) -> None:
    province, before = a_province(), the_tree()
    with pytest.raises(Refusal, match="Địa bàn cấp này không thể thuộc"):
        acts.move(province.areas[thing], under=province.areas[under], since=DAY, **told(province))
    assert the_tree() == before


@pytest.mark.parametrize(
    ("thing", "under"),
    [("ubnd-027", "van-phong"), ("ubnd-026", "ubnd-027"), ("ubnd-026", "so-tttt"), ("so-tttt", "ubnd-026"), ("van-phong", "to")],
)
def test_no_body_is_moved_or_opened_below_one_that_cannot_be_above_it(thing: str, under: str) -> None:
    province = a_province()
    new = [a_new_body("van-phong", "Văn phòng Sở", "so-tttt"), a_new_body("to", "Tổ một", "ubnd-026", "026")]
    bodies = {**province.bodies, **{one.key: one for one in acts.open_bodies(new, by=province.admin, on=START)}}
    with pytest.raises(Refusal, match="Cơ quan"):
        acts.move(bodies[thing], under=bodies[under], since=DAY, **told(province))
    here = bodies[thing]
    another = a_new_body("moi", "Mới", under, here.area.code if here.area else "", kind=here.kind)
    with pytest.raises(Refusal, match="Cơ quan"):
        acts.open_bodies([another], by=province.admin, on=DAY)


def test_only_what_may_be_above_it_is_offered() -> None:
    province = a_province()
    office, _team = acts.open_bodies(
        [a_new_body("van-phong", "Văn phòng Sở", "so-tttt"), a_new_body("to", "Tổ một", "van-phong")], by=province.admin, on=START
    )

    def offered(thing: Any) -> set[str]:
        rows = reads.may_stand_above(type(thing).objects.all(), thing, DAY)
        return {getattr(row, "code", "") or row.key for row in rows}

    assert [offered(province.areas[code]) for code in ("00715", "026", "02")] == [{"02", "027"}, set(), set()]
    assert [offered(province.bodies[key]) for key in ("ubnd-00715", "ubnd-026", "so-tttt")] == [
        {"ubnd-tinh", "ubnd-027"},
        set(),
        set(),
    ]
    assert offered(office) == {"ubnd-tinh"}


def test_communes_stand_below_districts_until_the_reform_and_below_the_province_from_then_on() -> None:
    province, early = a_province(), REFORM - timedelta(days=1)
    commune, district, top = (province.areas[code] for code in ("00715", "027", "02"))
    with pytest.raises(Refusal, match="Từ ngày 01/07/2025 cấp xã mới trực thuộc cấp tỉnh .*203/2025/QH15"):
        acts.move(commune, under=top, since=early, **told(province))
    with pytest.raises(Refusal, match="Từ ngày 01/07/2025 cấp xã không còn trực thuộc cấp huyện .*203/2025/QH15"):
        acts.move(commune, under=district, since=REFORM, **told(province))
    for new in (a_new_area("00999", AreaKind.COMMUNE, "Mới", "027"), a_new_area("099", AreaKind.DISTRICT, "Huyện mới", "02")):
        with pytest.raises(Refusal, match="Từ ngày 01/07/2025"):
            acts.open_areas([replace(new, valid_from=REFORM)], **told(province))
    acts.move(commune, under=district, since=early, **told(province))  # entered today: the law of its day is asked
    acts.move(commune, under=top, since=REFORM, **told(province))


def test_committees_follow_the_levels_of_the_day_and_what_is_left_of_a_district_passes_on() -> None:
    province = a_province()
    bodies, keep = province.bodies, told(province)
    with pytest.raises(Refusal, match="Từ ngày 01/07/2025 cấp xã không còn trực thuộc cấp huyện"):
        acts.move(bodies["ubnd-00715"], under=bodies["ubnd-027"], since=REFORM, **keep)
    acts.move(bodies["ubnd-00715"], under=bodies["ubnd-tinh"], since=REFORM, **keep)
    centre = replace(a_new_body("tt-026", "Trung tâm huyện", "ubnd-026", "026"), kind=BodyKind.DISTRICT_CENTRE)
    (opened,) = acts.open_bodies([centre], by=province.admin, on=START)
    acts.move(opened, under=bodies["so-tttt"], since=REFORM, **keep)
    office = replace(a_new_body("pvhtt-026", "Phòng VHTT", "ubnd-026", "026"), kind=BodyKind.DISTRICT_OFFICE)
    with pytest.raises(Refusal, match="Từ ngày 01/07/2025 [Pp]hòng"):
        acts.open_bodies([replace(office, valid_from=REFORM)], by=province.admin, on=DAY)
    acts.open_bodies([office], by=province.admin, on=DAY)
    with pytest.raises(Refusal, match="Từ ngày 01/07/2025 cấp huyện không còn trực thuộc cấp tỉnh"):
        late = a_new_body("ubnd-027b", "UBND huyện khác", "ubnd-tinh", "027", valid_from=REFORM)
        acts.open_bodies([late], by=province.admin, on=DAY)


def test_every_law_on_what_stands_below_what_has_its_source_and_no_kind_is_without_one() -> None:
    laws = trees.rungs()
    assert all(one.source.strip() for one in laws)
    assert {one.kind for one in laws} == {*AreaKind, *BodyKind} - {AreaKind.PROVINCE, BodyKind.TRAINING}


@pytest.mark.parametrize("since", [date(2020, 2, 1), DAY, date(2024, 1, 1)], ids=["begun", "today", "to come"])
def test_a_move_taken_back_leaves_the_tree_of_every_day_as_it_was(since: date) -> None:
    province, before = a_province(), the_tree()
    commune, there = province.areas["00715"], province.areas["027"]
    acts.move(commune, under=there, since=since, **told(province))
    with pytest.raises(Refusal, match="hủy lần chuyển"):
        acts.move(commune, under=province.areas["026"], since=since, **told(province))
    for wrong in (" ", "a" * 501):
        with pytest.raises(Refusal):
            acts.take_back_move(commune, reason=wrong, **told(province))
    acts.take_back_move(commune, reason=WHY, **told(province))
    assert the_tree() == before
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.about, entry.about_id) == ("organisation.move_taken_back", "bodies.area", commune.pk)
    said = {"of": "area", "thing": commune.pk, "out_of": there.pk, "under": province.areas["026"].pk, "reason": WHY}
    assert entry.payload == {**said, "since": since.isoformat()}
    acts.move(commune, under=there, since=DAY, **told(province))  # anew, on the day that was meant


def test_moves_are_taken_back_one_by_one_the_latest_first_and_no_opening_is() -> None:
    province = a_province()
    commune, keep = province.areas["00715"], told(province)
    stood = []
    for code, days in (("027", 0), ("026", 5), ("027", 9)):
        stood.append(the_tree())
        acts.move(commune, under=province.areas[code], since=DAY + timedelta(days=days), **keep)
    for tree in reversed(stood):
        acts.take_back_move(commune, reason=WHY, **keep)
        assert the_tree() == tree
    with pytest.raises(Refusal, match="chưa được chuyển lần nào"):
        acts.take_back_move(commune, reason=WHY, **keep)
    assert list(reads.against_taking_move_back(commune, province.admin, DAY))


def test_what_stood_at_the_top_stands_there_again() -> None:
    province = a_province()
    (agency,) = acts.open_bodies([a_new_body("bao", "Báo Hà Giang", kind=BodyKind.PRESS_AGENCY)], by=province.admin, on=START)
    before = the_tree(BodyEdge, BodyLineage)
    acts.move(agency, under=province.bodies["ubnd-tinh"], since=DAY, **told(province))
    acts.take_back_move(agency, reason=WHY, **told(province))
    assert the_tree(BodyEdge, BodyLineage) == before


def test_a_move_on_which_another_was_built_is_not_taken_back() -> None:
    province, keeper = a_province(), {}
    new = [a_new_body(key, f"Tổ {key}", up) for key, up in (("mot", "so-tttt"), ("hai", "mot"), ("ba", "so-tttt"))]
    one, two, _three = acts.open_bodies(new, by=province.admin, on=START)
    keeper = told(province)
    acts.move(two, under=province.bodies["so-tttt"], since=DAY, **keeper)
    acts.move(one, under=two, since=DAY + timedelta(days=3), **keeper)
    with pytest.raises(Refusal, match="đang nằm dưới"):
        acts.take_back_move(two, reason=WHY, **keeper)
    acts.take_back_move(one, reason=WHY, **keeper)
    acts.take_back_move(two, reason=WHY, **keeper)


def test_nobody_takes_a_move_back_outside_what_they_govern() -> None:
    province = a_province()
    commune, joined = province.areas["00715"], province.areas["027"]
    acts.move(commune, under=joined, since=DAY, **told(province))
    local = an_administrator(province.bodies["ubnd-027"], joined, by=province.admin, username="quantri-mv")
    with pytest.raises(Refusal, match="phạm vi"):
        acts.take_back_move(commune, reason=WHY, **{**told(province), "by": local, "body": province.bodies["ubnd-027"]})
    assert AreaEdge.objects.filter(child=commune).count() == 2


@pytest.mark.parametrize("title", ["xã", ""])
def test_no_second_area_of_one_name_stands_below_the_same_one(title: str) -> None:
    province = a_province()
    keep = told(province)

    def opened(code: str, name: str, up: str = "026", since: date = DAY) -> None:
        acts.open_areas([replace(a_new_area(code, AreaKind.COMMUNE, name, up, valid_from=since), title=title)], **keep)

    for name in ("Lũng Cú", " lũng cú "):
        with pytest.raises(Refusal, match="đã có ở cùng cấp trên"):
            opened("09001", name)
    twins = [a_new_area(code, AreaKind.COMMUNE, "Tả Lủng", "026") for code in ("09002", "09003")]
    with pytest.raises(Refusal, match="đã có ở cùng cấp trên"):
        acts.open_areas(twins, **keep)
    opened("09004", "Lũng Cú", "027")  # elsewhere
    over = DAY + timedelta(days=9)
    acts.record_succession(
        province.areas["00715"], new=None, change=Change.DISSOLVE, since=over, legal_basis="Nghị quyết 1", **keep
    )
    with pytest.raises(Refusal, match="đã có ở cùng cấp trên"):
        opened("09005", "Lũng Cú")
    opened("09006", "Lũng Cú", since=over)


def test_a_town_may_bear_the_name_of_a_commune_beside_it_and_a_successor_the_name_of_the_old_one() -> None:
    province = a_province()
    pair = [replace(a_new_area(code, AreaKind.COMMUNE, "Phố Bảng", "026"), title=title) for code, title in TITLED]
    old = acts.open_areas(pair, **told(province))[1]
    new = replace(a_new_area("09009", AreaKind.COMMUNE, "Phố Bảng", "026", valid_from=DAY), title="xã")
    acts.open_successor(old, new=new, change=Change.RENAME, legal_basis="Nghị quyết 2", **told(province))


def test_a_day_before_the_one_above_began_is_told_with_the_day_on_which_it_begins() -> None:
    province, early = a_province(), START - timedelta(days=1)
    with pytest.raises(Refusal, match="chỉ có từ ngày 01/12/2019"):
        acts.open_areas([a_new_area("09001", AreaKind.COMMUNE, "Mới", "026", valid_from=early)], **told(province))
    with pytest.raises(Refusal, match="chỉ có từ ngày 01/12/2019"):
        acts.open_bodies([a_new_body("moi", "Mới", "so-tttt", valid_from=early)], by=province.admin, on=DAY)


class TestAnyMoves(TestCase):
    """However areas are moved and moves taken back: levels descend by the law of the day, and nothing stands above itself."""

    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9), st.booleans()), max_size=6))
    @settings(max_examples=share(20), deadline=None)
    def test_levels_descend(self, moves: list[tuple[int, int, int, bool]]) -> None:
        top, keeper = acts.found(a_new_area("02", AreaKind.PROVINCE, "Hà Giang"), a_new_body("ubnd", "UBND"), on=START)
        new = [a_new_area(f"02{n}", AreaKind.DISTRICT, f"Huyện {n}", "02") for n in range(2)]
        new += [a_new_area(f"021{n}", AreaKind.COMMUNE, f"Xã {n}", f"02{n % 2}") for n in range(3)]
        areas = [top, *acts.open_areas(new, body=keeper, by=None, on=START)]
        for thing, under, day, back in moves:
            before = the_tree()
            if self._moved(areas[thing], areas[under], START + timedelta(days=340 * day), keeper) and back:
                acts.take_back_move(areas[thing], reason=WHY, body=keeper, by=None, on=START)
                assert the_tree() == before
        for edge in AreaEdge.objects.select_related("child", "parent"):
            assert (edge.child.kind, edge.parent.kind) in (TWO_LEVELS if edge.since >= REFORM else THREE_LEVELS)
        assert all((line.above_id == line.area_id) == (line.depth == 0) for line in AreaLineage.objects.all())

    def _moved(self, thing: Area, under: Area, since: date, keeper: Body) -> bool:
        try:
            acts.move(thing, under=under, since=since, body=keeper, by=None, on=since)
        except Refusal:
            return False
        return True
