"""Bulletins are found by any three letters of theirs: PostgreSQL keeps an index of them. SQLite reads its own list of folded
texts faster than it would join such an index."""

import logging

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX = "bulletin_pieces"
LOG = logging.getLogger(__name__)


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever owns the database may add pg_trgm, which comes with PostgreSQL; without it searching stays right and is slower."""
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(f"CREATE INDEX {INDEX} ON newsroom_bulletin USING gin (folded gin_trgm_ops)")
    except DatabaseError as error:
        LOG.error("Searching reads every bulletin: pg_trgm is not to be had here (%s). See docs/how-to/cai-dat-va-van-hanh.md.", error)


def pull(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0020_sorted_by_the_alphabet")]
    operations = [migrations.RunPython(plant, pull, elidable=False)]
