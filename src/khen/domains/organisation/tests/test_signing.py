"""Who signs for a body, and in which form: as the law of the day has it, entered with the paper that says so."""

from datetime import date, timedelta
from typing import Any

import pytest

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Action, Role
from khen.book.models import Entry
from khen.domains.organisation import acts, reads
from khen.domains.organisation.models import Signing, SigningForm
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_body, a_province

pytestmark = pytest.mark.django_db
DECREE = date(2020, 3, 5)
WEEK = timedelta(days=7)
WORDS = {"head": "GIÁM ĐỐC", "own": "PHÓ GIÁM ĐỐC", "collective": "ỦY BAN NHÂN DÂN", "unit": "CHÁNH VĂN PHÒNG"}


def a_leader(province: Province, username: str, body: str = "so-tttt", role: str = Role.LEADER) -> Person:
    at = province.bodies[body]
    person = acts.register_person(username=username, full_name=f"Cán bộ {username}", body=at, by=province.admin, on=DAY)
    acts.give_post(person=person, body=at, role=role, since=START, by=province.admin, on=DAY)
    return person


def entered(province: Province, person: Person, form: str = "ky-thay", body: str = "so-tttt", **told: Any) -> Signing:
    said = {"named": WORDS, "basis": "Quyết định 12/QĐ-STTTT", "since": DECREE, "by": province.admin, "on": DAY, **told}
    return acts.enter_signing(body=province.bodies[body], person=person, form=form, **said)


def a_unit(province: Province) -> None:
    (unit,) = acts.open_bodies([a_new_body("so-vp", "Văn phòng Sở", "so-tttt")], by=province.admin, on=DAY)
    province.bodies[unit.key] = unit


@pytest.mark.parametrize(
    ("form", "body", "printed"),
    [
        ("nguoi-dung-dau", "so-tttt", ("PHÓ GIÁM ĐỐC",)),
        ("ky-thay", "so-tttt", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("quyen", "so-tttt", ("Q. GIÁM ĐỐC",)),
        ("thay-mat", "ubnd-026", ("TM. ỦY BAN NHÂN DÂN", "PHÓ GIÁM ĐỐC")),
        ("thay-mat-ky-thay", "ubnd-026", ("TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("thay-mat-quyen", "ubnd-026", ("TM. ỦY BAN NHÂN DÂN", "Q. GIÁM ĐỐC")),
    ],
)
def test_what_stands_above_a_signature_follows_from_the_form(form: str, body: str, printed: tuple[str, ...]) -> None:
    province = a_province()
    person = a_leader(province, "lanh-dao", body)
    entered(province, person, form, body)
    block = reads.block_for(person, province.bodies[body], DECREE)
    assert block is not None and block.lines == printed
    assert "30/2020/NĐ-CP" in block.source and block.basis == "Quyết định 12/QĐ-STTTT"
    assert reads.block_for(person, province.bodies[body], DECREE - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("thua-lenh", ("TL. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("thua-lenh-ky-thay", ("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ GIÁM ĐỐC")),
        ("thua-uy-quyen", ("TUQ. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
    ],
)
def test_whoever_heads_a_unit_signs_by_order_or_by_written_authority(form: str, printed: tuple[str, ...]) -> None:
    province = a_province()
    a_unit(province)
    person = a_leader(province, "chanh-vp", "so-vp")
    entered(province, person, form, until=DECREE + WEEK)
    block = reads.block_for(person, province.bodies["so-tttt"], DECREE)
    assert block is not None and block.lines == printed


def refused(words: str, *given: Any, **told: Any) -> None:
    before = Signing.objects.count(), Entry.objects.count()
    with pytest.raises(Refusal, match=words):
        entered(*given, **told)
    assert (Signing.objects.count(), Entry.objects.count()) == before


def test_what_the_law_does_not_allow_is_refused_with_its_article() -> None:
    province = a_province()
    a_unit(province)
    deputy, chief, chairman = (
        a_leader(province, name, body) for name, body in (("pho", "so-tttt"), ("chanh", "so-vp"), ("chu-tich", "ubnd-026"))
    )
    refused("Điều 13 khoản 2", province, deputy, "thay-mat")  # a department has no collective
    refused("Điều 13 khoản 4", province, deputy, "thua-lenh")  # by order sign heads of units alone
    refused("Điều 13 khoản 3", province, chief, "thua-uy-quyen")  # written authority has its end
    refused("Điều 13 khoản 1", province, chief)  # a unit's head is not the head's deputy
    refused("Điều 13 khoản 1", province, chairman)
    refused("không có quy định nào", province, deputy, "ky-ho")
    refused("chức vụ của người đứng đầu", province, deputy, named={"own": "PHÓ GIÁM ĐỐC"})
    refused("số, ngày", province, deputy, basis=" ")
    refused("phải sau ngày bắt đầu", province, deputy, until=DECREE)
    refused("tự ghi", province, province.admin, by=province.admin)
    refused("ngoài phạm vi", province, deputy, by=deputy)


def test_one_person_signs_in_one_form_and_a_body_has_one_head_at_a_time() -> None:
    province = a_province()
    head, acting = (a_leader(province, name) for name in ("giam-doc", "quyen-gd"))
    row = entered(province, head, "nguoi-dung-dau")
    refused("đã được ghi", province, head)
    refused("đứng đầu cơ quan", province, acting, "quyen")
    acts.end_signing(row, until=DECREE + WEEK, reason="Nghỉ hưu", by=province.admin, on=DAY)
    with pytest.raises(Refusal, match="chỉ có hiệu lực đến hết ngày"):  # it runs still
        acts.end_signing(row, until=DECREE + WEEK, reason="Lần nữa", by=province.admin, on=DAY)
    refused("đứng đầu cơ quan", province, acting, "quyen")
    entered(province, acting, "quyen", since=DECREE + WEEK)
    assert [one.kind for one in Entry.objects.order_by("seq")][-2:] == [
        "organisation.signing_ended",
        "organisation.signing_entered",
    ]


def test_an_authority_that_never_should_have_counted_ends_on_its_first_day_and_nothing_ends_twice() -> None:
    province = a_province()
    person = a_leader(province, "pho")
    row = entered(province, person)
    acts.end_signing(row, until=DECREE, reason="Ghi nhầm người", by=province.admin, on=DAY)
    assert reads.block_for(person, row.body, DECREE) is None
    with pytest.raises(Refusal, match="đã hủy rồi"):
        acts.end_signing(row, until=DECREE + WEEK, reason="Lần nữa", by=province.admin, on=DAY)
    entered(province, person)


def against(person: Person, province: Province) -> str:
    return " ".join(str(one) for one in reads.against_signing(person, province.bodies["so-tttt"], DECREE, Action.SIGN))


def test_whoever_acts_in_anothers_place_signs_in_their_own_form_and_written_authority_is_not_handed_on() -> None:
    province = a_province()
    a_unit(province)
    holder, deputy = a_leader(province, "chanh", "so-vp"), a_leader(province, "pho", role=Role.CLERK)
    assert against(deputy, province) == ""  # nobody is entered: the outline has its say
    post = acts.give_post(
        person=holder, body=province.bodies["so-tttt"], role=Role.LEADER, since=START, by=province.admin, on=DAY
    )
    acts.delegate(post, to=deputy, since=DAY, until=DAY + 2 * WEEK, by=holder, on=DAY)
    row = entered(province, holder, "thua-uy-quyen", until=DECREE + WEEK)
    assert "không có tên" in against(deputy, province) and "không được giao lại" in against(deputy, province)
    entered(province, deputy)
    assert "không có tên" not in against(deputy, province) and "không được giao lại" in against(deputy, province)
    acts.end_signing(row, until=DECREE, reason="Ghi nhầm", by=province.admin, on=DAY)
    assert against(deputy, province) == ""


def test_a_form_that_the_law_has_given_up_signs_nothing_more() -> None:
    province = a_province()
    person = a_leader(province, "pho")
    entered(province, person)
    SigningForm.objects.filter(key="ky-thay").update(until=DECREE + WEEK)
    block = reads.block_for(person, province.bodies["so-tttt"], DECREE + 2 * WEEK)
    said = list(reads.against_signing(person, province.bodies["so-tttt"], DECREE + 2 * WEEK, Action.SIGN))
    assert block is None and "không còn trong quy định" in str(said[0])


MARKED = ["<b>GĐ</b>", "GIÁM ĐỐC<br>", "GIÁM&nbsp;ĐỐC", "{own}", "GIÁM ĐỐC | PHÓ", "GĐ < PGĐ"]


@pytest.mark.parametrize("words", MARKED)
def test_what_is_printed_above_a_name_is_plain_words(words: str) -> None:
    province = a_province()
    person = a_leader(province, "lanh-dao")
    refused("in nguyên như khi gõ", province, person, named={**WORDS, "own": words})
    refused("in nguyên như khi gõ", province, person, basis=f"Quyết định {words}")


def test_the_list_calls_each_form_as_the_law_of_its_day_does_and_never_by_its_key() -> None:
    province = a_province()
    for number, form in enumerate(("nguoi-dung-dau", "ky-thay")):
        entered(province, a_leader(province, f"lanh-dao-{number}"), form)
    told = {row.form: row.form_name for row in reads.with_form_names(Signing.objects.all())}
    assert told == {key: law.name for key in told if (law := reads.form_of(key, DECREE))} and len(told) == 2
