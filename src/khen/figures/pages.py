"""Pages about one place and period: the list by sections, a figure with its tree and trend, its facts; and their spreadsheets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.text import fold
from khen.atoms.vietnamese import number
from khen.book.reading import last_seq
from khen.desk import sheets
from khen.desk.pages import Page
from khen.desk.places import names
from khen.desk.sheets import Sheet
from khen.facts.models import StoredFact
from khen.figures import proving, telling
from khen.figures.asking import CHANGED, PERIOD, PLACE, TOPIC, Question, called, choices, question, unfinished
from khen.figures.catalogue import FIGURES
from khen.figures.drawing import columns
from khen.figures.engine import facts_of, value
from khen.figures.figure import Figure
from khen.figures.moments import AS_OF, NoSuchMomentError
from khen.figures.naming import Reader
from khen.figures.proving import Told
from khen.figures.sight import OutOfSightError, key_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SEARCH = 100
MOST_LINES = 100_000  # of one spreadsheet
LIST_HEADINGS = (_("No."), _("Section"), _("Figure"), _("Value"), _("Unit"), _("Source"), _("Remark"))


def told_apart(places: Sequence[tuple[Any, int]]) -> list[tuple[str, str]]:
    """Key and name of each place, those below another set in by their depth."""
    called = names(place for place, _depth in places)
    return [(key_of(place), "\u2003" * depth + called[place.pk]) for place, depth in places]


class FigurePage(Page):
    """A page about one place and period; what lies out of the person's reach is not there."""

    @cached_property
    def question(self) -> Question:
        try:
            return question(self.request.GET, self.person, today=clock.today())
        except (OutOfSightError, NoSuchMomentError):
            raise Http404 from None

    @cached_property
    def figure(self) -> Figure:
        if self.kwargs["key"] not in FIGURES:
            raise Http404
        return FIGURES[self.kwargs["key"]]

    def get_page_subtitle(self) -> str:
        return f"{self.question.scope.place} · {called(self.question.asked.period)}"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        asked = self.question
        chooser = {
            "places": told_apart(asked.sight.areas),
            "bodies": told_apart(asked.sight.bodies),
            "periods": choices(clock.today(), asked.asked.period),
            "here": key_of(asked.scope.place),
            "names": {"place": PLACE, "period": PERIOD, "topic": TOPIC, "as_of": AS_OF},
        }
        ways = {
            name: self.desk.get_url_name(name) for name in ("index", "index_sheet", "figure", "facts", "facts_sheet", "entry")
        }
        told: dict[str, Any] = super().get_context_data(
            question=asked,
            moment=asked.moment,
            unfinished=unfinished(asked.asked.period, clock.today()),
            today=asked.today(),
            address=asked.address(),
            chooser=chooser,
            ways=ways,
            **context,
        )
        return told

    def spreadsheet(self, name: str, sheet: Sheet) -> HttpResponse:
        answer = HttpResponse(sheets.written(sheet), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="{name}-{self.question.asked.period.key}.xlsx"'
        return answer

    @cached_property
    def taken(self) -> Question:
        """What a file is asked for, which says nothing of a wrong period or topic: it is not handed over for another one."""
        if self.question.complaint:
            raise Http404
        return self.question

    def sheet(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[sheets.Value]]) -> Sheet:
        moment = self.taken.moment
        kept = str(moment) if moment else gettext("As of entry %(seq)s") % {"seq": number(last_seq())}
        period = self.taken.asked.period
        about = (str(self.question.scope.place), called(period), unfinished(period, clock.today()), kept)
        return Sheet(title=title, about=about, headings=headings, rows=rows, by=self.person.full_name, on=clock.today())


class ListPage(FigurePage):
    template_name = "figures/list.html"

    def get_page_title(self) -> str:
        return str(self.desk.menu_label)

    @property
    def words(self) -> str:
        """What is searched for in the titles, with or without marks."""
        return self.request.GET.get("q", "")[:LONGEST_SEARCH].replace("\x00", "")

    def sections(self) -> list[Any]:
        """The figures with every searched word in their titles, by sections."""
        words = fold(self.words).split()
        kept = [
            (section, [line for line in lines if all(word in fold(str(line.label)) for word in words)])
            for section, lines in telling.sections(self.question)
        ]
        return [(section, lines) for section, lines in kept if lines]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        taking = f"{self.question.address()}&{urlencode({'q': self.words})}" if self.words else self.question.address()
        return self.shown(sections=self.sections(), searched=True, words=self.words, taking=taking)


class ListSheet(ListPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        headings = [str(one) for one in LIST_HEADINGS]
        rows = [
            (
                line.figure.number,
                str(section),
                str(line.label),
                line.cell.value,
                str(line.figure.unit),
                str(line.provenance),
                str(line.cell.saying),
            )
            for section, lines in self.sections()
            for line in lines
        ]
        return self.spreadsheet("so-lieu", self.sheet(gettext("Figures"), headings, rows))


class OnePage(FigurePage):
    template_name = "figures/figure.html"

    def get_page_title(self) -> str:
        return str(self.figure.title)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        cell = value(self.figure, self.question.scope, self.question.asked)
        lines, points = telling.branches(self.figure, self.question), telling.points(self.figure, self.question, clock.today())
        return self.shown(
            line=telling.Line(self.figure.title, self.figure, cell),
            lines=lines,
            total=telling.total_of(self.figure, lines) is not None,
            points=points,
            picture=columns(str(self.figure.title), points),
            moved=telling.moved_between(self.figure, cell, points),
            topics=[] if self.figure.is_declared else telling.topics(self.figure, self.question),
            count=facts_of(self.figure, self.question.scope, self.question.asked).count(),
        )


class FactsPage(OnePage):
    """Every fact behind a figure: the list that the number is counted from, page by page."""

    template_name = "figures/facts.html"

    @property
    def changed(self) -> str:
        """Which facts alone are asked for, of those that changed since the moment asked about: a key of `proving.CHANGES`."""
        asked = self.request.GET.get(CHANGED, "")
        return asked if asked in proving.CHANGES and self.question.moment else ""

    def facts(self) -> Any:
        asked, scope = self.question.asked, self.question.scope
        then, now = (facts_of(self.figure, scope, one) for one in (asked, replace(asked, as_of=None, today=clock.today())))
        some, others = {proving.ADDED: (now, then), proving.GONE: (then, now)}.get(self.changed, (then, None))
        facts = some if others is None else some.exclude(pk__in=others.values("pk"))
        return facts.select_related("body", "entry").order_by("-on", "-pk")

    def told(self, facts: Iterable[StoredFact]) -> list[Told]:
        reader = Reader(self.person, self.day, self.counter.counters())
        return proving.told(self.figure, facts, reader, {body.pk for body, _depth in self.question.sight.bodies})

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(self.facts(), 50).get_page(request.GET.get("trang"))
        cell = value(self.figure, self.question.scope, self.question.asked)
        line = telling.Line(self.figure.title, self.figure, cell)
        return self.shown(
            line=line,
            page=page,
            told=self.told(page),
            headings=proving.headings(self.figure),
            changed=proving.CHANGES.get(self.changed, ""),
            end=f"{self.question.address()}&{urlencode({CHANGED: self.changed})}" if self.changed else self.question.address(),
        )


class FactsSheet(FactsPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        where, subject = proving.headings(self.figure)
        headings = (_("Fact"), _("Day"), _("Body"), _("What"), where, _("Topic"), subject, _("Quantity"), _("Entry"))
        rows: list[tuple[str | date | int | Any, ...]] = [
            (
                one.fact.pk,
                one.fact.on,
                one.fact.body.name,
                str(one.what),
                one.where,
                one.topic,
                one.subject.name,
                proving.scaled(self.figure, one.fact),
                one.fact.entry_id,
            )
            for one in self.told(self.facts()[:MOST_LINES])
        ]
        sheet = self.sheet(str(self.figure.title), [str(one) for one in headings], rows)
        return self.spreadsheet(self.figure.key, sheet)
