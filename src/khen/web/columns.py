"""Does each column hold what its kind holds, and hang on a row that is there? Databases let more in than acts write: SQLite words
into a column of numbers, and both of them, with their guards switched off, rows that hang on nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, Field, ForeignKey, Model, OuterRef

MOST = 5  # rows that are named of one column
DAY = "date({0}, '+0 days') IS NOT {0} OR {0} LIKE '0000%%'"
WHOLE = "substr({0}, 1, 19)"  # SQLite rounds what is behind the second, up to the next one
MOMENT = (
    f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', {WHOLE}, '+0 days') IS NOT {WHOLE} OR {{0}} LIKE '0000%%'"
    f" OR (length({{0}}) <> 19 AND substr({{0}}, 20) NOT GLOB '.{'[0-9]' * 6}')"
)
HEXADECIMAL = "length({0}) <> 32 OR {0} GLOB '*[^0-9a-f]*'"
ON_SQLITE: tuple[tuple[tuple[type[Field[Any, Any]], ...], str, str], ...] = (  # how it is kept, and what it cannot be
    ((models.BooleanField,), "'integer'", "{0} NOT IN (0, 1)"),  # Django reads whatever is not 1 as no, and SQL as neither
    ((models.IntegerField,), "'integer'", "0"),
    ((models.DecimalField, models.FloatField), "'integer', 'real'", "0"),
    ((models.DateTimeField,), "'text'", MOMENT),
    ((models.DateField,), "'text'", DAY),
    ((models.UUIDField,), "'text'", HEXADECIMAL),
    ((models.JSONField,), "'text'", "NOT json_valid({0})"),
    ((models.BinaryField,), "'blob'", "0"),
    ((models.CharField, models.TextField, models.FileField), "'text'", "0"),
)
ON_POSTGRESQL: tuple[tuple[tuple[type[Field[Any, Any]], ...], str], ...] = (
    ((models.DateField,), "NOT isfinite({0}) OR {0} < '0001-01-01' OR {0} > '9999-12-31'"),
)
Cell = tuple[str, object, str]  # a table, a row by its key, a column


def tables() -> list[type[Model]]:
    """Every table of every installed app, those between two of them as well."""
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy]


def unreadable(of: Iterable[type[Model]] | None = None) -> Iterator[Cell]:
    """What stands where nothing of its kind can stand. One query a column of a kind that can be wrong."""
    for model in tables() if of is None else of:
        for column in model._meta.local_concrete_fields:
            if cannot_be := _cannot_be(column):
                yield from ((model._meta.db_table, key, column.attname) for key in _rows(model, cannot_be))


def hanging(of: Iterable[type[Model]] | None = None) -> Iterator[Cell]:
    """The rows that hang on one that is not there. One query a key."""
    for model in tables() if of is None else of:
        for column in model._meta.local_concrete_fields:
            if isinstance(column, ForeignKey):
                there = column.related_model._base_manager.filter(**{column.target_field.attname: OuterRef(column.attname)})
                rows = model._base_manager.exclude(**{column.attname: None}).filter(~Exists(there)).order_by()
                keys = rows.values_list("pk", flat=True)[:MOST]
                yield from ((model._meta.db_table, key, column.attname) for key in keys)


def _cannot_be(column: Field[Any, Any]) -> str:
    """The condition in SQL under which a column holds what its kind cannot; "" where the database sees to that."""
    name = connection.ops.quote_name(str(column.column))
    target = column.target_field if isinstance(column, ForeignKey) else column
    if connection.vendor == "postgresql":
        return next((wrong.format(name) for kinds, wrong in ON_POSTGRESQL if isinstance(target, kinds)), "")
    for kinds, kept, wrong in ON_SQLITE:
        if isinstance(target, kinds):
            of_kind = f"typeof({name}) IN ({kept})"
            return f"CASE WHEN {name} IS NULL THEN 0 WHEN {of_kind} THEN {wrong.format(name)} ELSE 1 END"
    return ""


def _rows(model: type[Model], cannot_be: str) -> list[object]:
    """The keys of a few such rows; one that is itself no number or text is told as the database writes it."""
    key, table = (connection.ops.quote_name(str(name)) for name in (model._meta.pk.column, model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} WHERE {cannot_be} LIMIT {MOST}", [])
        return [found for (found,) in cursor.fetchall()]
