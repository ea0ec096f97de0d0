"""The 41 results for the province, its districts and its communes, on the sample; beside them an independent recount."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import sample
from benchmarks.recount import Cell, Recount, unequal
from benchmarks.row import Row, at_most, nothing, seconds, side_by_side
from khen.atoms.period import parse
from khen.facts.models import StoredFact
from khen.facts.reads import counted_since
from khen.figures.catalogue import RESULTS
from khen.figures.engine import Asked, over_areas
from khen.web.commands.setup import prepare

ROUNDS, LIMIT, QUESTIONS, LOADING = 9, 0.3, 60, 90.0
MANY, SEEKS, BESIDE = 300_000, 200, 5.0
COLUMNS = 'seq, kind, "on", body_id, quantity, channel, place, topic, subject'
AREAS = {"province": 1, "district": 11, "commune": 193}


def run() -> Iterator[Row]:
    prepare()
    loading = seconds(sample.told)
    yield at_most("the sample half-year is told", loading, LOADING)
    asked = Asked(period=parse(sample.PERIOD))
    with CaptureQueriesContext(connection) as questions:
        found = over_areas(RESULTS, asked)
    yield at_most("41 results, 205 areas: queries", len(questions), QUESTIONS, "")
    times = [seconds(lambda: over_areas(RESULTS, asked)) for _ in range(ROUNDS)]
    yield at_most("41 results, 205 areas: median", median(times), LIMIT)
    yield at_most("41 results, 205 areas: slowest", max(times), LIMIT)
    computed = {key: {area: (str(cell.state), cell.value) for area, cell in cells.items()} for key, cells in found.items()}
    yield from recounted(computed)
    yield since_when()


def recounted(computed: dict[str, dict[int, Cell]]) -> Iterator[Row]:
    """Every cell again by DuckDB; that it really is every area and every fact."""
    counted = Recount(Path(str(settings.DATABASES["default"]["NAME"])), parse(sample.PERIOD))
    wrong = unequal(computed, counted, RESULTS)
    for one in wrong[:20]:
        sys.stderr.write(f"unequal: {one}\n")
    speaking = sum(number is not None and number > 0 for cells in computed.values() for _state, number in cells.values())
    areas = Counter(counted.levels.values())
    yield nothing("41 results, 205 areas: results missing", 41 - len(computed))
    yield nothing("41 results, 205 areas: areas missing", (Counter(AREAS) - areas).total() + (areas - Counter(AREAS)).total())
    yield nothing("cells that DuckDB counts otherwise", len(wrong))
    yield Row(name="cells with a number above 0, of all", value=speaking, floor=sum(len(c) for c in computed.values()), unit="")
    facts = StoredFact.objects.count()
    yield Row(name="facts that stand in the sample", value=facts, floor=facts, unit="")


def since_when() -> Row:
    """On which day the records begin, of 300,000 facts, beside one fact by its key: both find one row by an index. The facts are
    those of the sample many times over and are taken back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            while StoredFact.objects.count() < MANY:
                cursor.execute(f"INSERT INTO facts_storedfact ({COLUMNS}) SELECT {COLUMNS} FROM facts_storedfact")
        last = StoredFact.objects.order_by("-pk").values_list("pk", flat=True)[0]
        begun, one = side_by_side("since when", ROUNDS, lambda: _often(counted_since), lambda: _often(partial(_day_of, last)))
        transaction.set_rollback(True)
    return Row(name="since when, of 300,000 facts / one by its key", value=begun / SEEKS, floor=one / SEEKS, most=BESIDE)


def _often(ask: Callable[[], object]) -> None:
    for _ in range(SEEKS):
        ask()


def _day_of(key: int) -> date | None:
    return StoredFact.objects.filter(pk=key).values_list("on", flat=True).first()
