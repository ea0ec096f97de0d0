"""The end of a post at the counter: what stands in the person's name, and who takes it over."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person, Post
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk import holdings
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, DayField, RowField, offer
from khen.desk.holdings import Held, Holding
from khen.domains.organisation import acts, reads, rules, terms
from khen.domains.organisation.screens import answers

GOVERN = Action.GOVERN
MISTAKEN = _(
    "A post given by mistake counts on no day: end it before it begins, or on its first day while nothing has been done by it."
)
SUCCESSOR = _("Who takes over what stands in their name")


def people_to_name(field: Any, record: Any, day: date) -> None:
    """Whoever may take over: anybody active where the administrator governs, but for the person; colleagues first."""
    field.queryset = reads.colleagues_first(field.queryset, record, day)
    field.label_from_instance = lambda person: f"{person.full_name} ({person.username})"


class EndForm(ActForm):
    post = RowField(Post.objects.all(), action=GOVERN, label=_("Post"), widget=forms.RadioSelect, empty_label=None)
    until = DayField(label=_("First day on which it no longer counts"), help_text=MISTAKEN)
    successor = RowField(
        Person.objects.filter(is_active=True).distinct(),
        action=GOVERN,
        label=SUCCESSOR,
        required=False,
        help_text=_("Everything that the person may no longer do. May stay empty where nothing does."),
    )
    same_post = forms.BooleanField(label=_("They also get this post, from that day"), required=False)

    def starting(self) -> dict[str, Any]:
        return {"until": self.day}

    def prepare(self) -> None:
        assert isinstance(self.record, Person)
        self.rows("post").queryset = reads.posts_to_end(self.record, self.person, self.day)
        self.rows("post").label_from_instance = terms.post_in_words
        self.rows("post").initial = self.rows("post").queryset.first()
        people_to_name(self.rows("successor"), self.record, self.day)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("same_post") and not told.get("successor") and "successor" not in self.errors:
            self.add_error("successor", _("Name who gets the post."))
        return told


class HandOverForm(ActForm):
    things = forms.MultipleChoiceField(label=_("What is handed over"), widget=forms.CheckboxSelectMultiple)
    successor = RowField(Person.objects.filter(is_active=True).distinct(), action=GOVERN, label=_("Who takes it over"))

    def prepare(self) -> None:
        assert isinstance(self.record, Person)
        self.held = {one.key: one for one in holdings.held(self.record, self.person, self.day)}
        offer(self.fields["things"], [(key, in_words(one)) for key, one in self.held.items()])
        self.fields["things"].initial = list(self.held)
        people_to_name(self.rows("successor"), self.record, self.day)

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"things": [self.held[key] for key in told["things"]], "successor": told["successor"]}


def in_words(one: Held) -> str:
    return f"{capfirst(str(one.holding.label))}: {one.row}"


def end_post(person: Person, *, post: Post, until: date, successor: Person | None, same_post: bool, by: Person, on: date) -> Post:
    """A post ends and what stands in its holder's name passes on: all or nothing, the page of an act is one transaction."""
    ended = acts.end_post(post, until=until, by=by, on=on)
    last = max(ended.until or on, on)
    left = holdings.left_without(holdings.held(person, by, on), last)
    refuse_if(rules.reasons_without_successor(left=len(left), successor=successor is not None, same=successor == person))
    if successor and same_post:
        acts.give_post(person=successor, body=post.body, role=post.role, area=post.area, since=last, by=by, on=on)
    if successor:
        hand_over(person, things=left, successor=successor, by=by, on=on, since=last)
    return ended


def hand_over(
    person: Person, *, things: list[Held], successor: Person, by: Person, on: date, since: date | None = None
) -> Person:
    """All of these, or none."""
    for one in things:
        one.holding.hand_over(one.row, to=successor, by=by, on=on, since=since or on)
    return person


def in_name(record: Person, person: Person, day: date) -> list[tuple[str, int]]:
    """How many things of each sort stand in somebody's name. One query for each sort."""
    counts = [(capfirst(str(one.label)), one.of(record, person, day).count()) for one in holdings.kept()]
    return [(label, count) for label, count in counts if count]


def against_handing_over(record: Person, person: Person, day: date) -> list[object]:
    held = any(one.of(record, person, day).exists() for one in holdings.kept())
    return [] if held else [_("Nothing stands in this person's name at bodies that you govern.")]


def people_left_with_things(person: Person, day: date) -> QuerySet[Person]:
    """Whoever may no longer do what stands in their name, where this person governs: their post ended, or their account. One
    query."""
    gone = Person.objects.filter(Q(is_active=False) | Q(posts__until__lte=day)).values("pk")
    left = Q(pk__in=[])
    for one in holdings.kept():
        left |= Q(pk__in=one.holders(one.left(person, day, gone)))
    return within(Person.objects.filter(left), person, GOVERN, body="posts__body", day=day)


def handed_over(record: Person) -> str:
    return gettext("Handed over. What still stands in the name of %(person)s is told below.") % {"person": record}


HOLDINGS = (
    Holding(
        key="nghi-phep",
        label=_("leave of somebody whose work they look after"),
        rows=reads.open_leaves,
        person="deputy",
        action=Action.VIEW,
        hand_over=acts.change_deputy,
    ),
)


HANDED = _("Texts keep who wrote them: whoever takes one over answers for it from now on and does not approve it.")
ENDING = Verb(
    action=Action.GOVERN,
    name="ket-thuc",
    label=_("End a post"),
    act=end_post,
    form=EndForm,
    reasons=reads.against_ending,
    done=answers.ended_post,
    icon="cross",
    template="organisation/end_post.html",
    grave=True,
)
HANDING = Verb(
    action=Action.GOVERN,
    name="ban-giao",
    label=_("Hand over what stands in their name"),
    act=hand_over,
    form=HandOverForm,
    reasons=against_handing_over,
    done=handed_over,
    icon="arrow-right",
    explanation=HANDED,
)
