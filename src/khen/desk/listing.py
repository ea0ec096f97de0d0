"""Lists: only what lies in reach, found without accents, filtered, and taken along as a spreadsheet."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django.db.models import IntegerField, Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import Button

from khen.atoms import clock
from khen.bodies.alphabet import in_alphabet
from khen.desk.choosing import Offered
from khen.desk.habits import narrowing, views_of
from khen.desk.paging import Pages
from khen.desk.picking import Picks
from khen.desk.practice import practises
from khen.desk.scope import allows, narrowed
from khen.desk.taking import CSV, FORMS, PAPER, XLSX, taken
from khen.desk.verbs import Verb

MOST_WORDS = 12  # of one search
LONGEST_SEARCH = 200  # characters that the field takes
EARLY = re.compile("[1-9][0-9]{0,2}", re.ASCII)  # pages that are counted while they are read; later ones from the nearer end
CALLED = {"title", "name"}  # columns that hold what a row is called


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


class Whole(Column):
    """A whole number, its thousands apart."""

    def get_value(self, instance: Any) -> str:
        value = super().get_value(instance)
        return "" if value is None else number_format(value)


class Filters(WagtailFilterSet):
    """Filters whose dropdowns offer only rows in reach; `labels` calls those whose columns have no words of their own."""

    labels: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: Any = None) -> None:
        super().__init__(data, queryset, request=request, prefix=prefix)
        for one in self.filters.values():
            rows = getattr(one, "queryset", None)
            if isinstance(rows, QuerySet):
                one.queryset = by_name(narrowed(rows.all(), request.user))
                one.field_class = Offered
        for name in self.filters.keys() & self.labels.keys():
            self.filters[name].label = self.labels[name]


def by_name(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows to choose from, in the order of their names where they have any."""
    names = {field.name for field in rows.model._meta.fields}
    kept = next((name for name in ("collated", "folded") if name in names), "")
    return rows.order_by(kept, "pk") if kept and not rows.ordered else rows


def sorted_by(model: type[Model], name: str) -> str:
    """The column that stands for what something is called, itself or another table's row: folded, so that addresses stay as
    they are (in_alphabet), else collated; "" where none is kept."""
    related = getattr({field.name: field for field in model._meta.fields}.get(name), "related_model", None)
    of, way = (related, f"{name}__") if related is not None else (model if name in CALLED else None, "")
    return next((f"{way}{column}" for column in ("folded", "collated") if hasattr(of, column)), "")


class Searched(generic.IndexView):
    """A list in which every searched word is found, without marks, in one of the counter's search fields; read page by page."""

    counter: Any = None

    def get_search_form(self) -> Any:
        """Nobody can paste more than an address carries: one of more than 65,534 bytes is refused without a word."""
        form = super().get_search_form()
        if form is not None:
            form.fields["q"].widget.attrs["maxlength"] = LONGEST_SEARCH
        return form

    @cached_property
    def words(self) -> list[str]:
        """The folded words that are looked for, each once."""
        return list(dict.fromkeys(self.counter.words(self.search_query or "")))

    @cached_property
    def left_out(self) -> str:
        """Says so when there are more words than are looked for."""
        left = len(self.words) - MOST_WORDS
        said = _("Only the first %(most)d words are looked for; %(left)d are left out.") % {"most": MOST_WORDS, "left": left}
        return said if left > 0 else ""

    @cached_property
    def is_understood(self) -> bool:
        """Does every filter of the address still offer what is asked of it?"""
        return not self.filters or self.filters.is_valid()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A list never widens by itself: where a filter is not understood, nothing is left to be listed, or chosen for an act."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept if self.is_understood else kept.none()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = self.counter.found(queryset, self.words[:MOST_WORDS]) if self.words else queryset
        return found

    def told(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with all that their columns ask of them."""
        told: QuerySet[Any] = self.counter.listed(rows, self.request.user, clock.today())
        return told

    def fill(self, rows: Sequence[Any]) -> None:
        self.counter.fill(rows, self.request.user, clock.today())

    def get_paginator(self, queryset: QuerySet[Any], per_page: int, **options: Any) -> Pages:
        options.pop("orphans", None)
        page = self.request.GET.get(self.page_kwarg, "1")
        at_once = int(page) if self.words and EARLY.fullmatch(page) else 0
        return Pages(queryset, per_page, told=self.told, at_once=at_once, **options)


class Listing(Searched):
    """Wagtail's list over the rows in reach; nothing is added, copied or removed from here but through a counter's verbs."""

    base_filterset_class = Filters
    any_permission_required = None  # `looks` of the counter decides
    template_name = "desk/listing.html"
    results_template_name = "desk/listing_results.html"
    search_backend_name = None
    FORMATS = FORMS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allows(request.user, self.counter.looks):
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.counter.rows(self.request.user, clock.today())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export:
            return taken(self, self.get_queryset(), request.GET["export"])
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """In one order and no other: folded names by the alphabet, rows that are alike by their keys."""
        ordered = super().order_queryset(queryset)
        by = [in_alphabet(ordered.model, path) for path in ordered.query.order_by or ordered.model._meta.ordering]
        return ordered.order_by(*by, *(() if {"pk", "-pk"} & set(by) else ("-pk",)))

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **options: Any) -> Any:
        """A column of another table's rows stands in the order of their names; whole numbers are easy to read."""
        names = {one.name for one in self.model._meta.fields if isinstance(one, IntegerField)}
        kind = Whole if field_name in names else column_class
        column = super()._get_custom_column(field_name, kind, **options)
        column.sort_key = sorted_by(self.model, field_name) or column.sort_key
        return column

    def get_edit_url(self, instance: Any) -> str:
        return reverse(self.counter.get_url_name("record"), args=[instance.pk])

    def get_list_buttons(self, instance: Any) -> list[Any]:
        return []

    def get_page_title(self) -> str:
        return str(self.counter.menu_label)

    @cached_property
    def add_url(self) -> str:
        return str(self.beginning[0][1]) if self.beginning else ""

    @cached_property
    def beginning(self) -> list[tuple[Verb, str]]:
        """The verbs with which this person may begin a row, the usual one first, and their addresses."""
        return [
            (verb, reverse(self.counter.get_url_name(verb.name)))
            for verb in self.counter.begins
            if verb.is_for(self.request.user, practising=practises(self.request))
        ]

    @cached_property
    def ways(self) -> list[tuple[str, Any, str]]:
        """Address, words and icon of the further pages to which the list leads."""
        return [(reverse(self.counter.get_url_name(name)), label, icon) for name, label, icon in self.counter.ways]

    @cached_property
    def saved(self) -> Sequence[Mapping[str, str]]:
        """This person's saved filters of this list."""
        return views_of(self.request.user, self.counter.name)

    @cached_property
    def narrowing(self) -> str:
        """How the list is narrowed and sorted now, as the end of an address."""
        return narrowing(self.request.GET)

    @cached_property
    def together(self) -> list[tuple[Verb, str]]:
        """The verbs that this person may do to several rows, and their addresses."""
        verbs = [verb for verb in self.counter.verbs if verb.bulk and allows(self.request.user, verb.action)]
        return [(verb, reverse(self.counter.get_url_name(f"together_{verb.name}"))) for verb in verbs]

    @cached_property
    def narrowed_by(self) -> list[tuple[str, str]]:
        """The same piece by piece, for a form that leads to everything that is listed."""
        return parse_qsl(self.narrowing)

    def get_table(self, object_list: Any) -> Any:
        self.fill(object_list)
        columns = [Picks(), *self.columns] if self.together else self.columns
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    @cached_property
    def header_buttons(self) -> list[Any]:
        """None: what may be begun stands over the list, where a phone shows all of it."""
        return []

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        words = {XLSX: _("Download XLSX"), CSV: _("Download CSV"), PAPER: _("Print the list")}
        return [Button(words[form], url=self.get_export_url(form), icon_name="download") for form in FORMS]

    @cached_property
    def verbose_name_plural(self) -> str:
        return str(self.counter.menu_label).lower()

    @cached_property
    def no_results_message(self) -> str:
        """Of a list that is empty: that it was narrowed too far, or what belongs there and how the first one comes about."""
        if not self.is_understood:
            return _("This address asks for what no filter of this list offers, or no longer. Choose the filter anew.")
        if self.is_searching or self.is_filtering:
            return _("Nothing here matches your search or filters.")
        practised = self.counter.empty_in_practice if practises(self.request) else ""
        return str(practised or self.counter.empty)
