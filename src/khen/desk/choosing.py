"""What the filters of a list offer: rows to choose from, and a span of days."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator
from django_filters.widgets import SuffixedMultiWidget

from khen.desk.forms import DayInput
from khen.desk.places import in_order, names


class Dropdown(forms.Select):
    """A dropdown written at once: two hundred bodies, each through a template, take longer than the list itself."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        told = self.get_context(name, value, attrs)["widget"]
        offered = [one for _group, options, _index in told["optgroups"] for one in options]
        lines = ((one["value"], " selected" if one["selected"] else "", one["label"]) for one in offered)
        options = format_html_join("", '<option value="{}"{}>{}</option>', lines)
        return format_html('<select name="{}"{}>{}</select>', told["name"], flatatt(told["attrs"]), options)


class Lines(ModelChoiceIterator):
    """The dropdown's lines, out of the rows that were read."""

    field: "Offered"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        called = names(self.field.offered.values())
        yield from ((key, called[row.pk]) for key, row in self.field.offered.items())


class Offered(ModelChoiceField):
    """Rows in reach, read once: what is shown and what is answered are looked up among the same."""

    iterator, widget = Lines, Dropdown

    @cached_property
    def offered(self) -> dict[str, Any]:
        return {str(row.pk): row for row in in_order(self.queryset)} if self.queryset is not None else {}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return self.offered[str(value)]


class Span(SuffixedMultiWidget):
    """From a day to a day, both in the browser's own calendar; either may stay empty."""

    template_name = "desk/span.html"
    suffixes = ("tu", "den")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__((DayInput({"aria-label": _("From day")}), DayInput({"aria-label": _("To day")})), attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]


class Days(django_filters.DateFromToRangeFilter):
    """Rows whose day lies in a span, both days included: ?on_tu=2020-01-01&on_den=2020-06-30."""

    def __init__(self, field_name: str | None = None, **options: Any) -> None:
        super().__init__(field_name, **{"widget": Span, **options})
