"""A succession that was a mistake is taken back as long as nothing stands on it."""

from datetime import timedelta
from typing import Any

import pytest

from khen.atoms.refusal import Refusal
from khen.bodies.models import Area, AreaEdge, AreaLineage, AreaSuccession, BodySuccession
from khen.bodies.terms import AreaKind, BodyKind, Change
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.organisation import acts, reads
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_area, a_new_body, a_province, an_administrator

pytestmark = pytest.mark.django_db
WHY, LATER = "Ghi nhầm xã", DAY + timedelta(days=30)


def told(province: Province, **more: Any) -> dict[str, Any]:
    return {"body": province.bodies["ubnd-tinh"], "by": province.admin, "on": DAY, **more}


def passing(province: Province, **more: Any) -> dict[str, Any]:
    return told(province, **{"change": Change.MERGE, "since": DAY, "legal_basis": "Nghị quyết 1", **more})


def everything() -> tuple[set[Any], ...]:
    """Every area, edge, line and succession."""
    rows = (model.objects.values_list() for model in (Area, AreaEdge, AreaSuccession, BodySuccession))
    return (*(set(one) for one in rows), {row[1:] for row in AreaLineage.objects.values_list()})


@pytest.mark.parametrize("change", [Change.MERGE, Change.SPLIT, Change.RENAME, Change.DISSOLVE])
def test_a_succession_is_taken_back_with_a_reason_and_may_be_recorded_anew(change: str) -> None:
    province, old = (found := a_province()), found.areas["00715"]
    before, new = everything(), None if change == Change.DISSOLVE else province.areas["00793"]
    row = acts.record_succession(old, new=new, **passing(province, change=change)).pk
    for wrong in (" ", "a" * 501):
        with pytest.raises(Refusal):
            acts.take_back_succession(old, reason=wrong, **told(province))
    acts.take_back_succession(old, reason=WHY, **told(province))
    assert everything() == before
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.about, entry.about_id) == ("organisation.succession_taken_back", "bodies.area", old.pk)
    said = {"of": "area", "succession": row, "old": old.pk, "new": new and new.pk, "removed": None, "change": change}
    assert entry.payload == {**said, "basis": "area", "since": DAY.isoformat(), "legal_basis": "Nghị quyết 1", "reason": WHY}
    acts.record_succession(old, new=new, **passing(province, change=change, since=LATER))
    assert verify(deep=True).flaw is None


def test_a_body_that_was_split_is_whole_again_after_as_many_takings_back_the_latest_first() -> None:
    province = a_province()
    old, keep = province.bodies["so-tttt"], told(province)
    new = [a_new_body(key, f"Sở {key}", "ubnd-tinh", kind=BodyKind.DEPARTMENT) for key in ("khcn", "vhttdl")]
    for one in acts.open_bodies(new, by=province.admin, on=START):
        acts.record_succession(old, new=one, **passing(province, change=Change.SPLIT))
    for left in (["Sở khcn"], []):
        acts.take_back_succession(old, reason=WHY, **keep)
        assert [str(row.new) for row in BodySuccession.objects.all()] == left
    with pytest.raises(Refusal, match="không có gì để hủy"):
        acts.take_back_succession(old, reason=WHY, **keep)
    assert list(reads.against_taking_succession_back(old, province.admin, DAY))


@pytest.mark.parametrize("name", ["Lũng Cú", "Lũng Cú mới"])
def test_an_area_opened_under_the_old_code_goes_with_the_succession_that_opened_it(name: str) -> None:
    province, old = (found := a_province()), found.areas["00715"]
    before, new = everything(), a_new_area("00715", AreaKind.COMMUNE, name, "026", valid_from=LATER)
    opened = acts.open_successor(old, new=new, change=Change.RENAME, legal_basis="Nghị quyết 2", **told(province))
    acts.take_back_succession(old, reason=WHY, **told(province))
    assert everything() == before
    assert Entry.objects.latest("seq").payload["removed"] == opened.pk
    acts.open_successor(old, new=new, change=Change.RENAME, legal_basis="Nghị quyết 2", **told(province))


def test_an_area_that_already_has_a_body_keeps_the_succession_that_opened_it() -> None:
    province, old = (found := a_province()), found.areas["00715"]
    new = a_new_area("00715", AreaKind.COMMUNE, "Lũng Cú mới", "026", valid_from=LATER)
    acts.open_successor(old, new=new, change=Change.RENAME, legal_basis="Nghị quyết 2", **told(province))
    acts.open_bodies([a_new_body("moi", "UBND xã mới", "ubnd-026", "00715", valid_from=LATER)], by=province.admin, on=DAY)
    before = everything()
    with pytest.raises(Refusal, match="Lũng Cú mới, mở ra để kế thừa, nay đã có cơ quan"):
        acts.take_back_succession(old, reason=WHY, **told(province))
    assert everything() == before


def test_what_stands_on_a_succession_is_taken_back_before_it() -> None:
    province = a_province()
    one, two, keep = province.areas["00715"], province.areas["00793"], told(province)
    last = acts.open_areas([a_new_area("00799", AreaKind.COMMUNE, "Thượng Phùng", "027")], **keep)[0]
    acts.record_succession(one, new=two, **passing(province))
    acts.record_succession(two, new=last, **passing(province, since=LATER))
    with pytest.raises(Refusal, match="Sơn Vĩ đã được nơi khác kế thừa"):
        acts.take_back_succession(one, reason=WHY, **keep)
    acts.take_back_succession(two, reason=WHY, **keep)
    acts.take_back_succession(one, reason=WHY, **keep)


def test_what_followed_the_old_one_is_moved_back_before_the_succession_is_taken_back() -> None:
    province = a_province()
    old, new = province.areas["026"], province.areas["027"]
    acts.record_succession(old, new=new, **passing(province))
    acts.move(province.areas["00715"], under=new, since=LATER, **told(province))
    with pytest.raises(Refusal, match="Lũng Cú đã chuyển về nơi kế thừa"):
        acts.take_back_succession(old, reason=WHY, **told(province))
    acts.take_back_move(province.areas["00715"], reason=WHY, **told(province))
    acts.take_back_succession(old, reason=WHY, **told(province))


@pytest.mark.parametrize(("code", "name", "up"), [("00715", "Khác", "027"), ("00998", "Lũng Cú", "026")])
def test_nobody_bears_a_code_or_a_name_that_another_was_given_since(code: str, name: str, up: str) -> None:
    province = a_province()
    old, keep = province.areas["00715"], told(province)
    acts.record_succession(old, new=province.areas["00793"], **passing(province))
    acts.open_areas([a_new_area(code, AreaKind.COMMUNE, name, up, valid_from=LATER)], **keep)
    with pytest.raises(Refusal, match=f"{name} nay đã mang mã hoặc tên này"):
        acts.take_back_succession(old, reason=WHY, **keep)


def test_nobody_takes_a_succession_back_outside_what_they_govern() -> None:
    province = a_province()
    old, elsewhere = province.areas["00715"], province.bodies["ubnd-027"]
    acts.record_succession(old, new=province.areas["00793"], **passing(province))
    local = an_administrator(elsewhere, province.areas["027"], by=province.admin, username="quantri-mv")
    with pytest.raises(Refusal, match="phạm vi"):
        acts.take_back_succession(old, reason=WHY, body=elsewhere, by=local, on=DAY)
    assert AreaSuccession.objects.exists()
