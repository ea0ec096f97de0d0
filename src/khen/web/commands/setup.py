"""Tables, static files and the key for ringing phones: what must stand before anything else runs."""

import sys
from argparse import Namespace
from gettext import gettext as _
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

from khen.egress.channels import sealed
from khen.web import cut_off, half_told
from khen.web.progress import Progress, following
from khen.web.tables import Executor
from khen.web.trouble import Trouble

SOURCES = Path(__file__).resolve().parents[2]
MANIFEST = "staticfiles.json"


def run(asked: Namespace) -> int:
    prepare()
    said = _("All is set up in %(home)s: tables, static files and keys are up to date. Open the house: khen up")
    sys.stdout.write(said % {"home": settings.ENV.home} + "\n")
    return 0


def prepare() -> None:
    """Bring tables, static files and the key for ringing phones up to date; nothing happens when they are."""
    sealed.make(settings.ENV.home)
    if to_do := lacking():
        with following(_("tables")) as progress:
            _migrate(progress, len(to_do))
    elif cut_off.names_are_missing():
        _name_what_may_be_allowed()
    if static_files_are_old():
        with following(_("static files")) as progress:
            progress(0)
            call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())


def lacking() -> list[str]:
    """The names of migrations that the database has not seen. None is loaded where it has noted each by its name."""
    if written().issubset(MigrationRecorder(connection).applied_migrations()):
        return []
    executor = Executor(connection)
    return [str(migration) for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def written() -> set[tuple[str, str]]:
    """Application and name of each migration that comes with this program."""
    folders = [(app.label, Path(app.path) / "migrations") for app in apps.get_app_configs()]
    return {
        (label, one.name)
        for label, folder in folders
        for one in iter_modules([str(folder)])
        if not one.ispkg and one.name[0] not in "_~"
    }


def ask_for_tables() -> None:
    """Raise Trouble when the database has no tables yet, or those of an older version."""
    if lacking():
        raise Trouble(half_told.hint() or _("The database is older than this program. Run: khen setup"))


def static_files_are_old() -> bool:
    """Whether some static file of ours is newer than what was gathered last."""
    gathered = Path(str(settings.STATIC_ROOT)) / MANIFEST
    if settings.DEBUG:
        return False
    if not gathered.exists():
        return True
    stamp = gathered.stat().st_mtime
    return any(path.stat().st_mtime > stamp for path in SOURCES.glob("**/static/**/*") if path.is_file())


def _migrate(progress: Progress, steps: int) -> None:
    done = 0

    def follow(action: str, migration: Migration | None = None, fake: bool | None = None) -> None:
        nonlocal done
        if action == "apply_success":
            done += 1
        progress(done, steps, str(migration or ""))

    executor = Executor(connection, follow)
    if cut_off.note_what_was_done(executor):
        executor = Executor(connection, follow)
    executor.migrate(executor.loader.graph.leaf_nodes())
    _name_what_may_be_allowed()


def _name_what_may_be_allowed() -> None:
    """What follows after all migrations: done again when a start was cut off before it."""
    call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())
