"""One verb for several rows of a list: a page that says for each whether it is open, then each row is an act of its own."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.reads import reach
from khen.desk.act_pages import MEANWHILE
from khen.desk.forms import ActForm
from khen.desk.models import Slip
from khen.desk.pages import Page
from khen.desk.scope import allows
from khen.desk.slips import slip_for, slip_of
from khen.desk.verbs import Verb

CHOSEN = "chon"  # names a chosen row in an address and in a form
MOST = 100  # rows at once
LOG = logging.getLogger(__name__)


class Picks(BaseColumn):
    """A check box before each row; it belongs to the form below the table."""

    header_template_name = "desk/pick_header.html"
    cell_template_name = "desk/pick_cell.html"

    def __init__(self) -> None:
        super().__init__(CHOSEN, label=_("Choose"))


@dataclass(frozen=True, slots=True)
class Line:
    """A chosen row, the address of its page, and what speaks against the act."""

    row: Model
    url: str
    reasons: list[str] = field(default_factory=list)


class TogetherPage(Page):
    """Rows out of reach are as if nobody had named them; each of the others is locked, asked and written by its own act.

    Act and slip of a row are one transaction: a form that was cut off is sent again, and does the rows that are left."""

    bulk: Any = None
    template_name = "desk/together.html"

    @property
    def one_verb(self) -> Verb:
        verb: Verb = self.bulk
        return verb

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allows(self.person, self.one_verb.action):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.one_verb.label)

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.one_verb.label}]

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.one_verb.form(*given, person=self.person, day=self.day)
        return form

    def lines(self, named: list[str]) -> list[Line]:
        """The rows in reach among those named, in the list's order. A handful of queries and what the reasons ask."""
        keys = {int(key) for key in list(dict.fromkeys(named))[:MOST] if key.isascii() and key.isdecimal() and len(key) < 19}
        rows = self.counter.listed(self.rows().filter(pk__in=keys), self.person, self.day).order_by("-pk") if keys else ()
        mine = set(reach(self.person, {self.one_verb.action}, self.day).values_list("pk", flat=True)) if keys else set()
        return [Line(row, self.url("record", row.pk), list(self.against(row, mine))) for row in rows]

    def against(self, row: Any, mine: set[int]) -> Iterator[str]:
        yield from map(str, self.one_verb.reasons(row, self.person, self.day))
        body = self.desk.body_for(row, self.person)
        if body.pk not in mine:
            yield gettext("This is not part of your post at %(body)s.") % {"body": body}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.lines(request.GET.getlist(CHOSEN)), self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        slip = slip_of(request.POST.get("slip", ""), self.person)
        done, lines = self.parted(self.lines(request.POST.getlist(CHOSEN)), slip)
        form, opened = self.form(request.POST), [line for line in lines if not line.reasons]
        if done and not opened:
            messages.info(request, gettext("This was done already; the list shows how things stand."))
            return redirect(self.url("index"))
        if lines and not opened:
            messages.info(request, gettext("Nothing was done: none of the chosen rows is open for this."))
        if not opened or not form.is_valid():
            return self.page(lines, form)
        return self.result(lines, [*done, *(self.tried(line, form, slip) for line in opened)])

    def parted(self, lines: list[Line], slip: UUID) -> tuple[list[Line], list[Line]]:
        """The rows to which this very form has done its act before, and the others. One query."""
        keys = {slip_for(slip, self.person, line.row.pk): line for line in lines}
        used = set(Slip.objects.filter(key__in=keys, person=self.person).values_list("key", flat=True))
        done = [Line(line.row, line.url) for key, line in keys.items() if key in used]
        return done, [line for key, line in keys.items() if key not in used]

    def tried(self, line: Line, form: ActForm, slip: UUID) -> Line:
        """The row after its act; with the reasons where the act refused."""
        key = slip_for(slip, self.person, line.row.pk)
        try:
            with transaction.atomic():
                Slip.objects.create(key=key, person=self.person, used_at=clock.now(), place=line.url)
                self.one_verb.act(line.row, by=self.person, on=self.day, **form.arguments())
        except Refusal as refusal:
            return Line(line.row, line.url, [str(reason) for reason in refusal.reasons])
        except IntegrityError as error:
            if Slip.objects.filter(key=key).exists():  # the same form, sent twice at the same moment
                return line
            LOG.exception("%s: refused by the database", self.one_verb.name, exc_info=error)
            return Line(line.row, line.url, [str(MEANWHILE)])
        return line

    def page(self, lines: list[Line], form: ActForm) -> HttpResponse:
        opened = [line for line in lines if not line.reasons]
        closed = [line for line in lines if line.reasons]
        slip = slip_of(self.request.POST.get("slip", ""), self.person)
        return self.around(form=form, media=form.media, open=opened, closed=closed, slip=slip)

    def result(self, lines: list[Line], tried: list[Line]) -> HttpResponse:
        """How many were done, and why each of the others was not."""
        refused = [line for line in (*(line for line in lines if line.reasons), *tried) if line.reasons]
        return self.around(done=[line for line in tried if not line.reasons], refused=refused, over=True)

    def around(self, **told: Any) -> HttpResponse:
        named = {*self.request.GET.getlist(CHOSEN), *self.request.POST.getlist(CHOSEN)}
        beyond = max(len(named) - MOST, 0)
        return self.shown(verb=self.one_verb, chosen=CHOSEN, most=MOST, beyond=beyond, back=self.url("index"), **told)
