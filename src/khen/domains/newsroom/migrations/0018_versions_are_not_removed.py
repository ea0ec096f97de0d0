"""A text that once stood, and the words of its channels, are neither removed nor replaced: the database itself refuses."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GUARDED = {
    "versions": ("newsroom_bulletinversion", "a version is never removed"),
    "words": ("newsroom_channelwords", "words of a channel are never removed"),
}


def statements(vendor: str, name: str, table: str, said: str) -> list[str]:
    """INSERT OR REPLACE removes a row of SQLite without asking the trigger for removals."""
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {name}_refuse_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_refuse()",
            f"CREATE TRIGGER {name}_refuse_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}_refuse()",
        ]
    refusal = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    return [
        f"CREATE TRIGGER {name}_refuse_delete BEFORE DELETE ON {table} {refusal}",
        f"CREATE TRIGGER {name}_refuse_replacing BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {refusal}",
    ]


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, (table, said) in GUARDED.items():
        for statement in statements(editor.connection.vendor, name, table, said):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0017_a_version_is_checked_once")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
