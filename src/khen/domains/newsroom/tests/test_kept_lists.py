"""Orders, fees, topics, campaigns, templates, regulations and renderings stand as the journal tells."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model

from khen.atoms import clock
from khen.atoms.tests.sounds import a_wav
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import How, differing
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import (
    Asked,
    Campaign,
    FeeLine,
    FeeList,
    FeeMark,
    FeeRate,
    Order,
    Pattern,
    Piece,
    Regulation,
    Topic,
    Variant,
)
from khen.domains.newsroom.models.guards import FEES as GUARDED
from khen.domains.newsroom.reads.kept import KEPT, lost_recordings, marks_differing
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.fees import Mark
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_fees import AFTER, Paying
from khen.domains.newsroom.tests.test_orders import PAPER, Province

pytestmark = pytest.mark.django_db
LATER = date(2021, 4, 1)
BACK: dict[str, Any] = {"out_on": None, "out_by": None, "out_reason": ""}
BASIS = "Quyết định 12/QĐ-STTTT"
WORDING: dict[str, Any] = {"title": "Lịch tiêm", "summary": "", "body_html": "<p>Ngày [..]</p>", "topic": "khac", "klass": "news"}
SPOKEN: dict[str, Any] = {"language": "mong", "gist": "Mời nộp hồ sơ.", "translator": "Vàng Thị Mẩy"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 4, 1, 5, tzinfo=UTC)):
        yield


def named() -> set[tuple[type[Model], How, tuple[str, ...]]]:
    return {(kept.model, one.how, one.names) for kept in KEPT for one in differing(kept)}


def test_a_body_that_was_taken_out_and_asked_again_stands_as_it_was_told() -> None:
    province = Province()
    order = province.order()
    out = order.asked.get(body=province.commune.body)
    acts.take_out(order, by=province.editor, on=DAY, asked=out, reason="Đã sáp nhập")
    assert named() == set()
    for change in ({"out_on": LATER}, {"out_reason": "Bịa"}, {"out_by": province.commune.author}, BACK):
        with transaction.atomic():
            Asked.objects.filter(pk=out.pk).update(**change)
            assert named() == {(Asked, How.CHANGED, ("out",))}
            transaction.set_rollback(True)
    acts.ask_more(order, by=province.editor, on=DAY + timedelta(days=1), bodies=[province.commune.body])
    assert named() == set()


def orders() -> None:
    province = Province()
    asked = province.asked()
    acts.decline(asked, by=province.commune.publisher, on=DAY, reason="Không đủ người")
    acts.return_piece(asked, by=province.commune.publisher, on=DAY, **PAPER)
    other = acts.return_piece(asked, by=province.commune.publisher, on=DAY, **{**PAPER, "title": "Bài khác"})
    acts.take_back(asked, by=province.commune.publisher, on=DAY, piece=other, reason="Nhầm")
    wanted: dict[str, Any] = {
        "subject": "Phòng, chống dịch",
        "wanted": "Mỗi xã một tin",
        "topic": "khac",
        "campaign": "",
        "pieces": 1,
    }
    acts.change_order(asked.order, by=province.editor, on=DAY, due=DAY + timedelta(days=20), **wanted)
    acts.decline(province.asked(subject="Việc khác"), by=province.commune.publisher, on=DAY, reason="Không có loa")
    acts.call_off(Order.objects.order_by("-pk")[0], by=province.editor, on=DAY, reason="Không cần nữa")


def fees() -> None:
    paying = Paying()
    paying.mark(paying.first)
    paying.list.refresh_from_db()
    acts.mark_fees(
        paying.list, by=paying.publisher, on=AFTER, marks={paying.second.pk: Mark(work="news", coefficient=Decimal(1))}
    )
    acts.close_fees(paying.list, by=paying.leader, on=AFTER)
    acts.end_rate(FeeRate.objects.get(), by=paying.leader, on=AFTER, until=LATER)


def lists() -> None:
    room = Newsroom()
    by: dict[str, Any] = {"by": room.publisher, "on": DAY}
    topic = acts.open_topic(body=room.body, name="Chợ phiên", since=DAY, **by)
    acts.rename_topic(topic, name="Chợ phiên vùng cao", **by)
    acts.close_topic(topic, last=LATER, **by)
    acts.end_campaign(acts.open_campaign(body=room.body, name="Mùa hoa", since=DAY, **by), last=LATER, **by)
    acts.retire_pattern(
        acts.make_pattern(by=room.approver, body=room.body, on=DAY, name="Mẫu", **WORDING), by=room.approver, on=DAY
    )
    acts.regulate(by=room.leader, body=room.body, on=DAY, regulated="initials", since=DAY, legal_basis=BASIS)
    acts.end_regulation(Regulation.objects.get(), by=room.leader, on=DAY, until=LATER)
    listener = a_person(Role.AUTHOR, body=room.body, name="Người nghe")
    recording = Upload(name="tin.wav", content=a_wav())
    variant = acts.render(room.draft(), by=room.author, on=DAY, recording=recording, **SPOKEN)
    acts.confirm_rendering(variant, by=listener, on=DAY, understands=True)


def every(rows: type[Model], **columns: Any) -> Callable[[], object]:
    return lambda: rows._default_manager.order_by("pk").filter(pk=rows._default_manager.order_by("pk")[0].pk).update(**columns)


TOLD: dict[Callable[[], None], tuple[tuple[type[Model], str, Callable[[], object]], ...]] = {
    orders: (
        (Order, "wanted", every(Order, wanted="Mười tin")),
        (Order, "due", every(Order, due=LATER)),
        (Order, "standing", lambda: Order.objects.exclude(standing="open").update(standing="closed")),
        (Asked, "counted", every(Asked, returned=9)),
        (Asked, "unable", lambda: Asked.objects.exclude(unable_on=None).update(reason="Lời khác")),
        (Piece, "medium", every(Piece, medium="radio")),
        (Piece, "gone", lambda: Piece.objects.exclude(gone="").update(gone="withdrawn")),
    ),
    fees: (
        (FeeRate, "base", every(FeeRate, base=1)),
        (FeeRate, "annulled", every(FeeRate, annulled=True)),
        (FeeList, "number", every(FeeList, number=9)),
        (FeeList, "closed_on", every(FeeList, closed_on=LATER)),
        (FeeList, "lines", every(FeeLine, amount=1)),
        (
            FeeList,
            "numbers of lines",
            lambda: FeeLine.objects.filter(pk__in=FeeLine.objects.order_by("-position").values("pk")[:1]).update(position=99),
        ),
    ),
    lists: (
        (Topic, "name", lambda: Topic.objects.exclude(body=None).update(name="Tên khác")),
        (Topic, "until", lambda: Topic.objects.exclude(body=None).update(until=None)),
        (Campaign, "until", lambda: Campaign.objects.exclude(body=None).update(until=None)),
        (Pattern, "sha256", every(Pattern, body_html="<p>Lời khác</p>")),
        (Pattern, "retired_on", every(Pattern, retired_on=None)),
        (Regulation, "legal_basis", every(Regulation, legal_basis="Không có")),
        (Variant, "sha256", every(Variant, gist="Lời khác")),
        (Variant, "standing", every(Variant, standing="published")),
    ),
}


def unguard() -> None:
    with connection.cursor() as cursor:
        for guarded in GUARDED:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {guarded.table} DISABLE TRIGGER USER")
                continue
            for name in guarded.on_sqlite():
                cursor.execute(f"DROP TRIGGER {name}")


@pytest.mark.parametrize("tell", TOLD)
def test_each_stands_as_its_entries_tell_and_what_was_changed_by_sql_is_named(tell: Callable[[], None]) -> None:
    tell()
    assert named() == set() and list(marks_differing()) == [] and list(lost_recordings()) == []
    unguard()
    for model, name, change in TOLD[tell]:
        with transaction.atomic():
            change()
            assert named() == {(model, How.CHANGED, (name,))}, (model, name)
            transaction.set_rollback(True)


@pytest.mark.parametrize("tell", TOLD)
def test_what_is_gone_and_what_no_entry_tells_of_is_named(tell: Callable[[], None]) -> None:
    tell()
    for model in dict.fromkeys(model for model, _name, _change in TOLD[tell]):
        with transaction.atomic(), connection.cursor() as cursor:  # a row leaves its number and stands under another
            told = [one.about_id for one in Entry.objects.filter(about=model._meta.label_lower)]
            cursor.execute(f"UPDATE {model._meta.db_table} SET id = 999999 WHERE id = %s", [told[0]])
            assert {(model, How.GONE, ()), (model, How.MADE_UP, ())} <= named()
            transaction.set_rollback(True)


def test_a_coefficient_that_another_is_said_to_have_chosen_and_one_that_is_gone_are_named() -> None:
    fees()
    unguard()
    first, second = FeeMark.objects.order_by("pk")
    FeeMark.objects.filter(pk=first.pk).update(by=first.bulletin.author)
    assert list(marks_differing()) == [first.pk]
    FeeMark.objects.filter(pk=second.pk).delete()
    assert list(marks_differing()) == [first.pk, second.pk]


def test_a_recording_that_is_gone_is_named() -> None:
    lists()
    variant = Variant.objects.get()
    default_storage.delete(variant.recording)
    assert list(lost_recordings()) == [variant.pk]


def test_topics_with_which_a_house_opens_are_asked_for_no_entry() -> None:
    assert Topic.objects.filter(body=None).exists() and named() == set()
