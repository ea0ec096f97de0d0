"""Bodies, people and posts at the counter, for those who govern."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.bodies.reads import existing, on_day
from khen.bodies.terms import Action, Basis, BodyKind, Change, OutletKind, Role
from khen.desk.counter import Counter, CounterItem, Verb
from khen.desk.forms import ActForm, DayField, RowField
from khen.desk.pages import ActPage
from khen.domains.organisation import acts, reads, terms

GOVERN = Action.GOVERN


def optional(field: type[Any], label: Any, **more: Any) -> Any:
    return field(label=label, required=False, **more)


def bodies_field(label: Any, **more: Any) -> RowField:
    return RowField(Body.objects.order_by("pk"), action=GOVERN, label=label, **more)


class SinceForm(ActForm):
    """What holds from a day on, today unless another is named."""

    since = DayField(label=_("From which day"))

    def starting(self) -> dict[str, Any]:
        return {"since": self.day}


class BodyForm(ActForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    key = forms.SlugField(label=_("Key"), max_length=40, help_text=_("Small letters a-z, digits and hyphens; it stays for good."))
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    parent = bodies_field(_("Stands under"), to_field_name="key")
    area = RowField(Area.objects.order_by("code"), label=_("Area"), to_field_name="code")
    valid_from = DayField(label=_("From which day"))

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        new = terms.NewBody(**{**said, "parent": said["parent"].key, "area": said["area"].code})
        return {"new": new}


class MoveForm(SinceForm):
    under = bodies_field(_("Stands under"))


class OutletForm(SinceForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    key = forms.SlugField(label=_("Key"), max_length=40, help_text=_("Small letters a-z, digits and hyphens; it stays for good."))
    kind = forms.ChoiceField(label=_("Kind"), choices=OutletKind.choices)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


class SuccessionForm(SinceForm):
    change = forms.ChoiceField(label=_("What happens"), choices=Change.choices)
    basis = forms.ChoiceField(label=_("What passes on"), choices=Basis.choices)
    new = bodies_field(_("Successor"), required=False)
    legal_basis = forms.CharField(label=_("By which decision"), max_length=200)


class PostForm(SinceForm):
    body = bodies_field(_("Body"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    area = RowField(
        Area.objects.order_by("code"), label=_("Whole area"), required=False, help_text=_("Empty: the body and all below it.")
    )
    until = DayField(label=_("Until before which day"), required=False)


class EmployForm(PostForm):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(label=_("User name"), max_length=60, help_text=_("Small letters a-z, digits, dots and hyphens."))
    email = forms.EmailField(label=_("E-mail"), max_length=200, required=False)
    field_order = ("full_name", "username", "email", "body", "role", "area", "since", "until")


class EndForm(ActForm):
    until = DayField(label=_("First day on which it no longer counts"))

    def starting(self) -> dict[str, Any]:
        return {"until": self.day}


def open_body(*, new: terms.NewBody, by: Person, on: date) -> Body:
    return acts.open_bodies([new], by=by, on=on)[0]


def move(body: Body, **said: Any) -> None:
    acts.move(body, body=body, **said)


def open_outlet(body: Body, **said: Any) -> Outlet:
    return acts.open_outlet(body=body, **said)


def record_succession(body: Body, **said: Any) -> None:
    acts.record_succession(body, body=body, **said)


def give_post(person: Person, **said: Any) -> Post:
    return acts.give_post(person=person, **said)


def employ(*, username: str, full_name: str, email: str, by: Person, on: date, **post: Any) -> Person:
    """A person and their first post, both or neither: the page that begins a record is one transaction."""
    person = acts.register_person(username=username, full_name=full_name, email=email, body=post["body"], by=by, on=on)
    acts.give_post(person=person, by=by, on=on, **post)
    return person


class GovernItem(CounterItem):
    action = GOVERN


class Register(Counter):
    """What the three counters share: shown to whoever governs."""

    menu_item_class = GovernItem
    sayings: ClassVar[dict[str, Any]] = terms.SAYINGS


class BodyCounter(Register):
    model = Body
    body = "pk"
    icon = "group"
    menu_label = _("Bodies")
    menu_order = 800
    ordering = "pk"
    list_display: ClassVar[list[Any]] = ["name", "key", "kind", "area", "valid_from"]
    list_filter = ["kind"]
    list_export: ClassVar[list[str]] = ["key", "name", "kind", "area", "valid_from"]
    list_select = ("area",)
    search_fields = ("folded",)
    record_template = "organisation/body.html"
    begins = (Verb(name="mo", label=_("Open a body"), action=GOVERN, act=open_body, form=BodyForm, icon="plus"),)
    verbs = (
        Verb(name="mo-kenh", label=_("Open an outlet"), action=GOVERN, act=open_outlet, form=OutletForm, icon="globe"),
        Verb(name="chuyen", label=_("Move under another body"), action=GOVERN, act=move, form=MoveForm, icon="arrow-right"),
        Verb(
            name="ke-thua",
            label=_("Record a succession"),
            action=GOVERN,
            act=record_succession,
            form=SuccessionForm,
            icon="history",
            explanation=_("It is written down; trees and figures stay as they are."),
        ),
    )

    def body_of(self, record: Any) -> Body:
        assert isinstance(record, Body)
        return record

    def shown(self, record: Body, person: Person) -> dict[str, Any]:
        today = clock.today()
        above = Body.objects.filter(on_day(today, "edges_down__"), edges_down__child=record).first()
        about = [(_("Kind"), record.get_kind_display()), (_("Area"), record.area), (_("Stands under"), above)]
        outlets = record.outlets.filter(on_day(today)).order_by("kind", "pk")
        below = Body.objects.filter(existing(today), on_day(today, "edges_up__"), edges_up__parent=record).order_by("pk")
        return {
            "about": [*about, (_("Key"), record.key)],
            "people": reads.people_of(record, today),
            "outlets": outlets,
            "below": below,
        }


class IssuePage(ActPage):
    """The password stands on this one answer and nowhere else."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.offer.is_open:
            return self.closed()
        form = self.form(request.POST)
        try:
            password = self.perform(form) if form.is_valid() else ""
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return self.page(form)
        answer = self.shown(form=form, password=password, **self.around())
        answer["Cache-Control"] = "no-store"
        return answer


ISSUE = Verb(
    name="cap-mat-khau",
    label=_("Issue a password"),
    action=GOVERN,
    act=acts.issue_password,
    icon="key",
    explanation=_("The password now in use ends; the new one is shown once and must be changed at the first sign-in."),
    template="organisation/issued.html",
    grave=True,
)


class PeopleCounter(Register):
    model = Person
    body = "posts__body"
    icon = "user"
    menu_label = _("People")
    menu_order = 810
    ordering = "username"
    list_display: ClassVar[list[Any]] = ["full_name", "username", "email", "is_active"]
    list_filter = ["is_active"]
    list_export: ClassVar[list[str]] = ["username", "full_name", "email", "is_active"]
    search_fields = ("username",)
    record_template = "organisation/person.html"
    begins = (Verb(name="them", label=_("Register a person"), action=GOVERN, act=employ, form=EmployForm, icon="plus"),)
    verbs = (Verb(name="giao-viec", label=_("Give a post"), action=GOVERN, act=give_post, form=PostForm, icon="plus"), ISSUE)

    def body_of(self, record: Any) -> Body:
        post = record.posts.select_related("body").order_by("pk").first()
        assert post is not None
        body: Body = post.body
        return body

    def shown(self, record: Person, person: Person) -> dict[str, Any]:
        about = [(_("User name"), record.username), (_("E-mail"), record.email)]
        return {"about": about, "posts": record.posts.select_related("body", "area").order_by("since", "pk")}

    def get_urlpatterns(self) -> list[URLPattern]:
        issue = path(f"<int:pk>/{ISSUE.name}/", IssuePage.as_view(counter=self, verb=ISSUE), name=ISSUE.name)
        return [issue if pattern.name == ISSUE.name else pattern for pattern in super().get_urlpatterns()]


def against_ending(post: Post, person: Person, day: date) -> list[object]:
    return [_("This post has already ended.")] if post.until is not None and post.until <= day else []


class PostCounter(Register):
    model = Post
    icon = "tag"
    menu_label = _("Posts")
    menu_order = 820
    list_display: ClassVar[list[Any]] = ["person", "role", "body", "area", "since", "until"]
    list_filter = ["role", "body"]
    list_export: ClassVar[list[str]] = ["person", "role", "body", "area", "since", "until"]
    list_select = ("person", "body", "area")
    search_fields = ("person__username", "body__folded")
    verbs = (
        Verb(
            name="ket-thuc",
            label=_("End this post"),
            action=GOVERN,
            act=acts.end_post,
            form=EndForm,
            reasons=against_ending,
            icon="cross",
            grave=True,
        ),
    )

    def shown(self, record: Post, person: Person) -> dict[str, Any]:
        about = [(_("Person"), record.person), (_("Role"), record.get_role_display()), (_("Body"), record.body)]
        days = [(_("Since"), record.since.strftime("%d/%m/%Y")), (_("Until"), record.until and record.until.strftime("%d/%m/%Y"))]
        return {"about": [*about, (_("Whole area"), record.area), *days]}


BODIES, PEOPLE, POSTS = BodyCounter("co-quan"), PeopleCounter("can-bo"), PostCounter("chuc-trach")
