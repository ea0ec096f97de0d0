"""The record's page, the page of one act on it, and the page on which a record begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.core.files.storage import default_storage
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_digits
from khen.bodies.models import Body, Person
from khen.bodies.reads import deputies, in_place_of, may
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk import partly
from khen.desk.beside import Beside, Panel
from khen.desk.verbs import Offer, Verb, Words, holding, offer, ways

OWN_NAMES = frozenset(  # what the desk's pages say of themselves; what a counter shows of a record goes by other names
    {
        *("alike", "back", "breadcrumbs_items", "earlier", "files_again", "form", "guide", "header_buttons", "header_icon"),
        *("header_title", "history", "is_list", "media", "messages", "most_megabytes", "offer", "open", "others", "otherwise"),
        *("page_subtitle", "page_title", "panels", "perms", "record", "request", "secret", "shut", "since", "slip", "soon"),
        *("token", "typed", "user", "verb", "view"),
    }
)


@dataclass(frozen=True, slots=True)
class Done:
    """One entry about a record: what was done in words, what more is to be said of it, and in whose place."""

    entry: Entry
    saying: Words
    detail: str
    holder: Person | None

    @property
    def when(self) -> str:
        return moment_in_digits(self.entry.moment)


class Desk(Protocol):
    """What a page asks of its counter."""

    model: type[Model]
    menu_label: Words
    icon: str
    verbs: tuple[Verb, ...]
    needs: Mapping[str, Action]
    record_template: str
    beside: tuple[Beside, ...]

    def get_url_name(self, view_name: str) -> str: ...
    def rows(self, person: Any, day: date) -> QuerySet[Any]: ...
    def opened(self, rows: QuerySet[Any]) -> QuerySet[Any]: ...
    def entries(self, record: Any, person: Person) -> QuerySet[Entry]: ...
    def saying(self, entry: Entry) -> Words: ...
    def detail(self, record: Any, entry: Entry) -> str: ...
    def body_for(self, record: Any, person: Person) -> Body: ...
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
        return self.desk.rows(self.person, self.day)

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def url(self, name: str, *args: Any) -> str:
        return reverse(self.desk.get_url_name(name), args=args)

    def get_header_icon(self) -> str:
        return self.desk.icon

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way that led here; what the page itself is called stands once, as its heading."""
        return [*self.breadcrumbs_items, {"url": self.url("index"), "label": self.desk.menu_label}, *self.crumbs()]

    def crumbs(self) -> list[dict[str, Any]]:
        """The steps of the way between the counter's list and this page."""
        return [{"url": self.url("record", self.record.pk), "label": str(self.record)}] if "pk" in self.kwargs else []

    def of_record(self) -> dict[str, Any]:
        """What the counter shows of the record; it never stands in for what the page says of itself."""
        said = self.desk.shown(self.record, self.person)
        return {name: value for name, value in said.items() if name not in OWN_NAMES}

    def shown(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class RecordPage(Page):
    """One record: what it says, what may be done now and by whom, what was done so far."""

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(self.desk.opened(self.rows()), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.record)

    def crumbs(self) -> list[dict[str, Any]]:
        return []

    def get_template_names(self) -> list[str]:
        return [self.desk.record_template]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        told: dict[str, Any] = {**self.of_record(), **ways(self.offers()).told()}
        return self.shown(record=self.record, history=self.history(), panels=self.panels(), **told)

    def panels(self) -> list[Panel]:
        return [panel for look in self.desk.beside if (panel := look(self.record, self.person))]

    def offers(self) -> list[Offer]:
        body = self.desk.body_for(self.record, self.person)
        asked = {verb.action for verb in self.desk.verbs}
        allowed = {action: may(self.person, action, body, self.day) for action in asked}
        told: dict[str, Any] = {"body": body, "person": self.person, "day": self.day, "who": holding(body, self.day)}
        return [
            offer(verb, self.record, url=self.url(verb.name, self.record.pk), allowed=allowed[verb.action], **told)
            for verb in self.desk.verbs
        ]

    def history(self) -> list[Done]:
        entries = list(self.desk.entries(self.record, self.person).select_related("by", "body").order_by("-seq"))
        standing_in = deputies({entry.by_id for entry in entries if entry.by_id})
        return [
            Done(
                entry=entry,
                saying=self.desk.saying(entry),
                detail=self.desk.detail(self.record, entry),
                holder=self.holder(entry) if entry.by_id in standing_in else None,
            )
            for entry in entries
        ]

    def holder(self, entry: Entry) -> Person | None:
        """In whose place it was done; None where nobody said by which action it is done."""
        needed = self.desk.needs.get(entry.kind)
        return in_place_of(entry.by, needed, entry.body, entry.on) if entry.by and needed else None


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
        response = partly.sent(request, opened, as_attachment=not looked_at, filename=name, content_type=mime)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, max-age=3600"
        return response
