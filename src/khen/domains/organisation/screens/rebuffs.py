"""Refused attempts at the counter: whoever inspects sees what people of theirs tried that was not theirs to do."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, moment_in_digits
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.choosing import Days
from khen.desk.counter import Counter
from khen.desk.listing import Chip, Filters, Plain
from khen.domains.organisation import reads
from khen.domains.organisation.models import Rebuff
from khen.domains.organisation.rules.rebuffs import MOST_TIMES
from khen.domains.organisation.terms.rebuffs import Refused

INVITATION = "invitation"  # the name of the address behind an invitation's link
TOGETHER = "together_"  # before a verb's name where it is done to several rows


def in_words(act: str) -> str:
    """ "Bulletins: Approve"; of a page without an act what its list is called."""
    if act == INVITATION:
        return gettext("Link of an invitation")
    name, _colon, page = act.partition(":")
    counter = next((one for one in REBUFFS.counters() if one.name == name), None)
    if counter is None:
        return act
    verbs = (*counter.begins, *counter.verbs)
    label = next((f": {verb.label}" for verb in verbs if verb.name == page.removeprefix(TOGETHER)), "")
    return f"{counter.menu_label}{label}"


def how_often(times: int) -> str:
    """ "3"; at the most that is counted, "200 or more"."""
    return gettext("%(most)d or more") % {"most": times} if times >= MOST_TIMES else str(times)


class RebuffFilters(Filters):
    kind = ChoiceFilter(label=_("Why it was refused"), choices=Refused.choices)
    body = ModelChoiceFilter(label=_("Body"), queryset=Body.objects.order_by("pk"), method="holding")
    day = Days(label=_("Day"))

    class Meta:
        model = Rebuff
        fields = ()

    def holding(self, rows: QuerySet[Any], name: str, value: Body) -> QuerySet[Any]:
        posts = scope.narrowed(Post.objects.filter(body=value), self.request.user, Action.INSPECT)
        return rows.filter(person__in=posts.values("person"))


class RebuffCounter(Counter):
    """Rows of people who hold, or held, a post at a body in reach; they are counted by the door and changed by nobody."""

    model, body, looks, icon = Rebuff, "person__posts__body", Action.INSPECT, "no-view"
    menu_label, menu_order = _("Refused attempts"), 817
    empty = _(
        "Nobody was refused lately: whoever of your people tries what their post does not allow, or comes with a forged number "
        "or a used link, stands here for half a year."
    )
    list_display = (
        TitleColumn("person", label=_("Officer"), sort_key="person__folded", url_name="lan-bi-tu-choi:record"),
        Plain("act", label=_("What was tried"), accessor=lambda row: in_words(row.act)),
        Chip("kind", label=_("Why it was refused"), accessor=lambda row: row.get_kind_display(), mood=lambda row: "bad"),
        Column("times", label=_("Times"), accessor=lambda row: how_often(row.times), sort_key="times"),
        Plain("day", label=_("Day"), accessor=lambda row: day_in_digits(row.day), sort_key="day"),
        Plain("last", label=_("Last"), accessor=lambda row: moment_in_digits(row.last), sort_key="last"),
    )
    filterset_class = RebuffFilters
    list_export = ("person", "act", "kind", "times", "day", "last")
    export_headings = {
        "person": _("Officer"),
        "act": _("What was tried"),
        "kind": _("Why it was refused"),
        "times": _("Times"),
        "day": _("Day"),
        "last": _("Last"),
    }
    export_words = {"act": in_words, "kind": lambda kind: str(Refused(kind).label), "last": moment_in_digits}
    list_select, search_fields, ordering = ("person",), ("person__folded", "person__username"), ("-last", "-pk")
    counters: Callable[[], Sequence[Counter]] = tuple  # whose acts are called by their labels; given by web

    def body_for(self, record: Rebuff, person: Person) -> Body:
        return reads.body_for(record.person, person, clock.today())

    def shown(self, record: Rebuff, person: Person) -> dict[str, Any]:
        return {
            "about": [
                (_("Officer"), record.person),
                (_("What was tried"), in_words(record.act)),
                (_("Why it was refused"), record.get_kind_display()),
                (_("Times"), how_often(record.times)),
                (_("Day"), day_in_digits(record.day)),
                (_("Last"), moment_in_digits(record.last)),
            ]
        }


REBUFFS = RebuffCounter("lan-bi-tu-choi")
