"""Sites are opened, documents posted, suggested texts accepted or declined at the counter; a foreign body finds nothing."""

from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.portals.models import Document, Placement, Portal
from khen.domains.portals.screens import waiting
from khen.domains.portals.terms import Mode, State
from khen.domains.portals.tests.makers import a_portal, an_article

pytestmark = pytest.mark.django_db
SITES, TEXTS, PAPERS = "/quan-tri/trang-tin/", "/quan-tri/tin-tren-trang/", "/quan-tri/van-ban-tren-trang/"


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_publisher(portal: Portal) -> Person:
    return a_person(Role.PUBLISHER, body=portal.body)


def test_an_administrator_opens_a_site_and_only_for_bodies_in_reach() -> None:
    body, foreign = a_body("UBND huyện Đồng Văn"), a_body("UBND huyện Mèo Vạc")
    client = as_(a_person(Role.ADMINISTRATOR, body=body))
    told = {"body": body.pk, "name": "Trang huyện Đồng Văn", "host": "DongVan.vidu.example", "theme": "district"}
    assert client.post(f"{SITES}mo/", told | {"body": foreign.pk}).status_code == 200
    assert client.post(f"{SITES}mo/", told | {"host": "không phải tên miền"}).status_code == 200
    assert not Portal.objects.exists()
    assert client.post(f"{SITES}mo/", told).status_code == 302
    portal = Portal.objects.get()
    assert (portal.key, portal.site.hostname, portal.body) == ("trang-huyen-dong-van", "dongvan.vidu.example", body)
    assert Entry.objects.filter(kind="portals.opened", body=body).count() == 1
    again = client.post(f"{SITES}mo/", told)
    assert again.status_code == 200 and 'role="alert"' in again.content.decode()
    assert "Trang huyện Đồng Văn" in client.get(SITES).content.decode()
    assert as_(a_person(Role.PUBLISHER, body=body)).get(f"{SITES}mo/").status_code == 404
    assert as_(a_person(Role.ADMINISTRATOR, body=foreign)).get(f"{SITES}{portal.pk}/").status_code == 404


def test_the_page_of_a_site_leads_to_it_and_offers_nothing_where_there_is_nothing_to_do() -> None:
    portal = a_portal()
    page = as_(a_person(Role.ADMINISTRATOR, body=portal.body)).get(f"{SITES}{portal.pk}/").content.decode()
    assert f'<a href="{settings.ENV.address_of(portal.site.hostname)}">' in page
    assert "Đã mở trang" in page and "Việc có thể làm bây giờ" not in page


def test_the_lists_of_a_body_without_sites_are_empty_and_a_foreign_text_is_not_there() -> None:
    foreign = an_article(a_portal()).placements.get()
    client = as_(a_person(Role.PUBLISHER, Role.ADMINISTRATOR, body=a_body("UBND huyện Mèo Vạc")))
    for place, said in ((SITES, "Chưa có trang nào"), (TEXTS, "Chưa có tin nào trên trang"), (PAPERS, "Chưa có văn bản nào")):
        assert said in client.get(place).content.decode()
    assert client.get(f"{TEXTS}{foreign.pk}/").status_code == 404


def test_a_paper_that_may_stand_there_under_another_issuer_is_told_to_whoever_posts_it() -> None:
    portal = a_portal()
    client = as_(a_publisher(portal))
    for issuer, told in (("Văn phòng tỉnh", False), ("Uỷ ban nhân dân tỉnh", True)):
        answer = client.post(f"{PAPERS}dang/", particulars(portal, issuer=issuer), follow=True)
        said = " ".join(str(one) for one in answer.context["messages"])
        assert "Đã đăng văn bản" in said and ("“Văn phòng tỉnh” ban hành" in said) == told


def test_a_paper_of_another_day_of_the_year_is_told_where_the_issuers_may_be_one_and_posted_all_the_same() -> None:
    portal = a_portal()
    client = as_(a_publisher(portal))
    posted: tuple[tuple[str, str, list[str]], ...] = (
        ("UBND tỉnh", "2020-03-10", []),
        ("UBND tỉnh Hà Giang", "2020-03-09", ["10/03/2020"]),
        ("UBND huyện Mèo Vạc", "2020-03-08", []),
        ("UBND tỉnh Hà Giang", "2019-12-30", []),
    )
    for issuer, day, days in posted:
        told = particulars(portal, issuer=issuer, signed_on=day)
        answer = client.post(f"{PAPERS}dang/", told, follow=True)
        said = " ".join(str(one) for one in answer.context["messages"])
        assert "Đã đăng văn bản" in said
        assert [one for one in ("10/03/2020", "09/03/2020", "08/03/2020") if f"05/CT-UBND ngày {one}" in said] == days
    assert Document.objects.count() == 4
    document = Document.objects.get(issuer="UBND huyện Mèo Vạc")
    right = particulars(portal, issuer="UBND tỉnh", signed_on="2020-03-08", reason="Ghi nhầm nơi ban hành", seen=1)
    answer = client.post(f"{PAPERS}{document.pk}/dinh-chinh/", right | {"issuer": "UBND tỉnh Hà"}, follow=True)
    said = " ".join(str(one) for one in answer.context["messages"])
    assert "05/CT-UBND ngày 10/03/2020" in said and "05/CT-UBND ngày 09/03/2020" in said


def particulars(portal: Portal, **more: Any) -> dict[str, Any]:
    told = {"portal": portal.pk, "kind": "directive", "number": "05", "symbol": "CT-UBND", "signed_on": "2020-03-10"}
    return {**told, "issuer": "Ủy ban nhân dân tỉnh", "title": "Về phòng, chống dịch", "abstract": "", **more}


def test_the_editorial_board_posts_a_document_and_everybody_reads_it() -> None:
    portal = a_portal()
    client = as_(a_publisher(portal))
    assert client.post(f"{PAPERS}dang/", particulars(portal)).status_code == 302
    document = Document.objects.get()
    page = Client(headers={"host": portal.site.hostname}).get("/van-ban/").content.decode()
    assert "Ủy ban nhân dân tỉnh" in page
    assert client.get(f"{PAPERS}{document.pk}/").status_code == 200
    assert as_(a_publisher(a_portal(body=a_body("Sở khác")))).get(f"{PAPERS}{document.pk}/").status_code == 404


@pytest.mark.parametrize("query", ["77/CT-UBND", "ct-ubnd", "77 CT-UBND", "77 ct ubnd", "phòng, chống COVID-19", "covid-19"])
def test_a_document_is_found_at_the_counter_by_the_number_and_symbol_that_stand_there(query: str) -> None:
    portal = a_portal()
    client = as_(a_publisher(portal))
    for number, symbol, title in (("77", "CT-UBND", "Về phòng, chống COVID-19"), ("78", "TB-MH", "Lịch nghỉ")):
        client.post(f"{PAPERS}dang/", particulars(portal, number=number, symbol=symbol, title=title))
    assert "78/TB-MH" in client.get(PAPERS).content.decode()  # and what was just done is told
    page = client.get(PAPERS, {"q": query}).content.decode()
    assert "77/CT-UBND" in page and "78/TB-MH" not in page
    assert "77/CT-UBND" not in client.get(PAPERS, {"q": "///"}).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"issuer": " "}, {"signed_on": "2999-01-01"}, {"kind": "rumour"}, {"title": ""}]
)
def test_a_document_without_its_particulars_is_refused(wrong: dict[str, str]) -> None:
    portal = a_portal()
    page = as_(a_publisher(portal)).post(f"{PAPERS}dang/", particulars(portal, **wrong))
    assert page.status_code == 200 and 'role="alert"' in page.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "old", [{"title": "ChØ thÞ vÒ viÖc phßng chèng dÞch"}, {"issuer": "Uû ban nh©n d©n tØnh Hµ Giang"}, {"abstract": "Veà vieäc"}]
)
def test_a_document_in_an_old_code_page_goes_on_no_site(old: dict[str, str]) -> None:
    portal = a_portal()
    page = as_(a_publisher(portal)).post(f"{PAPERS}dang/", particulars(portal, **old))
    assert page.status_code == 200 and "bảng mã cũ" in page.content.decode()
    assert not Document.objects.exists()


def test_a_false_file_and_a_foreign_site_are_refused() -> None:
    portal, foreign = a_portal(), a_portal(body=a_body("Sở khác"))
    client = as_(a_publisher(portal))
    for told in (particulars(portal, file=SimpleUploadedFile("a.pdf", b"MZ")), particulars(foreign)):
        assert client.post(f"{PAPERS}dang/", told).status_code == 200
    assert not Document.objects.exists()


def test_a_text_is_suggested_to_another_site_and_its_editors_accept_or_decline_it() -> None:
    above = a_body("Sở Thông tin và Truyền thông")
    here, there = a_portal(body=above), a_portal(body=a_body("UBND huyện Đồng Văn", parent=above))
    article = an_article(here)
    standing = article.placements.get()
    assert as_(a_publisher(here)).post(f"{TEXTS}{standing.pk}/goi-y/", {"portals": [there.pk]}).status_code == 302
    proposed = article.placements.get(portal=there)
    assert (proposed.state, proposed.mode) == (State.PROPOSED, Mode.SUGGESTED)
    editor = a_publisher(there)
    assert [one.count for one in waiting(editor)] == [1]
    page = as_(editor).get(f"{TEXTS}{proposed.pk}/").content.decode()
    assert "sớm" in page and "Nhận đăng" in page
    assert as_(editor).post(f"{TEXTS}{proposed.pk}/khong-nhan/", {"reason": ""}).status_code == 200
    assert as_(editor).post(f"{TEXTS}{proposed.pk}/khong-nhan/", {"reason": "Đã có tin riêng"}).status_code == 302
    assert Placement.objects.get(pk=proposed.pk).state == State.DECLINED
    assert as_(editor).post(f"{TEXTS}{proposed.pk}/nhan-dang/").status_code == 302
    assert Placement.objects.get(pk=proposed.pk).state == State.STANDING
    assert not [one for one in waiting(editor) if one.count]


def test_what_is_foreign_or_does_not_stand_is_neither_suggested_nor_decided() -> None:
    here, foreign = a_portal(), a_portal(body=a_body("Sở khác"))
    standing = an_article(here).placements.get()
    proposed = an_article(here, mode=Mode.SUGGESTED).placements.get()
    client, stranger = as_(a_publisher(here)), as_(a_publisher(foreign))
    assert client.post(f"{TEXTS}{standing.pk}/goi-y/", {"portals": [foreign.pk]}).status_code == 200
    assert client.post(f"{TEXTS}{proposed.pk}/goi-y/", {"portals": [here.pk]}).status_code == 409
    assert client.post(f"{TEXTS}{standing.pk}/khong-nhan/", {"reason": "x"}).status_code == 409
    for verb in ("nhan-dang", "khong-nhan", "goi-y"):
        assert stranger.post(f"{TEXTS}{proposed.pk}/{verb}/", {"reason": "x"}).status_code == 404
        assert (
            as_(a_person(Role.VIEWER, body=here.body)).post(f"{TEXTS}{proposed.pk}/{verb}/", {"reason": "x"}).status_code == 403
        )
    assert Placement.objects.count() == 2


def test_a_history_names_the_issuer_the_kind_and_the_abstract_from_what_to_what() -> None:
    portal = a_portal()
    client = as_(a_publisher(portal))
    client.post(f"{PAPERS}dang/", particulars(portal, abstract="Nội dung cũ"))
    document = Document.objects.get()
    right = {"issuer": "Sở Y tế", "kind": "plan", "abstract": "Nội dung mới", "reason": "Ghi nhầm", "seen": 1}
    assert client.post(f"{PAPERS}{document.pk}/dinh-chinh/", particulars(portal, **right)).status_code == 302
    page = unescape(client.get(f"{PAPERS}{document.pk}/").content.decode())
    assert "“Ủy ban nhân dân tỉnh” sửa thành “Sở Y tế”" in page
    assert "“Nội dung cũ” sửa thành “Nội dung mới”" in page and "05/CT-UBND của" not in page.split("Nội dung cũ")[0][-80:]
    assert "”; Tóm tắt: “Nội dung cũ”" in page
    emptied = particulars(portal, **right | {"seen": 2, "abstract": ""})
    assert client.post(f"{PAPERS}{document.pk}/dinh-chinh/", emptied).status_code == 302
    page = unescape(client.get(f"{PAPERS}{document.pk}/").content.decode())
    assert "“Nội dung mới” sửa thành (để trống)" in page and "“Nội dung cũ” sửa thành “Nội dung mới”" in page
