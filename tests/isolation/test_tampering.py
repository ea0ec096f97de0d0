"""Whatever is changed, removed or made up by SQL is noticed by `khen verify --deep`, or stands in a list of what is not."""

from functools import partial
from pathlib import Path

import pytest
from django.db.models import ForeignKey, Model

from khen.web import invariants
from khen.web.columns import hanging, tables
from khen.web.commands import verify
from tests.isolation.lived import lived_in
from tests.isolation.tampering import MADE_UP, OF_NOTHING, Watch, attempted, deeds, defenceless, numbered
from tests.isolation.uncompared import EVERYWHERE, UNCOMPARED, WHOLE, named
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
TAKEN_FROM_NOBODY = {("portals_portal", MADE_UP)}  # it needs a site, an outlet and a page of its own: each of them is noticed
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


def test_every_column_of_every_table_is_compared_or_named_as_not_compared(world: World) -> None:
    lived_in(world)
    missed: list[str] = []
    needless: list[str] = []
    with defenceless(verify.GUARDED):
        watch = Watch()
        for model in tables():
            table, listed = model._meta.db_table, named(model._meta.db_table)
            if WHOLE in listed:
                continue
            wanted = [MADE_UP] if model in invariants.EMPTY else deeds(model)
            for what in (one for one in wanted if one not in EVERYWHERE and (table, one) not in TAKEN_FROM_NOBODY):
                missing = watch.misses(model, what, listed=what in listed)
                if missing != (what in listed):
                    (missed if missing else needless).append(f"{table}: {what}")
            for what in (one for one in numbered(model) if one not in listed):
                missed += [f"{table}: {what} {number}" for number in watch.passes(model, what)]
    assert missed == []  # compare it with what entries tell, or name it in uncompared.py and in commands.md
    assert needless == []  # it is compared: take it out of uncompared.py


def test_no_row_hangs_on_nothing_unnoticed_in_any_table(world: World) -> None:
    lived_in(world)
    missed = []
    with defenceless(verify.GUARDED):
        for model in (one for one in tables() if one._base_manager.exists()):
            keys = (
                one for one in model._meta.local_concrete_fields if isinstance(one, ForeignKey) and one.attname in numbered(model)
            )
            missed += [f"{one}: {number}" for one in keys for number in OF_NOTHING if not is_found(model, one.attname, number)]
    assert missed == []


def is_found(model: type[Model], column: str, number: int) -> bool:
    """What the database itself takes from nobody is not missed."""
    row = model._base_manager.filter(pk=model._base_manager.order_by("pk").values("pk")[:1])
    return all(
        column in {found for _table, _row, found in hanging([model])}
        for _there in attempted(partial(row.update, **{column: number}))
    )


def test_what_is_not_compared_is_told_to_whoever_runs_it_and_nothing_that_is_gone() -> None:
    told = " ".join(REFERENCE.read_text().split())
    assert [words for words in UNCOMPARED if words not in told] == []
    known = {model._meta.db_table: {WHOLE, *deeds(model)} for model in tables()}
    listed = [(table, what) for some in UNCOMPARED.values() for table, names in some.items() for what in names]
    gone = [(table, what) for table, what in listed if what not in known.get(table, ())]
    assert [one for one in gone if not one[0].endswith("_fts")] == []  # those are SQLite's own, for Wagtail's search
