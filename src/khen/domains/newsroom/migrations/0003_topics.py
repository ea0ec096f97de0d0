"""The topics and campaigns with which a newsroom opens; later ones are rows as well."""

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TOPICS = (
    ("covid-19", "Phòng, chống dịch COVID-19", date(2020, 1, 1)),
    ("ocop", "Mỗi xã một sản phẩm (OCOP)", date(2018, 1, 1)),
    ("cam-sanh", "Cam sành Hà Giang", date(2018, 1, 1)),
    ("dai-hoi-dang", "Đại hội Đảng các cấp", date(2019, 1, 1)),
    ("nong-thon-moi", "Nông thôn mới", date(2015, 1, 1)),
    ("dich-vu-cong", "Dịch vụ công trực tuyến", date(2015, 1, 1)),
    ("chuyen-doi-so", "Công nghệ thông tin, chuyển đổi số", date(2015, 1, 1)),
    ("du-lich", "Du lịch", date(2015, 1, 1)),
    ("tet", "Tết và lễ hội", date(2015, 1, 1)),
    ("thien-tai", "Phòng, chống thiên tai", date(2015, 1, 1)),
    ("an-sinh", "An sinh xã hội", date(2015, 1, 1)),
    ("giao-duc", "Giáo dục", date(2015, 1, 1)),
    ("y-te", "Y tế", date(2015, 1, 1)),
    ("phap-luat", "Phổ biến pháp luật", date(2015, 1, 1)),
    ("bien-gioi", "Biên giới, quốc phòng, an ninh", date(2015, 1, 1)),
    ("kinh-te", "Kinh tế, sản xuất", date(2015, 1, 1)),
    ("van-hoa", "Văn hóa, thể thao", date(2015, 1, 1)),
    ("khac", "Tin khác", date(2015, 1, 1)),
)
CAMPAIGNS = (
    ("chong-dich-2020", "Cao điểm phòng, chống dịch COVID-19 năm 2020", date(2020, 1, 1), date(2021, 1, 1)),
    ("dai-hoi-2020-2025", "Tuyên truyền đại hội Đảng các cấp, nhiệm kỳ 2020 - 2025", date(2019, 6, 1), date(2021, 7, 1)),
    ("tieu-thu-cam-2020", "Kết nối tiêu thụ cam sành niên vụ 2019 - 2020", date(2019, 10, 1), date(2020, 7, 1)),
    ("ocop-2020", "Quảng bá sản phẩm OCOP năm 2020", date(2020, 1, 1), date(2021, 1, 1)),
    ("dich-vu-cong-2020", "Hướng dẫn sử dụng dịch vụ công trực tuyến năm 2020", date(2020, 1, 1), date(2021, 1, 1)),
)


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    topic, campaign = apps.get_model("newsroom", "Topic"), apps.get_model("newsroom", "Campaign")
    topic.objects.bulk_create(topic(key=key, name=name, since=since) for key, name, since in TOPICS)
    campaign.objects.bulk_create(campaign(key=k, name=n, since=s, until=u) for k, n, s, u in CAMPAIGNS)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_versions_stay")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
