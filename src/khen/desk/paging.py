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

    The order must end in the key, else rows could stand on two pages. `at_once` is the number of the page that is asked for
    where each row is costly to look into (a search): it is counted in the same reading as that page's keys."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, told: Told, at_once: int = 0, **options: Any) -> None:
        super().__init__(rows, per_page, **options)
        self.rows, self.told = rows, told
        whole = connection.vendor != "sqlite" or rows.query.distinct or rows.query.group_by
        self.at_once = 0 if whole else at_once

    @cached_property
    def read(self) -> list[tuple[int, int]]:
        """The keys of the rows on the page that is asked for, each with the number of all rows; none where there is no such page.
        One query. PostgreSQL, which would copy every row that is found to number them so, is quicker in two."""
        keys = self.rows.annotate(of_all=Window(Count("*"))).values_list("pk", "of_all")
        return list(keys[(self.at_once - 1) * self.per_page : self.at_once * self.per_page])

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        if self.at_once and self.read:
            return self.read[0][1]
        return 0 if self.at_once == 1 else self.rows.count()

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self.shown(first, min(first + self.per_page, self.count)), number, self)

    def shown(self, first: int, last: int) -> QuerySet[Any]:
        """The rows from `first` up to, not including, `last`. One query."""
        rows, every = self.rows, self.rows.model._default_manager
        if self.at_once and self.read and first == (self.at_once - 1) * self.per_page:
            return self.told(every.filter(pk__in=[key for key, _of_all in self.read])).order_by(*rows.query.order_by)
        keys = rows.reverse()[self.count - last : self.count - first] if first > self.count // 2 else rows[first:last]
        return self.told(every.filter(pk__in=keys.values("pk"))).order_by(*rows.query.order_by)
