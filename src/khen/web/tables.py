"""Tables are brought up to date one migration at a time; whenever that is cut off, the next run goes on where it stopped."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.transaction import atomic

from khen.web.sketches import Sketches, forget

Plan = Sequence[tuple[Migration, bool]]


class Executor(MigrationExecutor):
    """What a migration does and the note that it was done are one transaction.

    Django notes a migration whose keys and indexes are made last in a second one: killed between the two, it would find its
    tables there and not know them."""

    def _migrate_all_forwards(
        self, state: ProjectState, plan: Plan, full_plan: Plan, fake: bool, fake_initial: bool
    ) -> ProjectState:
        for migration, _backwards in plan:
            state = self.apply_migration(state, migration, fake, fake_initial)
        return state

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        follow: Any = self.progress_callback or (lambda *told: None)
        follow("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            apply(migration, state, editor)
            last, editor.deferred_sql[:] = list(editor.deferred_sql), []
            for statement in last:
                editor.execute(statement, None)
            for app, name in migration.replaces or [(migration.app_label, migration.name)]:
                self.recorder.record_applied(app, name)
        follow("apply_success", migration, fake)
        return state


def apply(migration: Migration, state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
    """As `Migration.apply`, each operation with as many models as it looks at; the state goes on with it."""
    forget(state)
    sketches = Sketches()
    for operation in migration.operations:
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        sketches.draw(operation, migration.app_label, before, state)
        wanted = operation.atomic or (migration.atomic and operation.atomic is not False)
        with nullcontext() if editor.atomic_migration or not wanted else atomic(editor.connection.alias):
            operation.database_forwards(migration.app_label, editor, before, state)
        forget(state)
