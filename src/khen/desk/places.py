"""Areas and bodies to choose from: every one told apart from every other, communes under the district they belong to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.collation import collation
from khen.atoms.glance import once
from khen.bodies.models import Area, AreaEdge
from khen.bodies.terms import AreaKind

NAMES = ("name", "folded", "full_name")
FINDING = {
    "data-find": _("Find by a few letters of the name, with or without accents"),
    "data-none": _("No place of this name; type fewer letters."),
    "data-more": _("{more} more: type further letters."),
}


def areas_above(areas: Iterable[Any]) -> dict[int, Area]:
    """Key of an area -> the area directly above it today; of one that is over or still to come, the last above it. One query."""
    return _above(frozenset(areas))


@once
def _above(areas: frozenset[Any]) -> dict[int, Area]:
    today = clock.today()
    edges = AreaEdge.objects.filter(child__in=areas).select_related("parent")
    by_time = sorted(edges, key=lambda edge: (edge.since <= today and (edge.until is None or edge.until > today), edge.since))
    return {edge.child_id: edge.parent for edge in by_time}


def names(rows: Iterable[Any]) -> dict[Any, str]:
    """What each row is called among these, by its key: an area or body whose name another bears as well is followed by the
    area above it, and by its official code or key where that is not enough. At most one query, and none while names differ."""
    known = {row.pk: row for row in rows}
    called = {pk: str(row) for pk, row in known.items()}
    alike = [known[pk] for pk in _alike(called)]
    above = areas_above({place for row in alike if (place := _area_of(row))}) if alike else {}
    for row in alike:
        if higher := above.get(_area_of(row) or 0):
            called[row.pk] = f"{called[row.pk]} ({within(higher)})"
    for pk in set(_alike(called)) & {row.pk for row in alike}:
        called[pk] = f"{called[pk]} ({getattr(known[pk], 'code', '') or known[pk].key})"
    return called


def within(area: Area) -> str:
    """The area's name inside a sentence: "huyện Mèo Vạc"."""
    return f"{area.title} {area.name}".strip()


def _area_of(row: Any) -> int | None:
    return row.pk if isinstance(row, Area) else row.area_id


def _alike(called: Mapping[Any, str]) -> list[Any]:
    borne = Counter(called.values())
    return [pk for pk, name in called.items() if borne[name] > 1]


def in_order(rows: QuerySet[Any]) -> list[Any]:
    """What one dropdown holds, all of it read: where rows are asked for by name, they stand by their kept places in the alphabet,
    or, of tables that keep none, are sorted here; all others stand in the order in which they were asked for."""
    first = next(iter(rows.query.order_by or rows.model._meta.ordering), "")
    if first not in NAMES:
        return list(rows)
    if hasattr(rows.model, "collated"):
        return list(rows.order_by("collated", "pk"))
    return sorted(rows, key=lambda row: (collation(str(row)), row.pk))


class InOrder(ModelChoiceIterator):
    """The lines of a dropdown, names in the order of the alphabet."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from (self.choice(row) for row in in_order(self.queryset))


class Apart(ModelChoiceIterator):
    """The lines of a dropdown of bodies, each told apart. At most two queries."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = in_order(self.queryset)
        called = names(rows)
        yield from ((self.field.prepare_value(row), called[row.pk]) for row in rows)


class Grouped(ModelChoiceIterator):
    """The lines of a dropdown of areas: the province, then each district with its communes, under its name. At most three
    queries."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        by_name = self.queryset.order_by("collated", "code", "pk")
        areas = sorted(by_name, key=lambda area: area.kind == AreaKind.COMMUNE)  # communes last, all else as it came
        called = {area.pk: f"{area} ({area.code})" for area in areas} if self.field.coded else names(areas)
        groups: dict[int, tuple[Area, list[tuple[Any, str]]]] = {}
        for area, head in zip(areas, heads(areas), strict=True):
            line = self.field.prepare_value(area), called[area.pk]
            if head is None:
                yield line
            else:
                groups.setdefault(head.pk, (head, []))[1].append(line)
        yield from ((str(head), lines) for head, lines in sorted(groups.values(), key=lambda group: bytes(group[0].collated)))


def heads(areas: Sequence[Area]) -> Iterator[Area | None]:
    """Under which name each stands: a district under its own, a commune under what lies above it, a province under none."""
    above = areas_above(areas)
    for area in areas:
        yield {AreaKind.DISTRICT: area, AreaKind.COMMUNE: above.get(area.pk)}.get(AreaKind(area.kind))


class Findable(forms.Select):
    """A long dropdown that is searched by a few letters; where no script runs, the dropdown alone."""

    class Media:
        js = ("desk/finding.js",)

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), **FINDING}
