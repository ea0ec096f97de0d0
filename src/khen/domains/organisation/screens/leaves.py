"""Who is away and who looks after their work, at the counter: said by oneself or by an administrator."""

from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Leave, Person, Post
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, DayField, RowField, RowsField, SinceForm, settle_body
from khen.desk.listing import Chip
from khen.domains.organisation import acts, reads, terms
from khen.domains.organisation.screens import absences
from khen.domains.organisation.screens.absences import StandingFilters, by_standing, standing

scope.belongs(Leave)
USUAL = timedelta(days=7)
MEANWHILE = _(
    "Meanwhile whoever is named sees on their first page what waits for whoever is away. That alone lets them do nothing: tick "
    "the posts in which they also act, or let an administrator delegate them."
)
EARLIER = _("Back earlier than was said; before its first day the leave is called off and counts on no day.")
STANDINGS = {**absences.STANDINGS, absences.RUNNING: _("away")}
look = partial(Verb, action=Action.VIEW)


class LeaveForm(SinceForm):
    person: Any = RowField(Person.objects.distinct(), label=_("Who is away"))
    body = BodyField(label=_("From which body"))
    until = DayField(label=_("First day back"))
    deputy = RowField(Person.objects.filter(is_active=True).distinct(), label=_("Who looks after their work"))
    posts = RowsField(Post.objects.all(), label=_("Also acts in these posts"), required=False)
    field_order = ("person", "body", "since", "until", "deputy", "posts")

    def starting(self) -> dict[str, Any]:
        return {"person": self.person.pk, "since": self.day, "until": self.day + USUAL}

    def prepare(self) -> None:
        people, bodies, posts = self.rows("person"), self.rows("body"), self.rows("posts")
        people.queryset = reads.may_be_away(people.queryset, self.person, self.day).order_by("collated", "pk")
        bodies.queryset = reads.places_to_be_away(bodies.queryset, self.person, self.day)
        settle_body(bodies, self.person, self.day)
        own = reads.posts_to_delegate(posts.queryset, self.person, self.day).filter(person=self.person)
        posts.queryset, posts.label_from_instance = own.order_by("pk"), terms.post_in_words
        deputies = self.rows("deputy")
        deputies.queryset = reads.deputies_at(bodies.queryset, deputies.queryset, self.person, self.day)
        if not people.queryset.exclude(pk=self.person.pk).exists():  # of oneself alone
            people.widget = forms.HiddenInput()
        if not own.exists():  # a label over nothing asks nothing
            del self.fields["posts"]
        for name in ("person", "deputy"):
            self.rows(name).label_from_instance = lambda person: f"{person.full_name} ({person.username})"

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("posts") and told.get("person") not in {None, self.person}:
            self.add_error("posts", _("These are your own posts: leave them unticked where somebody else is away."))
        return told


class EndLeaveForm(ActForm):
    until = DayField(label=_("First day back"))

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Leave)
        return {"until": max(self.day, self.record.since)}


def announce(*, person: Person, deputy: Person, by: Person, on: Any, posts: Any = (), **days: Any) -> Leave:
    """A leave, and the posts in which its deputy acts: all or nothing, the page that begins a record is one transaction."""
    leave = acts.announce_leave(person, deputy=deputy, by=by, on=on, **days)
    for post in posts:
        acts.delegate(post, to=deputy, since=leave.since, until=leave.until, by=by, on=on)
    return leave


def announced(record: Leave) -> str:
    said = {"person": record.person, "deputy": record.deputy, "since": day_in_digits(record.since)}
    return gettext("From %(since)s %(deputy)s sees what waits for %(person)s.") % said


class LeaveFilters(StandingFilters):
    labels: ClassVar[dict[str, Any]] = {"body": _("Body")}
    standing = by_standing(STANDINGS)

    class Meta:
        model = Leave
        fields: ClassVar[list[str]] = ["standing", "body"]


class LeaveCounter(Counter):
    model, icon, menu_label, menu_order = Leave, "time", _("Leaves"), 811
    empty = _("No leave yet: whoever will be away says here from when to when, and who looks after their work.")
    list_display = (
        TitleColumn("person", label=_("Who is away"), sort_key="person__folded", url_name="nghi-phep:record"),
        Column("body", label=_("Body"), sort_key="body__folded"),
        Column("since", label=_("From which day"), sort_key="since"),
        Column("until", label=_("First day back"), sort_key="until"),
        Column("deputy", label=_("Who looks after their work"), sort_key="deputy__folded"),
        Chip("standing", label=_("Standing"), accessor=lambda row: STANDINGS[standing(row)]),
    )
    list_export = ("person", "body", "since", "until", "deputy")
    export_headings = {"person": _("Who is away"), "deputy": _("Who looks after their work")}
    filterset_class = LeaveFilters
    list_select = ("person", "body", "deputy")
    ordering, search_fields = ("-since", "-pk"), ("person__folded", "deputy__folded")
    sayings = terms.SAYINGS
    begins = (
        look(
            name="bao",
            label=_("Announce a leave"),
            act=announce,
            form=LeaveForm,
            done=announced,
            icon="plus",
            explanation=MEANWHILE,
        ),
    )
    verbs = (
        look(
            name="ket-thuc",
            label=_("End the leave early"),
            act=acts.end_leave,
            form=EndLeaveForm,
            reasons=reads.against_ending_leave,
            done=_("It is written down; from the first day back the work is their own again."),
            icon="cross",
            explanation=EARLIER,
            grave=True,
        ),
    )

    def shown(self, record: Leave, person: Person) -> dict[str, Any]:
        about = [
            (_("Who is away"), record.person),
            (_("Body"), record.body),
            (_("From which day"), day_in_digits(record.since)),
            (_("First day back"), day_in_digits(record.until)),
            (_("Who looks after their work"), record.deputy),
            (_("Standing"), STANDINGS[standing(record)]),
        ]
        return {"about": about}


LEAVES = LeaveCounter("nghi-phep")
