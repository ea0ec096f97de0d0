"""What somebody who holds the database could do to one row by SQL, and whether `khen verify --deep` notices."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, models, transaction
from django.db.models import Field, ForeignKey, Model

from khen.book.comparing import Difference, Retold, differing
from khen.book.guards import Guarded
from khen.book.models import Entry
from khen.book.verify import verify as walk
from khen.domains.returns import reads as declared
from khen.facts import checking
from khen.web.columns import hanging, tables
from khen.web.commands import verify

REMOVED, MADE_UP = "a row removed", "a row made up"
QUOTED = re.compile(r'"(\w+)"')
ROWS = 6  # that are tried for one column
ELSEWHERE = 870_000_000  # a key that no row has
OF_NOTHING = (0, -5, ELSEWHERE)  # numbers under which nothing stands
UNLIKE: tuple[tuple[tuple[type[Any], ...], Callable[[Any], Sequence[Any]]], ...] = (
    ((bool,), lambda value: (not value,)),
    ((str,), lambda value: (f"{value[:-1]}~", "f" * 64, "~", "")),
    ((int, Decimal), lambda value: (value + 1, value - 1, 0)),
    ((datetime, date), lambda value: (value + timedelta(days=1), value - timedelta(days=1))),
    ((UUID,), lambda value: (uuid4(),)),
    ((dict, list), lambda value: (["~"],)),
    ((bytes, memoryview), lambda value: (b"~",)),
)
SOMETHING: tuple[tuple[type[Field[Any, Any]], Callable[[], Any]], ...] = (
    (models.BooleanField, lambda: True),
    (models.DateTimeField, lambda: datetime(2020, 1, 1, tzinfo=UTC)),
    (models.DateField, lambda: date(2020, 1, 1)),
    (models.JSONField, lambda: ["~"]),
    (models.UUIDField, uuid4),
    (models.DecimalField, lambda: Decimal(1)),
    (models.BinaryField, lambda: b"~"),
    (models.IntegerField, lambda: 7),
)


class Question:
    """One that `khen verify --deep` asks: what it answers in an honest house, and which tables it reads."""

    def __init__(self, ask: Callable[[], object], kept: Retold | None = None) -> None:
        self.ask, self.kept, self.reads = ask, kept, set[str]()
        with connection.execute_wrapper(self._note):
            self.answer = ask()

    def _note(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.reads |= set(QUOTED.findall(sql)) | ({Entry._meta.db_table} if Entry._meta.db_table in sql else set())
        return execute(sql, *rest)

    def notices(self) -> bool:
        return self.ask() != self.answer

    def sound(self) -> list[int]:
        """The records of which the entries tell what stands there."""
        if self.kept is None or not isinstance(self.answer, list):
            return []
        told = Entry.objects.filter(about=self.kept.model._meta.label_lower, kind__in=self.kept.kinds)
        wrong = {one.record for one in self.answer if isinstance(one, Difference)}
        return sorted(set(told.values_list("about_id", flat=True)) - wrong)


class Watch:
    """Asks those questions that read a table, first the one that noticed something last."""

    def __init__(self) -> None:
        retold = [Question(partial(_all, partial(differing, kept)), kept) for kept in verify.RETOLD]
        plain = [Question(partial(_all, find)) for find, _line in verify.KEPT_AS_TOLD]
        others = (partial(_all, verify.of_reports), partial(_all, checking.differing), declared.untold, _walked)
        self.keys = [Question(partial(_all, partial(hanging, [model]))) for model in tables()]
        self.questions = [*retold, *plain, *(Question(ask) for ask in others), *self.keys]
        self.sound = {one.kept.model: one.sound() for one in retold if one.kept}

    def reads(self, table: str) -> list[Question]:
        return [one for one in self.questions if table in one.reads]

    def notices(self, table: str, *, beside: Sequence[Question] = ()) -> bool:
        """Whether any question does, those beside."""
        for one in self.reads(table):
            if one not in beside and one.notices():
                self.questions.remove(one)
                self.questions.insert(0, one)
                return True
        return False

    def misses(self, model: type[Model], what: str, *, listed: bool) -> bool:
        """Whether nothing that is done there is noticed; what the database itself takes from nobody is not missed. Of what is
        listed as not compared one row is tried, and that none hangs on nothing is asked for elsewhere."""
        rows, beside = (1, self.keys) if listed else (ROWS, [])
        table, tried = model._meta.db_table, False
        for _done in self._tampered(model, what, rows):
            tried = True
            if self.notices(table, beside=beside):
                return False
        return tried or connection.vendor == "sqlite"

    def passes(self, model: type[Model], what: str) -> list[int]:
        """The numbers of nothing that a row, or a copy of it that is made up, bears in this column without being noticed."""
        passed, table, key = set[int](), model._meta.db_table, _key(model)
        for row in some_of(model, None, self.sound.get(model), 1):
            found = model._base_manager.filter(pk=row)
            copy = found.values(*(one.attname for one in model._meta.local_concrete_fields)).get()
            for number in OF_NOTHING:
                deeds: list[Callable[[], object]] = [partial(put_in, model, {**copy, **_own(key, copy), what: number})]
                deeds += [partial(found.update, **{what: number})] if copy[what] != number else []
                passed |= {number for deed in deeds for _there in attempted(deed) if not self.notices(table)}
        return sorted(passed)

    def _tampered(self, model: type[Model], what: str, rows: int) -> Iterator[None]:
        sound = self.sound.get(model)
        if what == REMOVED:
            for key in some_of(model, None, sound, rows):
                yield from removed(model, key)
        elif what == MADE_UP:
            for key in some_of(model, None, sound, rows) or [None]:
                yield from made_up(model, key)
        else:
            column = next(one for one in model._meta.local_concrete_fields if one.attname == what)
            for key in some_of(model, column, sound, rows):
                yield from changed(model, key, column)


def _all(find: Callable[[], Iterator[object]]) -> list[object]:
    return [*find()]


def _walked() -> object:
    return walk(deep=True).flaw


def numbered(model: type[Model]) -> list[str]:
    """Its columns of numbers, those by which a row hangs on another among them."""
    columns = (one for one in model._meta.local_concrete_fields if not one.primary_key)
    kinds = {one.attname: one.target_field if isinstance(one, ForeignKey) else one for one in columns}
    return [name for name, kind in kinds.items() if isinstance(kind, models.IntegerField)]


def deeds(model: type[Model]) -> list[str]:
    """What can be done to its rows: each column changed (their own numbers say nothing), one removed, one made up."""
    columns = [one.attname for one in model._meta.local_concrete_fields if not one.primary_key]
    return [*columns, REMOVED, MADE_UP]


@contextmanager
def defenceless(tables: Sequence[Guarded]) -> Iterator[None]:
    """Without the triggers, whose absence `khen verify` names; on SQLite whatever the constraints say, too."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for one in tables:
                cursor.execute(f"ALTER TABLE {one.table} DISABLE TRIGGER USER")
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        for name in (name for one in tables for name in one.on_sqlite()):
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def some_of(model: type[Model], column: Field[Any, Any] | None, sound: Sequence[int] | None, most: int) -> list[Any]:
    """A few rows from first to last: of those of which something is told, those that say something in this column."""
    rows = model._base_manager.order_by("pk")
    rows = rows.filter(pk__in=sound) if sound else rows
    said = rows
    if column is not None:
        said = said.exclude(**{column.attname: None}) if column.null else said
        said = said.exclude(**{column.attname: ""}) if isinstance(column, models.CharField | models.TextField) else said
    found = (spread([*some.values_list("pk", flat=True)], most) for some in (said, rows))
    return list(dict.fromkeys(key for keys in found for key in keys))


def spread(keys: list[Any], most: int) -> list[Any]:
    """So many of them at the most, from the last to the first."""
    step = max((len(keys) - 1) / max(most - 1, 1), 1)
    return [keys[round(-1 - place * step)] for place in range(min(most, len(keys)))]


def others(column: Field[Any, Any], value: Any) -> Iterator[Any]:
    """Values that could stand there instead."""
    if isinstance(column, ForeignKey):
        target = column.target_field.attname
        rows = column.related_model._base_manager.exclude(pk=value)
        yield from (some.values_list(target, flat=True).first() for some in (rows.order_by("-pk"), rows.order_by("pk")) if some)
    elif column.choices:
        yield from (key for key, _name in column.flatchoices if key != value)
    if value is None:
        yield something(column)
        return
    unlike = next((made for kinds, made in UNLIKE if isinstance(value, kinds)), lambda value: ())
    yield from (one for one in unlike(value) if one != value)
    if column.null:
        yield None


def something(column: Field[Any, Any]) -> Any:
    """A value for a column in which nothing stands."""
    if isinstance(column, ForeignKey):
        return column.related_model._base_manager.order_by("pk").values_list("pk", flat=True).first() or 1
    return next((make() for kind, make in SOMETHING if isinstance(column, kind)), "~")


def changed(model: type[Model], key: Any, column: Field[Any, Any]) -> Iterator[None]:
    """Each other value that the database takes."""
    rows = model._base_manager.filter(pk=key)
    for other in others(column, rows.values_list(column.attname, flat=True).get()):
        yield from attempted(partial(rows.update, **{column.attname: other}))


def removed(model: type[Model], key: Any) -> Iterator[None]:
    yield from attempted(partial(model._base_manager.filter(pk=key)._raw_delete, connection.alias))


def made_up(model: type[Model], key: Any) -> Iterator[None]:
    """A row as another stands there, where the database takes one; in an empty table one of its own."""
    columns = model._meta.local_concrete_fields
    names = [one.attname for one in columns]
    row = model._base_manager.filter(pk=key).values_list(*names).first() or [something(one) for one in columns]
    told = dict(zip(names, row, strict=True))
    for more in unlike_the_other(model, told):
        yield from attempted(partial(put_in, model, {**told, **more}))


def attempted(deed: Callable[[], object]) -> Iterator[None]:
    """Undone again once it was looked at, where the database took it."""
    with undone():
        try:
            with transaction.atomic():
                deed()
        except DatabaseError:
            return
        yield


def unlike_the_other(model: type[Model], told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What must be another so that both can stand: the key alone, with one more column, with all."""
    key = _key(model)
    own = _own(key, told)
    yield own
    more: dict[str, Any] = {}
    for column in model._meta.local_concrete_fields:
        for other in () if column is key else others(column, told[column.attname]):
            yield {**own, column.attname: other}
            more.setdefault(column.attname, other)
    yield {**more, **own}


def _key(model: type[Model]) -> Field[Any, Any]:
    key = model._meta.pk
    assert key is not None
    return key


def _own(key: Field[Any, Any], told: dict[str, Any]) -> dict[str, Any]:
    """A key that no row has, where one can be made."""
    return {key.attname: ELSEWHERE if isinstance(key, models.IntegerField) else next(others(key, told[key.attname]))}


def put_in(model: type[Model], told: dict[str, Any]) -> None:
    columns = model._meta.local_concrete_fields
    names = ", ".join(connection.ops.quote_name(str(one.column)) for one in columns)
    values = [one.get_db_prep_save(told[one.attname], connection) for one in columns]
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({", ".join(["%s"] * len(values))})', values)
