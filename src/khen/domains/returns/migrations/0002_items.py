"""The forms of 2020 and the items that stand in them, from items.csv; planted again, they stay as they are."""

import csv
from datetime import date
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SINCE = date(2019, 7, 1)
OF_THE_DEPARTMENT = ["department", "division", "centre"]
FORMS = {
    "infrastructure": ("Hạ tầng kỹ thuật công nghệ thông tin", [*OF_THE_DEPARTMENT, "people_committee", "district_office"]),
    "technology": ("Ứng dụng công nghệ thông tin", OF_THE_DEPARTMENT),
    "telecom": ("Bưu chính - Viễn thông", OF_THE_DEPARTMENT),
    "press": ("Thông tin - Báo chí - Xuất bản", OF_THE_DEPARTMENT),
    "digital": ("Truyền thông số", OF_THE_DEPARTMENT),
    "inspection": ("Thanh tra, kiểm tra", OF_THE_DEPARTMENT),
    "office": ("Đánh giá chung", OF_THE_DEPARTMENT),
    "district": ("Báo cáo 6 tháng của huyện, thành phố", ["district_office"]),
}


def plant(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    form_model, item_model = apps.get_model("returns", "Form"), apps.get_model("returns", "Item")
    forms = {
        key: form_model.objects.get_or_create(key=key, defaults={"title": title, "kinds": kinds})[0]
        for key, (title, kinds) in FORMS.items()
    }
    with Path(__file__).with_name("items.csv").open(encoding="utf-8", newline="") as lines:
        for position, line in enumerate(csv.DictReader(lines)):
            facts = {"form": forms[line.pop("form")], "position": position, "since": SINCE, **line}
            facts |= {"levels": line["levels"].split(), "decimals": int(line["decimals"])}
            item_model.objects.get_or_create(key=facts.pop("key"), defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_returns")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
