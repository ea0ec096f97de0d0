"""Words of channels stay as they were kept; what text messages cost until a contract says otherwise."""

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE TRIGGER words_refuse_update BEFORE UPDATE ON newsroom_channelwords"
    " BEGIN SELECT RAISE(ABORT, 'words of a channel are never changed'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION words_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'words of a channel are never changed'; END $$",
    "CREATE TRIGGER words_refuse_update BEFORE UPDATE ON newsroom_channelwords FOR EACH ROW EXECUTE FUNCTION words_refuse()",
)
SOURCE = "Đơn giá ví dụ để ước tính, không phải bảng giá của nhà mạng; thay bằng đơn giá trong hợp đồng đã ký"
PRICES = (("Viettel", 300), ("VinaPhone", 300), ("MobiFone", 300), ("Vietnamobile", 350), ("Gmobile", 350))  # đồng a part


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)
    price, since = apps.get_model("newsroom", "MessagePrice"), date(2015, 1, 1)
    price.objects.bulk_create(price(network=n, price=p, source=SOURCE, is_example=True, since=since) for n, p in PRICES)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0008_words_of_channels")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
