"""Pages of long lists: what a list asks of its rows is asked for the rows on the page alone, not for those before them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db import connection
from django.db.models import Count, QuerySet, Window
from wagtail.admin.paginator import WagtailPaginator

Told = Callable[[QuerySet[Any]], QuerySet[Any]]


class Pages(WagtailPaginator):
    """Finds a page by its keys, counted from the nearer end; `told` then joins to those rows what their columns say.

    The order must end in the key, else rows could stand on two pages. `at_once`: each row is costly to look into (a search) and
    the first page is asked for, so it is counted in the same reading as that page's keys."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, told: Told, at_once: bool = False, **options: Any) -> None:
        super().__init__(rows, per_page, **options)
        self.rows, self.told = rows, told
        self.at_once = at_once and connection.vendor == "sqlite" and not (rows.query.distinct or rows.query.group_by)

    @cached_property
    def first(self) -> list[tuple[int, int]]:
        """The keys of the first page's rows, each with the number of all rows. One query. PostgreSQL, which would copy every
        row that is found to number them so, is quicker in two."""
        return list(self.rows.annotate(of_all=Window(Count("*"))).values_list("pk", "of_all")[: self.per_page])

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        if self.at_once:
            return self.first[0][1] if self.first else 0
        return self.rows.count()

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self.shown(first, min(first + self.per_page, self.count)), number, self)

    def shown(self, first: int, last: int) -> QuerySet[Any]:
        """The rows from `first` up to, not including, `last`. One query."""
        rows, every = self.rows, self.rows.model._default_manager
        if self.at_once and first == 0:
            return self.told(every.filter(pk__in=[key for key, _of_all in self.first])).order_by(*rows.query.order_by)
        keys = rows.reverse()[self.count - last : self.count - first] if first > self.count // 2 else rows[first:last]
        return self.told(every.filter(pk__in=keys.values("pk"))).order_by(*rows.query.order_by)
