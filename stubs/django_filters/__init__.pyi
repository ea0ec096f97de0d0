from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

class Filter:
    extra: dict[str, Any]
    @property
    def field(self) -> Any: ...
    def __init__(
        self, field_name: str | None = None, lookup_expr: str | None = None, *, label: Any = None, **kwargs: Any
    ) -> None: ...

class ChoiceFilter(Filter):
    def __init__(
        self, *, choices: Sequence[tuple[str, Any]] | Callable[[], Sequence[tuple[str, Any]]], label: Any = None, **kwargs: Any
    ) -> None: ...

class ModelChoiceFilter(Filter):
    def __init__(
        self, *, queryset: QuerySet[Any] | Callable[[Any], QuerySet[Any]], label: Any = None, **kwargs: Any
    ) -> None: ...

class CharFilter(Filter): ...
class NumberFilter(Filter): ...
class DateFromToRangeFilter(Filter): ...
class BooleanFilter(Filter): ...
