"""What was declared stays as it was entered: the database refuses, and what was changed behind its back is found."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from khen.atoms.tests.papers import a_pdf
from khen.book import comparing
from khen.book.comparing import How
from khen.book.guards import unguarded
from khen.domains.returns import acts
from khen.domains.returns.models import KEPT, Item, Return, Version
from khen.domains.returns.reads import RETURNS, differing, untold
from khen.domains.returns.tests.makers import DAY, a_clerk, a_division, a_leader, an_accepted, an_entered, given

pytestmark = pytest.mark.django_db
ROWS = "SELECT {columns} FROM returns_version"


def disarm() -> None:
    """Take the triggers away, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER declared_refuse_change ON returns_version")
            return
        for name in KEPT[0].on_sqlite():
            cursor.execute(f"DROP TRIGGER {name}")


def again(**instead: str) -> str:
    """All rows once more, with other columns, over those that are there."""
    names = [field.column or "" for field in Version._meta.concrete_fields]
    rows = ROWS.format(columns=", ".join(instead.get(name, name) for name in names))
    return f"INSERT OR REPLACE INTO returns_version ({', '.join(names)}) {rows}"


def test_what_was_declared_is_neither_changed_nor_removed_nor_replaced() -> None:
    an_accepted("40")
    statements = ["UPDATE returns_version SET value = 41", "DELETE FROM returns_version"]
    statements += (
        [again(), again(id="id + 1")]
        if connection.vendor == "sqlite"
        else ["SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE returns_version CASCADE"]
    )
    for statement in statements:
        with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Version.objects.get().value == Decimal(40)


def test_the_triggers_stand_and_are_missed_when_gone() -> None:
    assert not unguarded(KEPT)
    disarm()
    assert "declared_refuse_" in " ".join(unguarded(KEPT))


def more(version: Version) -> None:
    Version.objects.filter(pk=version.pk).update(value=41)


def another_source(version: Version) -> None:
    Version.objects.filter(pk=version.pk).update(source="Báo cáo khác")


def gone(version: Version) -> None:
    version.delete()


@pytest.mark.parametrize("change", [more, another_source, gone])
def test_what_was_changed_is_named_by_its_entry(change: Callable[[Version], None]) -> None:
    an_accepted("40")
    assert not list(differing()) and not untold()
    disarm()
    change(Version.objects.get())
    assert len(list(differing())) == 1


def test_what_no_entry_tells_is_counted() -> None:
    an_accepted("40")
    made_up = Version.objects.get()
    made_up.pk, made_up.number = None, 7
    made_up.save()
    assert untold() == 1 and not list(differing())


def found() -> list[tuple[int, How, tuple[str, ...]]]:
    return [(one.record, one.how, one.names) for one in comparing.differing(RETURNS)]


def another_item() -> Item:
    return Item.objects.latest("pk")


CHANGES: dict[str, Callable[[Return], object]] = {
    "state": lambda record: Return.objects.filter(pk=record.pk).update(state="submitted"),
    "number": lambda record: Return.objects.filter(pk=record.pk).update(number=9),
    "item__key": lambda record: Return.objects.filter(pk=record.pk).update(
        item=Item.objects.exclude(pk=record.item_id).latest("pk")
    ),
    "body_id": lambda record: Return.objects.filter(pk=record.pk).update(body=a_division()),
    "period": lambda record: Return.objects.filter(pk=record.pk).update(period="2020-H2"),
    "value": lambda record: Return.objects.filter(pk=record.pk).update(value=41),
    "source": lambda record: Return.objects.filter(pk=record.pk).update(source="Bịa"),
    "submitted_by_id": lambda record: Return.objects.filter(pk=record.pk).update(submitted_by=None),
    "paper 1": lambda record: Version.objects.filter(record=record).update(paper="returns/bia.pdf"),
}


def test_a_return_stands_where_its_entries_left_it_and_whatever_else_it_says_is_found() -> None:
    record, other, withdrawn = an_accepted("40"), an_entered(None, answer="nothing"), an_accepted("7")
    acts.withdraw(withdrawn, by=a_clerk(withdrawn.body), on=DAY, reason="Nhầm")
    acts.change(other, by=a_clerk(other.body), on=DAY, given=given("3"))
    acts.submit(other, by=a_clerk(other.body), on=DAY)
    acts.send_back(other, by=a_leader(other.body), on=DAY, reason="Thiếu")
    assert not found()
    disarm()
    for name, change in CHANGES.items():
        with transaction.atomic():
            change(record)
            assert found() == [(record.pk, How.CHANGED, (name,))]
            transaction.set_rollback(True)


def test_a_return_that_is_gone_is_found_with_the_version_that_was_left_behind() -> None:
    record = an_accepted("40")
    disarm()
    number = record.pk
    Version.objects.all().delete()
    record.delete()
    assert found() == [(number, How.GONE, ())]


def test_the_file_behind_a_figure_is_proved_by_its_bytes() -> None:
    record = an_entered("40")
    paper = ContentFile(a_pdf("bốn mươi mốt"), name="nguon.pdf")
    acts.change(record, by=a_clerk(record.body), on=DAY, given=given("41"), paper=paper)
    assert not found()
    kept = Path(Version.objects.get(number=2).paper.path)
    kept.write_bytes(a_pdf("chín mươi chín"))
    assert found() == [(record.pk, How.CHANGED, ("paper 2",))]
    kept.unlink()
    assert found() == [(record.pk, How.CHANGED, ("paper 2",))]
