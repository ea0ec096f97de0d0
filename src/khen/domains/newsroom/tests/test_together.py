"""Several bulletins at once: each by its own act, refused ones told, pressed twice done once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown, signed_in

__all__ = ["noon"]
pytestmark = pytest.mark.django_db


def page(verb: str) -> str:
    return reverse(f"ban-tin:together_{verb}")


def test_the_list_offers_check_boxes_to_whoever_may_do_something_to_several() -> None:
    room = Newsroom()
    bulletin = room.draft()
    listed = shown(signed_in(room.author).get(reverse("ban-tin:index")))
    assert f'name="chon" value="{bulletin.pk}" form="together"' in listed and f'formaction="{page("trinh")}"' in listed
    assert f'formaction="{page("tra-lai")}"' not in listed
    assert 'name="chon"' not in shown(signed_in(room.publisher).get(reverse("ban-tin:index")))


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
    answer = signed_in(room.author).post(page("trinh"), {"chon": [*(one.pk for one in mine), waiting.pk], "slip": uuid4()})
    assert "Đã làm xong 3 dòng." in shown(answer) and "Tin chờ duyệt" in shown(answer)
    assert Bulletin.objects.filter(standing=Standing.SUBMITTED).count() == 4
    assert Entry.objects.filter(kind="newsroom.submitted", about_id__in=[one.pk for one in mine]).count() == 3


def test_pressed_twice_it_is_done_once() -> None:
    room = Newsroom()
    told = {"chon": [room.draft().pk, room.draft().pk], "slip": str(uuid4())}
    client = signed_in(room.author)
    client.post(page("trinh"), told)
    again = client.post(page("trinh"), told)
    assert again.headers["Location"] == reverse("ban-tin:index")
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 2


def test_what_was_cut_off_in_the_middle_is_finished_by_sending_it_again() -> None:
    room = Newsroom()
    keys = [room.draft(title=f"Tin số {number}").pk for number in range(3)]
    told, client = {"slip": str(uuid4())}, signed_in(room.author)
    client.post(page("trinh"), {**told, "chon": keys[1:2]})  # so far it came
    again = client.post(page("trinh"), {**told, "chon": keys})
    assert "Đã làm xong 3 dòng." in shown(again) and "Không làm được" not in shown(again)
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 3


def test_a_refused_row_is_open_to_the_same_form_later_and_a_slip_serves_nobody_else() -> None:
    room = Newsroom()
    keys, told = [room.submitted().pk for _ in range(2)], {"slip": str(uuid4()), "reason": "Thiếu nguồn"}
    second = a_person(Role.APPROVER, body=room.body)
    signed_in(room.approver).post(page("tra-lai"), {**told, "chon": keys[:1]})
    signed_in(second).post(page("tra-lai"), {**told, "chon": keys[1:]})
    assert Entry.objects.filter(kind="newsroom.returned").count() == 2


def test_rows_beyond_a_hundred_are_not_left_out_in_silence() -> None:
    room = Newsroom()
    asked = signed_in(room.author).get(page("trinh"), {"chon": [room.draft().pk, *range(10**6, 10**6 + 149)]})
    assert "Còn 50 dòng chưa làm" in shown(asked) and "Sẽ thực hiện với 1 dòng:" in shown(asked)


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
