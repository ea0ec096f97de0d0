"""Tables stay whole whenever their making is cut off."""

from typing import ClassVar

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

from khen.bodies.models import Person
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
