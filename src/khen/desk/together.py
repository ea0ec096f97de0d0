"""One verb for several rows of a list: a page that says for each whether it is open, then each row is an act of its own."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages

from khen.atoms.refusal import Refusal
from khen.desk.act_pages import MEANWHILE
from khen.desk.forms import ActForm
from khen.desk.models import Slip
from khen.desk.picking import CHOSEN, FILTER, ChosenPage
from khen.desk.shown import alone, row_mark
from khen.desk.shown import told as done_about
from khen.desk.slips import SlipPage, digest_of, slip_for
from khen.desk.spells import Tally

LOG = logging.getLogger(__name__)
SEEN = "thay-"  # in a form, before a row's number: which version of it was shown, or how it stood
MOST_DIGITS = 7
OF_THE_PAGE = {CHOSEN, "slip", "tally", "csrfmiddlewaretoken"}  # what else was sent answers the verb's own questions


@dataclass(frozen=True, slots=True)
class Line:
    """A chosen row, the address of its page, and what speaks against the act."""

    row: Model
    url: str
    reasons: list[str] = field(default_factory=list)
    says: str = ""
    mark: str = ""


class TogetherPage(SlipPage, ChosenPage):
    """Rows out of reach are as if nobody had named them; each of the others is locked, asked and written by its own act.

    Act and slip of a row are one transaction: a form that was cut off is sent again, and does the rows that are left. What
    takes longer than a spell is done in several, and the page between them says how far it has come."""

    spell = 1.5  # seconds after which the page answers, with at least one row done
    template_name = "desk/together.html"

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.one_verb.form_for_several(*given, person=self.person, day=self.day)
        return form

    @cached_property
    def said(self) -> str:
        """What was asked once for all rows; which of them were chosen makes no other answer."""
        ours = {name for name in self.request.POST if name in OF_THE_PAGE or name == FILTER or name.startswith(SEEN)}
        return digest_of(self.request, self.slip, but=frozenset(ours))

    def line(self, row: Any, reasons: Iterable[str] = ()) -> Line:
        says = self.one_verb.bulk_says
        sent = self.request.POST.get(f"{SEEN}{row.pk}")  # a page that comes back shows no row anew
        mark = sent or (str(row.number) if self.one_verb.versioned else row_mark(row))
        return Line(row, self.url("record", row.pk), list(reasons), says(row) if says else "", mark)

    def seen(self, row: Any) -> dict[str, int]:
        """The version of the row that the page showed; 0, which nothing is, where the form does not say."""
        if not self.one_verb.versioned:
            return {}
        said = self.request.POST.get(f"{SEEN}{row.pk}", "")
        return {"seen": int(said) if said.isascii() and said.isdecimal() and len(said) < MOST_DIGITS else 0}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        tally = Tally.opened(request.POST.get("tally", ""), self.slip, self.person)
        used = self.used()
        if other := next((one for one in used.values() if one.said != self.said), None):
            return self.page(self.form(request.POST), **self.anew(other.place))
        before = used.keys()
        left = [row for row in self.choice.rows if row.pk not in before | tally.keys]
        if before and not left and not tally.keys:
            messages.info(request, gettext("This was done already; the list shows how things stand."))
            return redirect(self.back)
        form = self.form(request.POST)
        if not form.is_valid() or not (left or tally.keys):
            return self.page(form)
        for key in before:
            tally.add(key, [])
        left = self.worked(left, form, tally)
        return self.between(left, tally) if left else self.result(tally)

    def used(self) -> dict[int, Slip]:
        """The rows to which this very form has done its act, each with its slip. One query."""
        keys = {slip_for(self.slip, self.person, row.pk): row.pk for row in self.choice.rows}
        return {keys[one.key]: one for one in Slip.objects.filter(key__in=keys, person=self.person)}

    def worked(self, rows: list[Any], form: ActForm, tally: Tally) -> list[Any]:
        """Do as many rows as a spell holds; those that are left."""
        until = time.monotonic() + self.spell
        for count, row in enumerate(rows):
            if count and time.monotonic() >= until:
                return rows[count:]
            tally.add(row.pk, list(self.against(row)) or self.tried(row, form))
        return []

    def tried(self, row: Any, form: ActForm) -> list[str]:
        """Do the act to a row; the reasons where the act refused."""
        key = slip_for(self.slip, self.person, row.pk)
        try:
            with transaction.atomic():
                self.use(self.url("record", row.pk), key)
                self.hold(row)
                self.one_verb.act(row, by=self.person, on=self.day, **form.arguments(), **self.seen(row))
        except Refusal as refusal:
            return [str(reason) for reason in refusal.reasons]
        except IntegrityError as error:
            if Slip.objects.filter(key=key, said=self.said).exists():  # the same form, sent twice at the same moment
                return []
            LOG.exception("%s: refused by the database", self.one_verb.name, exc_info=error)
            return [str(MEANWHILE)]
        return []

    def hold(self, row: Any) -> None:
        """Refuse where the row stands otherwise than the page showed; from here on no other page acts on it."""
        said = self.request.POST.get(f"{SEEN}{row.pk}", "")
        if said and not self.one_verb.versioned:
            alone(row)
            if said != row_mark(row._meta.model._default_manager.get(pk=row.pk)):
                last = done_about(self.desk.entries(row, self.person), self.desk.saying, after=None)
                raise Refusal(gettext("It has changed since the page was opened: %(said)s.") % {"said": "; ".join(last)})

    def page(self, form: ActForm, **told: Any) -> HttpResponse:
        """Which rows are open, which are not and why, and what is asked once for all of them."""
        lines = [self.line(row, self.against(row)) for row in self.choice.rows]
        opened, closed = [one for one in lines if not one.reasons], [one for one in lines if one.reasons]
        shown = {"form": form, "media": form.media, "open": opened, "closed": closed, "slip": self.slip}
        return self.around(**{**shown, **told})

    def between(self, left: list[Any], tally: Tally) -> HttpResponse:
        """How far it has come; the page goes on by itself, or at the press of a button."""
        said = [(name, value) for name, values in self.request.POST.lists() if name not in OF_THE_PAGE for value in values]
        sealed = tally.sealed(self.slip, self.person)
        return self.around(left=left, tally=tally, sealed=sealed, slip=self.slip, said=said, whole=len(left) + len(tally.keys))

    def result(self, tally: Tally) -> HttpResponse:
        """How many were done, and why each of the others was not."""
        rows = {row.pk: row for row in self.named(tally.keys)}
        done = [self.line(rows[key]) for key in tally.done if key in rows]
        refused = [self.line(rows[key], reasons) for key, reasons in tally.refused.items() if key in rows]
        return self.around(tally=tally, done=done, refused=refused, over=True)
