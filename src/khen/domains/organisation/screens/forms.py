"""What the acts on areas, bodies, people and posts ask for."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from khen.bodies import governing, successions, trees
from khen.bodies.models import Area, Body, Post
from khen.bodies.terms import KINDS, Action, AreaKind, Basis, BodyKind, Change, OutletKind, Role
from khen.desk import scope
from khen.desk.forms import ActForm, AreaField, BodyField, DayField, KeyField, ReasonForm, RowField, SinceForm
from khen.domains.organisation import reads, terms
from khen.domains.organisation.screens import answers

scope.belongs(Post)
GOVERN = Action.GOVERN
bodies_field = partial(BodyField, action=GOVERN)
NOWHERE = _("Nothing else that you govern may stand above it: there is nowhere to move it.")
areas_field = partial(AreaField, coded=True)


def offer_areas(form: Any, name: str, areas: QuerySet[Area] | None = None) -> None:
    """The areas that the person governs unless others are named, with their codes."""
    offered = governing.areas_governed(form.person, form.day) if areas is None else areas
    form.rows(name).queryset = offered.order_by("kind", "collated", "pk")


class BodyForm(SinceForm):
    name, key = forms.CharField(label=_("Name"), max_length=200), KeyField()
    kind = forms.ChoiceField(label=_("Sort"), choices=KINDS, initial=BodyKind.DIVISION)
    parent, area = bodies_field(label=_("Stands under")), areas_field(label=_("Area"))
    field_order = ("name", "kind", "parent", "area", "since", "key")

    def prepare(self) -> None:
        offer_areas(self, "area", reads.areas_in_sight(self.person, self.day))

    def arguments(self) -> dict[str, Any]:
        told = self.keyed()
        up = {"parent": told["parent"].key, "area": told["area"].code}
        return {"new": terms.NewBody(key=told["key"], kind=told["kind"], name=told["name"], valid_from=told["since"], **up)}


class AreaForm(SinceForm):
    code = forms.CharField(label=_("Official code"), max_length=10, help_text=_("As in the directory of administrative units."))
    kind = forms.ChoiceField(label=_("Sort"), choices=AreaKind.choices, initial=AreaKind.COMMUNE)
    title = forms.CharField(label=_("Title before the name"), max_length=20, required=False, help_text=_("For example commune."))
    name, parent = forms.CharField(label=_("Name"), max_length=120), areas_field(label=_("Stands under"))
    latitude = forms.DecimalField(label=_("Latitude"), required=False, min_value=-90, max_value=90, decimal_places=5)
    longitude = forms.DecimalField(label=_("Longitude"), required=False, min_value=-180, max_value=180, decimal_places=5)
    field_order: tuple[str, ...] = ("title", "name", "kind", "code", "parent", "since")

    def prepare(self) -> None:
        offer_areas(self, "parent")
        self.rows("parent").queryset = self.rows("parent").queryset.exclude(kind=AreaKind.COMMUNE)  # nothing stands below one

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        since, above = told.pop("since"), told.pop("parent")
        body = reads.register_of(above, self.person, self.day)
        apart: dict[str, Any] = {name: told.pop(name) for name in ("change", "legal_basis") if name in told}
        return {"new": terms.NewArea(**told, valid_from=since, parent=above.code), "body": body, **apart}


class SuccessorForm(AreaForm):
    """The new area as the old one stands: what changes is written over."""

    change = forms.ChoiceField(label=_("What happens"), choices=[one for one in Change.choices if one[0] != Change.DISSOLVE])
    legal_basis = forms.CharField(label=_("By which decision"), max_length=200)
    field_order = ("change", "title", "name", "kind", "code", "parent", "since", "legal_basis")

    def standing(self) -> dict[str, Any]:
        assert isinstance(self.record, Area)
        kept = {name: getattr(self.record, name) for name in ("title", "name", "kind", "code", "latitude", "longitude")}
        return {**kept, "parent": reads.above(self.record, self.day)}


class MoveForm(SinceForm):
    under: RowField = bodies_field(label=_("Stands under"))
    field_order = ("under", "since")

    def standing(self) -> dict[str, Any]:
        assert isinstance(self.record, Area | Body)
        return {"edges": list(self.record.edges_up.values_list("pk", "parent", "until"))}

    def prepare(self) -> None:
        field = self.rows("under")
        field.queryset = reads.may_stand_above(field.queryset, self.record, self.day)

    def lacking(self) -> tuple[str, ...]:
        return (str(NOWHERE),) if super().lacking() else ()


class MoveAreaForm(MoveForm):
    under = areas_field(label=_("Stands under"))

    def prepare(self) -> None:
        offer_areas(self, "under")
        super().prepare()


class TakeBackForm(ReasonForm):
    """Says which move is meant, and carries it: another that was made or taken back since is not meant."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)
    meant = staticmethod(answers.latest_move)

    def last(self, record: Area | Body) -> Model | None:
        edge, _before = trees.latest_move(record) or (None, None)
        return edge

    def prepare(self) -> None:
        assert isinstance(self.record, Area | Body)
        self.fields["reason"].help_text = self.meant(self.record)
        self.initial["seen"] = getattr(self.last(self.record), "pk", None)


class TakeBackSuccessionForm(TakeBackForm):
    meant = staticmethod(answers.latest_succession)

    def last(self, record: Area | Body) -> Model | None:
        return successions.latest_succession(record)


class PassForm(SinceForm):
    change = forms.ChoiceField(label=_("What happens"), choices=Change.choices)
    new: RowField = bodies_field(label=_("Successor"), required=False, help_text=_("Empty when it is dissolved."))
    legal_basis = forms.CharField(label=_("By which decision"), max_length=200)
    field_order = ("change", "new", "basis", "since", "legal_basis")


class PassBodyForm(PassForm):
    basis = forms.ChoiceField(label=_("What passes on"), choices=Basis.choices)


class PassAreaForm(PassForm):
    new = areas_field(label=_("Successor"), required=False, help_text=_("Empty when it is dissolved."))

    def prepare(self) -> None:
        offer_areas(self, "new")


class OutletForm(SinceForm):
    name, key = forms.CharField(label=_("Name"), max_length=120), KeyField()
    kind = forms.ChoiceField(label=_("Sort"), choices=OutletKind.choices)
    address = forms.CharField(label=_("Address"), max_length=200, required=False, help_text=_("On the web; may stay empty."))
    field_order = ("name", "kind", "address", "since", "key")

    def arguments(self) -> dict[str, Any]:
        return self.keyed()


class NameForm(ActForm):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)

    def standing(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("full_name", "email")} if self.record else {}


class PostForm(SinceForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    body = bodies_field(label=_("Body"))
    area = areas_field(label=_("How far it reaches"), required=False, empty_label=_("The body and all below it"))
    until = DayField(label=_("First day on which it no longer counts"), required=False, help_text=_("Empty: until it is ended."))
    field_order = ("full_name", "username", "email", "role", "body", "area", "since", "until")

    def prepare(self) -> None:
        offer_areas(self, "area")


class PersonForm(PostForm, NameForm):
    username = forms.CharField(label=_("User name"), max_length=60, help_text=_("Letters a-z, digits, dots, hyphens; for good."))
