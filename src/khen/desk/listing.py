"""Lists: only what lies in reach, found without accents, filtered, and taken along as a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton

from khen.atoms import clock
from khen.atoms.text import fold
from khen.bodies.reads import reach
from khen.desk.scope import narrowed


class Chip(Column):
    """A short word in a rounded frame; `mood` is calm, wait, good or bad. Nothing is shown for an empty word."""

    cell_template_name = "desk/chip_cell.html"

    def __init__(self, name: str, *, mood: Callable[[Any], str] = lambda row: "calm", **options: Any) -> None:
        super().__init__(name, **options)
        self.mood = mood

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "mood": self.mood(instance)}


class Plain(Column):
    """Words that the counter makes of a row, under a heading of its own."""


class Filters(WagtailFilterSet):
    """Filters whose dropdowns offer only rows in reach; `labels` calls those whose columns have no words of their own."""

    labels: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: Any = None) -> None:
        super().__init__(data, queryset, request=request, prefix=prefix)
        for one in self.filters.values():
            rows = getattr(one, "queryset", None)
            if isinstance(rows, QuerySet):
                one.queryset = narrowed(rows.all(), request.user)
        for name in self.filters.keys() & self.labels.keys():
            self.filters[name].label = self.labels[name]


def harmless(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def day_in_vietnam(value: date | datetime) -> str:
    return date_format(value.astimezone(clock.VIETNAM) if isinstance(value, datetime) else value, "SHORT_DATE_FORMAT")


class Listing(generic.IndexView):
    """Wagtail's list over the rows in reach; nothing is added, copied or removed from here but through a counter's verbs."""

    counter: Any = None
    base_filterset_class = Filters
    any_permission_required = None  # `looks` of the counter decides
    results_template_name = "desk/listing_results.html"
    search_backend_name = None
    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        (date, datetime): {"csv": day_in_vietnam, "xlsx": day_in_vietnam},
        str: {"csv": harmless, "xlsx": None},
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reach(request.user, {self.counter.looks}).exists():
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.counter.listed(self.counter.rows(self.request.user, clock.today()))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for word in fold(self.search_query).split():
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__contains": word})
            queryset = queryset.filter(found)
        return queryset

    def get_edit_url(self, instance: Any) -> str:
        return reverse(self.counter.get_url_name("record"), args=[instance.pk])

    def get_list_buttons(self, instance: Any) -> list[Any]:
        return []

    def get_page_title(self) -> str:
        return str(self.counter.menu_label)

    @cached_property
    def add_url(self) -> str:
        return str(self.begin_buttons[0].url) if self.begin_buttons else ""

    @cached_property
    def begin_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(str(verb.label), url=reverse(self.counter.get_url_name(verb.name)), icon_name=verb.icon)
            for verb in self.counter.begins
            if reach(self.request.user, {verb.action}).exists()
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        ways = [(reverse(self.counter.get_url_name(name)), label, icon) for name, label, icon in self.counter.ways]
        return [*self.begin_buttons, *(HeaderButton(str(label), url=url, icon_name=icon) for url, label, icon in ways)]

    @cached_property
    def verbose_name_plural(self) -> str:
        return str(self.counter.menu_label).lower()

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return _("Nothing here matches your search.")
        return _("There is nothing here yet.")

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)
