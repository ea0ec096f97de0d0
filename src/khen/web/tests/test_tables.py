"""Tables stay whole whenever their making is cut off."""

from typing import ClassVar

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

from khen.bodies.models import Person
from khen.web.commands.setup import lacking, written
from khen.web.sketches import reached, table_of
from khen.web.tables import Executor

pytestmark = pytest.mark.django_db


class CutOff(BaseException):
    """As a kill would: nothing below the transaction hears of it."""


class Forgetful(MigrationRecorder):
    def record_applied(self, app: str, name: str) -> None:
        raise CutOff


class Lamps(Migration):
    """One table with a key to another, whose constraint or index is made last."""

    keeper: models.ForeignKey[Person, Person] = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    operations: ClassVar = [migrations.CreateModel("Lamp", [("id", models.BigAutoField(primary_key=True)), ("keeper", keeper)])]


LAMPS = Lamps("0001_lamps", "lamps")


def test_a_migration_that_is_cut_off_before_it_is_noted_leaves_nothing_and_is_done_by_the_next_run(
    database: BaseDatabaseWrapper,
) -> None:
    killed, executor = Executor(database), Executor(database)
    killed.recorder = Forgetful(database)
    state = executor.loader.project_state()
    with pytest.raises(CutOff):
        killed.apply_migration(state.clone(), LAMPS)
    assert "lamps_lamp" not in database.introspection.table_names()
    executor.apply_migration(state.clone(), LAMPS)
    with database.cursor() as cursor:
        held = database.introspection.get_constraints(cursor, "lamps_lamp").values()
    assert any(one["foreign_key"] for one in held) and any(one["index"] for one in held)  # what was made last is there
    assert ("lamps", "0001_lamps") in executor.recorder.applied_migrations()


class Brighter(Migration):
    """A column, what the tables hold, and a change that other tables may hang on, after the table was made."""

    seen: ClassVar[list[set[str]]] = []

    @staticmethod
    def look(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        lamp, person = apps.get_model("lamps", "Lamp"), apps.get_model("bodies", "Person")
        assert not lamp.objects.filter(keeper__posts__role="").exists() and person.objects.filter(lamp=None).count() == 0
        Brighter.seen.append({field.name for field in lamp._meta.get_fields()})

    operations: ClassVar = [
        migrations.AddField("lamp", "watts", models.IntegerField(default=40)),
        migrations.RunPython(look),
        migrations.AddField("lamp", "place", models.CharField(max_length=20, unique=True)),
        migrations.AlterField("lamp", "place", models.CharField(max_length=40, unique=True)),
        migrations.AddIndex("lamp", models.Index(fields=["watts"], name="lamp_watts")),
        migrations.RenameField("lamp", "watts", "power"),
        migrations.RunPython(look),
    ]


def test_each_operation_finds_the_tables_as_they_are_by_then_and_a_new_column_is_the_last(database: BaseDatabaseWrapper) -> None:
    executor = Executor(database)
    state = executor.apply_migration(executor.loader.project_state(), LAMPS)
    state = executor.apply_migration(state, Brighter("0002_brighter", "lamps"))
    assert Brighter.seen == [{"id", "keeper", "watts"}, {"id", "keeper", "power", "place"}]
    with database.cursor() as cursor:
        columns = database.introspection.get_table_description(cursor, "lamps_lamp")
    assert [one.name for one in columns] == ["id", "keeper_id", "power", "place"]
    assert "apps" not in vars(state)  # the next migration begins with nothing drawn


def test_an_operation_is_shown_its_table_with_what_it_points_to_and_no_other() -> None:
    state = MigrationLoader(None).project_state()
    lamp = Lamps.operations[0]
    lamp.state_forwards("lamps", state)
    shown = set(reached(state.models, ("lamps", "lamp")))
    assert {("lamps", "lamp"), ("bodies", "person")} <= shown and ("bodies", "post") not in shown
    alters = [
        migrations.AlterField("post", "role", models.CharField(max_length=9)),
        migrations.AlterField("person", "username", models.CharField(max_length=9, unique=True)),
    ]
    assert [table_of(one, "bodies", state) for one in alters] == [("bodies", "post"), None]
    assert table_of(migrations.DeleteModel("Post"), "bodies", state) is None


def test_whether_a_migration_lacks_is_asked_by_the_names_of_all_that_would_be_loaded(database: BaseDatabaseWrapper) -> None:
    loader = MigrationLoader(None)
    assert written() == set(loader.disk_migrations)
    assert lacking() == []
    [newest] = loader.graph.leaf_nodes("book")
    MigrationRecorder(database).record_unapplied(*newest)
    assert lacking() == [".".join(newest)]
