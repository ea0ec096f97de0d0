"""Several bulletins at once: each by its own act, refused ones told, pressed twice done once."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.desk import picking
from khen.desk.spells import Tally
from khen.desk.together import TogetherPage
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown

__all__ = ["noon"]
pytestmark = pytest.mark.django_db


def chosen(*keys: int) -> dict[str, Any]:
    """What the page sends of rows that it showed in their first version."""
    return {"chon": list(keys), **{f"thay-{key}": 1 for key in keys}}


def page(verb: str) -> str:
    return reverse(f"ban-tin:together_{verb}")


def test_the_list_offers_check_boxes_to_whoever_may_do_something_to_several() -> None:
    room = Newsroom()
    bulletin = room.draft()
    listed = shown(signed_in(room.author).get(reverse("ban-tin:index")))
    assert f'name="chon" value="{bulletin.pk}" form="together"' in listed and f'formaction="{page("trinh")}"' in listed
    assert f'formaction="{page("tra-lai")}"' not in listed
    looker = a_person(Role.VIEWER, body=room.body)
    assert 'name="chon"' not in shown(signed_in(looker).get(reverse("ban-tin:index")))


def test_several_are_not_approved_at_once_each_text_is_read_first() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    assert signed_in(room.approver).post("/quan-tri/ban-tin/nhieu/duyet/", {"chon": [bulletin.pk]}).status_code == 404
    bulletin.refresh_from_db()
    assert bulletin.standing == Standing.SUBMITTED


def test_the_page_says_for_each_row_whether_it_is_open_and_why_not() -> None:
    room = Newsroom()
    draft, waiting = room.draft(title="Tin còn nháp"), room.submitted(title="Tin chờ duyệt")
    asked = shown(signed_in(room.author).get(page("trinh"), {"chon": [draft.pk, waiting.pk]}))
    assert "Sẽ thực hiện với 1 dòng:" in asked and "Không làm được 1 dòng" in asked
    assert asked.index("Tin còn nháp") < asked.index("Không làm được") < asked.index("Tin chờ duyệt")


def test_each_row_is_an_act_of_its_own_and_refusals_are_told() -> None:
    room = Newsroom()
    mine = [room.draft(title=f"Tin {number}") for number in range(3)]
    waiting = room.submitted(title="Tin chờ duyệt")
    answer = signed_in(room.author).post(page("trinh"), {**chosen(*(one.pk for one in mine), waiting.pk), "slip": uuid4()})
    assert "Đã làm xong 3 dòng." in shown(answer) and "Tin chờ duyệt" in shown(answer)
    assert Bulletin.objects.filter(standing=Standing.SUBMITTED).count() == 4
    assert Entry.objects.filter(kind="newsroom.submitted", about_id__in=[one.pk for one in mine]).count() == 3


def test_pressed_twice_it_is_done_once() -> None:
    room = Newsroom()
    told = {**chosen(room.draft().pk, room.draft().pk), "slip": str(uuid4())}
    client = signed_in(room.author)
    client.post(page("trinh"), told)
    again = client.post(page("trinh"), told)
    assert again.headers["Location"] == reverse("ban-tin:index")
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 2


def test_what_was_cut_off_in_the_middle_is_finished_by_sending_it_again() -> None:
    room = Newsroom()
    keys = [room.draft(title=f"Tin số {number}").pk for number in range(3)]
    told, client = {"slip": str(uuid4())}, signed_in(room.author)
    client.post(page("trinh"), {**told, **chosen(*keys[1:2])})  # so far it came
    again = client.post(page("trinh"), {**told, **chosen(*keys)})
    assert "Đã làm xong 3 dòng." in shown(again) and "Không làm được" not in shown(again)
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 3


def test_a_refused_row_is_open_to_the_same_form_later_and_a_slip_serves_nobody_else() -> None:
    room = Newsroom()
    keys, told = [room.submitted().pk for _ in range(2)], {"slip": str(uuid4()), "reason": "Thiếu nguồn"}
    second = a_person(Role.APPROVER, body=room.body)
    signed_in(room.approver).post(page("tra-lai"), {**told, "chon": keys[:1]})
    signed_in(second).post(page("tra-lai"), {**told, "chon": keys[1:]})
    assert Entry.objects.filter(kind="newsroom.returned").count() == 2


def test_rows_beyond_the_most_are_not_left_out_in_silence_and_others_rows_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picking, "MOST", 2)
    room, other = Newsroom(), Newsroom("Xã khác")
    keys = [room.draft().pk for _ in range(3)] + [other.draft().pk, 10**6]
    asked = signed_in(room.author).get(page("trinh"), {"chon": keys})
    assert "Còn 1 dòng chưa làm" in shown(asked) and "Sẽ thực hiện với 2 dòng:" in shown(asked)


def test_a_filter_that_is_not_offered_any_more_lists_nothing_and_chooses_nothing() -> None:
    room = Newsroom()
    room.approved(title="Tin đã duyệt")
    client, index = signed_in(room.publisher), reverse("ban-tin:index")
    for odd in ({"standing": "khong-con"}, {"topic": "999999"}):
        listed = shown(client.get(index, odd))
        assert "Tin đã duyệt" not in listed and "Hãy chọn lại bộ lọc" in listed
        assert "Tin đã duyệt" in shown(client.get(index, {**odd, **dict.fromkeys(odd, "")}))
        assert "Tin đã duyệt" not in shown(client.get(page("dang"), {"moi": "1", **odd}))


def test_all_that_the_filter_leaves_is_published_at_once_and_nothing_of_another_body() -> None:
    room, other = Newsroom(), Newsroom("Xã khác")
    outlet, ready = room.outlet(), [room.approved(title=f"Tin đã duyệt {number}") for number in range(2)]
    room.submitted(title="Tin chờ duyệt"), other.approved(title="Tin của xã khác")
    client = signed_in(room.publisher)
    asked = shown(client.get(page("dang"), {"moi": "1", "standing": "approved", "q": "tin da duyet"}))
    assert "Sẽ thực hiện với 2 dòng:" in asked and "Tin chờ duyệt" not in asked and "Tin của xã khác" not in asked
    told = {**chosen(*(one.pk for one in ready)), "outlets": [outlet.pk], "slip": uuid4(), "loc": "standing=approved"}
    answer = shown(client.post(page("dang"), told))
    assert "Đã làm xong 2 dòng." in answer and f'href="{reverse("ban-tin:index")}?standing=approved"' in answer
    assert {one.about_id for one in Entry.objects.filter(kind="newsroom.published")} == {one.pk for one in ready}


def test_of_many_published_at_once_each_is_refused_for_itself() -> None:
    room, other = Newsroom(), Newsroom("Xã khác")
    outlet, elsewhere, ready = room.outlet(), room.outlet(), room.approved(title="Tin chưa đăng")
    standing = room.published(elsewhere, title="Tin đã đăng rồi")
    foreign = other.approved(title="Tin của xã khác")
    told = {**chosen(ready.pk, standing.pk, foreign.pk), "outlets": [outlet.pk], "slip": uuid4()}
    answer = shown(signed_in(room.publisher).post(page("dang"), told))
    assert "Đã làm xong 1 dòng." in answer and "Không làm được 1 dòng" in answer and "Tin của xã khác" not in answer
    assert "mở tin ra để đăng thêm nơi khác" in answer and not standing.placed.filter(outlet=outlet).exists()
    foreign.refresh_from_db()
    assert foreign.standing == Standing.APPROVED


def test_an_outlet_of_another_body_is_not_offered_and_a_forged_one_publishes_nothing() -> None:
    room, other = Newsroom(), Newsroom("Xã khác")
    mine, theirs, ready = room.outlet(), other.outlet(), room.approved()
    client = signed_in(room.publisher)
    asked = shown(client.get(page("dang"), {"chon": [ready.pk]}))
    assert mine.name in asked and theirs.name not in asked
    client.post(page("dang"), {**chosen(ready.pk), "outlets": [theirs.pk], "slip": uuid4()})
    assert not Entry.objects.filter(kind="newsroom.published").exists()


HIDDEN = re.compile(r'<input type="hidden" name="([a-z0-9-]+)" value="([^"]*)">')


def carried(answer: Any) -> dict[str, list[str]]:
    """What the page between two spells carries along."""
    form = shown(answer).split("data-further>")[1].split("</form>")[0]
    told: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(form):
        told.setdefault(name, []).append(unescape(value))
    return told


def test_long_work_answers_in_good_time_goes_on_and_tells_all_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TogetherPage, "spell", 0)
    room = Newsroom()
    outlet, waiting = room.outlet(), room.submitted(title="Tin chưa duyệt")
    keys = [waiting.pk, *(room.approved(title=f"Tin số {number}").pk for number in range(2))]
    client = signed_in(room.publisher)
    first = client.post(page("dang"), {**chosen(*keys), "outlets": [outlet.pk], "slip": uuid4()})
    assert "Đã xong: 1. Không làm được: 0. Còn lại: 2." in shown(first)
    second = client.post(page("dang"), carried(first))
    for told in (carried(second), carried(first), carried(second)):  # the line broke, and pages are loaded again
        last = shown(client.post(page("dang"), told))
        assert "Đã làm xong 2 dòng." in last and "Không làm được 1 dòng" in last and "Tin chưa duyệt" in last
    assert Entry.objects.filter(kind="newsroom.published").count() == 2


def test_what_is_told_of_work_under_way_cannot_be_forged() -> None:
    person, other = a_person(Role.PUBLISHER), a_person(Role.PUBLISHER)
    slip, told = uuid4(), Tally([3], {5: ["Đã đăng"]})
    sealed = told.sealed(slip, person)
    assert Tally.opened(sealed, slip, person) == told
    for forged in (("", slip, person), (sealed[:-2], slip, person), (sealed, uuid4(), person), (sealed, slip, other)):
        assert Tally.opened(*forged) == Tally()


def test_the_list_offers_its_page_and_when_it_is_longer_all_of_it() -> None:
    room = Newsroom()
    room.draft(title="Tin nháp")
    client = signed_in(room.author)
    short = shown(client.get(reverse("ban-tin:index"), {"q": "tin nhap"}))
    assert "data-pick-all" in short and 'name="moi"' not in short
    for number in range(30):
        room.draft(title=f"Tin nháp {number}")
    long = shown(client.get(reverse("ban-tin:index"), {"q": "tin nhap"}))
    assert "Tất cả 31 dòng" in long and '<input type="hidden" name="q" value="tin nhap">' in long


def test_the_reason_is_asked_once_for_all_and_without_it_nothing_is_done() -> None:
    room = Newsroom()
    keys = [room.submitted().pk for _ in range(2)]
    client = signed_in(room.approver)
    empty = client.post(page("tra-lai"), {"chon": keys, "reason": ""})
    assert 'role="alert"' in shown(empty) and not Bulletin.objects.filter(standing=Standing.RETURNED).exists()
    client.post(page("tra-lai"), {"chon": keys, "reason": "Thiếu nguồn"})
    assert [one.payload["reason"] for one in Entry.objects.filter(kind="newsroom.returned")] == ["Thiếu nguồn"] * 2


@pytest.mark.parametrize("named", [[], [""], ["abc", "-1", "٣", "1" * 40, "0"]])
def test_nothing_or_nonsense_chosen_is_said_in_words(named: list[str]) -> None:
    room = Newsroom()
    room.submitted()
    client = signed_in(room.author)
    for answer in (client.get(page("trinh"), {"chon": named}), client.post(page("trinh"), {"chon": named})):
        assert answer.status_code == 200 and "Chưa chọn dòng nào" in shown(answer)
