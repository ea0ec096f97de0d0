"""What was declared stays as it was entered: the database refuses, and what was changed behind its back is found."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from khen.book.guards import unguarded
from khen.domains.returns.models import KEPT, Version
from khen.domains.returns.reads import differing, untold
from khen.domains.returns.tests.makers import an_accepted

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
