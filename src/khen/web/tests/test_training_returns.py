"""Returns are practised: sheets are filled in, sent, given back and accepted in the training, and count nowhere."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.verify import verify
from khen.desk.periods import current_half
from khen.domains.organisation import acts as organisation
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Form, Item, Return
from khen.domains.returns.terms import EXERCISES, State
from khen.facts.checking import differing
from khen.facts.gather import gather, rebuild
from khen.facts.models import StoredFact
from khen.reports.models import Report
from khen.tidings import reading
from khen.tidings.models import Notice
from khen.web.tests.test_training import HOME, House, as_, practising, words
from khen.web.training import entered, tutor_of

pytestmark = pytest.mark.django_db
FIGURES = "/quan-tri/so-lieu-khai/"


@pytest.fixture
def house() -> House:
    return House()


def class_of(house: House) -> Body:
    """A round that the administrator has opened on the page."""
    as_(house.admin).post("/quan-tri/tap-huan/", {"viec": "mo"})
    return Body.objects.get(kind="training", valid_to=None)


def at(record: Return, verb: str = "") -> str:
    return f"{FIGURES}{record.pk}/{verb}"


def pressed(client: Client, record: Return, verb: str, **more: Any) -> str:
    """What stands on the page after the act."""
    form = client.get(at(record, verb)).context["form"]
    seen = {"seen": form["seen"].value()} if "seen" in form.fields else {}
    answer = client.post(at(record, verb), {**seen, **more}, follow=True)
    assert answer.redirect_chain, (verb, answer.context["form"].errors)
    return str(answer.content.decode())


def filled_in(client: Client, key: str, value: str = "12") -> Return:
    """One line of a sheet, written and sent."""
    item = Item.objects.get(key=key)
    ask = Ask.objects.get(form=item.form, body__kind="training", period=current_half(clock.today()))
    said = {"answer": "value", "value": value, "source": "Báo cáo số 7/BC", "seen": "0"}
    line = {f"i{item.pk}-{name}": given for name, given in said.items()}
    place = reverse("so-lieu-khai:sheet", args=[ask.pk])
    answer = client.post(place, {**line, "slip": client.get(place).context["slip"], "send": "1"}, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return Return.objects.get(item=item, body=ask.body)


def facts() -> list[Any]:
    gather()
    return sorted(StoredFact.objects.values_list("kind", "on", "body", "quantity", "place", "subject"))


def test_a_round_asks_for_every_sheet_of_the_half_year_that_runs(house: House) -> None:
    body = class_of(house)
    half = current_half(clock.today())
    assert {one.form_id for one in Ask.objects.filter(body=body, period=half)} == set(Form.objects.values_list("pk", flat=True))
    client = practising(house.room.author)
    assert "/so-lieu-khai/phieu/" in words(client, HOME) and str(Form.objects.get(key="press")) in words(
        client, f"{FIGURES}phieu/"
    )


def test_a_sheet_is_sent_given_back_put_right_and_accepted_by_two_who_practise_and_counts_nowhere(house: House) -> None:
    class_of(house)
    before, boards = facts(), [(one.form, str(one)) for one in reads.all_progress("2020-H1")]
    writes, reads_it = practising(house.room.author), practising(house.room.approver)
    record = filled_in(writes, "licences.books")
    assert writes.get(at(record, "chap-nhan/")).status_code == 409, "nobody accepts their own figures, here too"
    pressed(reads_it, record, "tra-lai/", reason="Lệch với báo cáo")
    pressed(writes, record, "sua/", answer="value", value="13", source="Báo cáo số 7/BC")
    told = pressed(writes, record, "gui/")
    assert f"{house.room.approver.full_name} (tập huấn)" in told
    said = pressed(reads_it, record, "chap-nhan/")
    assert "không tính vào đâu" in said and "từ nay được tính" not in said
    record.refresh_from_db()
    assert record.state == State.ACCEPTED
    assert facts() == before and [(one.form, str(one)) for one in reads.all_progress("2020-H1")] == boards
    rebuild()
    assert facts() == before and list(differing()) == [] and verify(deep=True).flaw is None


def test_the_sheet_checks_what_is_typed_as_it_does_at_work(house: House) -> None:
    class_of(house)
    client = practising(house.room.author)
    item = Item.objects.get(key="licences.books")
    ask = Ask.objects.get(form=item.form, body__kind="training")
    place = reverse("so-lieu-khai:sheet", args=[ask.pk])
    line = {f"i{item.pk}-answer": "value", f"i{item.pk}-value": "1,5", f"i{item.pk}-source": "Báo cáo", f"i{item.pk}-seen": "0"}
    answer = client.post(place, {**line, "slip": client.get(place).context["slip"], "send": "1"})
    assert "Chưa ghi gì" in answer.content.decode() or "số nguyên" in answer.content.decode()
    assert not Return.objects.filter(item=item).exists()


def test_whoever_is_alone_accepts_one_figure_of_the_house_and_sends_the_other_back(house: House) -> None:
    body = class_of(house)
    client = practising(house.room.author)
    right, wrong = (Return.objects.get(body=body, item__key=key) for key in EXERCISES)
    assert "9,27" in words(client, at(wrong)) and "không tính vào đâu" in pressed(client, right, "chap-nhan/")
    pressed(client, wrong, "tra-lai/", reason="Báo cáo ghi 92,7%")
    client.post("/quan-tri/tap-huan/", {"viec": "vao"})
    assert Return.objects.filter(body=body, state=State.SUBMITTED).count() == 2, "there is something to accept again"
    assert verify(deep=True).flaw is None


def test_alone_whoever_sends_is_told_to_wait_for_a_colleague(house: House) -> None:
    class_of(house)
    client = practising(house.room.author)
    record = filled_in(client, "licences.books")
    told = pressed(client, record, "rut-lai/", reason="Thử rút") + pressed(client, record, "gui/")
    assert "Chưa có ai khác cùng tập" in told


def test_what_whoever_practises_has_made_their_own_is_not_set_anew(house: House) -> None:
    body = class_of(house)
    client = practising(house.room.author)
    wrong = Return.objects.get(body=body, item__key="documents.signed_share")
    pressed(client, wrong, "tra-lai/", reason="Báo cáo ghi 92,7%")
    pressed(client, wrong, "sua/", answer="value", value="92,7", source="Báo cáo số 12/BC-VHTT")
    right = Return.objects.get(body=body, item__key="licences.granted")
    pressed(client, right, "chap-nhan/")
    client.post("/quan-tri/tap-huan/", {"viec": "vao"})
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, str(wrong.value)) == (State.DRAFT, "92.7000") and right.state == State.SUBMITTED


def test_once_all_sheets_are_sent_those_of_the_half_year_before_are_asked_for(house: House) -> None:
    with clock.held(datetime(2026, 3, 2, 5, tzinfo=UTC)):
        body = house.opened()
        tutor = tutor_of(body)
        acts.set_sheets(body, by=tutor, on=clock.today())
        assert set(Ask.objects.filter(body=body).values_list("period", flat=True)) == {"2026-H1"}
        Item.objects.exclude(key__in=EXERCISES).delete()
        acts.set_sheets(body, by=tutor, on=clock.today())
        assert set(Ask.objects.filter(body=body).values_list("period", flat=True)) == {"2026-H1", "2025-H2"}


def test_sheets_are_set_in_a_body_for_training_alone(house: House) -> None:
    clerk = a_person(Role.CLERK, body=house.department)
    with pytest.raises(Refusal, match="cơ quan tập huấn"):
        acts.set_sheets(house.department, by=clerk, on=clock.today())
    assert not Ask.objects.exists()


def test_a_round_that_was_opened_without_sheets_goes_on_without_them(house: House) -> None:
    body = house.opened()
    tutor_of(body).posts.filter(role=Role.CLERK).delete()
    client = practising(house.room.author)
    assert client.get(HOME).status_code == 200 and not Ask.objects.exists()


def test_nobody_outside_meets_the_sheets_or_is_told_of_them(house: House) -> None:
    body = class_of(house)
    leader = a_person(Role.LEADER, body=house.department, area=house.area)
    trainee = entered(house.room.author)
    record = filled_in(practising(house.room.author), "licences.books")
    client = as_(leader)
    assert client.get(at(record)).status_code == 404
    ask = Ask.objects.filter(body=body)[0]
    assert client.get(reverse("so-lieu-khai:sheet", args=[ask.pk])).status_code == 404
    assert "ập huấn" not in words(client, "/quan-tri/yeu-cau-so-lieu/yeu-cau/").replace(">Tập huấn<", "")
    reading.follow()
    people = set(Notice.objects.filter(told__in=["asked", "to_accept", "due"]).values_list("person", flat=True))
    assert people <= {trainee.account_id, tutor_of(body).pk}


def test_no_report_is_opened_in_the_training(house: House) -> None:
    body = class_of(house)
    client = practising(house.room.author)
    place = "/quan-tri/bao-cao/mo/"
    given = {"body": body.pk, "period": "2020-H1", "due": "2030-12-01"}
    for answer in (client.get(place), client.post(place, given)):
        assert answer.status_code == 409 and "Tập huấn không tập lập báo cáo" in answer.content.decode()
    for page in ("/quan-tri/", "/quan-tri/bao-cao/"):
        assert place not in client.get(page).content.decode()
    assert not Report.objects.exists()


def test_the_sheets_of_a_round_that_ended_are_due_to_nobody(house: House) -> None:
    body = class_of(house)
    entered(house.room.author)
    organisation.end_training(by=house.admin, on=clock.today(), reason="Hết lớp")
    reading.follow()
    Notice.objects.all().delete()
    other: Person = a_person(Role.CLERK, body=a_body("Phòng Thông tin"))
    due: date = Ask.objects.filter(body=body)[0].due
    with clock.held(datetime(due.year, due.month, due.day, 5, tzinfo=UTC)):
        reading.remind(due)
    assert not Notice.objects.filter(person=other).exists() and not Notice.objects.filter(told="due").exists()
