"""Areas, bodies and people at the counter: the registers, their trees on any day, posts and accounts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column

from khen.atoms import clock
from khen.bodies import governing
from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.bodies.reads import on_day
from khen.bodies.terms import Action, AreaKind, Basis, BodyKind, Change, OutletKind, Role
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, KeyField, RowField, SinceForm
from khen.desk.listing import Chip, Filters
from khen.desk.trees import TreePage
from khen.domains.organisation import acts, reads, terms

scope.belongs(Post)
GOVERN, INSPECT = Action.GOVERN, Action.INSPECT
bodies_field = partial(RowField, Body.objects.order_by("pk"), action=GOVERN)
areas_field = partial(RowField, Area.objects.all())


def offer_areas(form: Any, name: str, areas: QuerySet[Area] | None = None) -> None:
    """The areas that the person governs unless others are named, told apart by their codes."""
    offered = governing.areas_governed(form.person, form.day) if areas is None else areas
    form.rows(name).queryset = offered.order_by("kind", "name", "pk")
    form.rows(name).label_from_instance = lambda area: f"{area} ({area.code})"


class BodyForm(SinceForm):
    name, key = forms.CharField(label=_("Name"), max_length=200), KeyField()
    kind = forms.ChoiceField(label=_("Sort"), choices=BodyKind.choices)
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
    field_order = ("title", "name", "kind", "code", "parent", "since")

    def prepare(self) -> None:
        offer_areas(self, "parent")

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        since, above = told.pop("since"), told.pop("parent")
        body = reads.register_of(above, self.person, self.day)
        return {"new": terms.NewArea(**told, valid_from=since, parent=above.code), "body": body}


class MoveForm(SinceForm):
    under = bodies_field(label=_("Stands under"))
    field_order = ("under", "since")

    def prepare(self) -> None:
        field, hindered = self.rows("under"), reads.not_above(self.record, self.day)
        field.queryset = field.queryset.exclude(pk__in=hindered)


class MoveAreaForm(MoveForm):
    under = areas_field(label=_("Stands under"))

    def prepare(self) -> None:
        offer_areas(self, "under")
        super().prepare()


class PassForm(SinceForm):
    change = forms.ChoiceField(label=_("What happens"), choices=Change.choices)
    new = bodies_field(label=_("Successor"), required=False, help_text=_("Empty when it is dissolved."))
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

    def starting(self) -> dict[str, Any]:
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


class EndForm(ActForm):
    post = RowField(Post.objects.all(), action=GOVERN, label=_("Post"), widget=forms.RadioSelect, empty_label=None)
    until = DayField(label=_("First day on which it no longer counts"))

    def starting(self) -> dict[str, Any]:
        return {"until": self.day}

    def prepare(self) -> None:
        assert isinstance(self.record, Person)
        self.rows("post").queryset = reads.posts_to_end(self.record, self.person, self.day)
        self.rows("post").label_from_instance = terms.post_in_words


def kept(act: Callable[..., Any]) -> Callable[..., Any]:
    """An act on an area or a body, written down for the body that keeps it in the register."""
    return lambda thing, *, by, on, **told: act(thing, body=reads.register_of(thing, by, on), by=by, on=on, **told)


def employ(*, username: str, full_name: str, email: str, by: Person, on: date, **post: Any) -> tuple[Person, str]:
    """A person, their first post and their first password: all or nothing, the page that begins a record is one transaction."""
    person = acts.register_person(username=username, full_name=full_name, email=email, body=post["body"], by=by, on=on)
    acts.give_post(person=person, by=by, on=on, **post)
    return person, acts.issue_password(person, by=by, on=on)


def open_outlet(body: Body, **told: Any) -> Outlet:
    return acts.open_outlet(body=body, **told)


def give_post(person: Person, **told: Any) -> Post:
    return acts.give_post(person=person, **told)


def end_post(person: Person, *, post: Post, **told: Any) -> Post:
    return acts.end_post(post, **told)


govern = partial(Verb, action=GOVERN)
OPEN_BODY = govern(**terms.OPEN_BODY, act=lambda new, **told: acts.open_bodies([new], **told)[0], form=BodyForm)
OPEN_AREA = govern(**terms.OPEN_AREA, act=lambda new, **told: acts.open_areas([new], **told)[0], form=AreaForm)
SPEAK = govern(**terms.SPEAK, act=open_outlet, form=OutletForm, reasons=reads.against_keeping)
MOVE = partial(govern, **terms.MOVE, act=kept(acts.move), reasons=reads.against_keeping)
PASS = partial(govern, **terms.PASS, act=kept(acts.record_succession), reasons=reads.against_keeping)
PEOPLE_VERBS = (
    govern(**terms.GIVE, act=give_post, form=PostForm, reasons=reads.against_giving),
    govern(**terms.CORRECT, act=acts.correct_person, form=NameForm, reasons=reads.against_correcting),
    govern(**terms.ISSUE, act=acts.issue_password, reasons=reads.against_issuing),
    govern(**terms.END, act=end_post, form=EndForm, reasons=reads.against_ending),
)


class PeopleFilters(Filters):
    """By the posts of today that lie within reach."""

    role = ChoiceFilter(label=_("Role"), choices=Role.choices, method="holding")
    body = ModelChoiceFilter(label=_("Body"), queryset=Body.objects.order_by("pk"), method="holding")

    class Meta:
        model = Person
        fields = ("is_active", "must_change_password")

    def holding(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        posts = scope.narrowed(Post.objects.filter(on_day(clock.today()), **{name: value}), self.request.user, INSPECT)
        return rows.filter(pk__in=posts.values("person"))


class PlaceCounter(Counter):
    """What the registers of bodies and of areas share: neighbours in the tree, and the tree itself on any day."""

    record_template, sayings = "organisation/place.html", terms.SAYINGS
    sight: Callable[..., QuerySet[Any]]
    tree: Callable[..., Any]

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return self.sight(person, day)

    def body_for(self, record: Any, person: Person) -> Body:
        return reads.register_of(record, person, clock.today())

    def shown(self, record: Any, person: Person) -> dict[str, Any]:
        place, rows = reads.place_of(record, clock.today()), self.rows(person, clock.today())
        seen = set(rows.filter(pk__in=place.neighbours()).values_list("pk", flat=True))
        ways = {"at": self.get_url_name("record"), "tree": self.get_url_name("tree")}
        return {"place": place, "seen": seen, **ways, **self.held(record, person, clock.today())}

    def more(self) -> list[URLPattern]:
        return [path("cay/", TreePage.as_view(counter=self), name="tree")]


KIND = Chip("get_kind_display", label=_("Sort"))


class BodyCounter(PlaceCounter):
    model, body, icon, menu_label, menu_order = Body, "pk", "group", _("Bodies"), 800
    sight, tree = staticmethod(reads.bodies_in_sight), staticmethod(reads.body_tree)
    list_display = ("name", KIND, "area", "valid_from")
    list_filter = ("kind",)
    list_export = ("key", "name", "kind", "area", "valid_from", "valid_to")
    list_select, ordering, search_fields = ("area",), "pk", ("folded", "key")
    begins, verbs = (OPEN_BODY,), (SPEAK, MOVE(form=MoveForm), PASS(form=PassBodyForm))

    def held(self, record: Body, person: Person, day: date) -> dict[str, Any]:
        known = set(PEOPLE.rows(person, day).filter(posts__body=record).values_list("pk", flat=True))
        outlets = record.outlets.filter(on_day(day)).order_by("kind", "pk")
        return {"people": reads.people_of(record, day), "known": known, "outlets": outlets}


class AreaCounter(PlaceCounter):
    model, body, icon, menu_label, menu_order = Area, "bodies", "site", _("Areas"), 790
    sight, tree = staticmethod(reads.areas_in_sight), staticmethod(reads.area_tree)
    list_display = (Column("__str__", label=_("Name")), KIND, "code", "valid_from")
    list_filter = ("kind",)
    list_export = ("code", "title", "name", "kind", "valid_from", "valid_to")
    ordering, search_fields = ("code", "pk"), ("folded", "code")
    begins, verbs = (OPEN_AREA,), (MOVE(form=MoveAreaForm), PASS(form=PassAreaForm))

    def held(self, record: Area, person: Person, day: date) -> dict[str, Any]:
        return {"bodies": reads.bodies_in_sight(person, day).filter(area=record).order_by("pk")}


class PeopleCounter(Counter):
    model, body, looks, icon, menu_label, menu_order = Person, "posts__body", INSPECT, "user", _("People"), 810
    list_display = (
        "full_name",
        Column("held", label=_("Posts"), accessor=lambda row: "; ".join(map(terms.post_in_words, row.held))),
        Column("username", label=_("User name")),
        Chip("account", label=_("Account"), accessor=terms.account_of),
    )
    filterset_class = PeopleFilters
    list_export = ("username", "full_name", "email", "is_active")
    ordering, search_fields = ("full_name", "pk"), ("folded", "username")
    record_template, sayings = "organisation/person.html", terms.SAYINGS
    begins, verbs = (govern(**terms.ADD, act=employ, form=PersonForm),), PEOPLE_VERBS

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        posts = scope.narrowed(Post.objects.filter(on_day(day)), person, INSPECT, day=day)
        held = posts.select_related("body", "area").order_by("since", "pk")
        return super().rows(person, day).prefetch_related(Prefetch("posts", held, to_attr="held"))

    def body_for(self, record: Any, person: Person) -> Body:
        return reads.body_for(record, person, clock.today())

    def entries(self, record: Any, person: Person) -> QuerySet[Any]:
        return reads.entries_about(record, person, clock.today())

    def shown(self, record: Person, person: Person) -> dict[str, Any]:
        posts, day = list(reads.posts_in_sight(record, person, INSPECT, day=clock.today())), clock.today()
        elsewhere = record.posts.exclude(pk__in=[post.pk for post in posts]).exists()
        return {"elsewhere": elsewhere, "account": terms.account_of(record), **reads.by_time(posts, day)}


AREAS, BODIES, PEOPLE = AreaCounter("dia-ban"), BodyCounter("co-quan"), PeopleCounter("can-bo")
