"""Articles as they stand on sites: suggested to other sites, accepted or declined by the editors of each."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import in_reach
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, ReasonForm, RowsField
from khen.desk.home import Waiting, waits
from khen.desk.listing import Filters
from khen.desk.sorts import Listed, Sort, Sorted, counted
from khen.domains.portals import acts, rules
from khen.domains.portals.models import Placement, Portal
from khen.domains.portals.terms import SAYINGS, Corrected, Declined, Placed, Proposed, SaidIn, SaidNoMore, State, TakenDown


def suggested(person: Person, day: date) -> QuerySet[Placement]:
    """What waits for the editors of the sites on which this person publishes. One query."""
    return Placement.objects.filter(state=State.PROPOSED, portal__body__in=in_reach(person, {Action.PUBLISH}, day))


SORTS = (
    Sort(
        key="goi-y",
        label=_("suggested to you"),
        told=_("texts are suggested to your sites"),
        theirs=_("texts suggested to sites"),
        rows=suggested,
    ),
)


class SuggestForm(ActForm):
    portals = RowsField(Portal.objects.order_by("collated", "pk"), action=Action.PUBLISH, label=_("Sites to suggest it to"))

    def prepare(self) -> None:
        """Where it neither stands nor waits."""
        assert isinstance(self.record, Placement)
        there = Placement.objects.filter(article=self.record.article_id, state__in=(State.PROPOSED, State.STANDING))
        portals = self.rows("portals")
        portals.queryset = portals.queryset.exclude(pk__in=there.values("portal"))


def against_deciding(accepts: bool) -> Any:
    def against(record: Placement, person: Person, day: date) -> Iterable[object]:
        return rules.reasons_not_to_decide(state=record.state, mode=record.mode, accepts=accepts, may=True)

    return against


def against_suggesting(record: Placement, person: Person, day: date) -> Iterable[object]:
    return rules.reasons_not_to_suggest(state=record.state)


def accepted(record: Placement) -> str:
    return gettext("The text now stands on %(site)s.") % {"site": record.portal}


def declined(record: Placement) -> str:
    return gettext("The text does not stand on %(site)s; whoever suggested it can read why.") % {"site": record.portal}


VERBS = (
    Verb(
        name="nhan-dang",
        label=_("Accept for the site"),
        action=Action.PUBLISH,
        act=acts.accept,
        reasons=against_deciding(True),
        done=accepted,
    ),
    Verb(
        name="khong-nhan",
        label=_("Decline for the site"),
        action=Action.PUBLISH,
        act=acts.decline,
        form=ReasonForm,
        reasons=against_deciding(False),
        done=declined,
        icon="cross",
        grave=True,
    ),
    Verb(
        name="goi-y",
        label=_("Suggest to other sites"),
        action=Action.PUBLISH,
        act=acts.suggest,
        form=SuggestForm,
        reasons=against_suggesting,
        done=_("The text is suggested: the editors of each site find it among what waits for them."),
        icon="mail",
        explanation=_("The editors of each site accept or decline it."),
    ),
)


class PlacementFilters(Filters):
    cho = Sorted(SORTS)

    class Meta:
        model = Placement
        fields: ClassVar[list[str]] = ["state", "mode", "portal"]


KINDS = (Placed, Proposed, Corrected, Declined, SaidIn, SaidNoMore, TakenDown)


class PlacementCounter(Counter):
    model = Placement
    body = "portal__body"
    icon = "view"
    menu_label = _("Texts on sites")
    empty = _("No text stands on a site yet: a bulletin published on one comes here by itself.")
    empty_in_practice = _("No text stands on a site in the training: what you publish here comes on no site.")
    menu_order = 152
    list_display = (
        "article",
        "portal",
        "since",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
    )
    filterset_class = PlacementFilters
    list_export = ("article", "portal", "since", "until", "get_state_display")
    export_headings = {
        "article": _("Text"),
        "portal": _("Site"),
        "since": _("Shown from"),
        "until": _("Shown until"),
        "get_state_display": _("State"),
    }
    list_select = ("article", "portal")
    search_fields = ("article__folded",)
    verbs = VERBS
    sayings = {one.kind: SAYINGS[one.kind] for one in KINDS}
    needs = {one.kind: Action.PUBLISH for one in KINDS}
    record_template = "portals/placement.html"

    def words(self, query: str) -> list[str]:
        return rules.searched(query)

    def entries(self, record: Placement, person: Person) -> QuerySet[Entry]:
        """What was done about the article on this site."""
        return Entry.objects.filter(about="portals.article", about_id=record.article_id, body=record.portal.body_id)

    def shown(self, record: Placement, person: Person) -> dict[str, Any]:
        until = day_in_digits(record.until) if record.until else ""
        about = [(_("Site"), record.portal), (_("State"), record.get_state_display()), (_("Source"), record.article.source)]
        return {"about": [*about, (_("From day"), day_in_digits(record.since)), (_("Until"), until)]}


PLACEMENTS = PlacementCounter("tin-tren-trang")
LISTS = (Listed(PLACEMENTS.get_url_name("index"), PLACEMENTS.rows, SORTS),)


def waiting(person: Person) -> list[Waiting]:
    """What was suggested to the sites on which this person publishes."""
    return waits(counted(person, (reverse(PLACEMENTS.get_url_name("index")), SORTS)))
