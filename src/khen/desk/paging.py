"""Pages of long lists: what a list asks of its rows is asked for the rows on the page alone, not for those before them."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from wagtail.admin.paginator import WagtailPaginator

Told = Callable[[QuerySet[Any]], QuerySet[Any]]


class Pages(WagtailPaginator):
    """Finds a page by its keys, counted from the nearer end; `told` then joins to those rows what their columns say.

    The order must end in the key, else rows could stand on two pages."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, told: Told, **options: Any) -> None:
        super().__init__(rows, per_page, **options)
        self.rows, self.told = rows, told

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self.shown(first, min(first + self.per_page, self.count)), number, self)

    def shown(self, first: int, last: int) -> QuerySet[Any]:
        """The rows from `first` up to, not including, `last`. One query."""
        rows = self.rows
        keys = rows.reverse()[self.count - last : self.count - first] if first > self.count // 2 else rows[first:last]
        found = rows.model._default_manager.filter(pk__in=keys.values("pk"))
        return self.told(found).order_by(*rows.query.order_by)
