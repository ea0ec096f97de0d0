"""Lists of people at the counter: a file is looked through first, then its right rows are entered while one looks on."""

import hashlib
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.db import IntegrityError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms import clock, table
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.reads import reach
from khen.bodies.terms import Action
from khen.desk.choosing import Days
from khen.desk.counter import Counter
from khen.desk.listing import Filters
from khen.desk.pages import Page
from khen.desk.uploads import AnyFileField
from khen.domains.organisation import acts, reads, rules, terms
from khen.domains.organisation.models import Roll
from khen.domains.organisation.screens.blank import blank_list
from khen.domains.organisation.screens.invitations import ON_ROLLS

LASTS = 2 * 3600  # seconds for which what was looked through may be entered
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROWN_OLD = _("This was looked through too long ago: hand in the file once more.")


class UploadForm(forms.Form):
    file = AnyFileField(label=_("The list as .xlsx or .csv"), accept=".xlsx,.csv")


class RollPage(Page):
    """A page of somebody who governs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reach(self.person, {Action.GOVERN}, self.day).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class UploadPage(RollPage):
    """First the file is only looked through and every wrong row named; then, pressed once more, the right ones are handed in."""

    template_name = "organisation/roll_upload.html"

    def get_page_title(self) -> str:
        return gettext("Enter people from a file")

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(UploadForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if "rows" in request.POST:
            return self.enter(request.POST["rows"])
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        given = form.cleaned_data["file"]
        return self.look_through(form, given.name, given.read(table.LARGEST + 1))

    def look_through(self, form: UploadForm, name: str, content: bytes) -> HttpResponse:
        try:
            rows = table.read(content, most=rules.MOST_ROWS)
        except table.UnreadableError as unreadable:
            form.add_error("file", gettext(unreadable.msgid) % unreadable.data)
            return self.page(form)
        if against := [str(reason) for reason in rules.reasons_not_to_read(rows)]:
            form.add_error("file", forms.ValidationError(against))
            return self.page(form)
        seen = rules.examine(rows, reads.sighted(rows, self.person, self.day))
        sha256 = hashlib.sha256(content).hexdigest()
        return self.page(UploadForm(), seen=seen, name=name, rows=self.kept(seen, name, sha256))

    def kept(self, seen: terms.Examined, name: str, sha256: str) -> str:
        """The right rows as they go to and fro with the form, signed for this person; nothing of them is stored here."""
        lines = [{**asdict(one), "since": one.since.isoformat()} for one in seen.good]
        told = {"key": str(uuid4()), "name": name[:120], "sha256": sha256, "lines": lines}
        return signing.dumps(told, salt=self.salt, compress=True)

    @property
    def salt(self) -> str:
        return f"khen.organisation.roll.{self.person.pk}"

    def enter(self, rows: str) -> HttpResponseBase:
        try:
            told = signing.loads(rows, salt=self.salt, max_age=LASTS)
        except signing.BadSignature:
            return self.page(UploadForm(), refused=[GROWN_OLD])
        key = UUID(told.pop("key"))
        lines = [terms.NewPerson(**{**one, "since": date.fromisoformat(one["since"])}) for one in told.pop("lines")]
        body = reads.register_of_rolls(self.person, self.day)
        if body is None:
            raise Http404
        try:
            roll = self.first(key) or acts.begin_roll(key=key, lines=lines, body=body, by=self.person, on=self.day, **told)
        except Refusal as refusal:
            return self.page(UploadForm(), refused=list(refusal.reasons))
        except IntegrityError:  # pressed twice at one moment
            roll = Roll.objects.get(key=key, by=self.person)
        return redirect(self.url("record", roll.pk))

    def first(self, key: UUID) -> Roll | None:
        return Roll.objects.filter(key=key, by=self.person).first()

    def page(self, form: UploadForm, **said: Any) -> HttpResponse:
        return self.shown(form=form, back=self.url("index"), blank=self.url("blank"), **said)


class BlankPage(RollPage):
    """The template: the headings, and the bodies, roles and areas that this person may write below them."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        bodies, areas = reads.bodies_to_name(self.person, self.day), reads.areas_to_name(self.person, self.day)
        name = 'attachment; filename="danh-sach-can-bo.xlsx"'
        return HttpResponse(blank_list(bodies, areas), content_type=XLSX, headers={"Content-Disposition": name})


class RollFilters(Filters):
    on = Days(label=_("Day"))

    class Meta:
        model = Roll
        fields: ClassVar[list[str]] = ["on", "body"]


class RollCounter(Counter):
    model, looks, icon, menu_label, menu_order = Roll, Action.GOVERN, "upload", _("People from files"), 811
    empty = _("No list handed in yet: fill in the empty list and enter many people from that file at once.")
    list_display = (
        TitleColumn("name", label=_("File"), sort_key="folded", url_name="nhap-can-bo:record"),
        Column("on", label=_("Day"), sort_key="on"),
        Column("by", label=_("Handed in by")),
        Column("made", label=_("Entered")),
        Column("passed_over", label=_("Passed over")),
        Column("waiting", label=_("Still waiting")),
    )
    list_export, filterset_class = ("name", "on", "by", "body"), RollFilters
    list_select, search_fields = ("by", "body"), ("folded",)
    sayings, record_template = terms.SAYINGS, "organisation/roll.html"
    verbs = ON_ROLLS
    ways = (("upload", _("Enter people from a file"), "upload"), ("blank", _("Empty list to fill in"), "download"))

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        made, refused = Q(lines__person__isnull=False), ~Q(lines__refused="")
        waits = Q(lines__person__isnull=True, lines__refused="")
        counts = {"made": Count("lines", made), "passed_over": Count("lines", refused), "waiting": Count("lines", waits)}
        return super().listed(rows, person, day).annotate(**counts)

    def shown(self, record: Roll, person: Person) -> dict[str, Any]:
        lines = reads.lines_in_sight(record, person, clock.today())
        return {"lines": lines, "count": reads.progress(lines)}

    def more(self) -> list[URLPattern]:
        return [
            path("tu-tep/", UploadPage.as_view(counter=self), name="upload"),
            path("mau/", BlankPage.as_view(counter=self), name="blank"),
        ]


ROLLS = RollCounter("nhap-can-bo")
