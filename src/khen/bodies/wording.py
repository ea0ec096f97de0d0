"""Questions whose wording is kept: the SQL of a query is made once for each shape, and asked with other values.

Wording a question about posts takes several times as long as answering it, and every page asks some."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet

Value = int | date
Words = Callable[..., QuerySet[Any, Any]]

FIRST_NUMBER, FIRST_DAY = -7_000_000_001, date(1802, 7, 1)  # what no row bears: they mark the places of values


def asked(words: Words, *shape: Any, **values: Value) -> list[tuple[Any, ...]]:
    """The rows that `words(*shape, **values)`, a query of a values_list, gives. One query.

    The same shape is worded once; `values` are numbers and days that nothing but a comparison depends on."""
    sql, places = _worded(connection.vendor, words, shape, _named(values))
    with connection.cursor() as cursor:
        cursor.execute(sql, [place(values) for place in places])
        return list(cursor.fetchall())


class Among(Expression):
    """The single column that `asked` would give, standing inside another question: `filter(body__in=Among(...))`.

    A subquery of the ORM is taken apart and worded anew in each question that holds it; this one is put there as it was worded
    once. It looks at nothing of the question around it."""

    def __init__(self, words: Words, *shape: Any, **values: Value) -> None:
        super().__init__()
        self.words, self.shape, self.values = words, shape, values

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, places = _worded(connection.vendor, self.words, self.shape, _named(self.values))
        return f"({sql})", tuple(place(self.values) for place in places)


def _named(values: dict[str, Value]) -> tuple[tuple[str, type], ...]:
    return tuple((name, type(one)) for name, one in values.items())


@lru_cache(maxsize=256)
def _worded(
    vendor: str, words: Words, shape: tuple[Any, ...], names: tuple[tuple[str, type], ...]
) -> tuple[str, tuple[Callable[[dict[str, Value]], Any], ...]]:
    """The SQL for this kind of database, and for each of its parameters where it comes from."""
    marks = {name: _mark(at, kind) for at, (name, kind) in enumerate(names)}
    sql, parameters = words(*shape, **marks).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    places = {mark: name for name, mark in marks.items()} | {str(mark): name for name, mark in marks.items()}
    missing = set(marks) - {places[one] for one in parameters if one in places}
    assert not missing, f"the question depends on {missing} in another way than by comparing"
    return sql, tuple(_from(one, places.get(one)) for one in parameters)


def _mark(at: int, kind: type) -> Value:
    return FIRST_NUMBER - at if issubclass(kind, int) else FIRST_DAY + timedelta(at)


def _from(parameter: Any, name: str | None) -> Callable[[dict[str, Value]], Any]:
    """A fixed value, or a given one in the form in which this kind of database takes it."""
    if name is None:
        return lambda _values: parameter
    if isinstance(parameter, str):
        return lambda values: str(values[name])
    return lambda values: values[name]
