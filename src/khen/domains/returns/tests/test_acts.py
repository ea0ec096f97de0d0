"""A figure is declared by one person, accepted by another, and every version is kept."""

import re
from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from khen.atoms.period import closing_day, parse
from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Body
from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Form, Return, Version
from khen.domains.returns.terms import Answer, Given, State
from khen.domains.returns.tests.makers import (
    DAY,
    PERIOD,
    a_clerk,
    a_district_office,
    a_division,
    a_leader,
    an_accepted,
    an_entered,
    an_item,
    asked,
    given,
)

pytestmark = pytest.mark.django_db


def test_a_figure_goes_from_draft_to_accepted() -> None:
    record = an_accepted("40")
    assert (record.state, record.value) == (State.ACCEPTED, Decimal(40))
    assert list(Entry.objects.order_by("seq").values_list("kind", flat=True)) == [
        "returns.asked",
        "returns.entered",
        "returns.submitted",
        "returns.accepted",
    ]


def test_a_division_that_was_not_asked_moves_no_figure_of_the_province() -> None:
    """It would add its 5 licences to the 40 of the division that keeps them, or make a share of the province doubtful."""
    item, body = an_item("licences.granted"), a_body("Phòng Bưu chính - Viễn thông", kind=BodyKind.DIVISION, area=an_area())
    acts.ask(an_item("radio.reviewed_districts").form, by=a_leader(body), body=body, on=DAY, period=PERIOD, due=DAY)
    with pytest.raises(Refusal, match="Chưa có yêu cầu"):
        acts.enter(by=a_clerk(body), body=body, on=DAY, item=item, period=PERIOD, given=given("5"))
    with pytest.raises(Refusal, match="Chưa có yêu cầu"):
        acts.fill_in(by=a_clerk(body), body=body, on=DAY, period=PERIOD, lines=[(item, given("5"))], send=True)
    assert not Return.objects.exists()


def test_a_return_sent_without_being_asked_is_not_accepted_but_may_be_sent_back() -> None:
    record = an_entered("5")
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    Ask.objects.all().delete()
    leader = a_leader(record.body)
    with pytest.raises(Refusal, match="Chưa có yêu cầu"):
        acts.accept(record, by=leader, on=DAY)
    assert acts.send_back(record, by=leader, on=DAY, reason="Không được yêu cầu").state == State.SENT_BACK


def test_the_entry_says_the_exact_value() -> None:
    an_accepted("9.27", key="it.infrastructure.district")
    said = Entry.objects.get(kind="returns.accepted").payload
    assert (said["item"], said["value"], said["decimals"], said["state"]) == ("it.infrastructure.district", "9.27", 2, "value")


def test_nobody_accepts_what_they_entered_or_sent() -> None:
    body = a_division()
    both = a_person(Role.CLERK, Role.LEADER, body=body)
    asked(an_item(), body, PERIOD)
    record = acts.enter(by=both, body=body, on=DAY, item=an_item(), period=PERIOD, given=given())
    acts.submit(record, by=a_clerk(body), on=DAY)
    with pytest.raises(Refusal):
        acts.accept(record, by=both, on=DAY)
    record = an_entered("5", key="licences.books", body=body)
    acts.submit(record, by=both, on=DAY)
    with pytest.raises(Refusal):
        acts.accept(record, by=both, on=DAY)


@pytest.mark.parametrize("said", [given("40"), given(None, answer=Answer.NOTHING)])
def test_whoever_entered_a_value_does_not_accept_it_after_another_named_a_new_document(said: Given) -> None:
    body = a_division()
    first, second = a_person(Role.CLERK, Role.LEADER, body=body), a_clerk(body)
    asked(an_item(), body, PERIOD)
    record = acts.enter(by=first, body=body, on=DAY, item=an_item(), period=PERIOD, given=said)
    record = acts.change(record, by=second, on=DAY, given=replace(said, source="Biểu tổng hợp khác"))
    acts.submit(record, by=second, on=DAY)
    with pytest.raises(Refusal, match="chính mình"):
        acts.accept(record, by=first, on=DAY)
    acts.accept(record, by=a_leader(body), on=closing_day(parse(PERIOD)))


def test_a_return_sent_back_is_put_right_and_both_versions_are_kept() -> None:
    record = an_entered("4")
    clerk, leader = a_clerk(record.body), a_leader(record.body)
    acts.submit(record, by=clerk, on=DAY)
    acts.send_back(record, by=leader, on=DAY, reason="Thiếu một chữ số")
    with pytest.raises(Refusal):
        acts.submit(record, by=clerk, on=DAY)
    record.refresh_from_db()
    acts.change(record, by=clerk, on=DAY, given=given("40"))
    acts.submit(record, by=clerk, on=DAY)
    record = acts.accept(record, by=leader, on=DAY)
    assert record.state == State.ACCEPTED
    assert list(Version.objects.filter(record=record).values_list("number", "value")) == [(2, Decimal(40)), (1, Decimal(4))]


def test_an_accepted_return_changes_only_after_it_was_withdrawn_with_a_reason() -> None:
    record = an_accepted()
    clerk = a_clerk(record.body)
    with pytest.raises(Refusal):
        acts.change(record, by=clerk, on=DAY, given=given("41"))
    with pytest.raises(Refusal):
        acts.withdraw(record, by=clerk, on=DAY, reason=" ")
    acts.withdraw(record, by=clerk, on=DAY, reason="Cộng thiếu một giấy phép")
    assert acts.change(record, by=clerk, on=DAY, given=given("41")).value == 41


def test_nothing_occurred_is_neither_nought_nor_empty() -> None:
    nothing = an_accepted(None, answer=Answer.NOTHING)
    assert (nothing.answer, nothing.value) == (Answer.NOTHING, None)
    assert an_accepted("0").value == 0
    with pytest.raises(Refusal):
        an_entered(None)


def test_a_commune_says_that_shares_of_upper_levels_do_not_apply() -> None:
    area = an_area("Xã Lũng Cú", kind=AreaKind.COMMUNE)
    body = a_body("UBND xã Lũng Cú", kind=BodyKind.PEOPLE_COMMITTEE, area=area)
    with pytest.raises(Refusal):
        an_entered("50", key="it.internet.district", body=body)
    record = an_entered(None, key="it.internet.district", body=body, answer=Answer.NOT_APPLICABLE)
    assert record.answer == Answer.NOT_APPLICABLE
    with pytest.raises(Refusal):
        an_entered(None, key="it.internet.district", answer=Answer.NOT_APPLICABLE)


@pytest.mark.parametrize("value", ["-1", "1.5", "NaN", "Infinity", "1E+30", "1000000000001"])
def test_a_wrong_number_is_refused_and_nothing_is_changed(value: str) -> None:
    with pytest.raises(Refusal):
        an_entered(value)
    assert not Return.objects.exists()
    assert not Entry.objects.exclude(kind="returns.asked").exists()


@pytest.mark.parametrize("period", ["2020", "2020-03", "2020-H3", "2020-H1@15", "sáu tháng", "", "2" * 500, "٢٠٢٠-H1"])
def test_an_item_of_half_years_is_declared_for_half_years_only(period: str) -> None:
    with pytest.raises(Refusal):
        an_entered(period=period)


def test_a_body_declares_only_what_its_form_holds() -> None:
    with pytest.raises(Refusal):
        an_entered("1", key="licences.granted", body=a_district_office("Huyện Đồng Văn", an_area()))


def test_whoever_holds_no_post_there_enters_sends_and_accepts_nothing() -> None:
    stranger = a_person(Role.CLERK, Role.LEADER, body=a_body("Sở khác"))
    record = an_entered()
    with pytest.raises(Refusal):
        acts.enter(by=stranger, body=record.body, on=DAY, item=record.item, period=PERIOD, given=given("1"))
    with pytest.raises(Refusal):
        acts.submit(record, by=stranger, on=DAY)
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    with pytest.raises(Refusal):
        acts.accept(record, by=stranger, on=DAY)
    with pytest.raises(Refusal):
        acts.send_back(record, by=stranger, on=DAY, reason="x")


def test_the_document_is_judged_by_its_content() -> None:
    body = a_division()
    asked(an_item(), body, PERIOD)
    real = SimpleUploadedFile("../../Báo cáo.PDF", a_pdf())
    record = acts.enter(by=a_clerk(body), body=body, on=DAY, item=an_item(), period=PERIOD, given=given(), paper=real)
    assert re.fullmatch(r"returns/\d{4}/bao-cao\w*\.pdf", str(record.versions.get().paper))
    false = SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00")
    with pytest.raises(Refusal):
        acts.change(record, by=a_clerk(body), on=DAY, given=given("1"), paper=false)
    assert Version.objects.count() == 1


def test_a_form_is_filled_in_whole_or_not_at_all() -> None:
    body = a_division()
    asked(an_item(), body, PERIOD)
    lines = [(an_item("licences.granted"), given("40")), (an_item("licences.books"), given("-1"))]
    with pytest.raises(Refusal, match="sách"):
        acts.fill_in(by=a_clerk(body), body=body, on=DAY, period=PERIOD, lines=lines, send=True)
    assert not Return.objects.exists()
    with pytest.raises(Refusal):
        acts.fill_in(by=a_clerk(body), body=body, on=DAY, period=PERIOD, lines=[], send=True)
    made = acts.fill_in(by=a_clerk(body), body=body, on=DAY, period=PERIOD, lines=lines[:1], send=True)
    assert [record.state for record in made] == [State.SUBMITTED]


def test_ten_of_eleven_districts_have_sent() -> None:
    province = an_area()
    item, leader = an_item("district.half_year_return"), a_person(Role.LEADER, body=a_body(area=province), area=province)
    offices = [a_district_office(f"Huyện {number}", province) for number in range(11)]
    for office in offices:
        acts.ask(item.form, by=leader, body=office, on=DAY, period=PERIOD, due=DAY)
    for office in offices[:10]:
        record = an_entered("1", key=item.key, body=office)
        acts.submit(record, by=a_clerk(office), on=DAY)
    acts.accept(Return.objects.get(body=offices[0]), by=leader, on=DAY)
    progress = reads.progress(Form.objects.get(key="district"), PERIOD)
    assert str(progress) == "10/11"
    assert (progress.missing, progress.accepted, progress.is_complete) == ((offices[10],), 1, False)
    assert [one.form.key for one in reads.all_progress(PERIOD)] == ["district"]
    assert reads.unaccepted(PERIOD).count() == 9


def test_a_body_that_has_sent_some_items_is_neither_one_that_has_sent_nor_one_that_has_sent_nothing() -> None:
    record = an_entered()
    form, body = record.item.form, record.body
    assert reads.progress(form, PERIOD).missing == (body,)  # a draft is not sent
    acts.submit(record, by=a_clerk(body), on=DAY)
    progress = reads.progress(form, PERIOD)
    assert progress.partly == (reads.Part(body, 1, form.items.count()),)
    assert (progress.sent, progress.missing, progress.is_complete) == ((), (), False)


def test_progress_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    form = an_item("district.half_year_return").form
    with django_assert_num_queries(3):
        reads.progress(form, PERIOD)


def test_progress_of_all_forms_is_that_of_each_and_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    record, other = an_entered(), a_division()
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    forms = list(Form.objects.order_by("pk"))
    for form in forms[1:]:
        Ask.objects.get_or_create(form=form, period=PERIOD, body=other, defaults={"due": DAY})
    with django_assert_num_queries(4):
        found = reads.all_progress(PERIOD)
    assert len(found) > 3 and found == [reads.progress(one.form, PERIOD) for one in found]
    only = Body.objects.filter(pk=record.body_id)
    assert reads.all_progress(PERIOD, bodies=only) == [reads.progress(record.item.form, PERIOD, bodies=only)]


def test_a_form_is_asked_only_of_bodies_that_fill_it_in() -> None:
    body = a_division()
    with pytest.raises(Refusal):
        acts.ask(an_item("district.half_year_return").form, by=a_leader(body), body=body, on=DAY, period=PERIOD, due=DAY)
    with pytest.raises(Refusal):
        acts.ask(an_item().form, by=a_clerk(body), body=body, on=DAY, period=PERIOD, due=DAY)


@pytest.mark.parametrize(("key", "refused"), [("licences.granted", True), ("plan.stations", False)])
def test_what_is_still_to_happen_is_not_accepted_and_a_plan_is(key: str, refused: bool) -> None:
    record = an_entered("4", key=key, period="2027-H2")
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    with pytest.raises(Refusal, match="01/12/2027") if refused else nullcontext():
        acts.accept(record, by=a_leader(record.body), on=DAY)


def test_a_source_and_a_reason_are_kept_as_they_are_read() -> None:
    record = an_accepted()
    acts.withdraw(record, by=a_clerk(record.body), on=DAY, reason="Sai \u202e12\u202c số")
    assert Entry.objects.get(kind="returns.withdrawn").payload["reason"] == "Sai 12 số"
    acts.change(record, by=a_clerk(record.body), on=DAY, given=given(source="Sổ \u200b41\u202e/BC"))
    record.refresh_from_db()
    assert record.source == "Sổ 41/BC"
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    with pytest.raises(Refusal):
        acts.send_back(record, by=a_leader(record.body), on=DAY, reason="\u200b\u202e")
