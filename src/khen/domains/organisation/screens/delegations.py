"""Who acts in whose place, at the counter: named by the holder of a post or by an administrator, ended early by either."""

from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, RowField, SinceForm
from khen.desk.listing import Chip
from khen.desk.sorts import Sorted
from khen.domains.organisation import acts, reads, rules, terms
from khen.domains.organisation.models import Delegation
from khen.domains.organisation.screens import answers
from khen.domains.organisation.screens.absences import STANDINGS, StandingFilters, by_standing, standing
from khen.domains.organisation.screens.sorts import DELEGATIONS as DELEGATION_SORTS

USUAL = timedelta(days=14)
LEAVING = _(
    "From day to day the other acts in this post. It ends by itself; once its first day has come, it counts to the end of that "
    "day at the least. Nobody approves their own work through it."
)
AT_ONCE = _("With today's day it no longer counts from this moment on; what was done until then stays.")
WHOLE_DAYS = _("It counts for whole days: to the end of %(day)s at the least, until midnight. What is done until then stays.")
look = partial(Verb, action=Action.VIEW)


class DelegateForm(SinceForm):
    post = RowField(Post.objects.all(), label=_("Which post"))
    to = RowField(Person.objects.filter(is_active=True).distinct(), label=_("Who acts for them"))
    until = DayField(label=_("First day on which it no longer counts"))
    field_order = ("post", "to", "since", "until")

    def starting(self) -> dict[str, Any]:
        return {"since": self.day, "until": self.day + USUAL}

    def prepare(self) -> None:
        field = self.rows("post")
        field.queryset = reads.posts_to_delegate(field.queryset, self.person, self.day).order_by("pk")
        field.label_from_instance = lambda post: f"{post.person} · {terms.post_in_words(post)}"
        bodies = Body.objects.filter(pk__in=field.queryset.values("body"))
        self.rows("to").queryset = reads.deputies_at(bodies, self.rows("to").queryset, self.person, self.day)
        self.rows("to").label_from_instance = lambda person: f"{person.full_name} ({person.username})"


class EndDelegationForm(ActForm):
    until = DayField(label=_("First day on which it no longer counts"))

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Delegation)
        return {"until": rules.earliest_end(since=self.record.since, on=self.day)}

    def prepare(self) -> None:
        """Until when it holds in any case is said before anything is pressed."""
        first = self.starting()["until"]
        whole = WHOLE_DAYS % {"day": day_in_digits(first - timedelta(days=1))}
        self.fields["until"].help_text = whole if first > self.day else AT_ONCE


class CancelDelegationForm(ActForm):
    reason = forms.CharField(label=_("Reason"), max_length=rules.LONGEST_REASON)


def delegate(*, post: Post, **told: Any) -> Post:
    return acts.delegate(post, **told)


def end(record: Delegation, **told: Any) -> Post:
    return acts.end_delegation(Post.objects.get(pk=record.pk), **told)


def cancel(record: Delegation, **told: Any) -> Post:
    return acts.cancel_delegation(Post.objects.get(pk=record.pk), **told)


class DelegationFilters(StandingFilters):
    cho = Sorted(DELEGATION_SORTS)
    labels: ClassVar[dict[str, Any]] = {"role": _("Role"), "body": _("Body")}
    standing = by_standing(STANDINGS)

    class Meta:
        model = Delegation
        fields: ClassVar[list[str]] = ["standing", "role", "body"]


class DelegationCounter(Counter):
    model, icon, menu_label, menu_order = Delegation, "calendar-check", _("Acting for others"), 812
    empty = _("Nobody acts for another yet: whoever goes on leave appoints somebody for those days.")
    list_display = (
        TitleColumn("person", label=_("Who acts"), sort_key="person__folded", url_name="uy-quyen:record"),
        Column("holder", label=_("In whose place"), sort_key="for_post__person__folded"),
        Column("post", label=_("Post"), accessor=terms.post_in_words),
        Column("since", label=_("From which day"), sort_key="since"),
        Column("ends", label=_("First day on which it no longer counts"), sort_key="until"),
        Chip("standing", label=_("Standing"), accessor=lambda row: STANDINGS[standing(row)]),
    )
    list_export = ("person", "holder", "role", "body", "since", "ends")
    export_headings = {
        "person": _("Who acts"),
        "holder": _("In whose place"),
        "role": _("Role"),
        "body": _("Body"),
        "since": _("From which day"),
        "ends": _("First day on which it no longer counts"),
    }
    filterset_class = DelegationFilters
    list_select = ("person", "body", "area", "for_post__person")
    ordering, search_fields = ("-since", "-pk"), ("person__folded", "for_post__person__folded")
    sayings = terms.SAYINGS
    begins = (
        look(
            name="moi",
            label=_("Let somebody act for a post"),
            act=delegate,
            form=DelegateForm,
            done=answers.delegated,
            icon="plus",
            explanation=LEAVING,
        ),
    )
    verbs = (
        look(
            name="huy",
            label=_("Call it off"),
            act=cancel,
            form=CancelDelegationForm,
            reasons=reads.against_cancelling_delegation,
            done=_("It is called off and counts on no day at all."),
            icon="cross",
            grave=True,
            explanation=_("Before its first day: it then counts on no day at all."),
        ),
        look(
            name="ket-thuc",
            label=_("End it early"),
            act=end,
            form=EndDelegationForm,
            reasons=reads.against_ending_delegation,
            done=answers.ended_early,
            icon="cross",
            grave=True,
        ),
    )

    def entries(self, record: Any, person: Person) -> QuerySet[Entry]:
        return Entry.objects.filter(about="bodies.post", about_id=record.pk)

    def shown(self, record: Delegation, person: Person) -> dict[str, Any]:
        about = [
            (_("Who acts"), record.person),
            (_("In whose place"), record.holder),
            (_("Post"), terms.post_in_words(record)),
            (_("From which day"), day_in_digits(record.since)),
            (_("First day on which it no longer counts"), day_in_digits(record.ends) if record.ends else ""),
            (_("Standing"), STANDINGS[standing(record)]),
        ]
        return {"about": about}


DELEGATIONS = DelegationCounter("uy-quyen")
