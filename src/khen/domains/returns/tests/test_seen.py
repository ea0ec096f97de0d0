"""What is accepted, sent back or changed is what the person has before them: over anything newer nothing is written."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Person
from khen.domains.returns import acts
from khen.domains.returns.models import Ask, Return
from khen.domains.returns.terms import State
from khen.domains.returns.tests.makers import DAY, a_clerk, a_leader, an_entered, an_item, given

pytestmark = pytest.mark.django_db
HERE = "/quan-tri/so-lieu-khai/"
OVERTAKEN = "Số liệu này đã có người sửa sau khi bạn mở"


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def sent(value: str = "40") -> Return:
    record = an_entered(value)
    return acts.submit(record, by=a_clerk(record.body), on=DAY)


def said_anew(record: Return, value: str) -> None:
    """Taken back, changed to another number and sent once more."""
    clerk = a_clerk(record.body)
    acts.withdraw(record, by=clerk, on=DAY, reason="Nhầm số")
    paper = ContentFile(a_pdf(), name="so-cap-phep.pdf")
    acts.change(record, by=clerk, on=DAY, given=given(value, source="Sổ cấp phép 2020"), paper=paper)
    acts.submit(record, by=clerk, on=DAY)


@pytest.mark.parametrize(("verb", "more"), [("chap-nhan", {}), ("tra-lai", {"reason": "Thiếu nguồn"})])
def test_a_figure_that_was_changed_and_sent_again_is_judged_only_once_it_was_seen(verb: str, more: dict[str, str]) -> None:
    record = sent("40")
    leader, place = as_(a_leader(record.body)), f"{HERE}{record.pk}/{verb}/"
    seen = leader.get(place).context["form"].initial["seen"]
    said_anew(record, "400")
    late = leader.post(place, {"seen": seen, **more})
    assert late.status_code == 200 and OVERTAKEN in words(late)
    assert leader.post(place, more).status_code == 200  # without the mark nothing is judged
    record.refresh_from_db()
    assert record.state == State.SUBMITTED
    assert leader.post(place, {"seen": leader.get(place).context["form"].initial["seen"], **more}).status_code == 302


@pytest.mark.parametrize("verb", ["chap-nhan", "tra-lai"])
def test_the_page_shows_all_that_is_accepted_or_sent_back_and_what_stood_before(verb: str) -> None:
    record = sent("40")
    said_anew(record, "1400")
    record.refresh_from_db()
    page = words(as_(a_leader(record.body)).get(f"{HERE}{record.pk}/{verb}/"))
    main = page.partition("<main")[2]
    told = (record.item.title, record.body.name, "6 tháng đầu năm 2020", f"1.400 {record.item.unit}", "Sổ cấp phép 2020")
    assert [one for one in (*told, f"40 {record.item.unit}", f"{HERE}{record.pk}/tai-lieu/2/") if one not in main] == []


def test_among_several_only_what_was_seen_is_accepted_and_each_number_stands_there() -> None:
    kept = sent("40")
    changed = acts.submit(an_entered("23", key="licences.books", body=kept.body), by=a_clerk(kept.body), on=DAY)
    leader, place = as_(a_leader(kept.body)), f"{HERE}nhieu/chap-nhan/"
    told: dict[str, Any] = {"chon": [kept.pk, changed.pk]}
    page = leader.get(place, told)
    assert f"40 {kept.item.unit}" in words(page) and f"23 {changed.item.unit}" in words(page)
    marks = {f"thay-{one.pk}": one.number for one in (kept, changed)}
    assert all(f'name="{name}" value="{number}"' in words(page) for name, number in marks.items())
    said_anew(changed, "230")
    assert OVERTAKEN in words(leader.post(place, told | marks))
    assert {one.pk: one.state for one in Return.objects.all()} == {kept.pk: State.ACCEPTED, changed.pk: State.SUBMITTED}
    leader.post(place, told)
    leader.post(f"{HERE}nhieu/tra-lai/", told | marks | {"reason": "Thiếu nguồn"})
    assert Return.objects.get(pk=changed.pk).state == State.SUBMITTED


def test_the_act_itself_looks_at_what_was_seen() -> None:
    record = sent("40")
    leader = a_leader(record.body)
    said_anew(record, "400")
    with pytest.raises(Refusal):
        acts.accept(record, by=leader, on=DAY, seen=1)
    with pytest.raises(Refusal):
        acts.send_back(record, by=leader, on=DAY, reason="Nhầm", seen=1)
    assert acts.accept(record, by=leader, on=DAY, seen=2).state == State.ACCEPTED


def test_of_two_clerks_the_second_is_told_and_loses_nothing() -> None:
    record = an_entered("40")
    first, second = (as_(a_clerk(record.body)) for _ in range(2))
    place, told = f"{HERE}{record.pk}/sua/", {"answer": "value", "source": "Sổ cấp phép"}
    seen = {client: client.get(place).context["form"].initial["seen"] for client in (first, second)}
    assert first.post(place, told | {"value": "41", "seen": seen[first]}).status_code == 302
    late = second.post(place, told | {"value": "1.042", "seen": seen[second]})
    assert late.status_code == 200 and OVERTAKEN in words(late) and 'value="1.042"' in words(late)
    assert second.post(place, told | {"value": "1.042"}).status_code == 200
    record.refresh_from_db()
    assert (record.value, record.number) == (Decimal(41), 2)


def typed(page: Any, **values: str) -> dict[str, str]:
    """A sheet as it stands on the page, with the lines of these items typed over."""
    told = {bound.html_name: str(bound.value() or "") for line in page.context["lines"] for bound in line.form or ()}
    for key, value in values.items():
        pk = an_item(f"licences.{key}").pk
        told |= {f"i{pk}-answer": "value", f"i{pk}-value": value, f"i{pk}-source": "Sổ cấp phép"}
    return told


def test_two_who_fill_in_one_sheet_are_told_of_each_other_and_lose_nothing() -> None:
    record = an_entered("40")
    item, other = record.item, an_item("licences.books")
    first, second = as_(a_clerk(record.body)), as_(a_clerk(record.body))
    place = f"{HERE}phieu/{Ask.objects.get().pk}/"
    opened = second.get(place)
    assert first.post(place, typed(first.get(place), granted="41")).status_code == 302
    late = second.post(place, typed(opened, granted="42", books="23"))
    assert late.status_code == 200 and "đã có người" in words(late) and "Hiện đang ghi: 41" in words(late)
    record.refresh_from_db()
    assert (record.value, Return.objects.count()) == (Decimal(41), 1)
    lines = {line.item: line.form["value"].value() for line in late.context["lines"]}
    assert (lines[item], lines[other]) == ("42", "23")
    assert second.post(place, typed(late)).status_code == 302
    assert [str(one.value) for one in record.versions.all()] == ["42.0000", "41.0000", "40.0000"]


def test_a_line_in_which_the_second_typed_nothing_stands_as_the_first_wrote_it() -> None:
    record = an_entered("40")
    other = an_item("licences.books")
    first, second = as_(a_clerk(record.body)), as_(a_clerk(record.body))
    place = f"{HERE}phieu/{Ask.objects.get().pk}/"
    opened = second.get(place)
    assert first.post(place, typed(first.get(place), granted="41")).status_code == 302
    late = second.post(place, typed(opened, books="23"))
    assert late.status_code == 200 and not Return.objects.filter(item=other).exists()
    assert second.post(place, typed(late)).status_code == 302
    assert Return.objects.get(item=record.item).value == Decimal(41) and Return.objects.get(item=other).value == Decimal(23)


def test_a_line_that_was_sent_meanwhile_is_not_dropped_in_silence() -> None:
    record = an_entered("40")
    first, second = as_(a_clerk(record.body)), as_(a_clerk(record.body))
    place = f"{HERE}phieu/{Ask.objects.get().pk}/"
    told = typed(second.get(place), granted="42")
    assert first.post(place, typed(first.get(place), granted="40") | {"send": "1"}).status_code == 302
    late = second.post(place, told)
    assert late.status_code == 200 and "đã gửi" in words(late) and "Bạn đã gõ: 42" in words(late)
    record.refresh_from_db()
    assert (record.state, record.value) == (State.SUBMITTED, Decimal(40))
