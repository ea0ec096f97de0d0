"""What the pages of figures tell: the list, the tree below a place, months and topics, and what kinds of facts are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.atoms.collation import collation
from khen.atoms.fact import Kind
from khen.atoms.period import Period, parse
from khen.bodies.models import Area, Body
from khen.bodies.trees import AREAS, BODIES
from khen.domains.newsroom.models import Topic
from khen.figures import known
from khen.figures.asking import Question, short, unfinished
from khen.figures.catalogue import FIGURES, SECTIONS
from khen.figures.drawing import Point
from khen.figures.engine import Over, added, by_body, by_topic, over_areas, over_bodies, trend, values
from khen.figures.figure import SAYINGS, Cell, Figure, NotAdditiveError, Provenance, Words

PROVENANCES: dict[str, Words] = {Provenance.RECORDS: _("from records"), Provenance.DECLARED: _("declared")}
KINDS: dict[int, Words] = {
    Kind.BULLETIN_WRITTEN: _("bulletin begun"),
    Kind.ARTICLE_POSTED: _("article posted on a site"),
    Kind.DOCUMENT_POSTED: _("document posted on a site"),
    Kind.SITE_OPENED: _("site opened"),
    Kind.SYSTEM_TICKED: _("ticker shown on a system"),
    Kind.SYSTEM_POPPED: _("pop-up shown on a system"),
    Kind.POSTED_ELSEWHERE: _("published by hand"),
    Kind.REACHED_ELSEWHERE: _("reach read off"),
    Kind.LINK_PLACED: _("link put on a system"),
    Kind.MAIL_ACCEPTED: _("e-mails accepted"),
    Kind.PAGES_VIEWED: _("pages viewed"),
    Kind.DECLARED: _("figure declared and accepted"),
    Kind.TASK_PLANNED: _("task planned"),
    Kind.ORDER_MADE: _("propaganda ordered"),
    Kind.PIECE_RETURNED: _("piece returned for an order"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words, and where it opens to; `depth` where the line stands in a tree."""

    label: Words
    figure: Figure
    cell: Cell
    address: str = ""

    @property
    def words(self) -> str:
        """ "2.317.313", "9,27%"; the reason where there is no number."""
        return in_words(self.figure, self.cell)

    @property
    def so_far(self) -> str:
        """Which part of the period the number is of, where it is not of all of it."""
        return self.cell.so_far

    @property
    def bare(self) -> str:
        """The same beside a column of units, where a percent sign would stand twice."""
        return self.words.removesuffix("%")

    @property
    def provenance(self) -> Words:
        return PROVENANCES[self.figure.provenance]


def in_words(figure: Figure, cell: Cell) -> str:
    if cell.value is None or not cell.counted:
        return str(SAYINGS[cell.state])
    written = vietnamese.trimmed(cell.value)
    return f"{written}%" if figure.unit == "%" else written


def sections(question: Question) -> list[tuple[Words, list[Line]]]:
    """The whole catalogue for one place, by sections of the report. As many queries as `values`."""
    cells = values(FIGURES.values(), question.scope, question.asked)
    told: list[tuple[Words, list[Line]]] = []
    for section, figures in groupby(FIGURES.values(), key=lambda figure: figure.section):
        lines = [Line(one.title, one, cells[one.key]) for one in figures]
        told.append((f"{section}. {SECTIONS[section]}", lines))
    return told


def branches(figure: Figure, question: Question) -> list[Line]:
    """The bodies that stand directly at a place, then the places below it, each with what it has. Three queries and the trees."""
    place = question.scope.place
    alone = by_body(figure, question.scope, question.asked)
    here = {body.pk: body for body, _depth in question.sight.bodies if _stands_at(body, place)}
    own = [Line(body.name, figure, alone[pk], question.address(place=body)) for pk, body in here.items() if pk in alone]
    return [*own, *_below(figure, question)]


def _stands_at(body: Body, place: Area | Body) -> bool:
    return body.area_id == place.pk if isinstance(place, Area) else body.pk == place.pk


def _below(figure: Figure, question: Question) -> Iterator[Line]:
    """Places one step down on the day that the person sees; without anything there, a body is left out and an area is not."""
    place, asked = question.scope.place, question.asked
    if isinstance(place, Area):
        areas, higher = over_areas([figure], asked)[figure.key], known.parents(AREAS, asked.day, asked.as_of)
        for area, _depth in question.sight.areas:
            if higher.get(area.pk) == place.pk and area.pk in areas:
                yield Line(str(area), figure, areas[area.pk], question.address(place=area))
        return
    bodies, above = over_bodies([figure], asked)[figure.key], known.parents(BODIES, asked.day, asked.as_of)
    for body, _depth in question.sight.bodies:
        if above.get(body.pk) == place.pk and bodies[body.pk].value:
            yield Line(body.name, figure, bodies[body.pk], question.address(place=body))


def total_of(figure: Figure, lines: Iterable[Line]) -> Cell | None:
    """The sum of the lines, None where they have no sum."""
    try:
        return added(figure, [line.cell for line in lines], Over.BODIES)
    except NotAdditiveError:
        return None


def points(figure: Figure, question: Question, today: date) -> list[Point]:
    """The trend's columns: months, or half-years for what is declared; one that is not over says so."""
    return [
        Point(
            short(period), cell.value, in_words(figure, cell), _address(question, period), unfinished(period, today), cell.so_far
        )
        for period, cell in trend(figure, question.scope, question.asked)
    ]


def moved_between(figure: Figure, cell: Cell, points: Iterable[Point]) -> bool:
    """Do the columns, each with the places of its own last day, add up to another number than that of the whole period?"""
    return figure.nature.adds_over_time and not figure.is_declared and sum(one.value or 0 for one in points) != (cell.value or 0)


def _address(question: Question, period: Period) -> str:
    """Where a column opens to; a month cut by a cut-off day has no address of its own."""
    return question.address(period=period) if parse(period.key) == period else ""


def topics(figure: Figure, question: Question) -> list[Line]:
    """By topic, for what has topics."""
    cells = by_topic(figure, question.scope, question.asked)
    names = topic_names(cells)
    lines = [Line(names.get(key, key), figure, cell, question.address(topic=key)) for key, cell in cells.items() if key]
    return sorted(lines, key=lambda line: collation(str(line.label)))


def topic_names(keys: Iterable[str]) -> dict[str, str]:
    """Key -> name of the newsroom's topics. One query."""
    return dict(Topic.objects.filter(key__in=set(keys)).values_list("key", "name"))
