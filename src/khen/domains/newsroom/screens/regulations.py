"""What each body's newsroom follows, made and ended at the counter."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person, Post
from khen.bodies.reads import counting, posts_reaching
from khen.bodies.terms import Action, roles_allowing
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import BodyField, RowField
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.regulations import stands_above, stood_above
from khen.domains.newsroom.models import Regulation
from khen.domains.newsroom.rules import regulations as rules
from khen.domains.newsroom.rules.post_checks import MOST_DAYS
from khen.domains.newsroom.screens.decided import LAST, DecidedForm, EndForm, reasons_about_ended
from khen.domains.newsroom.terms import regulations as terms

scope.belongs(Person, "posts__body")
USUAL_DAYS = 2


class RegulateForm(DecidedForm):
    """Initials: nothing but body, days and legal basis is asked."""

    regulated: ClassVar = terms.Regulated.INITIALS
    body = BodyField(action=Action.REGULATE, label=_("For which body"))
    field_order = ("body", "author", "days", "legal_basis", "since", "until")

    def starting(self) -> dict[str, Any]:
        return {"since": self.day + timedelta(days=1)}

    def prepare(self) -> None:
        field = self.rows("body")
        field.queryset = field.queryset.filter(pk__in=stood_above(self.person, self.day).values("pk"))
        super().prepare()

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "regulated": self.regulated}


class PostCheckForm(RegulateForm):
    """Whose news goes out before approval, and how soon it is checked."""

    regulated = terms.Regulated.POST_CHECK
    author = RowField(Person.objects.order_by("collated", "pk"), label=_("Whose news"))
    days = forms.IntegerField(label=_("Working days for the check"), min_value=1, max_value=MOST_DAYS)

    def starting(self) -> dict[str, Any]:
        return {**super().starting(), "days": USUAL_DAYS}

    def prepare(self) -> None:
        super().prepare()
        writing = Post.objects.filter(counting(self.day), role__in=roles_allowing(Action.DRAFT))
        field = self.rows("author")
        field.queryset = field.queryset.filter(pk__in=writing.values("person"))


def against_making(record: object, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_about_regulator(stands_above=stood_above(person, day).exists())


def against_ending(record: Regulation, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_about_regulator(stands_above=stands_above(person, record.body, day))
    yield from reasons_about_ended(record, day)


def kept_to_own_desk(record: Regulation) -> set[int]:
    """Ids of those who approve texts of this very body and lead nothing above it. One query."""
    posts = posts_reaching(record.body, clock.today()).filter(role__in=roles_allowing(Action.REGULATE))
    held = list(posts.values_list("person", "role", "body"))
    above = {person for person, role, body in held if role not in rules.FROM_ABOVE or body != record.body_id}
    return {person for person, _role, _body in held} - above


regulate = partial(Verb, action=Action.REGULATE)


MADE: dict[str, Any] = {"act": acts.regulate, "icon": "plus", "reasons": against_making, "from_above": rules.FROM_ABOVE}
INITIALS_ASKED = _("Initials are asked for from that day on.")
LET_OUT = _("From that day on the author's ordinary news may go out before approval.")


class RegulationCounter(Counter):
    model = Regulation
    icon = "tasks"
    menu_label = _("Regulations of the newsroom")
    empty = _(
        "No regulation, so every text is approved before it goes out: the body's leader, or an approver of a body above it, "
        "regulates otherwise from here."
    )
    menu_order = 120
    list_display = ["regulated", "body", "author", "since", "until", "legal_basis"]
    list_filter = ["regulated", "body"]
    list_export = ["regulated", "body", "author", "days", "since", "until", "legal_basis", "by"]
    export_headings = {"since": _("From which day"), "until": LAST}
    list_select = ("body", "author", "by")
    search_fields = ("body__folded",)
    sayings = terms.SAYINGS
    begins = (
        regulate(name="yeu-cau-ky-nhay", label=_("Ask for initials"), form=RegulateForm, done=INITIALS_ASKED, **MADE),
        regulate(
            name="cho-dang-truoc",
            label=_("Let an author's news out before approval"),
            form=PostCheckForm,
            done=LET_OUT,
            **MADE,
        ),
    )
    verbs = (
        regulate(
            name="ket-thuc",
            label=_("End the regulation"),
            act=acts.end_regulation,
            form=EndForm,
            reasons=against_ending,
            own=kept_to_own_desk,
            done=_("It ends on that day."),
            icon="cross",
            grave=True,
        ),
    )

    def shown(self, record: Regulation, person: Person) -> dict[str, Any]:
        days = [day_in_digits(day) if day else "" for day in (record.since, record.until)]
        first = [(_("What is regulated"), record.get_regulated_display()), (_("For which body"), record.body)]
        check = [(_("Whose news"), record.author), (_("Working days for the check"), record.days)]
        held = [(_("From which day"), days[0]), (LAST, days[1])]
        return {"about": [*first, *check, *held, (_("By which decision"), record.legal_basis), (_("Made by"), record.by)]}
