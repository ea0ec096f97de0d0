"""The page of one act on a record, and the page on which a record begins."""

import logging
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.reads import reach
from khen.desk.forms import ActForm
from khen.desk.models import Slip
from khen.desk.pages import Page
from khen.desk.slips import slip_of
from khen.desk.verbs import Offer, offer

MEANWHILE = _("Somebody else has just entered the same. Look at what stands there now, then try again.")
LOG = logging.getLogger(__name__)


class ActPage(Page):
    """One act on one record. Closed, it says why and who may; the act itself has the last word."""

    secret = ""

    def get_template_names(self) -> list[str]:
        return [self.verb.told if self.secret else self.verb.template]

    def get_page_title(self) -> str:
        return str(self.verb.label)

    def get_page_subtitle(self) -> str:
        return str(self.record)

    @cached_property
    def offer(self) -> Offer:
        body = self.desk.body_for(self.record, self.person)
        return offer(self.verb, self.record, body=body, person=self.person, day=self.day, url=self.request.path)

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.verb.form(*given, person=self.person, day=self.day, record=self.record)
        return form

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.offer.is_open:
            return self.closed()
        return self.page(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not self.offer.is_open:
            return self.closed()
        form = self.form(request.POST, request.FILES)
        if form.is_valid() and (place := self.done(form)):
            messages.success(request, self.verb.done)
            return self.tell(place) if self.secret else redirect(place)
        return self.page(form)

    def tell(self, place: str) -> HttpResponse:
        """The secret on this one answer; no cache, no history of a browser and no table keeps it."""
        answer = self.shown(201, secret=self.secret, record=self.record, verb=self.verb, back=place)
        answer["Cache-Control"] = "no-store, private"
        return answer

    def done(self, form: ActForm) -> str:
        """Where the act led; nothing, with the reasons in the form, when it refused."""
        try:
            self.perform(form)
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return ""
        except IntegrityError as error:
            return self.too_late(form, error)
        return self.url("record", self.record.pk)

    def too_late(self, form: ActForm, error: IntegrityError) -> str:
        """Two at the same moment: the database let one of them through. The constraint is told to whoever runs the house."""
        named = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)  # PostgreSQL's own words hold values
        LOG.error("%s: refused by the database: %s", self.verb.name, named or error)
        form.add_error(None, MEANWHILE)
        return ""

    def perform(self, form: ActForm) -> Any:
        result = self.verb.act(self.record, **{"by": self.person, "on": self.day, **form.arguments()})
        self.secret = result if self.verb.told else ""
        return result

    def page(self, form: ActForm) -> HttpResponse:
        return self.shown(form=form, media=form.media, **self.around())

    def closed(self) -> HttpResponse:
        """Refused by the person's posts: 403; by the record's standing: 409."""
        return self.shown(403 if self.offer.closed_by_post else 409, offer=self.offer, **self.around())

    def around(self) -> dict[str, Any]:
        shown = self.desk.shown(self.record, self.person)
        return {**shown, "record": self.record, "verb": self.verb, "back": self.url("record", self.record.pk)}


class BeginPage(ActPage):
    """A record begins. The form carries a slip: sent twice, it leads both times to the same record."""

    def get_page_subtitle(self) -> str:
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reach(self.person, {self.verb.action}, self.day).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def offer(self) -> Offer:
        return Offer(self.verb, self.request.path, ())

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.verb.form(*given, person=self.person, day=self.day)
        return form

    def perform(self, form: ActForm) -> Any:
        result = self.verb.act(**{"by": self.person, "on": self.day, **form.arguments()})
        if self.verb.told:
            self.record, self.secret = result
        return self.record if self.verb.told else result

    def done(self, form: ActForm) -> str:
        key = self.slip()
        try:
            with transaction.atomic():
                slip = Slip.objects.create(key=key, person=self.person, used_at=clock.now())
                record = self.perform(form)
                slip.place = self.url("record", record.pk)
                slip.save(update_fields=["place"])
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return ""
        except IntegrityError as error:
            if first := Slip.objects.filter(key=key, person=self.person).first():
                return first.place
            return self.too_late(form, error)
        return slip.place

    def slip(self) -> UUID:
        return slip_of(self.request.POST.get("slip", ""), self.person)

    def page(self, form: ActForm) -> HttpResponse:
        return self.shown(form=form, verb=self.verb, media=form.media, back=self.url("index"), slip=self.slip())
