"""An order changes while it runs: bodies are told of it, one is taken out; what was returned stays counted as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.tests.makers import signed_in
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Asked, Order
from khen.domains.newsroom.reads import orders as reads
from khen.domains.newsroom.terms.orders import State
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_orders import AFTER, ASKED, DUE, ORDERS, PAPER, Province, proved, seen

pytestmark = pytest.mark.django_db
WHY = "Xã đã sáp nhập, không còn đài"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


@pytest.fixture
def here() -> Province:
    return Province()


def counts(order: Order, day: Any = DAY) -> dict[str, int]:
    names = ("bodies", "answered", "late", "came", "beyond", "asked_for", "out", "kept")
    found = reads.counted(Order.objects.filter(pk=order.pk), day).get()
    return {name: getattr(found, name) for name in names}


def taken_out(here: Province, order: Order) -> Asked:
    asked = order.asked.get(body=here.commune.body)
    acts.take_out(order, by=here.editor, on=DAY, asked=asked, reason=WHY)
    return Asked.objects.get(pk=asked.pk)


def changed(here: Province, order: Order, on: Any = DAY, **other: Any) -> Order:
    now = {"subject": order.subject, "wanted": order.wanted, "topic": order.topic.key, "campaign": ""}
    return acts.change_order(order, by=here.editor, on=on, **{**now, "pieces": order.pieces, "due": order.due, **other})


def announced() -> list[dict[str, Any]]:
    return [entry.payload for entry in Entry.objects.filter(kind="newsroom.pieces_changed").order_by("seq")]


def test_a_body_is_taken_out_with_a_reason_and_owes_nothing_more(here: Province) -> None:
    order = here.order()
    asked = taken_out(here, order)
    assert asked.state_on(AFTER) == State.OUT and asked.out_by == here.editor
    assert not reads.to_return(here.commune.author, DAY).exists() and not reads.due_soon(here.commune.author, DUE).exists()
    entry = Entry.objects.get(kind="newsroom.body_taken_out")
    assert (entry.body, entry.payload["reason"], entry.payload["pieces_kept"]) == (here.commune.body, WHY, 0)
    acts.close_order(order, by=here.editor, on=AFTER)
    assert Entry.objects.get(kind="newsroom.order_closed").payload["missing"] == ["Báo Hà Giang"]
    assert not reads.overdue(here.editor, AFTER).exists() and verify(deep=True).flaw is None


def test_what_a_body_returned_before_it_was_taken_out_stays_counted_and_apart_from_what_is_still_wanted(here: Province) -> None:
    order = here.order()
    here.paper(order.asked.get(body=here.commune.body))
    before = proved()
    assert counts(order) == {"bodies": 2, "answered": 1, "late": 0, "came": 1, "beyond": 0, "asked_for": 4, "out": 0, "kept": 0}
    asked = taken_out(here, order)
    assert asked.returned == 1 and asked.returned_pieces.get().gone == "" and proved() == before
    assert counts(order) == {"bodies": 1, "answered": 0, "late": 0, "came": 0, "beyond": 0, "asked_for": 2, "out": 1, "kept": 1}
    assert counts(order, AFTER)["late"] == 1, "the newspaper alone"
    page = seen(here.editor, f"{ORDERS}:record", order.pk)
    assert "Đã bỏ khỏi đợt đặt" in page and WHY in page and "1 tin, bài của các đơn vị này vẫn được tính" in page
    assert "Phòng, chống dịch ở Lũng Cú" in page


def test_a_body_that_is_out_sees_why_and_returns_nothing_more(here: Province) -> None:
    asked = taken_out(here, here.order())
    page = seen(here.commune.author, f"{ASKED}:record", asked.pk)
    assert WHY in page and "Đã bỏ khỏi đợt đặt ngày 02/03/2020" in page
    for name in ("tra-bai", "khong-thuc-hien", "rut-bai", "tra-tin"):
        assert signed_in(here.commune.author).get(reverse(f"{ASKED}:{name}", args=[asked.pk])).status_code == 409
    with pytest.raises(Refusal, match="không trả thêm"):
        acts.return_piece(asked, by=here.commune.author, on=DAY, **PAPER)
    with pytest.raises(Refusal, match="không trả thêm"):
        acts.decline(asked, by=here.commune.author, on=DAY, reason="Không làm được")


def test_whoever_is_out_is_asked_again_as_it_was(here: Province) -> None:
    order = here.order()
    here.paper(order.asked.get(body=here.commune.body))
    asked = taken_out(here, order)
    acts.ask_more(order, by=here.editor, on=DAY, bodies=[here.commune.body])
    asked.refresh_from_db()
    assert asked.state_on(DAY) == State.SOME and (asked.out_on, asked.out_reason) == (None, "")
    assert order.asked.count() == 2 and counts(order)["came"] == 1
    assert Entry.objects.filter(kind="newsroom.pieces_asked", body=here.commune.body).count() == 2


@pytest.mark.parametrize("wrong", ["no reason", "foreign row", "twice", "no post", "closed"])
def test_nobody_is_taken_out_without_a_reason_twice_or_by_whoever_did_not_order(here: Province, wrong: str) -> None:
    order, other = here.order(), here.order(subject="Tiêm chủng mở rộng")
    asked, by, reason = order.asked.get(body=here.press), here.editor, WHY
    if wrong == "foreign row":
        asked = other.asked.get(body=here.press)
    elif wrong == "twice":
        acts.take_out(order, by=by, on=DAY, asked=asked, reason=WHY)
    elif wrong == "no post":
        by = here.commune.author
    elif wrong == "closed":
        acts.close_order(order, by=by, on=DAY)
    with pytest.raises(Refusal):
        acts.take_out(order, by=by, on=DAY, asked=asked, reason=" " if wrong == "no reason" else reason)
    assert Asked.objects.exclude(out_on=None).count() == (wrong == "twice")


def test_whoever_is_out_has_its_day_and_its_reason_in_the_database_too(here: Province) -> None:
    asked = here.asked()
    with pytest.raises(DatabaseError), transaction.atomic():
        Asked.objects.filter(pk=asked.pk).update(out_on=DAY)


def test_the_page_offers_the_bodies_that_are_still_asked_and_no_others(here: Province) -> None:
    order = here.order()
    taken_out(here, order)
    client = signed_in(here.editor)
    place = reverse(f"{ORDERS}:bo-don-vi", args=[order.pk])
    form = client.get(place).context["form"]
    assert [str(one.body) for one in form.fields["asked"].queryset] == ["Báo Hà Giang"]
    press = order.asked.get(body=here.press)
    answer = client.post(place, {"asked": press.pk, "reason": "Báo tạm dừng"}, follow=True).content.decode()
    assert "tin, bài đã trả vẫn được tính" in answer and "Báo tạm dừng" in answer
    assert signed_in(Newsroom("Sở Y tế").publisher).get(place).status_code == 404


def test_each_body_that_is_still_asked_is_told_what_changed_and_nobody_where_nothing_did(here: Province) -> None:
    order = here.order()
    changed(here, order)
    assert announced() == []
    taken_out(here, order)
    changed(here, order, due=DUE + timedelta(days=7), pieces=3)
    told = announced()
    assert [one["asked"] for one in told] == [order.asked.get(body=here.press).pk]
    assert (told[0]["due_before"], told[0]["due"]) == (DUE.isoformat(), (DUE + timedelta(days=7)).isoformat())
    assert (told[0]["pieces_before"], told[0]["pieces"], told[0]["reworded"]) == (2, 3, False)


def test_a_body_reads_in_its_history_what_was_wanted_before(here: Province) -> None:
    asked = here.asked()
    changed(here, asked.order, due=DUE + timedelta(days=7), wanted="Mỗi xã ba tin")
    page = seen(here.commune.author, f"{ASKED}:record", asked.pk)
    assert "hạn 23/03/2020 thay cho 16/03/2020; nội dung đã đổi" in page and "Báo đổi nội dung đặt" in page


def test_a_piece_stays_late_or_in_time_by_the_day_that_held_when_it_came(here: Province) -> None:
    asked = here.asked(pieces=3)
    in_time, late = here.paper(asked), here.paper(asked, on=AFTER, title="Bài trả sau hạn")
    changed(here, asked.order, on=AFTER, due=AFTER + timedelta(days=9))
    late.refresh_from_db()
    assert late.late and not in_time.late
    changed(here, Order.objects.get(), on=AFTER, due=AFTER)
    in_time.refresh_from_db()
    assert not in_time.late and [one.late for one in asked.returned_pieces.order_by("pk")] == [False, True]


def test_nobody_is_made_late_by_a_new_day_that_has_passed(here: Province) -> None:
    order = here.order()
    with pytest.raises(Refusal, match="Hạn mới đã qua"):
        changed(here, order, on=DUE, due=DUE - timedelta(days=1))
    changed(here, order, on=AFTER, wanted="Mỗi xã hai tin, có ảnh")
    assert [one["reworded"] for one in announced()] == [True, True], "the old day stands, though it has passed"


def test_rows_are_in_the_database_in_the_state_that_their_rule_tells(here: Province) -> None:
    order = here.order()
    taken_out(here, order)
    for day in (DAY, AFTER):
        for row in reads.in_states(Asked.objects.select_related("order"), day):
            assert row.state == row.state_on(day), row.body
    acts.call_off(order, by=here.editor, on=DAY, reason="Đã đủ tin")
    assert {row.state for row in reads.in_states(Asked.objects.all(), DAY)} == {State.OUT, State.CALLED_OFF}
