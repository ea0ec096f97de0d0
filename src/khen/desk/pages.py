"""The record's page, the page of one act on it, and the page on which a record begins."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person
from khen.bodies.reads import reach
from khen.book.models import Entry
from khen.desk.forms import ActForm
from khen.desk.models import Slip
from khen.desk.scope import narrowed
from khen.desk.verbs import Offer, Verb, Words, offer


class Desk(Protocol):
    """What a page asks of its counter."""

    model: type[Model]
    menu_label: Words
    icon: str
    verbs: tuple[Verb, ...]
    sayings: dict[str, Words]
    record_template: str

    def get_url_name(self, view_name: str) -> str: ...
    def body_of(self, record: Any) -> Body: ...
    def shown(self, record: Any, person: Person) -> dict[str, Any]: ...


class Page(WagtailAdminTemplateMixin, View):
    """Wagtail's frame around one page of a counter."""

    counter: Any = None
    verb: Any = None
    template_name = "desk/record.html"

    @cached_property
    def desk(self) -> Desk:
        desk: Desk = self.counter
        return desk

    @cached_property
    def person(self) -> Person:
        person = self.request.user
        if not isinstance(person, Person):
            raise Http404
        return person

    @cached_property
    def day(self) -> date:
        return clock.today()

    def rows(self) -> QuerySet[Any]:
        return narrowed(self.desk.model._default_manager.all(), self.person, day=self.day)

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def url(self, name: str, *args: Any) -> str:
        return reverse(self.desk.get_url_name(name), args=args)

    def get_header_icon(self) -> str:
        return self.desk.icon

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        first = [*self.breadcrumbs_items, {"url": self.url("index"), "label": self.desk.menu_label}]
        if "pk" in self.kwargs:
            first.append({"url": self.url("record", self.record.pk), "label": str(self.record)})
        return [*first, *self.last_crumb()]

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.verb.label}] if self.verb else []

    def shown(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class RecordPage(Page):
    """One record: what it says, what may be done now and by whom, what was done so far."""

    def get_page_title(self) -> str:
        return str(self.record)

    def get_template_names(self) -> list[str]:
        return [self.desk.record_template]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        shown = self.desk.shown(self.record, self.person)
        offers = self.offers()
        ways = {"open": [one for one in offers if one.is_open], "closed": [one for one in offers if not one.is_open]}
        return self.shown(record=self.record, history=self.history(), **ways, **shown)

    def offers(self) -> list[Offer]:
        body = self.desk.body_of(self.record)
        return [
            offer(verb, self.record, body=body, person=self.person, day=self.day, url=self.url(verb.name, self.record.pk))
            for verb in self.desk.verbs
        ]

    def history(self) -> Iterable[tuple[Entry, Words]]:
        about = self.record._meta.label_lower
        entries = Entry.objects.filter(about=about, about_id=self.record.pk).select_related("by").order_by("-seq")
        return [(entry, self.desk.sayings.get(entry.kind, entry.kind)) for entry in entries]


class FilePage(Page):
    """One private file of a record, to whoever may look at the record; the browser runs nothing in it."""

    def stored(self) -> tuple[str, str, str]:
        """Its place in the storage, its name and its media type. Raises Http404."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        place, name, mime = self.stored()
        try:
            opened = default_storage.open(place)
        except FileNotFoundError as gone:
            raise Http404 from gone
        looked_at = mime.startswith(("image/", "audio/"))
        response = FileResponse(opened, as_attachment=not looked_at, filename=name, content_type=mime)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, max-age=3600"
        return response


class ActPage(Page):
    """One act on one record. Closed, it says why and who may; the act itself has the last word."""

    def get_template_names(self) -> list[str]:
        return [self.verb.template]

    def get_page_title(self) -> str:
        return str(self.verb.label)

    def get_page_subtitle(self) -> str:
        return str(self.record)

    @cached_property
    def offer(self) -> Offer:
        body = self.desk.body_of(self.record)
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
            return redirect(place)
        return self.page(form)

    def done(self, form: ActForm) -> str:
        """Where the act led; nothing, with the reasons in the form, when it refused."""
        try:
            self.perform(form)
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return ""
        return self.url("record", self.record.pk)

    def perform(self, form: ActForm) -> Any:
        return self.verb.act(self.record, **{"by": self.person, "on": self.day, **form.arguments()})

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
        return self.verb.act(**{"by": self.person, "on": self.day, **form.arguments()})

    def done(self, form: ActForm) -> str:
        key = _uuid(self.request.POST.get("slip", ""))
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
        except IntegrityError:
            if first := Slip.objects.filter(key=key, person=self.person).first():
                return first.place
            raise
        return slip.place

    def page(self, form: ActForm) -> HttpResponse:
        slip = _uuid(self.request.POST.get("slip", ""))
        return self.shown(form=form, verb=self.verb, media=form.media, back=self.url("index"), slip=slip)


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()
