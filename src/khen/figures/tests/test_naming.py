"""An entry names people, bodies and bulletins as they are called - to those who may know them, and at a fixed price."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from khen.atoms import vietnamese
from khen.bodies.models import Outlet, Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.desk.counter import Counter
from khen.domains.newsroom.screens import BULLETINS
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.organisation.screens import PEOPLE
from khen.domains.organisation.tests.makers import a_province
from khen.domains.portals.tests.makers import a_portal
from khen.facts.gather import gather
from khen.figures.entries import said
from khen.figures.naming import NAMED, Reader, names

pytestmark = pytest.mark.django_db
COUNTERS: Sequence[Counter] = (BULLETINS, PEOPLE)
OUTLETS = (OutletKind.SITE, OutletKind.TICKER, OutletKind.POPUP, OutletKind.MAILING)


def told(entry: Entry, person: Person) -> dict[str, str]:
    known = names(entry.kind, entry.payload, Reader(person, DAY, COUNTERS))
    with translation.override("vi"):
        return {str(name): value for name, value in said(entry.kind, entry.payload, known)}


def answered(payload: dict[str, Any], person: Person) -> list[str]:
    known = names("tests.forged", payload, Reader(person, DAY, COUNTERS))
    with translation.override("vi"):
        return [value for _name, value in said("tests.forged", payload, known)]


def published(desk: Newsroom, number: int) -> Entry:
    known = Outlet.objects.count()
    outlets = [desk.outlet(kind, f"{kind}-{number}-{known + one}") for kind in OUTLETS for one in range(number)]
    desk.published(*outlets)
    return Entry.objects.filter(kind="newsroom.published").latest("seq")


def test_the_opening_of_a_place_names_where_it_stands() -> None:
    world = a_province()
    commune = Entry.objects.get(kind="organisation.area_opened", about_id=world.areas["00715"].pk)
    assert told(commune, world.admin)["Cấp trên"] == "Đồng Văn"
    committee = told(Entry.objects.get(kind="organisation.body_opened", about_id=world.bodies["ubnd-00715"].pk), world.admin)
    assert (committee["Cấp trên"], committee["Địa bàn"]) == ("UBND huyện Đồng Văn", "Lũng Cú")


def test_the_opening_of_a_site_names_the_site_and_never_its_key() -> None:
    portal, client = a_portal("huyen-dong-van", name="Cổng huyện Đồng Văn"), Client()
    entry, reader = Entry.objects.get(kind="portals.opened"), a_person(Role.VIEWER, body=portal.body)
    assert told(entry, reader) == {
        "Tên miền": "huyen-dong-van.localhost",
        "Cổng, trang thông tin điện tử": "Cổng huyện Đồng Văn",
        "Tên": "Cổng huyện Đồng Văn",
        "Giao diện": "sở: xanh lam",
        "Địa chỉ": "http://huyen-dong-van.localhost",
    }
    gather()
    client.force_login(reader)
    page = client.get(f"/quan-tri/so-lieu/but-toan/{entry.seq}/").content.decode()
    counted = page[page.index("Dữ kiện") :].partition("</li>")[0]
    assert "Cổng huyện Đồng Văn" in counted and "huyen-dong-van" not in counted
    answer = said(entry.kind, entry.payload, {})
    assert "huyen-dong-van" in [value for _name, value in answer]  # of a site that is gone the key is all there is


def test_a_post_names_its_holder_body_and_area() -> None:
    world = a_province()
    post = told(Entry.objects.get(kind="organisation.post_given"), world.admin)
    assert (post["Cán bộ"], post["Cơ quan"], post["Địa bàn"]) == (
        "Cán bộ quản trị",
        "Sở Thông tin và Truyền thông",
        "Hà Giang",
    )
    assert post["Vị trí"].startswith("Cán bộ quản trị - ")


def test_whoever_may_not_inspect_people_reads_their_numbers() -> None:
    world = a_province()
    viewer = a_person(Role.AUTHOR, body=world.bodies["so-tttt"])
    post = told(Entry.objects.get(kind="organisation.post_given"), viewer)
    assert post["Cán bộ"] == f"số {vietnamese.number(world.admin.pk)}"
    assert post["Vị trí"].startswith("số ")
    assert post["Cơ quan"] == "Sở Thông tin và Truyền thông"


def test_a_bulletin_with_its_text_and_outlets_is_named_to_its_own_house_alone() -> None:
    desk, other = Newsroom(), Newsroom("UBND huyện Mèo Vạc")
    entry = published(desk, 2)
    bulletin, version = entry.payload["bulletin"], entry.payload["version"]
    at_home, abroad = told(entry, desk.author), told(entry, other.author)
    assert at_home["Tin bài"] == "Hướng dẫn nộp hồ sơ qua mạng"
    assert at_home["Phiên bản"] == "Hướng dẫn nộp hồ sơ qua mạng (1)"
    assert (abroad["Tin bài"], abroad["Phiên bản"]) == (f"số {vietnamese.number(bulletin)}", f"số {vietnamese.number(version)}")
    assert at_home["Chủ đề"] == abroad["Chủ đề"] == "Dịch vụ công trực tuyến"
    assert abroad["Cổng, trang thông tin điện tử"] == "Kênh site-2-0, Kênh site-2-1"


@pytest.mark.parametrize("name", sorted({*NAMED, "thing", "parent"}))
def test_what_is_gone_keeps_its_number_and_an_unknown_key_stays(name: str) -> None:
    person = Newsroom().author
    assert answered({"of": "body", name: 987654}, person)[-1] == "số 987.654"
    assert answered({"of": "body", name: "khong-con"}, person)[-1] == "khong-con"
    assert answered({"of": "body", name: True}, person)[-1] == "có"


def test_one_query_for_each_model_however_much_is_named(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    desk = Newsroom()
    for number in (1, 3):
        entry = published(desk, number)
        kind, payload = entry.kind, entry.payload
        with django_assert_num_queries(4):  # bulletins, versions, topics, outlets
            known = names(kind, payload, Reader(desk.author, DAY, COUNTERS))
        assert len(known) == 2 + 2 + 2 * len(OUTLETS) * number  # what has a key stands under it as well


def test_the_page_of_an_entry_costs_the_same_whatever_it_names() -> None:
    desk, client = Newsroom(), Client()
    client.force_login(a_person(*Role.values, body=desk.body))
    asked = []
    for number in (1, 1, 4):  # the first time the frame warms up
        entry = published(desk, number)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/quan-tri/so-lieu/but-toan/{entry.seq}/").content.decode()
        asked.append(len(queries))
        assert ", ".join(f"Kênh {key}" for key in entry.payload["tickers"]) in page
    assert asked[1] == asked[2]
