"""Official documents at the counter: posted on a site by whoever publishes there."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, PastDayField, RowField
from khen.desk.listing import Filters
from khen.desk.uploads import AnyFileField
from khen.domains.portals import acts
from khen.domains.portals.models import Document, Portal
from khen.domains.portals.rules import LARGEST_FILE
from khen.domains.portals.terms import SAYINGS, DocumentKind, DocumentPosted


class PostForm(ActForm):
    portal = RowField(Portal.objects.order_by("collated", "pk"), action=Action.PUBLISH, label=_("Site"))
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    number = forms.CharField(label=_("Number"), max_length=20)
    symbol = forms.CharField(label=_("Symbol"), max_length=60, help_text=_("For example CT-UBND."))
    signed_on = PastDayField(label=_("Day on the paper"))
    issuer = forms.CharField(label=_("Issuer"), max_length=200, help_text=_("The body's full name."))
    title = forms.CharField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    abstract = forms.CharField(label=_("Abstract"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = AnyFileField(
        label=_("File of the document"), required=False, accept="application/pdf", help_text=_("PDF, at most 20 MB.")
    )

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        file = told.pop("file")
        return {**told, "portal": told["portal"].key, "file": file.read(LARGEST_FILE + 1) if file else b""}


def posted(record: Document) -> str:
    return gettext("The document %(sign)s now stands on %(site)s.") % {"sign": record, "site": record.portal}


class DocumentFilters(Filters):
    class Meta:
        model = Document
        fields: ClassVar[list[str]] = ["kind", "portal"]


class DocumentCounter(Counter):
    model = Document
    body = "portal__body"
    icon = "folder-open-1"
    menu_label = _("Documents on sites")
    empty = _("No document yet: the editorial board posts directive documents on a site, each with its number and day.")
    menu_order = 154
    list_display = ("__str__", "title", "issuer", "signed_on", "portal")
    filterset_class = DocumentFilters
    list_export = ("number", "symbol", "title", "issuer", "kind", "signed_on", "posted_on", "portal")
    export_headings = {
        "number": _("Number"),
        "symbol": _("Symbol"),
        "title": _("Title"),
        "issuer": _("Issuing body"),
        "kind": _("Kind"),
        "signed_on": _("Signed on"),
        "posted_on": _("Posted on"),
        "portal": _("Site"),
    }
    list_select = ("portal",)
    search_fields = ("folded",)
    sayings = {DocumentPosted.kind: SAYINGS[DocumentPosted.kind]}
    needs = {DocumentPosted.kind: Action.PUBLISH}
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

    def shown(self, record: Document, person: Person) -> dict[str, Any]:
        about = [(_("Kind of document"), record.get_kind_display()), (_("Issuer"), record.issuer), (_("Title"), record.title)]
        days = [(_("Day on the paper"), day_in_digits(record.signed_on)), (_("Posted on"), day_in_digits(record.posted_on))]
        return {"about": [*about, *days, (_("Site"), record.portal), (_("Abstract"), record.abstract)]}


DOCUMENTS = DocumentCounter("van-ban-tren-trang")
