"""The page of one act on a record, and the page on which a record begins."""

import logging
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from khen.atoms.refusal import Refusal
from khen.bodies.reads import may, reach
from khen.desk import shown
from khen.desk.compared import ComparedPage
from khen.desk.forms import ActForm
from khen.desk.models import Slip
from khen.desk.verbs import Offer, Verb, Words, offer

MEANWHILE = _("Somebody else has just entered the same. Look at what stands there now, then try again.")
DONE = _("Done.")  # where the record whose act it was is out of sight by now
LOG = logging.getLogger(__name__)


class ActPage(ComparedPage):
    """One act on one record. Closed, it says why and who may; the act itself has the last word.

    The form carries a slip: sent twice, it does its act once and leads both times to the same place; sent with other answers
    than the first time, it comes back as it was typed and says where the first led. It carries as well what was shown
    (khen.desk.shown): over what others have put there meanwhile nothing is written before that was shown too."""

    secret = ""
    ended: Any = None  # the record on whose page the act ended
    faster: Slip | None = None  # the form's other arrival at the same moment, which was let through

    def get_template_names(self) -> list[str]:
        return [self.verb.told if self.secret else self.verb.template]

    def get_page_title(self) -> str:
        return str(self.verb.label)

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.offer.is_open:
            return self.closed()
        form = self.form()
        if lacking := form.lacking():
            return self.shown(offer=replace(self.offer, reasons=lacking), **self.around())
        return self.page(form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if first := self.first():
            return self.once_more(first)
        if not self.offer.is_open:
            return self.over()
        form = self.sent()
        self.compare(form)
        if form.is_valid() and (place := self.done(form)):
            messages.success(request, self.answer())
            for note in form.notes():
                messages.warning(request, note)
            return self.tell(place) if self.secret else self.leads(place)
        return self.once_more(self.faster) if self.faster else self.page(form)

    def over(self) -> HttpResponseBase:
        """The act was open when its form was shown, and is no more."""
        if before := done_already(self):
            messages.info(self.request, before)
        return self.leads(self.url("record", self.record.pk)) if self.is_repeated() else self.closed(self.sent())

    def once_more(self, first: Slip) -> HttpResponseBase:
        """This form has come before: with the same answers, or with others, which stay in the form and are written nowhere."""
        if first.said == self.said:
            return self.leads(first.place)
        form = self.sent()
        if self.offer.closed_by_post:
            return self.closed(form)
        self.compare(form)
        for reason in self.offer.reasons:
            form.add_error(None, reason)
        return self.page(form, **self.anew(first.place))

    def answer(self) -> Words:
        """What is said once the act is done: what happened and, where the verb looks at the record, what is next."""
        if not callable(self.verb.done):
            words: Words = self.verb.done
            return words
        ended = self.desk.model._default_manager.filter(pk=self.ended.pk).first() if self.ended else None
        return self.verb.done(ended) if ended else DONE

    def tell(self, place: str) -> HttpResponse:
        """The secret on this one answer; no cache, no history of a browser and no table keeps it."""
        answer = self.shown(201, secret=self.secret, record=self.record, verb=self.verb, back=place)
        answer["Cache-Control"] = "no-store, private"
        return answer

    def done(self, form: ActForm) -> str:
        """Where the act led; nothing, with the reasons in the form, when it refused. Act and slip are one transaction."""
        try:
            with transaction.atomic():
                slip = self.use("")
                self.hold(form)
                self.ended = self.perform(form)
                slip.place = self.led_to()
                slip.save(update_fields=["place"])
        except Refusal as refusal:
            if self.is_repeated():
                self.ended = self.record
                return self.url("record", self.record.pk)
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return ""
        except IntegrityError as error:
            self.faster = self.first()
            if self.faster is None:
                too_late(self.verb, form, error)
            return ""
        return slip.place

    def led_to(self) -> str:
        """The page on which one stands after the act, also when its form comes once more."""
        return self.url("record", self.ended.pk)

    def is_repeated(self) -> bool:
        """Whether the same person has done exactly this a moment ago, as the record stands by now."""
        return bool(self.verb.already(get_object_or_404(self.rows(), pk=self.record.pk), self.person))

    def perform(self, form: ActForm) -> Any:
        """Do the act; the record on whose page it ends."""
        result = self.verb.act(self.record, **{"by": self.person, "on": self.day, **form.arguments()})
        self.secret = result if self.verb.told else ""
        return self.record

    def page(self, form: ActForm, **told: Any) -> HttpResponse:
        known = {"form": form, "media": form.media, "slip": self.slip, "token": self.token(form), "since": self.since}
        return self.shown(**{**known, **self.around(), **told})

    def closed(self, form: ActForm | None = None) -> HttpResponse:
        """Refused by the person's posts: 403; by the record's standing: 409. What was typed stands there to be copied."""
        came = {"since": shown.Since(self.told(), []), "typed": shown.typed(form)} if form else {}
        return self.shown(403 if self.offer.closed_by_post else 409, offer=self.offer, **came, **self.around())

    def around(self) -> dict[str, Any]:
        told = {"record": self.record, "verb": self.verb, "otherwise": instead(self)}
        return {**self.of_record(), **told, "back": self.url("record", self.record.pk)}


def done_already(page: ActPage) -> str:
    """That it is done, where what was done last is what this person pressed now, with the same reason. One query."""
    last = page.desk.entries(page.record, page.person).select_related("by").order_by("-seq").first() if page.verb.writes else None
    if last is None or (last.kind, last.by_id) != (page.verb.writes, page.person.pk):
        return ""
    typed = " ".join(page.request.POST.get("reason", "").split())
    same = not typed or typed == last.payload.get("reason")
    return gettext("Done already: %(said)s.") % {"said": shown.in_words(last, page.desk.saying(last))} if same else ""


def too_late(verb: Verb, form: ActForm, error: IntegrityError) -> None:
    """Two at the same moment: the database let one of them through. The constraint is told to whoever runs the house."""
    named = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)  # PostgreSQL's own words hold values
    LOG.error("%s: refused by the database: %s", verb.name, named or error)
    form.add_error(None, MEANWHILE)


def instead(page: ActPage) -> Offer | None:
    """What the page's verb names to be done instead, where it is open as well."""
    verb = next((one for one in page.desk.verbs if one.name == page.verb.otherwise), None)
    if verb is None:
        return None
    body, url = page.desk.body_for(page.record, page.person), page.url(verb.name, page.record.pk)
    allowed = may(page.person, verb.action, body, page.day)
    found = offer(verb, page.record, body=body, person=page.person, day=page.day, url=url, allowed=allowed)
    return found if found.is_open else None


class BeginPage(ActPage):
    """A record begins."""

    def get_page_subtitle(self) -> str:
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reach(self.person, {self.verb.action}, self.day).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def offer(self) -> Offer:
        return Offer(self.verb, self.request.path, tuple(map(str, self.verb.reasons(None, self.person, self.day))))

    def over(self) -> HttpResponseBase:
        return self.closed(self.sent())

    def told(self) -> list[str]:
        return []  # nobody did anything to what does not stand yet

    def is_repeated(self) -> bool:
        return False  # the slip alone tells

    def compare(self, form: ActForm) -> bool:
        return True  # nothing stands yet

    def hold(self, form: ActForm) -> None:
        pass

    def token(self, form: ActForm) -> str:
        return ""

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.verb.form(*given, person=self.person, day=self.day)
        return form

    def perform(self, form: ActForm) -> Any:
        result = self.verb.act(**{"by": self.person, "on": self.day, **form.arguments()})
        if self.verb.told:
            self.record, self.secret = result
        return self.record if self.verb.told else result

    def around(self) -> dict[str, Any]:
        return {"verb": self.verb, "back": self.url("index")}
