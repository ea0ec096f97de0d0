"""Languages of the province with which a newsroom opens; later ones are rows as well.

Tags are BCP 47 with codes of ISO 639-3. Bố Y and Giáy share the code of Bouyei; what follows -x- tells them apart here alone."""

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SINCE = date(2015, 1, 1)
LANGUAGES = (  # key, tag, name in Vietnamese, own name, script (ISO 15924; empty: no written habit here)
    ("mong", "hmn", "Mông", "Hmoob", "Latn"),
    ("mong-trang", "mww", "Mông Trắng", "Hmoob Dawb", "Latn"),
    ("mong-xanh", "hnj", "Mông Xanh", "Moob Leeg", "Latn"),
    ("tay", "tyz", "Tày", "Tày", "Latn"),
    ("nung", "nut", "Nùng", "Nồng", "Latn"),
    ("dao-do", "ium", "Dao Đỏ (Iu Miền)", "Iu Mienh", "Latn"),
    ("dao-kim-mun", "mji", "Dao Áo dài (Kìm Mùn)", "Kim Mun", ""),
    ("giay", "pcc-x-giay", "Giáy", "", ""),
    ("bo-y", "pcc-x-boy", "Bố Y", "", ""),
    ("lo-lo", "nty", "Lô Lô", "", ""),
    ("pu-peo", "laq", "Pu Péo", "Qabiao", ""),
    ("co-lao-do", "gir", "Cờ Lao Đỏ", "", ""),
    ("co-lao-trang", "giw", "Cờ Lao Trắng", "", ""),
    ("co-lao-xanh", "giq", "Cờ Lao Xanh", "", ""),
    ("pa-then", "pha", "Pà Thẻn", "", ""),
    ("la-chi", "lbt", "La Chí", "", ""),
    ("cao-lan", "mlc", "Cao Lan", "", ""),
    ("anh", "en", "Anh", "English", "Latn"),
)


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    language = apps.get_model("newsroom", "Language")
    rows = (dict(zip(("key", "tag", "name", "own_name", "script"), row, strict=True)) for row in LANGUAGES)
    language.objects.bulk_create(language(since=SINCE, **row) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0010_renderings")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
