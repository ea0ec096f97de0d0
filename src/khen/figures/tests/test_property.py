"""In any small world the list, recounted by hand, is the figure: for every body and area, totals and shares too."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms.fact import Fact, Kind
from khen.atoms.nature import Nature
from khen.bodies.models import Area, Body
from khen.book.reading import last_seq
from khen.domains.returns.terms import Answer
from khen.facts.models import StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, behind, facts_of, over_areas, over_bodies, trend, value, values
from khen.figures.figure import NOT_APPLICABLE, Cell, Figure, Of, State
from khen.figures.scope import Scope
from khen.figures.tests.makers import HALF, Province, a_province, annul, prove, taken_in

pytestmark = pytest.mark.django_db

SHARE = Figure(
    key="tests.share",
    number="0",
    section="",
    title="",
    unit="%",
    nature=Nature.RATIO,
    of=Of(Kind.SYSTEM_POPPED),
    per=Of(Kind.SYSTEM_TICKED),
    decimals=2,
)
ASKED_FOR = (
    *(FIGURES[key] for key in ("radio.bulletins", "portal.ocop.posts", "facebook.reach", "tickers.systems", "portal.new_sites")),
    *(FIGURES[key] for key in ("it.internet.district", "licences.granted", "licences.agencies", "certificates.issued")),
    SHARE,
)
DECLARED = tuple(figure for figure in ASKED_FOR if figure.is_declared)
KEPT = {figure.of: figure for figure in ASKED_FOR}
SPREAD = st.sampled_from([*KEPT, Of(Kind.SYSTEM_TICKED), Of(Kind.POSTED_ELSEWHERE, channel="zalo")])
DAYS = st.integers(-20, 200).map(lambda number: date(2020, 1, 1) + timedelta(days=number))

Line = tuple[int, Of, date, int, str, str]
LINES = st.lists(
    st.tuples(
        st.integers(0, 6), SPREAD, DAYS, st.integers(0, 9), st.sampled_from("abc"), st.sampled_from([str(a) for a in Answer])
    ),
    min_size=4,
    max_size=20,
)


def a_fact(line: Line, world: Province) -> tuple[Body, Fact]:
    number, of, on, quantity, subject, answer = line
    body = world.bodies[number]
    if of.kind == Kind.DECLARED:
        return body, Fact(kind=of.kind, on=on, body=body.pk, quantity=quantity, place=of.place, channel=answer, subject=HALF.key)
    return body, Fact(
        kind=of.kind, on=on, body=body.pk, quantity=quantity, channel=of.channel, place=of.place, subject=subject, topic="covid"
    )


def recounted(figure: Figure, facts: Sequence[StoredFact]) -> Cell:
    """The figure by hand, from the list alone."""
    if figure.is_declared:
        return recounted_declared(figure, facts)
    if figure.nature == Nature.DISTINCT:
        return Cell(Decimal(len({fact.subject for fact in facts})))
    if figure.nature == Nature.SUM:
        return Cell(Decimal(sum(fact.quantity for fact in facts)))
    if figure.nature == Nature.RATIO:
        above = sum(fact.quantity for fact in facts if fact.kind == Kind.SYSTEM_POPPED)
        below = sum(fact.quantity for fact in facts if fact.kind == Kind.SYSTEM_TICKED)
        return Cell((Decimal(100 * above) / below).quantize(Decimal("0.01"), ROUND_HALF_UP)) if below else MISSING
    return Cell(Decimal(len(facts)))


MISSING = Cell(None, State.MISSING)


def recounted_declared(figure: Figure, facts: Sequence[StoredFact]) -> Cell:
    said = [fact for fact in facts if fact.channel != Answer.NOT_APPLICABLE]
    if not said:
        return NOT_APPLICABLE if facts else MISSING
    if all(fact.channel == Answer.NOTHING for fact in said):
        return Cell(None if figure.nature == Nature.RATIO else Decimal(0), State.NOTHING)
    if figure.stands_alone and len({(fact.body_id, fact.channel) for fact in said}) > 1:
        return Cell(None, State.SEVERAL)
    return Cell(Decimal(sum(fact.quantity for fact in said)).scaleb(-figure.decimals))


def holds(
    figure: Figure, places: Sequence[Area] | Sequence[Body], cells: dict[int, Cell], asked: Asked
) -> dict[int, list[StoredFact]]:
    """Whether the figure is what its list says, place by place. The lists."""
    lists = {place.pk: list(facts_of(figure, Scope(place), asked)) for place in places}
    for place in places:
        scope, listed = Scope(place), lists[place.pk]
        applies = not scope.level or scope.level in figure.levels
        expected = recounted(figure, listed) if applies else NOT_APPLICABLE
        assert value(figure, scope, asked) == cells[place.pk] == expected
        if figure.nature in {Nature.FLOW, Nature.SUM} and not figure.is_declared:
            months = [cell.value or 0 for _month, cell in trend(figure, scope, asked)]
            assert sum(months) == expected.value
    return lists


def asked_together(scope: Scope, cells: dict[str, Cell], lists: dict[str, list[StoredFact]], asked: Asked) -> None:
    """Declared figures that are asked for in one query are what each is alone; the others are asked for one by one anyhow."""
    assert values(DECLARED, scope, asked) == {figure.key: cells[figure.key] for figure in DECLARED}
    listed = {figure.key: sorted((one.entry_id, one.pk) for one in lists[figure.key]) for figure in DECLARED}
    assert behind(DECLARED, scope, asked) == {key: [(pk, entry) for entry, pk in facts] for key, facts in listed.items()}


@settings(max_examples=share(4), deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=LINES, later=LINES, annulled=st.sets(st.integers(0, 6)))
def test_the_list_is_the_figure(lines: list[Line], later: list[Line], annulled: set[int]) -> None:
    with transaction.atomic():
        world = a_province()
        for line in lines:
            prove(*a_fact(line, world))
        before = last_seq()
        for number in annulled:
            annul(world.bodies[number])
        for line in later:
            prove(*a_fact(line, world))
        taken_in(world.department)
        for asked in (Asked(period=HALF), Asked(period=HALF, as_of=before)):
            areas, bodies = over_areas(ASKED_FOR, asked), over_bodies(ASKED_FOR, asked)
            lists = {figure.key: holds(figure, world.areas, areas[figure.key], asked) for figure in ASKED_FOR}
            for figure in ASKED_FOR:
                holds(figure, world.bodies, bodies[figure.key], asked)
            for place in world.areas:
                listed = {key: told[place.pk] for key, told in lists.items()}
                asked_together(Scope(place), {key: cells[place.pk] for key, cells in areas.items()}, listed, asked)
        transaction.set_rollback(True)
