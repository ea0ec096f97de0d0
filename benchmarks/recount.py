"""The figures of every area once more, by DuckDB from the bare tables: no code of facts or figures takes part.

What a figure is made of is read off the catalogue; how that is counted is written here anew, by edges instead of lineages."""

import csv
import sqlite3
import tempfile
from collections.abc import Collection, Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from khen.atoms.nature import Nature
from khen.atoms.period import Period, months_of
from khen.figures.figure import Figure

TABLES = ("facts_storedfact", "facts_cancellation", "bodies_area", "bodies_areaedge", "bodies_body")
VALID = "CAST({0}since AS DATE) <= $day AND ({0}until IS NULL OR {0}until = '' OR CAST({0}until AS DATE) > $day)"
TREE = f"""CREATE TEMP TABLE tree AS WITH RECURSIVE walk AS (
    SELECT id AS area, id AS above, 0 AS depth FROM bodies_area
    UNION ALL SELECT walk.area, edge.parent_id, depth + 1 FROM walk JOIN bodies_areaedge edge ON edge.child_id = walk.above
    WHERE {VALID.format("edge.")}) SELECT area, above, depth FROM walk"""
STANDING = """CREATE TEMP TABLE standing AS SELECT tree.above AS area, tree.depth,
    fact.kind, fact.channel, fact.place, fact.subject, fact.body_id,
    CAST(fact."on" AS DATE) AS day, CAST(fact.quantity AS BIGINT) AS quantity
    FROM facts_storedfact fact JOIN bodies_body body ON body.id = fact.body_id JOIN tree ON tree.area = body.area_id
    WHERE fact.id NOT IN (SELECT fact_id FROM facts_cancellation)"""
COUNTED = {Nature.FLOW: "count(*)", Nature.DISTINCT: "count(DISTINCT subject)", Nature.SUM: "sum(quantity)"}
WHOSE = "kind = $kind AND ($place = '' OR place = $place) AND ($channel = '' OR channel = $channel)"
Cell = tuple[str, Decimal | None]


class Recount:
    """The tables of one SQLite file, as they stand."""

    def __init__(self, file: Path, period: Period) -> None:
        self.period = period
        self.duck = duckdb.connect()
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database, tempfile.TemporaryDirectory() as folder:
            for table in TABLES:
                self._copy(database, table, Path(folder) / f"{table}.csv")
        self.duck.execute(TREE, {"day": period.last})
        self.duck.execute(STANDING)
        self.levels: dict[int, str] = {int(pk): level for pk, level in self._rows("SELECT id, kind FROM bodies_area", {})}

    def _copy(self, database: sqlite3.Connection, table: str, place: Path) -> None:
        cursor = database.execute(f"SELECT * FROM {table}")
        with place.open("w", newline="", encoding="utf-8") as opened:
            written = csv.writer(opened)
            written.writerow([column[0] for column in cursor.description])
            written.writerows(cursor)
        self.duck.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{place}', all_varchar = true, header = true)")

    def _rows(self, question: str, words: dict[str, Any]) -> list[tuple[Any, ...]]:
        return self.duck.execute(question, words).fetchall()

    def cells(self, figure: Figure) -> dict[int, Cell]:
        """Area id -> state and number."""
        counted = self._declared(figure) if figure.is_declared else self._counted(figure)
        empty: Cell = ("missing", None) if figure.is_declared else ("value", Decimal(0))
        return {
            area: counted.get(area, empty) if level in figure.levels else ("not_applicable", None)
            for area, level in self.levels.items()
        }

    def _words(self, figure: Figure) -> dict[str, Any]:
        return {"kind": str(int(figure.of.kind)), "place": figure.of.place, "channel": figure.of.channel}

    def _counted(self, figure: Figure) -> dict[int, Cell]:
        what = f"SELECT area, {COUNTED[figure.nature]} FROM standing WHERE {WHOSE} AND day BETWEEN $first AND $last GROUP BY area"
        rows = self._rows(what, {**self._words(figure), "first": self.period.first, "last": self.period.last})
        return {int(area): ("value", Decimal(number)) for area, number in rows}

    def _declared(self, figure: Figure) -> dict[int, Cell]:
        """Sayings of areas below add up where such numbers do; else only a body of the area itself speaks for it."""
        adds = figure.nature in {Nature.FLOW, Nature.SUM, Nature.STOCK}
        names = self._names(figure.nature)
        what = f"""SELECT area, channel, body_id, subject, sum(quantity) FROM standing
            WHERE {WHOSE} AND list_contains($names, subject) {"" if adds else "AND depth = 0"}
            GROUP BY area, channel, body_id, subject"""
        said: dict[int, list[tuple[str, int]]] = {}
        for area, answer, _body, _subject, quantity in self._rows(what, {**self._words(figure), "names": names}):
            said.setdefault(int(area), []).append((answer, int(quantity)))
        return {area: _answer(sayings, adds=adds, decimals=figure.decimals) for area, sayings in said.items()}

    def _names(self, nature: Nature) -> list[str]:
        months = [one.key for one in months_of(self.period)]
        if nature in {Nature.FLOW, Nature.SUM}:
            return [self.period.key, *months]
        return [self.period.key, months[-1]] if nature == Nature.STOCK else [self.period.key]


def _answer(sayings: Collection[tuple[str, int]], *, adds: bool, decimals: int) -> Cell:
    speaking = [(answer, quantity) for answer, quantity in sayings if answer != "not_applicable"]
    if not speaking:
        return "not_applicable", None
    if len(speaking) > 1 and not adds:
        return "several", None
    state = "value" if any(answer == "value" for answer, _quantity in speaking) else "nothing"
    return state, Decimal(sum(quantity for _answer, quantity in speaking)) / 10**decimals


def unequal(computed: dict[str, dict[int, Cell]], counted: Recount, figures: Iterable[Figure]) -> list[str]:
    """Figure and area of every cell that is not the same, and of every cell that only one of the two has."""
    found = []
    for figure in figures:
        mine, other = computed[figure.key], counted.cells(figure)
        found += [f"{figure.key} {area}" for area in mine.keys() | other.keys() if mine.get(area) != other.get(area)]
    return found
