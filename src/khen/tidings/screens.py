"""What was done, by oneself; to whoever inspects, also by others within reach."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from khen.atoms import clock
from khen.atoms.collation import collation
from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.models import Body, Person
from khen.bodies.reads import in_reach, within
from khen.bodies.terms import ALLOWED, Action
from khen.book.models import Entry
from khen.desk import scope
from khen.desk.beside import Line, Panel
from khen.desk.choosing import Days
from khen.desk.counter import Counter
from khen.desk.listing import Filters, Plain
from khen.desk.verbs import Words
from khen.figures import entries
from khen.tidings.models import Doing
from khen.tidings.sayings import SAYINGS
from khen.tidings.things import names

MOST_LINES = 5


def kinds() -> list[tuple[str, Words]]:
    """Every kind of act by its words; kinds that are called alike stand side by side."""
    return sorted(((kind, capfirst(str(words))) for kind, words in SAYINGS.items()), key=lambda one: collation(str(one[1])))


def about(row: Any) -> str:
    """What it was done about: its name, else the sort of thing and its number."""
    return row.thing or entries.about(row.about, row.about_id)


def who(row: Any) -> str:
    return str(row.by) if row.by else gettext("by itself")


def bearing(model: type[Model], words: Sequence[str], *, every: bool = True) -> QuerySet[Any, Any]:
    """The keys of people or bodies in whose names every one of the folded words stands, or at least one."""
    borne = (Q(folded__contains=word) for word in words)
    return model._default_manager.filter(reduce(and_ if every else or_, borne)).values("pk")


class DoingFilters(Filters):
    labels: ClassVar[dict[str, Any]] = {"body": _("Body")}
    nguoi = CharFilter(label=_("User name"), method="done_by")
    kind = ChoiceFilter(label=_("What was done"), choices=kinds)
    on = Days(label=_("Day"))

    class Meta:
        model = Doing
        fields: ClassVar[list[str]] = ["kind", "on", "body"]

    def done_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the person of this user name, where the reader meets it: their own, and those of people whom they inspect."""
        reader = self.request.user
        known = Q(pk=reader.pk) | Q(pk__in=within(Person.objects.all(), reader, Action.INSPECT, body="posts__body").values("pk"))
        one = Person.objects.filter(known, username=value).values("pk")[:1]  # one value: the journal's index is asked for it
        return rows.filter(by=Subquery(one))


class DoingCounter(Counter):
    model, icon, menu_label, menu_order = Doing, "history", _("Acts done"), 820
    empty = _("Nothing was done yet: whatever somebody does for a body in your reach stands here by itself.")
    list_display = [
        "__str__",
        Plain("thing", label=_("About"), accessor=about),
        Plain("who", label=_("Who"), accessor=who, sort_key="by__folded"),
        Plain("body", label=_("Body"), sort_key="body__folded"),
        Plain("on", label=_("Day"), accessor=lambda row: day_in_digits(row.on), sort_key="on"),
    ]
    filterset_class = DoingFilters
    list_export = ("seq", "kind", "about", "about_id", "thing", "by", "body", "on", "written_at")
    export_headings = {
        "seq": _("Entry"),
        "kind": _("What was done"),
        "about": _("About"),
        "about_id": _("Number"),
        "thing": _("Name"),
        "by": _("Who"),
        "body": _("Body"),
        "on": _("Day"),
        "written_at": _("Entered on"),
    }
    export_words = {
        "kind": lambda kind: str(SAYINGS.get(kind, kind)),
        "about": lambda label: entries.about(label, None),
        "by": lambda person: str(person) if person else gettext("by itself"),
    }
    list_select = ("by", "body")
    search_fields = ("by__folded", "body__folded")
    record_template = "tidings/doing.html"
    ordering = "-pk"

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        """One's own acts for bodies that one still reaches, and all for bodies that one inspects.

        Asked as an index answers it: of a hundred thousand entries "one's own or inspected" would look at each."""
        inspecting = [Action.INSPECT in ALLOWED[role] for role in scope.roles(person)]
        if not any(inspecting):
            return super().rows(person, day).filter(by=person)
        if all(inspecting):
            return within(Doing.objects.all(), person, Action.INSPECT, day=day)
        inspected = Q(body__in=in_reach(person, {Action.INSPECT}, day))
        return super().rows(person, day).filter(Q(by=person) | inspected)

    def found(self, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        """Those by whom or for which body each word stands in a name, be it in both together.

        Names are few and entries many: each name is looked into once, and entries are told apart by their keys. Most are settled
        by whether their person bears every word, or their body none."""
        each = [Q(by__in=bearing(Person, [word])) | Q(body__in=bearing(Body, [word])) for word in words]
        partly = Q(body__in=bearing(Body, words, every=False))
        return rows.filter(Q(by__in=bearing(Person, words)) | Q(partly, *each))

    def fill(self, rows: Sequence[Any], person: Any, day: date) -> None:
        """What each was done about by its name, as `thing`; "" where the person may not know it. One query."""
        known = names([(row.about, row.about_id) for row in rows], person, day)
        for row in rows:
            row.thing = known.get((row.about, row.about_id), "")

    def entries(self, record: Any, person: Person) -> QuerySet[Entry]:
        return Entry.objects.none()

    def shown(self, record: Any, person: Person) -> dict[str, Any]:
        row = self.listed(Doing.objects.filter(pk=record.pk), person, clock.today()).get()
        self.fill([row], person, clock.today())
        told = [
            (_("About"), about(row)),
            (_("Who"), who(row)),
            (_("Body"), row.body),
            (_("Day"), day_in_digits(row.on)),
            (_("Warning"), " ".join(row.payload.get("warnings") or [row.payload.get("warning", "")])),
            (_("Reason"), row.payload.get("reason", "")),
        ]
        proof = Line(label=gettext("Entry %(seq)s") % {"seq": number(row.pk)}, url=reverse("so-lieu:entry", args=[row.pk]))
        return {"about": told, "proof": proof}


DOINGS = DoingCounter("viec-da-lam")
scope.belongs(Entry)


def of_person(record: Person, person: Person) -> Panel:
    """The panel beside a person: what they did last at bodies that the reader inspects."""
    index, day = reverse(DOINGS.get_url_name("index")), clock.today()
    seen = list(within(Doing.objects.filter(by=record), person, Action.INSPECT, day=day).order_by("-pk")[:MOST_LINES])
    DOINGS.fill(seen, person, day)
    lines = [
        Line(
            label=f"{capfirst(str(row))}: {about(row)}",
            url=reverse(DOINGS.get_url_name("record"), args=[row.pk]),
            note=day_in_digits(row.on),
        )
        for row in seen
    ]
    return Panel(
        title=_("What this person did"),
        lines=lines,
        all=_("All that they did"),
        url=f"{index}?{urlencode({'nguoi': record.username})}",
    )
