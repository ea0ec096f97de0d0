"""Sheets: a whole form of one body and period, filled in at once."""

from typing import Any

from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages

from khen.atoms.refusal import Refusal
from khen.bodies.reads import may, reach
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.models import Slip
from khen.desk.pages import Page
from khen.desk.periods import in_words
from khen.desk.slips import SlipPage
from khen.desk.sorts import ASKED, asked_for, narrowed_to
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Item, Return
from khen.domains.returns.screens import answers
from khen.domains.returns.screens.forms import LineForm
from khen.domains.returns.screens.lines import Line
from khen.domains.returns.screens.sorts import SHEETS

MOST = 100  # sheets on a page


class SheetsPage(Page):
    """The forms that are asked for within the person's reach, and how many bodies have sent each."""

    template_name = "returns/sheets.html"

    def get_page_title(self) -> str:
        return gettext("Sheets to fill in")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        bodies = reach(self.person, {Action.VIEW}, self.day)
        asked = scope.narrowed(Ask.objects.select_related("form", "body"), self.person, day=self.day)
        key, whose = asked_for(request.GET.get(ASKED, ""), self.person)
        sort = next((one for one in SHEETS if whose and one.key == key), None)
        asks = list((narrowed_to(sort, asked, whose) if sort and whose else asked).order_by("-due", "body"))
        page = Paginator(asks, MOST).get_page(request.GET.get("trang"))
        forms_of = {(ask.period, ask.form_id): ask.form for ask in asks}
        progress = [(in_words(period), reads.progress(form, period, bodies=bodies)) for (period, _pk), form in forms_of.items()]
        lines = [(ask, self.url("sheet", ask.pk)) for ask in page]
        return self.shown(asks=lines, page=page, sort=sort, sorts=SHEETS, progress=progress)


class SheetPage(SlipPage):
    """One form for one body and period: every item with its answer, saved or sent together."""

    template_name = "returns/sheet.html"

    @cached_property
    def ask(self) -> Ask:
        asks = scope.narrowed(Ask.objects.select_related("form", "body"), self.person, day=self.day)
        return get_object_or_404(asks, pk=self.kwargs["ask"])

    def get_page_title(self) -> str:
        return str(self.ask.form)

    def get_page_subtitle(self) -> str:
        return f"{self.ask.body} · {in_words(self.ask.period)}"

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.url("sheets"), "label": gettext("Sheets to fill in")}]

    def lines(self, given: Any = None) -> list[Line]:
        standing, mine = reads.standing_of(self.ask), may(self.person, Action.DECLARE, self.ask.body, self.day)
        level = self.ask.body.area.kind if self.ask.body.area else ""
        return [
            Line.of(item, (record := standing.get(item.pk)), given, mine=mine, url=self.address(record), level=level)
            for item in reads.items_for(self.ask.form, self.ask.period)
        ]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.lines())

    def page(self, lines: list[Line], refused: tuple[object, ...] = (), **told: Any) -> HttpResponse:
        editable = any(line.is_open for line in lines)
        shown = {"ask": self.ask, "lines": lines, "refused": refused, "editable": editable, "slip": self.slip}
        return self.shown(**{**shown, **told})

    def address(self, record: Return | None) -> str:
        return self.url("record", record.pk) if record else ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The form carries a slip: pressed twice it is kept once, and leads both times to the sheet as it stands.

        With other answers than the first time it comes back as it was typed."""
        if first := self.first():
            return self.once_more(first)
        lines = self.lines(request.POST)
        filled = [(line.item, line.form) for line in lines if line.form and line.is_filled]
        if any(form.errors for _item, form in filled):
            return self.page(lines, wrong=[fault for line in lines for fault in line.faults()])
        try:
            kept = self.keep(filled, send="send" in request.POST)
        except Refusal as refusal:
            return self.page(renewed(lines), refusal.reasons)
        except IntegrityError:
            if not (first := self.first()):
                raise
            return self.once_more(first)
        messages.success(request, (answers.handed_in if "send" in request.POST else answers.saved)(self.ask, kept))
        return self.leads(request.path)

    def keep(self, filled: list[tuple[Item, LineForm]], *, send: bool) -> list[Return]:
        """Act and slip are one transaction."""
        ask, given = self.ask, [(item, form.given()) for item, form in filled]
        seen = {item.pk: form.version() for item, form in filled}
        with transaction.atomic():
            kept = acts.fill_in(by=self.person, body=ask.body, on=self.day, period=ask.period, lines=given, send=send, seen=seen)
            self.use(self.request.path)
        return kept

    def once_more(self, first: Slip) -> HttpResponseBase:
        """This form has come before: with the same answers, or with others that are kept on the page."""
        if first.said == self.said:
            return self.leads(first.place)
        return self.page(renewed(self.lines(self.request.POST)), **self.anew(first.place))


def renewed(lines: list[Line]) -> list[Line]:
    """The lines as they stand now, with what was typed over them."""
    for line in lines:
        line.renew()
    return lines
