"""What an earlier start left when it was killed while it made tables: recognised, and finished without asking anybody.

The house once noted a migration in a second transaction: killed between the two, its tables stood there and were not known. And
the names of what may be allowed (content types, permissions) are written after the last migration, outside of all of them."""

from collections.abc import Iterator
from gettext import gettext as _

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Permission
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field
from django.utils.translation import gettext_noop

from khen.web.trouble import Trouble


def names_are_missing() -> bool:
    """Is there a kind of record of which the database was not told what may be allowed about it? One query."""
    told = set(Permission.objects.values_list("content_type__app_label", "content_type__model", "codename"))
    return not told.issuperset(_allowable())


def _allowable() -> Iterator[tuple[str, str, str]]:
    for meta in (model._meta for model in apps.get_models()):
        codes = [get_permission_codename(action, meta) for action in meta.default_permissions]
        for code in (*codes, *(code for code, _name in meta.permissions)):
            yield meta.app_label, str(meta.model_name), code


def note_what_was_done(executor: MigrationExecutor) -> list[str]:
    """Note each migration whose tables and columns are all there and that was not noted; the names of those.

    Raises Trouble for one of which only a part is there: nobody can know what became of the rest."""
    database = executor.connection
    noted: list[str] = []
    if not database.introspection.table_names():
        return noted
    known = executor.loader.project_state(
        [key for key in executor.loader.applied_migrations if key in executor.loader.graph.nodes]
    )
    state = known.clone()
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        marks = list(_marks(migration, database, known, state))
        if marks and all(marks):
            for app, name in migration.replaces or [(migration.app_label, migration.name)]:
                executor.recorder.record_applied(app, name)
            noted.append(str(migration))
        elif any(marks):
            raise Trouble(_(HALF_DONE) % {"name": migration})
        state = migration.mutate_state(state, preserve=False)
    return noted


HALF_DONE = gettext_noop(
    "An earlier start was cut off while it changed tables, and only a part of %(name)s is there. Nothing was changed now."
    " Put back the newest backup of the house and run: khen setup"
)


def _marks(migration: Migration, database: BaseDatabaseWrapper, known: ProjectState, state: ProjectState) -> Iterator[bool]:
    """Of everything that only this migration could have made: is it there?"""
    for operation in migration.operations:
        yield from _mark(operation, migration.app_label, database, known, state)


def _mark(
    operation: Operation, app: str, database: BaseDatabaseWrapper, known: ProjectState, state: ProjectState
) -> Iterator[bool]:
    if isinstance(operation, operations.CreateModel):
        options = operation.options
        if not options.get("proxy") and options.get("managed", True) and (app, operation.name_lower) not in known.models:
            yield _table(app, operation.name_lower, options) in database.introspection.table_names()
    elif isinstance(operation, operations.AddField):
        key = (app, operation.model_name_lower)
        if key in known.models and operation.name not in known.models[key].fields and not operation.field.many_to_many:
            columns = _columns(database, _table(*key, state.models[key].options))
            yield _column(operation.name, operation.field) in columns


def _table(app: str, model: str, options: dict[str, object]) -> str:
    return str(options.get("db_table") or f"{app}_{model}")


def _column(name: str, field: "Field[object, object]") -> str:
    return field.db_column or (f"{name}_id" if field.is_relation else name)


def _columns(database: BaseDatabaseWrapper, table: str) -> set[str]:
    with database.cursor() as cursor:
        return {one.name for one in database.introspection.get_table_description(cursor, table)}
