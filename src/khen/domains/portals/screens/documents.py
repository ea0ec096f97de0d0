"""Official documents at the counter: posted, corrected and withdrawn by whoever publishes on the site."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ReasonForm
from khen.desk.listing import Chip, Filters
from khen.domains.portals import acts, reads, rules
from khen.domains.portals.models import Document
from khen.domains.portals.screens.editions import EditionPage, otherwise
from khen.domains.portals.screens.papers import CorrectForm, PostForm
from khen.domains.portals.terms import SAYINGS, DocumentCorrected, DocumentPosted, DocumentState, DocumentWithdrawn

MOODS = {DocumentState.STANDING: "good", DocumentState.WITHDRAWN: "bad"}


DOUBLE = _("%(sign)s of %(day)s stands there already, issued by “%(issuer)s”: if that is the same paper, take one down.")


def against(record: Document, person: Person, day: date) -> Iterable[object]:
    return rules.reasons_not_to_alter(state=record.state)


def posted(record: Document) -> str:
    told = gettext("The document %(sign)s now stands on %(site)s.") % {"sign": record, "site": record.portal}
    return " ".join([told, *doubles(record)])


def doubles(record: Document) -> Iterable[str]:
    """What else stands there that may be the same paper: it would count twice."""
    for one in reads.doubles(record):
        yield DOUBLE % {"sign": one, "day": day_in_digits(one.signed_on), "issuer": one.issuer}


def corrected(record: Document) -> str:
    told = {"sign": record, "site": record.portal}
    now = gettext("Readers of %(site)s now see %(sign)s as it is right, and why it was corrected.") % told
    return " ".join([now, *doubles(record)])


def withdrawn(record: Document) -> str:
    told = {"sign": record, "site": record.portal}
    return gettext("%(sign)s stands on %(site)s no more and is not counted; its address says when and why.") % told


VERBS = (
    Verb(
        name="dinh-chinh",
        label=_("Correct the document"),
        action=Action.PUBLISH,
        act=acts.correct_document,
        form=CorrectForm,
        reasons=against,
        done=corrected,
        icon="edit",
        explanation=_("Readers see at once what is right; what stood there before is kept here."),
    ),
    Verb(
        name="go",
        label=_("Take the document down"),
        action=Action.PUBLISH,
        act=acts.withdraw_document,
        form=ReasonForm,
        reasons=against,
        done=withdrawn,
        icon="bin",
        grave=True,
        explanation=_(
            "It leaves the site at once and no longer counts; readers who come to its address see the day and the reason."
        ),
    ),
)


class DocumentFilters(Filters):
    class Meta:
        model = Document
        fields: ClassVar[list[str]] = ["state", "kind", "portal"]


KINDS = (DocumentPosted, DocumentCorrected, DocumentWithdrawn)


class DocumentCounter(Counter):
    model = Document
    body = "portal__body"
    icon = "folder-open-1"
    menu_label = _("Documents on sites")
    empty = _("No document yet: the editorial board posts directive documents on a site, each with its number and day.")
    menu_order = 154
    list_display = (
        "__str__",
        Column("title", label=_("Subject"), sort_key="collated"),
        "issuer",
        "signed_on",
        "portal",
        Chip("get_state_display", label=_("State"), sort_key="state", mood=lambda row: MOODS[row.state]),
    )
    filterset_class = DocumentFilters
    list_export = ("number", "symbol", "title", "issuer", "kind", "signed_on", "posted_on", "portal", "get_state_display")
    export_headings = {
        "number": _("Number"),
        "symbol": _("Symbol"),
        "title": _("Subject"),
        "issuer": _("Issuing body"),
        "kind": _("Kind"),
        "signed_on": _("Signed on"),
        "posted_on": _("Posted on"),
        "portal": _("Site"),
        "get_state_display": _("State"),
    }
    list_select = ("portal",)
    search_fields = ("folded",)
    sayings = {one.kind: SAYINGS[one.kind] for one in KINDS}
    needs = {one.kind: Action.PUBLISH for one in KINDS}
    record_template = "portals/paper.html"
    verbs = VERBS
    begins = (
        Verb(
            name="dang",
            label=_("Post a document"),
            action=Action.PUBLISH,
            act=acts.post_document,
            form=PostForm,
            done=posted,
            icon="upload",
        ),
    )

    def words(self, query: str) -> list[str]:
        return rules.searched(query)

    def detail(self, record: Document, entry: Entry) -> str:
        """What a correction changed in what the document is called, and in what else it says: from what to what."""
        if entry.kind != DocumentCorrected.kind:
            return ""
        told = entry.payload
        days = {name: day_in_digits(date.fromisoformat(told[name])) for name in ("signed_before", "signed_on")}
        before, now = (
            gettext("%(number)s/%(symbol)s of %(day)s") % one
            for one in (
                {"number": told["number_before"], "symbol": told["symbol_before"], "day": days["signed_before"]},
                {"number": told["number"], "symbol": told["symbol"], "day": days["signed_on"]},
            )
        )
        renamed = [gettext("%(before)s became %(now)s") % {"before": before, "now": now}] if before != now else []
        return "; ".join([*renamed, *otherwise(record, told.get("edition", 0))])

    def shown(self, record: Document, person: Person) -> dict[str, Any]:
        about = [(_("Kind of document"), record.get_kind_display()), (_("Issuer"), record.issuer), (_("Subject"), record.title)]
        days = [(_("Day on the paper"), day_in_digits(record.signed_on)), (_("Posted on"), day_in_digits(record.posted_on))]
        where = [(_("Site"), record.portal), (_("State"), record.get_state_display()), (_("Abstract"), record.abstract)]
        return {"about": [*about, *days, *where], "editions": record.earlier.all(), "paper": self.get_url_name("paper")}

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/tep/<int:number>/", EditionPage.as_view(counter=self), name="paper")]


DOCUMENTS = DocumentCounter("van-ban-tren-trang")
