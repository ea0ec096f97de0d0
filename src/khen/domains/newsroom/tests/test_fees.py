"""A body's rates, its monthly list of bulletins, and what each author sees of it. Every sum here is made up."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.book.guards import unguarded
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.fee_lines import lines_now
from khen.domains.newsroom.models import Bulletin, FeeLine, FeeList, FeeMark, FeeRate
from khen.domains.newsroom.models.guards import FEES
from khen.domains.newsroom.reads import fees as reads
from khen.domains.newsroom.terms.fees import Mark, Pay
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
AFTER = date(2020, 4, 1)
BASIS = "Quyết định 12/QĐ-UBND (giả định)"
LIST, RATES = "bang-ke-tin-bai", "muc-nhuan-but"


@pytest.fixture(autouse=True)
def april() -> Iterator[None]:
    with clock.held(datetime(2020, 4, 1, 5, tzinfo=UTC)):
        yield


class Paying(Newsroom):
    """A newsroom with a rate for news, two bulletins of March by two authors, and the list of that month."""

    def __init__(self, *, rated: bool = True) -> None:
        super().__init__()
        self.other = a_person(Role.AUTHOR, body=self.body, name="Tác giả Hai")
        self.first = self.published(title="Chợ phiên vùng cao")
        self.second = self.by_the_other()
        if rated:
            self.rate()
        self.list = acts.draw_up(by=self.publisher, body=self.body, on=AFTER, period="2020-03")

    def by_the_other(self) -> Bulletin:
        text: dict[str, Any] = {"title": "Làm đường về bản", "body_html": "<p>Làm đường.</p>", "topic": "khac"}
        made = acts.submit(acts.write(by=self.other, body=self.body, on=DAY, **text), by=self.other, on=DAY)
        approved = acts.approve(made, by=self.approver, on=DAY)
        return acts.publish(approved, by=self.publisher, on=DAY, outlets=[self.outlet()])

    def rate(self, by: Person | None = None, **more: Any) -> FeeRate:
        frame = {"work": "news", "base": 150_001, "lowest": Decimal("0.5"), "highest": Decimal(2)}
        given = {"since": date(2020, 1, 1), "legal_basis": BASIS, **frame, **more}
        return acts.enter_rate(by=by or self.leader, body=self.body, on=AFTER, **given)

    def mark(self, bulletin: Bulletin, coefficient: str = "1.5", work: str = "news", by: Person | None = None) -> FeeList:
        marks = {bulletin.pk: Mark(work=work, coefficient=Decimal(coefficient))}
        return acts.mark_fees(self.list, by=by or self.publisher, on=AFTER, marks=marks, seen=self.number)

    def close(self, on: date = AFTER) -> FeeList:
        self.list = acts.close_fees(self.list, by=self.leader, on=on, seen=self.number)
        return self.list

    @property
    def number(self) -> int:
        return FeeList.objects.get(pk=self.list.pk).number

    def pays(self) -> dict[int, str]:
        return {line.bulletin: line.pay for line in lines_now(self.list)}


@pytest.fixture
def room() -> Paying:
    return Paying()


def page(person: Person, name: str, *args: Any) -> str:
    answer = signed_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_month_from_its_list_to_what_is_withdrawn_after_it_was_closed(room: Paying) -> None:
    """The story: drawn up, marked at the counter, closed, and a bulletin goes afterwards."""
    editor, leader = signed_in(room.publisher), signed_in(room.leader)
    sent = {f"loai-{room.first.pk}": "news", f"he-so-{room.first.pk}": "1,5", "seen": "1"}
    sent |= {f"loai-{room.second.pk}": "news", f"he-so-{room.second.pk}": "2"}
    answer = editor.post(reverse(f"{LIST}:cham", args=[room.list.pk]), sent, follow=True).content.decode()
    assert "Đã lưu hệ số." in answer and "225.002" in answer and "300.002" in answer and "Cộng: 525.004 đồng" in answer
    closing = leader.get(reverse(f"{LIST}:chot", args=[room.list.pk])).content.decode()
    assert "525.004" in closing and "chưa chấm hệ số" not in closing
    answer = leader.post(reverse(f"{LIST}:chot", args=[room.list.pk]), {"seen": "2"}, follow=True).content.decode()
    assert reverse(f"{LIST}:record", args=[room.list.pk]) in page(room.author, f"{LIST}:index")
    assert "Đã chốt bảng kê" in answer and "Dấu vân tay" in answer
    closed = reads.closed_lines(room.list)
    told = Entry.objects.get(kind="newsroom.fee_list_closed").payload
    assert told["lines"] == 2 and told["fingerprint"] in answer
    acts.withdraw(room.second, by=room.publisher, on=AFTER, reason="Sai số liệu")
    acts.correct(room.first, by=room.publisher, on=AFTER, reason="Sai tên", title="Chợ phiên Đồng Văn")
    acts.annul_rate(FeeRate.objects.get(), by=room.leader, on=AFTER, reason="Nhập nhầm")
    after = page(room.leader, f"{LIST}:record", room.list.pk)
    assert reads.closed_lines(room.list) == closed and "Cộng: 525.004 đồng" in after
    assert "Gỡ ngày 01/04/2020, sau khi chốt." in after and "Tiêu đề nay là: Chợ phiên Đồng Văn" in after
    assert "không còn khớp" not in after


def test_lines_come_from_the_entries_of_publication_each_with_its_proof(room: Paying) -> None:
    first, second = lines_now(room.list)
    proofs = Entry.objects.filter(kind="newsroom.published").order_by("seq")
    assert [(line.entry, line.bulletin) for line in (first, second)] == [(one.seq, one.about_id) for one in proofs]
    assert (first.title, first.author_name, first.day, first.pay) == (room.first.title, str(room.author), DAY, Pay.UNMARKED)
    again = room.outlet(OutletKind.TICKER)
    acts.publish(room.first, by=room.publisher, on=AFTER, outlets=[again])
    assert [line.entry for line in lines_now(room.list)] == [first.entry, second.entry]
    assert again.name in lines_now(room.list)[0].places
    assert not lines_now(acts.draw_up(by=room.publisher, body=room.body, on=AFTER, period="2020-04"))


def test_what_went_out_by_hand_alone_counts_from_the_day_that_was_entered(room: Paying) -> None:
    slot = room.outlet(OutletKind.RADIO)
    spoken = acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=slot, link="")
    line = next(line for line in lines_now(room.list) if line.bulletin == spoken.bulletin_id)
    assert (line.day, line.places) == (DAY, slot.name)
    assert Entry.objects.get(seq=line.entry).kind == "newsroom.posted_elsewhere"
    room.close()
    acts.annul_elsewhere(spoken, by=room.publisher, on=AFTER, reason="Chưa phát")
    late = acts.post_elsewhere(room.approved(title="Ghi nhận muộn"), by=room.publisher, on=DAY, outlet=slot, link="")
    said = page(room.leader, f"{LIST}:record", room.list.pk)
    assert "Nay không còn tính là đăng trong tháng này." in said and "Ghi nhận sau khi chốt" in said
    assert not FeeLine.objects.filter(bulletin=late.bulletin_id).exists()


def test_a_withdrawn_bulletin_is_shown_as_withdrawn_and_not_paid(room: Paying) -> None:
    room.mark(room.first)
    acts.withdraw(room.first, by=room.publisher, on=AFTER, reason="Sai")
    with pytest.raises(Refusal, match="đã gỡ"):
        room.mark(room.first, "1")
    assert room.pays() == {room.first.pk: Pay.WITHDRAWN, room.second.pk: Pay.UNMARKED}
    room.close()
    assert "Đã gỡ ngày 01/04/2020, không chi" in page(room.leader, f"{LIST}:record", room.list.pk)
    assert [line.amount for line in reads.closed_lines(room.list)] == [None, None]


def test_a_body_without_rates_sees_the_list_without_money_and_what_to_do() -> None:
    room = Paying(rated=False)
    said = page(room.publisher, f"{LIST}:record", room.list.pk)
    assert room.first.title in said and "Lãnh đạo nhập ở" in said and reverse(f"{RATES}:index") in said
    with pytest.raises(Refusal, match="lãnh đạo nhập mức trước"):
        room.mark(room.first)
    assert room.close().standing == "closed" and not FeeRate.objects.exists()


def test_rates_of_a_sort_of_work_never_overlap_and_a_wrong_one_is_annulled(room: Paying) -> None:
    with pytest.raises(Refusal, match="đã có mức nhuận bút"):
        room.rate(since=AFTER)
    acts.end_rate(FeeRate.objects.get(), by=room.leader, on=AFTER, until=AFTER)
    wrong = room.rate(since=AFTER, base=15)
    with pytest.raises(Refusal):
        room.rate(since=date(2020, 2, 1), until=date(2020, 5, 1))
    acts.annul_rate(wrong, by=room.leader, on=AFTER, reason="Thiếu số 0")
    for again in (acts.annul_rate, acts.end_rate):
        with pytest.raises(Refusal, match="đã hủy"):
            again(wrong, by=room.leader, on=AFTER, **({"reason": "x"} if again is acts.annul_rate else {"until": AFTER}))
    assert room.rate(since=AFTER).base == 150_001
    room.rate(since=AFTER, work="article")
    said = page(room.author, f"{RATES}:index")
    assert "Đã hủy" in said and BASIS in page(room.author, f"{RATES}:record", wrong.pk)


def test_what_was_marked_under_a_rate_that_is_gone_is_marked_anew_before_the_close(room: Paying) -> None:
    room.mark(room.first, "2")
    acts.annul_rate(FeeRate.objects.get(), by=room.leader, on=AFTER, reason="Nhầm")
    assert room.pays()[room.first.pk] == Pay.NO_RATE
    room.rate(highest=Decimal(1))
    assert room.pays()[room.first.pk] == Pay.OUTSIDE
    with pytest.raises(Refusal, match="Hãy chấm lại"):
        room.close()
    room.mark(room.first, "1")
    assert room.close().standing == "closed"


@pytest.mark.parametrize("coefficient", ["0.4", "2.01", "1.005", "-1"])
def test_a_coefficient_outside_the_frame_is_refused(room: Paying, coefficient: str) -> None:
    with pytest.raises(Refusal, match="Chợ phiên"):
        room.mark(room.first, coefficient)
    assert not FeeMark.objects.exists()


def test_nobody_marks_their_own_text_twice_the_same_or_over_a_newer_list(room: Paying) -> None:
    room.author.posts.create(body=room.body, role=Role.PUBLISHER, since=date(2019, 1, 1))
    with pytest.raises(Refusal, match="không ai tự chấm"):
        room.mark(room.first, by=room.author)
    assert f"loai-{room.first.pk}" not in page(room.author, f"{LIST}:cham", room.list.pk)
    room.mark(room.first)
    with pytest.raises(Refusal, match="Chưa có gì thay đổi"):
        room.mark(room.first)
    for late in (acts.close_fees, acts.mark_fees):
        marks: dict[str, Any] = {"marks": {room.second.pk: None}} if late is acts.mark_fees else {}
        with pytest.raises(Refusal):
            late(room.list, by=room.leader if late is acts.close_fees else room.publisher, on=AFTER, seen=1, **marks)
    acts.mark_fees(room.list, by=room.publisher, on=AFTER, marks={room.first.pk: None}, seen=2)
    assert room.pays()[room.first.pk] == Pay.UNMARKED and FeeMark.objects.count() == 2
    with pytest.raises(Refusal, match="không còn trong bảng kê"):
        acts.mark_fees(room.list, by=room.publisher, on=AFTER, marks={999_999: None}, seen=3)


def test_a_month_has_one_list_is_closed_once_when_it_is_over_and_by_a_leader(room: Paying) -> None:
    with pytest.raises(Refusal, match="đã có bảng kê"):
        acts.draw_up(by=room.publisher, body=room.body, on=AFTER, period="2020-03")
    with pytest.raises(Refusal, match="chưa bắt đầu"):
        acts.draw_up(by=room.publisher, body=room.body, on=AFTER, period="2020-05")
    with pytest.raises(Refusal, match="31/03/2020"):
        room.close(on=date(2020, 3, 31))
    for person in (room.author, room.approver, room.publisher):
        with pytest.raises(Refusal):
            acts.close_fees(room.list, by=person, on=AFTER)
        with pytest.raises(Refusal):
            room.rate(work="video", by=person)
    room.close()
    with pytest.raises(Refusal, match="đã chốt"):
        room.close()
    with pytest.raises(Refusal, match="đã chốt"):
        room.mark(room.first)


def test_the_database_refuses_to_change_what_was_closed_and_a_line_that_is_forged_shows(room: Paying) -> None:
    room.mark(room.first)
    room.close()
    rows: list[Model] = [FeeLine.objects.earliest("pk"), FeeMark.objects.get()]
    for row in rows:
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
    assert unguarded(FEES) == []
    lines = reads.closed_lines(room.list)
    assert reads.sealed(room.list, lines)[1] and not reads.sealed(room.list, lines[:1])[1]


def test_an_author_meets_their_own_lines_alone_on_every_page_and_in_every_file(room: Paying) -> None:
    room.mark(room.first)
    room.mark(room.second, "2")
    for closed in (False, True):
        if closed:
            room.close()
            acts.withdraw(room.first, by=room.publisher, on=AFTER, reason="Sai")
        told = [page(room.other, f"{LIST}:record", room.list.pk)]
        told += [page_of_file(room.other, room, "giay"), page_of_file(room.other, room, "csv")]
        for said in told:
            assert room.second.title in said and "300.002" in said
            assert room.first.title not in said and "225.002" not in said and "525.004" not in said
    for entry in Entry.objects.filter(kind__contains="fee"):
        assert signed_in(room.other).get(reverse("so-lieu:entry", args=[entry.seq])).status_code == 404


def of_forms(person: Person, room: Paying) -> dict[str, list[str]]:
    """The cells of each file, and the words of the paper."""
    answer = signed_in(person).get(reverse(f"{LIST}:file", args=[room.list.pk, "xlsx"]))
    values = load_workbook(BytesIO(answer.getvalue())).worksheets[0].iter_rows(values_only=True)
    lines = csv.reader(StringIO(page_of_file(person, room, "csv")))
    told = {
        "xlsx": [str(cell) for row in values for cell in row if cell is not None],
        "csv": [cell for row in lines for cell in row],
    }
    return {**told, "giay": re.split(r"<[^>]*>", page_of_file(person, room, "giay"))}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER, Role.CLERK, Role.ADMINISTRATOR])
def test_whoever_has_no_bulletin_in_a_list_and_does_not_see_it_whole_is_told_that_and_nothing_of_the_body(
    room: Paying, role: Role
) -> None:
    room.mark(room.first)
    room.close()
    person = a_person(role, body=room.body)
    said = page(person, f"{LIST}:record", room.list.pk)
    assert "Trong bảng kê này bạn không có tin, bài nào." in said
    mark = Entry.objects.get(kind="newsroom.fee_list_closed").payload["fingerprint"]
    for never in ("chưa đăng tin, bài nào", "Có nhuận bút", "Thành tiền", "Cộng", "Dấu vân tay", mark):
        assert never not in said
    for form, told in of_forms(person, room).items():
        assert f"Chỉ gồm tin, bài của {person}" in told, form
        assert not [one for one in told if "Cộng" in one or "vân tay" in one or mark in one], form


def test_an_author_s_own_sums_are_said_to_be_theirs_and_bear_no_fingerprint_of_the_whole_list(room: Paying) -> None:
    room.mark(room.first)
    room.mark(room.second, "2")
    room.close()
    said = page(room.other, f"{LIST}:record", room.list.pk)
    assert "Tin, bài của bạn" in said and "Cộng tin, bài của bạn: 300.002 đồng" in said and "Dấu vân tay" not in said
    for form, told in of_forms(room.other, room).items():
        assert f"Chỉ gồm tin, bài của {room.other}" in told and "Cộng các tin, bài này" in told and "Cộng" not in told, form
        assert not [one for one in told if "vân tay" in one], form


def test_every_form_of_a_list_says_whose_it_is_and_of_which_month(room: Paying) -> None:
    room.close()
    mark = Entry.objects.get(kind="newsroom.fee_list_closed").payload["fingerprint"]
    for form, told in of_forms(room.leader, room).items():
        heads = {one.strip().casefold() for one in told}
        assert {str(room.body).casefold(), "bảng kê tin, bài", "tháng 3/2020"} <= heads, form
        assert "cộng" in heads and [one for one in told if mark in one], form
        assert not [one for one in told if "Chỉ gồm" in one], form


def test_an_inspector_sees_the_whole_list_of_a_body_in_their_reach_and_changes_nothing(room: Paying) -> None:
    room.mark(room.first)
    inspector, elsewhere = a_person(Role.INSPECTOR, body=room.body), a_person(Role.INSPECTOR, body=a_body("Cơ quan khác"))
    said = page(inspector, f"{LIST}:record", room.list.pk)
    assert room.first.title in said and room.second.title in said and "Cộng: 225.002 đồng" in said
    assert "225.002" in page_of_file(inspector, room, "csv")
    for verb in ("cham", "chot"):
        assert signed_in(inspector).get(reverse(f"{LIST}:{verb}", args=[room.list.pk])).status_code in {403, 404}
    assert signed_in(elsewhere).get(reverse(f"{LIST}:record", args=[room.list.pk])).status_code == 404


def page_of_file(person: Person, room: Paying, form: str) -> str:
    answer = signed_in(person).get(reverse(f"{LIST}:file", args=[room.list.pk, form]))
    assert answer.status_code == 200
    return answer.getvalue().decode()


def test_the_list_is_taken_along_with_its_sum_and_who_made_it(room: Paying) -> None:
    room.mark(room.first)
    paper = page_of_file(room.publisher, room, "giay")
    assert "Người lập biểu" in paper and room.publisher.full_name in paper and "Cộng" in paper and "225.002" in paper
    assert "Đang lập, chưa chốt" in paper
    answer = signed_in(room.publisher).get(reverse(f"{LIST}:file", args=[room.list.pk, "xlsx"]))
    book = load_workbook(BytesIO(answer.getvalue()))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell is not None]
    assert 225_002 in cells and "Cộng" in cells and "NGƯỜI LẬP BIỂU" in cells
    assert signed_in(room.publisher).get(reverse(f"{LIST}:file", args=[room.list.pk, "pdf"])).status_code == 404


def test_whoever_is_not_of_the_body_meets_neither_list_nor_rate(room: Paying) -> None:
    stranger = a_person(*Role.values, body=a_body("Cơ quan khác"))
    client, rate = signed_in(stranger), FeeRate.objects.get()
    places = [reverse(f"{LIST}:{name}", args=[room.list.pk]) for name in ("record", "cham", "chot")]
    places += [reverse(f"{RATES}:{name}", args=[rate.pk]) for name in ("record", "ket-thuc", "huy")]
    for place in (*places, reverse(f"{LIST}:file", args=[room.list.pk, "csv"])):
        assert client.get(place).status_code == 404
    assert BASIS not in client.get(reverse(f"{RATES}:index")).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"loai": "news", "he-so": ""},
        {"loai": "", "he-so": "1"},
        {"loai": "news", "he-so": "một"},
        {"loai": "news", "he-so": "1.5"},
        {"loai": "news", "he-so": "NaN"},
        {"loai": "news", "he-so": "9" * 50},
        {"loai": "thơ", "he-so": "1"},
        {"loai": "news", "he-so": "1", "seen": "7"},
        {"loai": "news", "he-so": "1", "seen": ""},
    ],
)
def test_forms_of_coefficients_filled_in_badly_say_so_and_keep_nothing(room: Paying, sent: dict[str, str]) -> None:
    given = {f"{name}-{room.first.pk}" if name != "seen" else name: value for name, value in {"seen": "1", **sent}.items()}
    answer = signed_in(room.publisher).post(reverse(f"{LIST}:cham", args=[room.list.pk]), given)
    told = answer.content.decode()
    assert answer.status_code == 200 and "Chưa ghi gì" in told and not FeeMark.objects.exists()
    if sent.get("seen") == "7":
        assert "Người khác đã chấm trong bảng kê này" in told
    if "" in list(sent.values())[:2] and "seen" not in sent:
        assert "cả thể loại và hệ số" in told


@pytest.mark.parametrize(
    "wrong",
    [
        {"base": "1,5"},
        {"base": "-1"},
        {"base": "0"},
        {"lowest": "3"},
        {"highest": "abc"},
        {"work": "tho"},
        {"since": "0202-01-01"},
        {"until": "2020-04-01"},
        {"legal_basis": " "},
        {"legal_basis": "x" * 201},
        {"body": "999999"},
    ],
)
def test_forms_of_rates_filled_in_badly_keep_nothing(wrong: dict[str, str]) -> None:
    room = Newsroom()
    good = {"body": str(room.body.pk), "work": "news", "base": "150.000", "lowest": "0,5", "highest": "2"}
    good |= {"legal_basis": BASIS, "since": "2020-04-01"}
    client = signed_in(room.leader)
    assert "Chưa ghi gì" in client.post(reverse(f"{RATES}:nhap"), {**good, **wrong}).content.decode()
    assert not FeeRate.objects.exists()
    assert client.post(reverse(f"{RATES}:nhap"), good).status_code == 302 and FeeRate.objects.get().base == 150_000
    bad = client.post(reverse(f"{LIST}:lap"), {"body": str(room.body.pk), "period": "2020-03"})
    assert bad.status_code in {403, 404} and not FeeList.objects.exists()


def test_lists_ask_little_and_a_month_as_much_for_one_bulletin_as_for_twenty(room: Paying) -> None:
    client = signed_in(a_person(*Role, body=room.body))
    for place in (reverse(f"{LIST}:index"), reverse(f"{RATES}:index")):
        client.get(place)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(place).status_code == 200
        assert len(asked) <= 8, "\n".join(one["sql"][:200] for one in asked)
    record, counts = reverse(f"{LIST}:record", args=[room.list.pk]), []
    for _round in range(2):
        client.get(record)
        with CaptureQueriesContext(connection) as asked:
            client.get(record)
        counts.append(len(asked))
        for number in range(5):
            room.published(title=f"Tin thứ {number}")
    assert counts[0] == counts[1]
