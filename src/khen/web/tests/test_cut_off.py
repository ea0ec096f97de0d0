"""A house whose tables were made and not noted by an older version is known again; one that stands half done says so."""

from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import Permission
from django.db import migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

from khen.web.cut_off import names_are_missing, note_what_was_done
from khen.web.trouble import Trouble

pytestmark = pytest.mark.django_db


class CutOff(BaseException):
    """As a kill would: nothing below the transaction hears of it."""


class Forgetful(MigrationRecorder):
    def record_applied(self, app: str, name: str) -> None:
        raise CutOff


def a_model(name: str) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))])


class Lamps(Migration):
    """Its key's index is made last: the older version then noted it in a second transaction."""

    lamp: models.ForeignKey[Any, Any] = models.ForeignKey("lamps.Lamp", on_delete=models.PROTECT)
    wick = migrations.CreateModel("Wick", [("id", models.BigAutoField(primary_key=True)), ("lamp", lamp)])
    operations: ClassVar = [a_model("Lamp"), wick, migrations.AddIndex("lamp", models.Index("name", name="lamp_name"))]


class Brighter(Migration):
    dependencies: ClassVar = [("lamps", "0001_lamps")]
    operations: ClassVar = [migrations.AddField("lamp", "watts", models.IntegerField(null=True))]


LAMPS, BRIGHTER = Lamps("0001_lamps", "lamps"), Brighter("0002_brighter", "lamps")


def at_work(database: BaseDatabaseWrapper) -> MigrationExecutor:
    """What knows of these two migrations alone."""
    executor, graph = MigrationExecutor(database), MigrationGraph()
    for one in (LAMPS, BRIGHTER):
        graph.add_node((one.app_label, one.name), one)
    graph.add_dependency(BRIGHTER, (BRIGHTER.app_label, BRIGHTER.name), (LAMPS.app_label, LAMPS.name))
    executor.loader.graph = graph
    return executor


def cut_off(database: BaseDatabaseWrapper) -> None:
    """Killed as the older version could be: what the migration made is there, and no note of it."""
    executor = at_work(database)
    executor.recorder = Forgetful(database)
    with pytest.raises(CutOff):
        executor.apply_migration(executor.loader.project_state([]), LAMPS)


def noted(database: BaseDatabaseWrapper) -> set[str]:
    return {name for app, name in MigrationRecorder(database).applied_migrations() if app == "lamps"}


def test_tables_that_were_made_and_not_noted_are_noted_and_what_follows_is_left_to_do(database: BaseDatabaseWrapper) -> None:
    with database.schema_editor() as editor:
        editor.execute("CREATE TABLE other (id integer)")
    assert note_what_was_done(at_work(database)) == [] and not noted(database)
    for statement in made_by(database, LAMPS):
        with database.cursor() as cursor:
            cursor.execute(statement)
    assert note_what_was_done(at_work(database)) == ["lamps.0001_lamps"]
    assert noted(database) == {"0001_lamps"}
    assert note_what_was_done(at_work(database)) == []


def test_a_column_that_was_made_and_not_noted_is_noted_as_well(database: BaseDatabaseWrapper) -> None:
    executor = at_work(database)
    state = executor.apply_migration(executor.loader.project_state([]), LAMPS)
    assert note_what_was_done(at_work(database)) == [] and noted(database) == {"0001_lamps"}
    assert state.models["lamps", "lamp"]
    with database.cursor() as cursor:
        cursor.execute("ALTER TABLE lamps_lamp ADD COLUMN watts integer NULL")
    assert note_what_was_done(at_work(database)) == ["lamps.0002_brighter"]
    assert noted(database) == {"0001_lamps", "0002_brighter"}


def test_a_kill_between_tables_and_note_is_mended(database: BaseDatabaseWrapper) -> None:
    cut_off(database)
    assert not noted(database) and "lamps_wick" in database.introspection.table_names()
    assert note_what_was_done(at_work(database)) == ["lamps.0001_lamps"] and noted(database) == {"0001_lamps"}


def test_of_what_is_there_in_part_the_way_out_is_said_and_nothing_is_touched(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE lamps_lamp (id integer)")
    with pytest.raises(Trouble, match=r"lamps\.0001_lamps.*khen setup"):
        note_what_was_done(at_work(database))
    assert not noted(database) and "lamps_lamp" in database.introspection.table_names()


def made_by(database: BaseDatabaseWrapper, migration: Migration) -> list[str]:
    with database.schema_editor(collect_sql=True, atomic=False) as editor:
        migration.apply(at_work(database).loader.project_state([]), editor, collect_sql=True)
        statements: list[str] = editor.collected_sql
    return [one for one in statements if one and not one.startswith("--")]


def test_names_of_what_may_be_allowed_are_missed_one_by_one() -> None:
    assert not names_are_missing()
    Permission.objects.filter(codename="add_bulletin").delete()
    assert names_are_missing()
