"""Areas and bodies come, move and pass into one another; the tree is right on every day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries
from tests.examples import share

from khen.atoms.refusal import Refusal
from khen.bodies.models import Area, AreaSuccession, Body, BodyEdge, BodyLineage, BodySuccession
from khen.bodies.reads import areas_under, bodies_under, on_day
from khen.bodies.terms import AreaKind, Basis, BodyKind, Change
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.organisation import acts, reads
from khen.domains.organisation.terms import NewArea, NewBody
from khen.domains.organisation.tests.makers import DAY, START, a_new_area, a_new_body, a_province, an_administrator

pytestmark = pytest.mark.django_db


def test_areas_are_opened_each_below_the_one_above_it() -> None:
    province = a_province()
    assert {area.code for area in areas_under(province.areas["026"], DAY)} == {"026", "00715"}
    assert [(node.key, node.depth) for node in reads.area_tree(DAY)] == [
        ("02", 0),
        ("026", 1),
        ("00715", 2),
        ("027", 1),
        ("00793", 2),
    ]
    assert Entry.objects.filter(kind="organisation.area_opened").count() == 5
    assert verify(deep=True).flaw is None


def test_the_tree_of_a_day_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_province()
    with django_assert_num_queries(2):
        reads.body_tree(DAY)


def test_a_move_holds_from_its_day_and_takes_along_what_stands_below() -> None:
    province = a_province()
    bodies = province.bodies
    acts.open_bodies([a_new_body("to", "Tổ một", "ubnd-00715", "00715")], by=province.admin, on=START)
    commune, there = bodies["ubnd-00715"], bodies["ubnd-027"]
    acts.move(commune, under=there, since=DAY, body=bodies["ubnd-tinh"], by=province.admin, on=DAY)
    before, after = bodies_under(there, DAY - timedelta(days=1)), bodies_under(there, DAY)
    assert {body.key for body in before} == {"ubnd-027"}
    assert {body.key for body in after} == {"ubnd-027", "ubnd-00715", "to"}
    edges = BodyEdge.objects.filter(child=commune).order_by("since").values_list("since", "until")
    assert list(edges) == [(START, DAY), (DAY, None)]


def test_nothing_is_moved_below_itself() -> None:
    province = a_province()
    above, below = acts.open_bodies(
        [a_new_body("phong", "Phòng Viễn thông", "so-tttt"), a_new_body("to", "Tổ một", "phong")], by=province.admin, on=START
    )
    for under in (above, below):
        with pytest.raises(Refusal, match="không thể thuộc chính mình"):
            acts.move(above, under=under, since=DAY, body=province.bodies["ubnd-tinh"], by=province.admin, on=DAY)


@pytest.mark.parametrize("since", [START, START - timedelta(days=1), date(1, 1, 1)])
def test_a_move_comes_after_the_one_before_it(since: date) -> None:
    province = a_province()
    bodies = province.bodies
    commune, there = bodies["ubnd-00715"], bodies["ubnd-027"]
    with pytest.raises(Refusal):
        acts.move(commune, under=there, since=since, body=bodies["ubnd-tinh"], by=province.admin, on=DAY)
    assert BodyEdge.objects.filter(child=commune).count() == 1


def test_a_code_returns_only_once_nobody_bears_it_any_more() -> None:
    province, later = a_province(), date(2025, 7, 1)
    committee, admin, old = province.bodies["ubnd-tinh"], province.admin, province.areas["00715"]
    new = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú mới", "02", valid_from=later)
    for wanted in (a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú", "026"), new):
        with pytest.raises(Refusal, match=f"Mã 00715 đang dùng cho {old.title} {old.name}".replace("  ", " ")):
            acts.open_areas([wanted], body=committee, by=admin, on=later)
    told: dict[str, Any] = {"since": later, "legal_basis": "Nghị quyết 1684", "body": committee, "by": admin, "on": later}
    acts.record_succession(old, new=None, change=Change.DISSOLVE, **told)
    day_before = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú", "026", valid_from=later - timedelta(days=1))
    with pytest.raises(Refusal):
        acts.open_areas([day_before], body=committee, by=admin, on=later)
    acts.open_areas([new], body=committee, by=admin, on=later)
    assert Area.objects.filter(code="00715").count() == 2


def test_a_successor_is_opened_under_the_same_code_in_one_act() -> None:
    province, later = a_province(), date(2025, 7, 1)
    old, named = province.areas["00715"], {"legal_basis": "Nghị quyết 1684", "body": province.bodies["ubnd-tinh"]}
    new = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú mới", "02", valid_from=later)
    told: dict[str, Any] = {**named, "new": new, "by": province.admin, "on": later}
    for wrong in ({"change": Change.DISSOLVE}, {"change": Change.SPLIT}, {"change": Change.MERGE, "legal_basis": " "}):
        with pytest.raises(Refusal):
            acts.open_successor(old, **{**told, **wrong})
    assert not AreaSuccession.objects.exists() and Area.objects.filter(code="00715").count() == 1
    opened = acts.open_successor(old, change=Change.MERGE, **told)
    row = AreaSuccession.objects.get()
    assert (row.old, row.new, row.kind, row.on, opened.code) == (old, opened, Change.MERGE, later, "00715")
    kinds = ("organisation.area_opened", "organisation.succeeded")
    assert tuple(Entry.objects.order_by("-seq").values_list("kind", flat=True)[:2]) == kinds[::-1]
    with pytest.raises(Refusal):  # the old one has passed into another already
        acts.open_successor(old, change=Change.RENAME, **told)
    beside = a_new_area("00999", AreaKind.COMMUNE, "Sông Máng", "02", valid_from=later)
    assert acts.open_successor(province.areas["00793"], change=Change.SPLIT, **{**told, "new": beside}).code == "00999"
    assert verify(deep=True).flaw is None


def test_a_body_opened_after_a_succession_under_one_code_has_the_new_area() -> None:
    province, later = a_province(), date(2024, 7, 1)
    new = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú mới", "026", valid_from=later)
    told: dict[str, Any] = {"change": Change.RENAME, "legal_basis": "Nghị quyết 1", "body": province.bodies["ubnd-tinh"]}
    acts.open_successor(province.areas["00715"], new=new, by=province.admin, on=later, **told)
    for since, name in ((later - timedelta(days=1), "Lũng Cú"), (later, "Lũng Cú mới")):
        body = a_new_body(f"to-{since.day}", f"Tổ {since.day}", "so-tttt", "00715", valid_from=since)
        (opened,) = acts.open_bodies([body], by=province.admin, on=later)
        assert str(opened.area) == name


def test_nobody_opens_a_successor_outside_what_they_govern() -> None:
    province, later = a_province(), date(2025, 7, 1)
    district = province.bodies["ubnd-026"]
    stranger = an_administrator(district, province.areas["026"], by=province.admin, username="quantri-dv")
    new = a_new_area("00793", AreaKind.COMMUNE, "Xín Cái", "026", valid_from=later)
    told: dict[str, Any] = {"new": new, "change": Change.RENAME, "legal_basis": "Nghị quyết 1", "on": later}
    with pytest.raises(Refusal):
        acts.open_successor(province.areas["00793"], body=district, by=stranger, **told)
    assert Area.objects.filter(code="00793").count() == 1


def test_one_list_does_not_give_one_code_to_two_areas() -> None:
    province = a_province()
    twice = [
        a_new_area("00999", AreaKind.COMMUNE, "Một", "026"),
        a_new_area("00999", AreaKind.COMMUNE, "Hai", "026", valid_from=date(2024, 7, 1)),
    ]
    for areas in (twice, twice[::-1]):
        with pytest.raises(Refusal, match="Mã 00999 đang dùng"):
            acts.open_areas(areas, body=province.bodies["ubnd-tinh"], by=province.admin, on=DAY)
    assert not Area.objects.filter(code="00999").exists()


@pytest.mark.parametrize(
    "new",
    [
        a_new_area("9x", AreaKind.COMMUNE, "Sai mã", "026"),
        a_new_area("1" * 5000, AreaKind.COMMUNE, "Mã dài", "026"),
        a_new_area("99001", "village", "Sai loại", "026"),
        a_new_area("99001", AreaKind.COMMUNE, "", "026"),
        a_new_area("99001", AreaKind.COMMUNE, "a" * 5000, "026"),
        a_new_area("99001", AreaKind.COMMUNE, "hai\ndòng", "026"),
        a_new_area("99001", AreaKind.COMMUNE, "Không có trên", "998"),
        a_new_area("99001", AreaKind.COMMUNE, "Không có trên"),
        a_new_area("99001", AreaKind.DISTRICT, "Dưới xã", "00715"),
        a_new_area("99001", AreaKind.COMMUNE, "Trước tỉnh", "026", valid_from=date(2018, 1, 1)),
        a_new_area("99001", AreaKind.COMMUNE, "Thế kỷ khác", "026", valid_from=date(1, 1, 1)),
    ],
)
def test_an_area_with_anything_wrong_is_refused_and_the_whole_list_with_it(new: NewArea) -> None:
    province = a_province()
    fine = a_new_area("99000", AreaKind.COMMUNE, "Đúng", "026")
    with pytest.raises(Refusal):
        acts.open_areas([fine, new], body=province.bodies["ubnd-tinh"], by=province.admin, on=DAY)
    assert Area.objects.count() == 5


@pytest.mark.parametrize(
    "new",
    [
        a_new_body("Sở", "Sai khóa", "ubnd-tinh"),
        a_new_body("so-tttt", "Trùng khóa", "ubnd-tinh"),
        a_new_body("moi", "Không có trên", "khong-co"),
        a_new_body("moi", "Không có địa bàn", "ubnd-tinh", "77"),
        a_new_body("moi", " ", "ubnd-tinh"),
        NewBody(key="moi", kind="club", name="Sai loại", parent="ubnd-tinh", valid_from=START),
    ],
)
def test_a_body_with_anything_wrong_is_refused(new: NewBody) -> None:
    province = a_province()
    with pytest.raises(Refusal):
        acts.open_bodies([new], by=province.admin, on=DAY)
    assert Body.objects.count() == 5


def test_names_are_kept_in_normal_form_and_found_without_marks() -> None:
    province = a_province()
    decomposed = "Phòng Viễn thông"
    new = a_new_body("phong", decomposed, "so-tttt")
    (body,) = acts.open_bodies([new], by=province.admin, on=DAY)
    assert body.name == "Phòng Viễn thông"
    assert body.folded == "phong vien thong"


def test_who_governs_one_district_opens_nothing_in_another() -> None:
    province = a_province()
    local = an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")
    (office,) = acts.open_bodies([a_new_body("pvhtt-026", "Phòng VHTT", "ubnd-026", "026")], by=local, on=DAY)
    assert office.area == province.areas["026"]
    with pytest.raises(Refusal):
        acts.open_bodies([a_new_body("pvhtt-027", "Phòng VHTT", "ubnd-027", "027")], by=local, on=DAY)
    with pytest.raises(Refusal):
        acts.open_areas(
            [a_new_area("99001", AreaKind.COMMUNE, "Ngoài huyện", "027")], body=province.bodies["ubnd-026"], by=local, on=DAY
        )
    with pytest.raises(Refusal):
        acts.move(office, under=province.bodies["ubnd-027"], since=DAY, body=province.bodies["ubnd-026"], by=local, on=DAY)


def test_without_a_person_nothing_is_done_once_somebody_governs() -> None:
    province = a_province()
    with pytest.raises(Refusal):
        acts.open_bodies([a_new_body("moi", "Mới", "ubnd-tinh")], by=None, on=DAY)
    with pytest.raises(Refusal):
        acts.found(a_new_area("03", AreaKind.PROVINCE, "Khác"), a_new_body("khac", "Khác", area="03"), on=DAY)
    assert province.admin.posts.count() == 1


def test_successions_are_rows_and_change_no_tree() -> None:
    province = a_province()
    old, new = province.areas["00715"], province.areas["00793"]
    later = date(2025, 7, 1)
    lines = BodyLineage.objects.count()
    row = acts.record_succession(
        old,
        new=new,
        change=Change.MERGE,
        since=later,
        legal_basis="1684/NQ-UBTVQH15",
        body=province.bodies["ubnd-tinh"],
        by=province.admin,
        on=later,
    )
    assert isinstance(row, AreaSuccession)
    assert (row.old, row.new, row.kind, row.on) == (old, new, Change.MERGE, later)
    assert BodyLineage.objects.count() == lines
    with pytest.raises(Refusal):
        acts.record_succession(
            old,
            new=new,
            change=Change.MERGE,
            since=later,
            legal_basis="1684/NQ-UBTVQH15",
            body=province.bodies["ubnd-tinh"],
            by=province.admin,
            on=later,
        )


def test_a_body_is_dissolved_without_a_successor_and_its_function_may_pass_apart_from_its_territory() -> None:
    province = a_province()
    department, committee = province.bodies["so-tttt"], province.bodies["ubnd-tinh"]
    since = date(2025, 3, 1)
    said: dict[str, Any] = {"since": since, "legal_basis": "Nghị quyết", "body": committee, "by": province.admin, "on": since}
    acts.record_succession(department, new=committee, change=Change.MERGE, basis=Basis.FUNCTION, **said)
    acts.record_succession(department, new=None, change=Change.DISSOLVE, **said)
    assert BodySuccession.objects.filter(old=department).count() == 2
    wrongs: tuple[dict[str, Any], ...] = (
        {"new": committee, "change": Change.DISSOLVE},
        {"new": None, "change": Change.MERGE},
        {"new": department, "change": Change.RENAME},
        {"new": province.areas["02"], "change": Change.MERGE},
        {"new": committee, "change": "swallow"},
    )
    for wrong in wrongs:
        with pytest.raises(Refusal):
            acts.record_succession(department, **wrong, **said)


class TestMoves(TestCase):
    """Whatever is moved wherever, in whatever order of days: the lines say what a walk of the edges says."""

    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(0, 9)), max_size=8))
    @settings(max_examples=share(25), deadline=None)
    def test_lines_follow_the_edges(self, moves: list[tuple[int, int, int]]) -> None:
        top = acts.found(a_new_area("02", AreaKind.PROVINCE, "Hà Giang"), a_new_body("b0", "Số 0"), on=START)[1]
        new = [
            NewBody(key=f"b{n}", kind=BodyKind.DIVISION, name=f"Số {n}", parent=f"b{n // 2}", valid_from=START)
            for n in range(1, 6)
        ]
        bodies = [top, *acts.open_bodies(new, by=None, on=START)]
        for thing, under, day in moves:
            self._try(bodies[thing], bodies[under], START + timedelta(days=day), top)
        for number in range(11):
            on = START + timedelta(days=number)
            lines, edges = self._lines(on), self._edges(on)
            for body in bodies:
                assert lines[body.pk] == self._walk(body, edges)

    def _try(self, thing: Body, under: Body, since: date, top: Body) -> None:
        lines = list(BodyLineage.objects.order_by("pk").values_list())
        try:
            acts.move(thing, under=under, since=since, body=top, by=None, on=since)
        except Refusal:
            assert list(BodyLineage.objects.order_by("pk").values_list()) == lines

    def _lines(self, on: date) -> dict[int, list[tuple[int, int]]]:
        lines: dict[int, list[tuple[int, int]]] = {}
        for body, above, depth in BodyLineage.objects.filter(on_day(on)).order_by("depth").values_list("body", "above", "depth"):
            lines.setdefault(body, []).append((above, depth))
        return lines

    def _edges(self, on: date) -> dict[int, int]:
        """Child -> the body above it; of several the oldest edge."""
        return dict(BodyEdge.objects.filter(on_day(on)).order_by("-pk").values_list("child_id", "parent_id"))

    def _walk(self, body: Body, edges: dict[int, int]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at: int | None = body.pk
        while at is not None:
            found.append((at, len(found)))
            at = edges.get(at)
        return found


def test_no_second_body_of_one_name_stands_in_one_area_on_the_same_days() -> None:
    province = a_province()
    name = province.bodies["ubnd-026"].name
    for same in (name, name.upper(), f" {name}  "):
        with pytest.raises(Refusal, match="đã có"):
            acts.open_bodies([a_new_body("thu-hai", same, "ubnd-tinh", "026")], by=province.admin, on=DAY)
    twins = [a_new_body(key, "Phòng Nội vụ", "ubnd-026", "026") for key in ("noi-vu", "noi-vu-2")]
    with pytest.raises(Refusal, match="đã có"):
        acts.open_bodies(twins, by=province.admin, on=DAY)
    assert not Body.objects.filter(key__in=["thu-hai", "noi-vu"]).exists()
    Body.objects.filter(key="ubnd-026").update(valid_to=DAY)
    after = NewBody(key="moi", kind=BodyKind.PEOPLE_COMMITTEE, name=name, parent="ubnd-tinh", area="026", valid_from=DAY)
    acts.open_bodies([after, a_new_body("noi-khac", name, "ubnd-tinh", "027")], by=province.admin, on=DAY)
