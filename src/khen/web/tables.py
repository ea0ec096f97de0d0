"""Tables are brought up to date one migration at a time; whenever that is cut off, the next run goes on where it stopped."""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class Executor(MigrationExecutor):
    """What a migration does and the note that it was done are one transaction.

    Django notes a migration whose keys and indexes are made last in a second one: killed between the two, it would find its
    tables there and not know them."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        follow: Any = self.progress_callback or (lambda *told: None)
        follow("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            last, editor.deferred_sql[:] = list(editor.deferred_sql), []
            for statement in last:
                editor.execute(statement, None)
            for app, name in migration.replaces or [(migration.app_label, migration.name)]:
                self.recorder.record_applied(app, name)
        follow("apply_success", migration, fake)
        return state
