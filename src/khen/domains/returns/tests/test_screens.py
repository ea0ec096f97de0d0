"""A clerk fills in the sheet, a leader accepts; a foreign body finds nothing; what is badly written is told and not kept."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Body, Person
from khen.bodies.terms import BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.domains.returns import acts
from khen.domains.returns.models import Ask, Return
from khen.domains.returns.screens import waiting
from khen.domains.returns.terms import State
from khen.domains.returns.tests.makers import DAY, PERIOD, a_clerk, a_division, a_leader, an_accepted, an_entered, an_item, given

pytestmark = pytest.mark.django_db
HERE = "/quan-tri/so-lieu-khai/"


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def an_ask(body: Body, key: str = "licences.granted") -> Ask:
    return acts.ask(an_item(key).form, by=a_leader(body), body=body, on=DAY, period=PERIOD, due=DAY)


def counts(person: Person) -> dict[str, int]:
    """What the first page counts, by the sort in the list's address."""
    return {one.url.partition("=")[2]: one.count for one in waiting(person) if one.count}


def filled(**values: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for key, value in values.items():
        pk = an_item(key.replace("__", ".")).pk
        told |= {f"i{pk}-answer": "value", f"i{pk}-value": value, f"i{pk}-source": "Sổ cấp phép"}
    return told


def test_a_clerk_fills_in_a_sheet_and_a_leader_accepts_it() -> None:
    body = a_division()
    ask, clerk, leader = an_ask(body), a_clerk(body), a_leader(body)
    sheet = f"{HERE}phieu/{ask.pk}/"
    assert counts(clerk) == {"khai": 1, "toi-han": 1}
    assert as_(clerk).get(sheet).status_code == 200
    told = filled(licences__granted="40", licences__leaflet_copies="2.317.313") | {"send": "1"}
    assert as_(clerk).post(sheet, told).status_code == 302
    assert counts(leader) == {"chap-nhan": 2}
    record = Return.objects.get(item__key="licences.leaflet_copies")
    assert as_(leader).post(f"{HERE}{record.pk}/chap-nhan/", {"seen": "1"}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.value) == (State.ACCEPTED, Decimal(2317313))
    assert "2.317.313" in as_(clerk).get(sheet).content.decode()


def test_a_draft_kept_twice_makes_one_version_and_is_then_sent() -> None:
    body = a_division()
    client, sheet = as_(a_clerk(body)), f"{HERE}phieu/{an_ask(body).pk}/"
    told = filled(licences__granted="40")
    assert client.post(sheet, told).status_code == 302
    assert client.post(sheet, told).status_code == 200
    assert client.post(sheet, told | {"send": "1"}).status_code == 302
    record = Return.objects.get()
    assert (record.number, record.state) == (1, State.SUBMITTED)


@pytest.mark.parametrize("value", ["9.27", "1,234.5", "1.234,5,6", "bốn mươi", "-3", "4" * 60, "40%", "=1+1", "<b>4</b>", "４０"])
def test_a_number_that_could_be_read_in_two_ways_is_told_and_nothing_is_kept(value: str) -> None:
    body = a_division()
    before = Entry.objects.count()
    sheet = f"{HERE}phieu/{an_ask(body).pk}/"
    page = as_(a_clerk(body)).post(sheet, filled(licences__granted=value, licences__books="23") | {"send": "1"})
    assert page.status_code == 200
    said = page.content.decode()
    assert "Chưa ghi gì. Xin xem lại" in said
    for field in re.findall(r'<li class="error-message">[^<]*<a href="#([^"]+)">', said) or [""] * (value != "-3"):
        assert f'id="{field}"' in said
    assert not Return.objects.exists()
    assert Entry.objects.count() == before + 1  # the asking


def test_one_figure_is_entered_with_its_document_and_the_document_is_for_those_in_reach() -> None:
    body, item = a_division(), an_item("it.infrastructure.district")
    clerk = a_clerk(body)
    an_ask(body, item.key)
    told = {"body": body.pk, "item": item.pk, "period": PERIOD, "answer": "value", "value": "9,27", "source": "Báo cáo kiểm kê"}
    paper = SimpleUploadedFile("kiem-ke.pdf", a_pdf())
    assert as_(clerk).post(f"{HERE}nhap/", told | {"paper": paper}).status_code == 302
    record = Return.objects.get()
    assert str(record.value) == "9.2700"
    document = f"{HERE}{record.pk}/tai-lieu/1/"
    assert as_(clerk).get(document).headers["X-Content-Type-Options"] == "nosniff"
    assert as_(clerk).get(f"{HERE}{record.pk}/tai-lieu/2/").status_code == 404
    assert as_(a_person(Role.VIEWER, body=a_body("Sở khác"))).get(document).status_code == 404
    assert as_(clerk).get(f"{HERE}{record.pk}/").status_code == 200


def test_a_false_document_is_refused() -> None:
    body, item = a_division(), an_item()
    an_ask(body)
    told = {"body": body.pk, "item": item.pk, "period": PERIOD, "answer": "value", "value": "40", "source": "Sổ"}
    page = as_(a_clerk(body)).post(f"{HERE}nhap/", told | {"paper": SimpleUploadedFile("a.pdf", b"MZ")})
    assert page.status_code == 200
    assert not Return.objects.exists()


def test_a_period_is_chosen_in_words_and_only_from_what_is_offered() -> None:
    body, item = a_division(), an_item()
    clerk = as_(a_clerk(body))
    assert "6 tháng đầu năm 2020" not in clerk.get(f"{HERE}nhap/").content.decode()
    an_ask(body)
    assert "6 tháng đầu năm 2020" in clerk.get(f"{HERE}nhap/").content.decode()
    told = {"body": body.pk, "item": item.pk, "answer": "value", "value": "40", "source": "Sổ"}
    for period in ("", "2020-H3", "1999-H1", "2020-H2", "2020-03", "nửa đầu năm", "2" * 5000):
        page = clerk.post(f"{HERE}nhap/", told | {"period": period})
    assert 'role="alert"' in page.content.decode()
    assert not Return.objects.exists()


def test_what_is_counted_in_whole_numbers_says_so() -> None:
    body, item = a_division(), an_item()
    an_ask(body)
    told = {"body": body.pk, "item": item.pk, "period": PERIOD, "answer": "value", "value": "40,5", "source": "Sổ"}
    page = as_(a_clerk(body)).post(f"{HERE}nhap/", told).content.decode()
    assert "chỉ nhận số nguyên" in page
    assert not Return.objects.exists()


def test_a_foreign_body_finds_nothing() -> None:
    body = a_division()
    ask, record = an_ask(body), an_accepted(body=body)
    stranger = a_person(*Role.values, body=a_body("Sở khác", kind=BodyKind.DIVISION, area=an_area("Tỉnh khác")))
    client = as_(stranger)
    for address in (f"{record.pk}/", f"phieu/{ask.pk}/", f"{record.pk}/tai-lieu/1/"):
        assert client.get(HERE + address).status_code == 404
    for verb in ("gui", "sua", "chap-nhan", "tra-lai", "rut-lai"):
        assert client.post(f"{HERE}{record.pk}/{verb}/", {"reason": "x"}).status_code == 404
    assert client.post(f"{HERE}phieu/{ask.pk}/", {"send": "1"}).status_code == 404
    assert str(ask.form) not in client.get(f"{HERE}phieu/").content.decode()
    assert str(record.item) not in client.get(HERE).content.decode()
    told = {"body": body.pk, "item": record.item_id, "period": PERIOD, "answer": "value", "value": "1", "source": "x"}
    assert client.post(f"{HERE}nhap/", told).status_code == 200
    assert Return.objects.count() == 1


def test_a_viewer_reads_a_sheet_and_changes_nothing() -> None:
    body = a_division()
    ask = an_ask(body)
    client = as_(a_person(Role.VIEWER, body=body))
    assert "<button" not in client.get(f"{HERE}phieu/{ask.pk}/").content.decode().partition("<fieldset")[2]
    assert client.post(f"{HERE}phieu/{ask.pk}/", filled(licences__granted="40")).status_code == 200
    assert not Return.objects.exists()


def test_who_has_sent_stands_on_the_page_of_sheets() -> None:
    body = a_division()
    an_ask(body)
    assert "<strong>0/1</strong>" in as_(a_leader(body)).get(f"{HERE}phieu/").content.decode()


def test_a_return_is_withdrawn_and_sent_back_only_with_a_reason() -> None:
    record = an_entered()
    clerk, leader = as_(a_clerk(record.body)), as_(a_leader(record.body))
    clerk.post(f"{HERE}{record.pk}/gui/")
    assert leader.post(f"{HERE}{record.pk}/tra-lai/", {"reason": ""}).status_code == 200
    assert leader.post(f"{HERE}{record.pk}/tra-lai/", {"reason": "Thiếu nguồn", "seen": "1"}).status_code == 302
    record.refresh_from_db()
    assert record.state == State.SENT_BACK


def test_a_number_reads_the_same_in_the_list_on_its_page_and_in_its_versions() -> None:
    record = an_accepted("1234")
    client = as_(a_leader(record.body))
    for address in (HERE, f"{HERE}{record.pk}/"):
        page = client.get(address).content.decode()
        assert f"1.234 {record.item.unit}" in page and "1234" not in page.replace(f"/{record.pk}/", "")
    assert "1.234,0000" not in client.get(f"{HERE}{record.pk}/").content.decode()


def test_a_figure_entered_a_second_time_overwrites_nothing() -> None:
    record = an_entered()
    told = {"body": record.body_id, "item": record.item_id, "period": PERIOD, "answer": "value", "value": "41", "source": "Sổ"}
    page = as_(a_clerk(record.body)).post(f"{HERE}nhap/", told)
    assert page.status_code == 200 and "đã được nhập" in page.content.decode()
    assert record.versions.count() == 1


ASKED_AT = "/quan-tri/yeu-cau-so-lieu/yeu-cau/"


def test_a_leader_asks_several_bodies_at_once_and_again_only_to_change_the_day() -> None:
    province = an_area()
    above = a_body("Sở Thông tin và Truyền thông", kind=BodyKind.DEPARTMENT, area=province)
    bodies = [a_body(name, kind=BodyKind.DIVISION, parent=above, area=province) for name in ("Phòng A", "Phòng B")]
    leader, form = as_(a_leader(above)), an_item().form
    told = {"form": form.pk, "period": PERIOD, "bodies": [body.pk for body in bodies], "due": "2020-07-05"}
    assert leader.post(ASKED_AT, told).status_code == 302
    assert leader.post(ASKED_AT, told | {"due": "2020-07-09"}).status_code == 302
    assert {(ask.body, str(ask.due)) for ask in Ask.objects.all()} == {(body, "2020-07-09") for body in bodies}
    page = leader.get("/quan-tri/yeu-cau-so-lieu/").content.decode()
    assert "Phòng A" in page and "6 tháng đầu năm 2020" in page
    assert counts(a_clerk(bodies[0])) == {"khai": 1, "toi-han": 1}


def test_bodies_are_asked_by_parts_of_their_names_and_stand_folded_by_their_level() -> None:
    province = an_area()
    above = a_body("Sở Thông tin và Truyền thông", kind=BodyKind.DEPARTMENT, area=province)
    rooms = [a_body(f"Phòng {n} Hoàng Su Phì", kind=BodyKind.DIVISION, parent=above, area=province) for n in range(14)]
    leader, form = as_(a_leader(above)), an_item().form
    page = leader.get(ASKED_AT).content.decode()
    assert "(14)</summary>" in page and 'class="desk-fold" open' not in page
    told = {"form": form.pk, "period": PERIOD, "due": "2020-07-05"}
    for text, said in (("phong", "có trong nhiều tên"), ("khong co", "Không cơ quan nào"), ("", "Hãy tích chọn")):
        assert said in leader.post(ASKED_AT, {**told, "named": text}).content.decode()
    assert not Ask.objects.exists()
    again = leader.post(ASKED_AT, {**told, "named": "khong co", "bodies": [rooms[5].pk]}).content.decode()
    assert '<details class="desk-fold" open' in again
    answer = leader.post(ASKED_AT, {**told, "named": "phong 3 hoang su phi, Phòng 4; ", "bodies": [rooms[5].pk, rooms[3].pk]})
    assert answer.status_code == 302
    assert {ask.body for ask in Ask.objects.all()} == {rooms[3], rooms[4], rooms[5]}


@pytest.mark.parametrize("wrong", [{"bodies": []}, {"period": "2020-03"}, {"due": "2022-07-05"}, {"due": ""}, {"form": "0"}])
def test_a_request_that_cannot_be_is_told_and_nobody_is_asked(wrong: dict[str, object]) -> None:
    body = a_division()
    told = {"form": an_item().form.pk, "period": PERIOD, "bodies": [body.pk], "due": "2020-07-05"} | wrong
    page = as_(a_leader(body)).post(ASKED_AT, told)
    assert page.status_code == 200 and 'role="alert"' in page.content.decode()
    assert not Ask.objects.exists()


def test_one_body_that_does_not_fill_in_the_form_and_none_is_asked() -> None:
    body = a_division()
    told = {"form": an_item("district.half_year_return").form.pk, "period": PERIOD, "bodies": [body.pk], "due": "2020-07-05"}
    page = as_(a_leader(body)).post(ASKED_AT, told).content.decode()
    assert "không báo cáo biểu đã chọn" in page and not Ask.objects.exists()


def test_a_foreign_body_is_not_asked_and_who_may_not_accept_asks_nobody() -> None:
    body, item = a_division(), an_item()
    told = {"form": item.form.pk, "period": PERIOD, "bodies": [body.pk], "due": "2020-07-05"}
    assert as_(a_leader(a_body("Sở khác", kind=BodyKind.DEPARTMENT))).post(ASKED_AT, told).status_code == 200
    assert as_(a_clerk(body)).post(ASKED_AT, told).status_code == 404
    assert not Ask.objects.exists()
    ask = an_ask(body)
    assert as_(a_leader(a_body("Sở khác nữa"))).get(f"/quan-tri/yeu-cau-so-lieu/{ask.pk}/").status_code == 404
    assert as_(a_leader(body)).get(f"/quan-tri/yeu-cau-so-lieu/{ask.pk}/").status_code == 200


def test_the_history_of_a_figure_says_what_was_done_to_it_in_its_own_words() -> None:
    record = an_accepted("40")
    clerk = a_clerk(record.body)
    acts.withdraw(record, by=clerk, on=DAY, reason="Đếm sót")
    acts.change(record, by=clerk, on=DAY, given=given("41"))
    client = as_(a_leader(record.body))
    page = client.get(f"{HERE}{record.pk}/").content.decode()
    history = re.findall(r"<li><strong>([^<]+)</strong>", page.partition("desk-history")[2].rpartition("desk-history")[2])
    assert history == ["Đã sửa", "Đã rút lại", "Đã chấp nhận", "Đã gửi", "Đã nhập"]
    changed = Entry.objects.filter(about="returns.return", kind="returns.entered").latest("seq")
    assert "· Đã sửa" in as_(clerk).get(f"/quan-tri/so-lieu/but-toan/{changed.pk}/").content.decode()
