"""Bulletins and all that hangs on them stand as the journal tells: what was changed, taken away or made up is named."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from khen.atoms import clock
from khen.atoms.payload import canonical
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.comparing import How, Retold, differing
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import (
    Attachment,
    Bulletin,
    BulletinVersion,
    ChannelWords,
    Initial,
    Opinion,
    Placed,
    PlannedDay,
    PostCheck,
    Remark,
)
from khen.domains.newsroom.reads.kept import lost_files
from khen.domains.newsroom.reads.kept.texts import BULLETINS
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture, an_upload

pytestmark = pytest.mark.django_db
LATER = date(2020, 4, 1)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


class Told:
    """One bulletin on which everything was done that can be done to one."""

    def __init__(self) -> None:
        self.room = room = Newsroom()
        self.asked = a_body("Phòng Văn hóa")
        basis, soon = "Quyết định 12/QĐ-STTTT", DAY + timedelta(days=3)
        acts.regulate(by=room.leader, body=room.body, on=DAY, regulated="initials", since=DAY, legal_basis=basis)
        self.bulletin = made = room.draft(uploads=[an_upload(), an_upload("hai.jpg", a_picture(50, 20), "Cán bộ hướng dẫn")])
        acts.detach(made, by=room.author, on=DAY, attachments=made.attachments.all()[:1])
        acts.plan(made, by=room.author, on=DAY, day=soon)
        acts.word_for(made, by=room.author, on=DAY, carrier="sms", text="Nop ho so qua mang")
        acts.submit(made, by=room.author, on=DAY)
        remark = acts.remark(made, by=room.approver, on=DAY, text="Thiếu nguồn")
        acts.answer_remark(made, by=room.author, on=DAY, remark=remark, text="Đã thêm")
        acts.settle_remark(made, by=room.approver, on=DAY, remark=remark)
        acts.ask_opinions(made, by=room.author, on=DAY, until=soon, bodies=[self.asked], question="Có đúng không?")
        acts.say_opinion(Opinion.objects.get(), by=a_person(Role.AUTHOR, body=self.asked), on=DAY, answer="agreed")
        acts.initial(made, by=room.leader, on=DAY)
        acts.approve(made, by=room.approver, on=DAY)
        acts.publish(made, by=room.publisher, on=DAY, outlets=[room.outlet()])
        acts.correct(made, by=room.publisher, on=DAY, reason="Ghi nhầm", title="Hướng dẫn nộp hồ sơ")
        acts.post_check(made, by=room.approver, on=DAY, verdict="passed")


def named(kept: Retold = BULLETINS) -> list[tuple[int, How, tuple[str, ...]]]:
    return [(one.record, one.how, one.names) for one in differing(kept)]


def every(rows: Any, **columns: Any) -> Callable[[], object]:
    return lambda: rows.objects.update(**columns)


CHANGES: dict[str, tuple[Callable[[], object], ...]] = {
    "standing": (every(Bulletin, standing="withdrawn"),),
    "author_id": (lambda: Bulletin.objects.update(author=a_person(Role.AUTHOR, body=a_body("Xã khác"))),),
    "published_on": (every(Bulletin, published_on=LATER),),
    "as_written": (every(Bulletin, title="Nhan đề khác"), every(Bulletin, until=LATER)),
    "files": (
        every(Attachment, alt="Lời khác"),
        every(Attachment, left_in=None),
        lambda: Attachment.objects.order_by("pk")[0].delete(),
        lambda: Attachment.objects.create(
            bulletin=Bulletin.objects.get(), kind="file", name="bia.pdf", sha256="0" * 64, path="x", mime="y", size=1, added_in=1
        ),
    ),
    "remark": (
        every(Remark, text="Lời khác"),
        every(Remark, settled_by=None, settled_on=None),
        Remark.objects.exclude(to=None).delete,
    ),
    "opinion": (every(Opinion, answer="notes", text="Không đồng ý"), every(Opinion, ended_on=None), Opinion.objects.all().delete),
    "initials": (every(Initial, on=LATER), Initial.objects.all().delete),
    "check": (every(PostCheck, due=LATER), every(PostCheck, verdict="", by=None, on=None), PostCheck.objects.all().delete),
    "outlet": (every(Placed, on=LATER), Placed.objects.all().delete),
    "planned": (every(PlannedDay, day=LATER), PlannedDay.objects.all().delete),
}


def test_whatever_hangs_on_a_bulletin_stands_as_the_journal_tells() -> None:
    told = Told()
    assert named() == [] and list(lost_files()) == []
    for name, changes in CHANGES.items():
        for change in changes:
            with transaction.atomic():
                change()
                ((record, how, names),) = named()
                assert (record, how) == (told.bulletin.pk, How.CHANGED)
                assert {one.split(" ")[0] for one in names} == {name}
                transaction.set_rollback(True)
    assert named() == []


def test_an_answer_that_was_put_below_another_bulletin_is_found() -> None:
    told = Told()
    another = told.room.draft()
    Remark.objects.exclude(to=None).update(bulletin=another)
    ((record, _how, names),) = named()
    assert record == told.bulletin.pk and {one.split(" ")[0] for one in names} == {"remark"}


def test_what_no_entry_tells_of_is_named_by_what_it_hangs_on() -> None:
    told = Told()
    bulletin, by = told.bulletin, told.room.approver
    Remark.objects.create(bulletin=bulletin, number=1, text="Bịa", by=by, on=DAY)
    Initial.objects.create(bulletin=bulletin, number=1, by=by, on=DAY)
    Placed.objects.create(bulletin=bulletin, outlet=told.room.outlet(key="bia"), on=DAY)
    ((_record, how, names),) = named()
    assert how == How.CHANGED and {one.split(" ")[0] for one in names} == {"remark", "initials", "outlet"}


def test_words_of_a_channel_that_were_changed_behind_the_triggers_are_found() -> None:
    told = Told()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE newsroom_channelwords DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'newsroom_channelwords'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE newsroom_channelwords SET text = 'Loi khac'")
    words = ChannelWords.objects.get().pk
    assert named() == [(told.bulletin.pk, How.CHANGED, (f"words {words}",))]


def test_a_bulletin_that_is_gone_and_one_that_was_made_up_are_found() -> None:
    room = Newsroom()
    gone, kept = room.draft().pk, room.draft()
    with connection.cursor() as cursor:  # a version is not deleted: its bulletin goes from under it
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("UPDATE newsroom_bulletin SET id = 999999 WHERE id = %s", [gone])
    try:
        assert named() == [(gone, How.GONE, ()), (999_999, How.MADE_UP, ())]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE newsroom_bulletin SET id = %s WHERE id = 999999", [gone])
    assert BulletinVersion.objects.filter(bulletin=kept).exists() and named() == []


def test_files_whose_bytes_are_gone_or_are_others_are_named() -> None:
    room = Newsroom()
    room.draft(uploads=[an_upload(content=a_picture(33, 17)), an_upload("hai.jpg", a_picture(44, 11), "Cán bộ")])
    first, second = Attachment.objects.order_by("pk")
    assert list(lost_files()) == []
    with default_storage.open(first.path, "wb") as file:
        file.write(b"bytes of somebody else")
    assert list(lost_files()) == [first.pk]
    default_storage.delete(second.path)
    assert list(lost_files()) == [first.pk, second.pk]
    default_storage.delete(first.path)


def of_an_earlier_shape(entry: Entry) -> Entry:
    told = json.loads(entry.canon)
    for name in ("files_sha256", "check_due"):
        told["payload"].pop(name, None)
    entry.canon = canonical(told)
    return entry


def test_entries_of_earlier_shapes_are_believed_in_what_they_tell_and_asked_for_no_more() -> None:
    room = Newsroom()
    bulletin = room.published(uploads=[an_upload()])
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Ghi nhầm", title="Nhan đề đúng")
    entries = Entry.objects.filter(about="newsroom.bulletin", about_id=bulletin.pk).order_by("seq")
    older = replace(BULLETINS, told=lambda some: BULLETINS.told([of_an_earlier_shape(one) for one in some]))
    PostCheck.objects.all().delete()  # once a correction waited for none
    Attachment.objects.update(alt="Lời khác")
    assert named(older) == [] and len(named()) == 1 and entries.count() == 5
    Bulletin.objects.update(standing="withdrawn")
    assert named(older) == [(bulletin.pk, How.CHANGED, ("standing",))]
