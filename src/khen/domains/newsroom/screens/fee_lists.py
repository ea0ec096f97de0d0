"""The monthly list of what a body published, at the counter: marked by the editorial board, closed by a leader, and each author's
own lines to the author."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import SeenForm
from khen.desk.listing import Chip, Plain
from khen.desk.pages import Page
from khen.desk.periods import in_words
from khen.desk.taking import FORMS, handed_over
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.fee_lines import rates_of
from khen.domains.newsroom.models import FeeList
from khen.domains.newsroom.reads.fees import by_author
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.screens.fee_forms import DrawUpForm, MarksForm
from khen.domains.newsroom.screens.fee_views import (
    FINGERPRINT,
    MONEY,
    View,
    fingerprint,
    note,
    sheet_of,
    standing_in_words,
    view,
    work,
    worth,
)
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.terms import fees as terms

OF_YOURS = (_("Your bulletins"), _("Paid, of yours"), _("Amount for your bulletins (đồng)"))
MOODS = {terms.Standing.OPEN: "wait", terms.Standing.CLOSED: "good"}


class FilePage(Page):
    """The list as a spreadsheet, as csv or on paper."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.kwargs["form"]
        if form not in FORMS:
            raise Http404
        sheet = sheet_of(view(self.record, self.person), self.person)
        return handed_over(request, sheet, form, f"{self.counter.name}-{self.record.period}")


def against(record: FeeList, person: Person, day: date) -> Iterable[object]:
    return rules.reasons_about_closed(closed=record.standing == terms.Standing.CLOSED)


def against_closing(record: FeeList, person: Person, day: date) -> Iterator[object]:
    yield from against(record, person, day)
    yield from rules.reasons_not_to_close(last=parse(record.period).last, on=day, lines=())


MARK = Verb(
    name="cham",
    label=_("Choose coefficients"),
    action=Action.PUBLISH,
    act=acts.mark_fees,
    form=MarksForm,
    reasons=against,
    press=_("Keep the coefficients"),
    done=_("The coefficients are kept."),
    template="newsroom/fee_marks.html",
    icon="edit",
)
CLOSE = Verb(
    name="chot",
    label=_("Close the list"),
    action=Action.SIGN,
    act=acts.close_fees,
    form=SeenForm,
    reasons=against_closing,
    done=_("The list is closed; what changes later is shown beside it."),
    template="newsroom/fee_close.html",
    icon="lock",
)


class FeeListCounter(Counter):
    model = FeeList
    icon = "list-ol"
    menu_label = _("Monthly lists of bulletins")
    empty = _(
        "No list yet: the editorial board draws one up for a month and chooses the coefficient of each bulletin; a leader closes "
        "it when the month is over."
    )
    menu_order = 122
    ordering = ("-period", "-pk")
    list_display = [
        TitleColumn(
            "month",
            label=_("Month"),
            accessor=lambda row: in_words(row.period),
            sort_key="period",
            url_name="bang-ke-tin-bai:record",
        ),
        Chip("get_standing_display", label=_("Standing"), sort_key="standing", mood=lambda row: MOODS[row.standing]),
        "body",
        Plain(
            "closed_on",
            label=_("Closed on"),
            sort_key="closed_on",
            accessor=lambda row: day_in_digits(row.closed_on) if row.closed_on else "",
        ),
    ]
    list_filter = ["standing", "body"]
    list_export = ["period", "body", "standing", "by", "on", "closed_by", "closed_on"]
    export_words = {"period": in_words}
    list_select = ("body", "by", "closed_by")
    search_fields = ("body__folded",)
    sayings = terms.OF_LISTS
    needs = NEEDS
    begins = (
        Verb(
            name="lap",
            label=_("Draw up the list of a month"),
            action=Action.PUBLISH,
            act=acts.draw_up,
            form=DrawUpForm,
            done=_("The list is drawn up: choose the coefficients now."),
            icon="plus",
        ),
    )
    verbs = (MARK, CLOSE)
    record_template = "newsroom/fee_list.html"

    def shown(self, record: FeeList, person: Person) -> dict[str, Any]:
        seen = view(record, person)
        return {
            "seen": seen,
            "mood": MOODS[terms.Standing(record.standing)],
            "about": self.about(seen),
            "rows": [(line, work(line), note(line), worth(line)) for line in seen.lines],
            "authors": [(name, count, number(sum)) for name, count, sum in by_author(seen.lines)] if seen.whole else [],
            "rated": bool(rates_of(record.body, parse(record.period))),
            "forms": FORMS,
        }

    def about(self, seen: View) -> list[tuple[Any, Any]]:
        fee_list = seen.fee_list
        first = [(_("Month"), in_words(fee_list.period)), (_("Body"), fee_list.body)]
        closed = [(_("Standing"), standing_in_words(seen)), (FINGERPRINT, fingerprint(seen))]
        if not seen.whole and not seen.lines:
            return [*first, *closed]
        told = (_("Bulletins"), _("Paid"), MONEY) if seen.whole else OF_YOURS
        counts = (number(len(seen.lines)), number(seen.count(terms.Pay.PAID)), seen.total)
        return [*first, *zip(told, counts, strict=True), *closed]

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/tai-ve/<slug:form>/", FilePage.as_view(counter=self), name="file")]
