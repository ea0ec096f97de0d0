"""Each open account has an e-mail address of its own. Those of old that share one keep it, marked: whoever was entered first bears
it, the others are told by the mark, until an administrator puts their address right. No address is taken from anybody."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Lower


def mark(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("bodies", "Person")._default_manager.using(editor.connection.alias)
    borne, sharing = set[str](), list[int]()
    for key, email in people.filter(is_active=True).exclude(email="").order_by("pk").values_list("pk", "email"):
        if email.lower() in borne:
            sharing.append(key)
        borne.add(email.lower())
    people.filter(pk__in=sharing).update(shares_address=True)


class Migration(migrations.Migration):
    dependencies = [("bodies", "0010_a_post_is_called_off")]
    operations = [
        migrations.AddField("person", "shares_address", models.BooleanField(default=False, db_default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(("is_active", True), ("shares_address", False)) & ~models.Q(("email", "")),
                name="an_open_account_has_an_address_of_its_own",
            ),
        ),
    ]
