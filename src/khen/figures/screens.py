"""Figures at the counter: their pages, and the entry that proves one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import number
from khen.book.models import Entry
from khen.desk.counter import Counter
from khen.desk.pages import Page
from khen.facts.models import StoredFact
from khen.figures import entries, proving, telling
from khen.figures.doors import doors
from khen.figures.figure import Words
from khen.figures.moments import AS_OF, Moment, NoSuchMomentError, moment_of
from khen.figures.naming import Reader, names
from khen.figures.pages import FactsPage, FactsSheet, ListPage, ListSheet, OnePage
from khen.figures.sight import entry_seen


@dataclass(frozen=True, slots=True)
class Ended:
    """By which entry a fact no longer counts: its number, what was done, and why ("" where nobody said)."""

    seq: int
    done: Words
    why: str


class EntryPage(Page):
    """The entry as it was sealed, the facts it proves, and the way to the record it is about."""

    template_name = "figures/entry.html"

    @cached_property
    def entry(self) -> Entry:
        if (entry := entry_seen(self.kwargs["seq"], self.person, clock.today())) is None:
            raise Http404
        return entry

    @cached_property
    def moment(self) -> Moment | None:
        """The earlier position of the journal that is asked about; an entry that came after it was not there."""
        try:
            moment = moment_of(self.request.GET.get(AS_OF, ""), self.person, self.day)
        except NoSuchMomentError:
            raise Http404 from None
        if moment and moment.seq < self.entry.seq:
            raise Http404
        return moment

    def get_page_title(self) -> str:
        return gettext("Entry %(seq)s") % {"seq": number(self.kwargs["seq"])}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        facts = StoredFact.objects.filter(entry=self.entry).select_related("body", "cancellation__entry").order_by("pk")[:200]
        places = proving.places_of(facts)
        return self.shown(
            entry=self.entry,
            moment=self.moment,
            today=request.path,
            done=self.done(self.entry),
            about=entries.about(self.entry.about, self.entry.about_id),
            said=self.said(),
            facts=[(telling.KINDS[fact.kind], fact, proving.place(fact, places), self.ended_by(fact)) for fact in facts],
            doors=list(doors(self.entry, self.counter.counters(), self.person, self.day)),
        )

    def ended_by(self, fact: StoredFact) -> Ended | None:
        """The entry by which the fact no longer counts; None where it counts at the moment that is asked about."""
        entry = fact.cancellation.entry if hasattr(fact, "cancellation") else None
        if entry is None or (self.moment and self.moment.seq < entry.seq):
            return None
        return Ended(entry.seq, self.done(entry), str(entry.payload.get("reason", "")))

    def said(self) -> list[tuple[Words, str]]:
        kind, payload = self.entry.kind, self.entry.payload
        reader = Reader(self.person, self.day, self.counter.counters())
        return list(entries.said(kind, payload, names(kind, payload, reader)))

    def done(self, entry: Entry) -> Words:
        """What was done, in the words of the counter that knows such entries; else the kind as it is written."""
        kind = entry.kind
        if kind in entries.WITHOUT_A_COUNTER:
            return entries.WITHOUT_A_COUNTER[kind]
        return next((counter.saying(entry) for counter in self.counter.counters() if kind in counter.sayings), kind)


class Figures(Counter):
    """Figures among the counters: nothing begins or changes here, everything is looked at."""

    model = StoredFact
    menu_label = _("Figures")
    menu_order = 400
    icon = "table"
    counters: Callable[[], Sequence[Counter]] = staticmethod(tuple)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListPage.as_view(counter=self), name="index"),
            path("xlsx/", ListSheet.as_view(counter=self), name="index_sheet"),
            path("but-toan/<int:seq>/", EntryPage.as_view(counter=self), name="entry"),
            path("<str:key>/", OnePage.as_view(counter=self), name="figure"),
            path("<str:key>/bang-chung/", FactsPage.as_view(counter=self), name="facts"),
            path("<str:key>/bang-chung/xlsx/", FactsSheet.as_view(counter=self), name="facts_sheet"),
        ]
