"""Many bodies to tick: under the name of their kind and level, folded away, and also found by parts of their names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.text import fold
from khen.bodies.models import Body
from khen.bodies.terms import AreaKind, BodyKind
from khen.desk.forms import RowsField
from khen.desk.places import names
from khen.desk.verbs import Words

FIRST, COMMITTEE = BodyKind.PRESS_AGENCY, BodyKind.PEOPLE_COMMITTEE
LEVELS: dict[str, Words] = {  # people's committees are told apart by where they stand
    AreaKind.COMMUNE: _("people's committees of communes"),
    AreaKind.DISTRICT: _("people's committees of districts"),
    AreaKind.PROVINCE: _("people's committee of the province"),
}
GROUPS: dict[str, Words] = {
    FIRST.value: FIRST.label,
    **{f"{COMMITTEE.value}.{level}": words for level, words in LEVELS.items()},
    **{one.value: one.label for one in BodyKind if one != FIRST},
}
FEW = 12  # so many are shown at once
PARTED = re.compile(r"[,;\n]")
MOST_TOLD = 5


def group_of(kind: str, level: str | None) -> str:
    """A key of GROUPS: the kind of a body, of a people's committee with the kind of its area."""
    return f"{kind}.{level}" if kind == COMMITTEE and level in LEVELS else kind


class ByGroup(ModelChoiceIterator):
    """Boxes to tick, bodies of one group together under its name, each told apart. At most two queries."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        order = list(GROUPS)
        rows = sorted(self.queryset.order_by("collated", "pk"), key=lambda body: order.index(self.group(body)))
        called = names(rows)
        for key, some in groupby(rows, key=self.group):
            yield GROUPS[key], [(self.field.prepare_value(one), called[one.pk]) for one in some]

    def group(self, body: Body) -> str:
        return group_of(body.kind, body.area.kind if body.area else None)


class BodiesField(RowsField):
    iterator = ByGroup


class Narrowed(forms.CheckboxSelectMultiple):
    """Many boxes below a field that shows those whose names hold what is typed; without a script all of them stand there."""

    template_name = "desk/narrowed.html"

    class Media:
        js = ("desk/narrow.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "few": FEW}


class Folds(forms.CheckboxSelectMultiple):
    """Each group folded under its name and number, without a script; open where something is ticked or all are few."""

    template_name = "desk/folds.html"
    few = FEW

    class Media:
        js = ("desk/folds.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        told = super().get_context(name, value, attrs)
        groups = [(group, lines) for group, lines, _index in told["widget"]["optgroups"]]
        few = sum(len(lines) for _group, lines in groups) <= self.few
        told["widget"]["folds"] = [(group, lines, few or any(one["selected"] for one in lines)) for group, lines in groups]
        return told


def named(text: str, bodies: Iterable[Body], besides: Iterable[Body] = ()) -> list[Body]:
    """The bodies whose names hold the parts of `text` that are parted by commas, read without marks.

    Raises ValidationError for a part that names none of them or several; one that names only some of those `besides`, who are
    not meant here, is told so."""
    offered, wrong = list(bodies), []
    found: list[Body] = []
    for part in (part.strip() for part in PARTED.split(text)):
        alike = _holding(part, offered)
        exact = [one for one in alike if one.folded == fold(part)] or alike
        found += exact if len(exact) == 1 else []
        if part and len(exact) != 1:
            wrong.append(_unclear(part, exact, exact or _holding(part, besides)))
    if wrong:
        raise forms.ValidationError(wrong)
    return found


def examples(bodies: Iterable[Body], most: int = 2) -> list[str]:
    """Of the first bodies for which there is one, a part of the name that is in no other's: ["meo vac", "dong van"]."""
    offered = list(bodies)
    alone = (_alone(one, offered) for one in offered)
    return list(islice((part for part in alone if part), most))


def _alone(body: Body, offered: Sequence[Body]) -> str:
    parts = (fold(body.area.name) if body.area else "", body.folded)
    return next((part for part in parts if len(_holding(part, offered)) == 1), "")


def listed(bodies: Sequence[Body]) -> str:
    """Their names in one line, of many the first."""
    return ", ".join(str(one) for one in bodies[:MOST_TOLD]) + (", …" if len(bodies) > MOST_TOLD else "")


def _holding(part: str, bodies: Iterable[Body]) -> list[Body]:
    return [one for one in bodies if fold(part) in one.folded] if part else []


def _unclear(part: str, alike: list[Body], told: list[Body]) -> str:
    said = {"part": part, "names": listed(told)}
    if alike:
        return gettext("“%(part)s” is in several names: %(names)s. Write more of the one that is meant.") % said
    if told:
        return gettext("“%(part)s” is only in names of bodies that do not fill in this form: %(names)s.") % said
    return gettext("“%(part)s” is in the name of none of these bodies: check the letters, or tick it below.") % said
