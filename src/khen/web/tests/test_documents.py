"""A document posted by mistake leaves its site and its figure; one posted with a mistake is put right before everybody."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.portals.models import Document, Portal
from khen.domains.portals.tests.makers import a_portal
from khen.facts.checking import differing
from khen.facts.gather import gather
from khen.figures.sight import key_of

pytestmark = pytest.mark.django_db
PAPERS = "/quan-tri/van-ban-tren-trang/"
FIGURE = "/quan-tri/so-lieu/portal.events.documents/"
NOON = datetime(2020, 4, 2, 14, 5, tzinfo=clock.VIETNAM)
WRONG = "Gửi nhầm bản dự thảo"


def as_(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def told(portal: Portal, **more: Any) -> dict[str, Any]:
    return {
        "portal": portal.pk,
        "kind": "directive",
        "number": "05",
        "symbol": "CT-UBND",
        "signed_on": "2020-03-10",
        "issuer": "Ủy ban nhân dân tỉnh",
        "title": "Về phòng, chống dịch",
        "abstract": "",
        **more,
    }


def counted(client: Client, portal: Portal) -> str:
    gather()
    words: str = client.get(FIGURE, {"noi": key_of(portal.body), "ky": "2020-H1"}).context["line"].words
    return words


def read(portal: Portal, path: str) -> Any:
    return Client(headers={"host": portal.site.hostname}).get(path)


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def test_a_document_posted_by_mistake_leaves_the_site_and_the_figure_and_everybody_is_told_why() -> None:
    portal = a_portal("sukien")
    client = as_(a_person(Role.PUBLISHER, body=portal.body))
    with clock.held(NOON):
        assert client.post(f"{PAPERS}dang/", told(portal, file=SimpleUploadedFile("ct.pdf", a_pdf()))).status_code == 302
        document = Document.objects.get()
        assert counted(client, portal) == "1"
        assert client.post(f"{PAPERS}{document.pk}/go/", {"reason": WRONG}).status_code == 302
        assert counted(client, portal) == "0"
    for path in (f"/van-ban/{document.pk}/", f"/van-ban/{document.pk}/tep/"):
        gone = read(portal, path)
        assert gone.status_code == 410 and "14:05 ngày 02/04/2020" in text(gone) and WRONG in text(gone)
        assert "Về phòng, chống dịch" not in text(gone)
    for path in ("/", "/van-ban/", "/tim-kiem/?q=05/ct-ubnd"):
        assert f'href="/van-ban/{document.pk}/"' not in text(read(portal, path))
    page = text(client.get(f"{PAPERS}{document.pk}/"))
    assert "Đã gỡ văn bản khỏi trang" in page and WRONG in page and "Việc có thể làm bây giờ" in page
    proof = text(client.get(reverse("so-lieu:entry", args=[Entry.objects.get(kind="portals.document_posted").seq])))
    assert "không còn được tính" in proof and WRONG in proof
    assert not list(differing()) and verify(deep=True).flaw is None


def test_a_form_about_a_document_that_was_corrected_once_opens_as_any_other() -> None:
    portal = a_portal("sukien")
    client = as_(a_person(Role.PUBLISHER, body=portal.body))
    with clock.held(NOON):
        client.post(f"{PAPERS}dang/", told(portal))
        document = Document.objects.get()
        client.post(f"{PAPERS}{document.pk}/dinh-chinh/", told(portal, number="06", reason="Số đúng là 06", seen="1"))
        for act in ("dinh-chinh", "go"):
            page = text(client.get(f"{PAPERS}{document.pk}/{act}/"))
            assert "đã được ghi một lần" not in page and "QuerySet" not in page
    assert "Các bản trước" in text(client.get(f"{PAPERS}{document.pk}/"))


def test_an_empty_file_is_neither_posted_nor_does_it_correct_anything() -> None:
    portal = a_portal("sukien")
    client = as_(a_person(Role.PUBLISHER, body=portal.body))
    with clock.held(NOON):
        empty = told(portal, file=SimpleUploadedFile("rong.pdf", b""))
        assert "Tệp rong.pdf trống (0 byte)" in text(client.post(f"{PAPERS}dang/", empty))
        assert not Document.objects.exists()
        client.post(f"{PAPERS}dang/", told(portal, file=SimpleUploadedFile("ct.pdf", a_pdf("bản sai"))))
        document = Document.objects.get()
        wrong = told(portal, reason="Thay tệp đúng", seen="1", file=SimpleUploadedFile("rong.pdf", b""))
        assert "Tệp rong.pdf trống (0 byte)" in text(client.post(f"{PAPERS}{document.pk}/dinh-chinh/", wrong))
    document.refresh_from_db()
    assert document.edition == 1 and "Thay tệp đúng" not in text(read(portal, f"/van-ban/{document.pk}/"))


def test_a_document_posted_with_a_mistake_is_corrected_and_both_versions_are_kept() -> None:
    portal = a_portal("sukien")
    client = as_(a_person(Role.PUBLISHER, body=portal.body))
    with clock.held(NOON):
        client.post(f"{PAPERS}dang/", told(portal, file=SimpleUploadedFile("ct.pdf", a_pdf("bản sai"))))
        document = Document.objects.get()
        right = told(portal, number="06", signed_on="2020-03-11", title="Về phòng, chống hạn", reason="Số đúng là 06", seen="1")
        shown = text(client.get(f"{PAPERS}{document.pk}/dinh-chinh/"))
        assert 'value="05"' in shown and 'value="2020-03-10"' in shown
        right["file"] = SimpleUploadedFile("ct.pdf", a_pdf("bản đúng"))
        assert client.post(f"{PAPERS}{document.pk}/dinh-chinh/", right).status_code == 302
        assert counted(client, portal) == "1"
    page = text(read(portal, f"/van-ban/{document.pk}/"))
    assert "06/CT-UBND" in page and "Về phòng, chống hạn" in page and "11/03/2020" in page
    assert "Đính chính lúc 14:05 ngày 02/04/2020" in page and "Số đúng là 06" in page
    assert f'href="/van-ban/{document.pk}/"' in text(read(portal, "/tim-kiem/?q=06/ct-ubnd"))
    assert f'href="/van-ban/{document.pk}/"' not in text(read(portal, "/tim-kiem/?q=05/ct-ubnd"))
    assert b"".join(read(portal, f"/van-ban/{document.pk}/tep/").streaming_content) == a_pdf("bản đúng")
    desk = text(client.get(f"{PAPERS}{document.pk}/"))
    assert "05/CT-UBND" in desk and "Về phòng, chống dịch" in desk and "Số đúng là 06" in desk
    for version, paper in ((1, a_pdf("bản sai")), (2, a_pdf("bản đúng"))):
        kept: Any = client.get(f"{PAPERS}{document.pk}/tep/{version}/")
        assert b"".join(kept.streaming_content) == paper
    again = client.post(f"{PAPERS}{document.pk}/dinh-chinh/", told(portal, number="07", reason="Số 07", seen="1"))
    assert again.status_code == 200 and "Người khác đã sửa văn bản này" in text(again)
    assert not list(differing()) and verify(deep=True).flaw is None


def test_who_publishes_elsewhere_neither_corrects_nor_withdraws_it_and_a_viewer_reads_whose_it_is() -> None:
    portal = a_portal("sukien")
    as_(a_person(Role.PUBLISHER, body=portal.body)).post(f"{PAPERS}dang/", told(portal))
    document = Document.objects.get()
    foreign = as_(a_person(Role.PUBLISHER, body=a_body("Sở khác")))
    viewer = as_(a_person(Role.VIEWER, body=portal.body))
    for verb in ("go", "dinh-chinh"):
        assert foreign.post(f"{PAPERS}{document.pk}/{verb}/", {"reason": "x"}).status_code == 404
        assert viewer.post(f"{PAPERS}{document.pk}/{verb}/", {"reason": "x"}).status_code == 403
    assert foreign.get(f"{PAPERS}{document.pk}/tep/1/").status_code == 404
    assert read(portal, f"/van-ban/{document.pk}/").status_code == 200
