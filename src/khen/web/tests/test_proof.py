"""The last step of the road: from the entry that proves a figure to the record itself and to the page that readers see."""

from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.portals.tests.makers import a_document, a_portal
from khen.egress import run
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 3, 2, 12, tzinfo=clock.VIETNAM)


def doors(person: Person, entry: Entry) -> list[tuple[str, str]]:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse("so-lieu:entry", args=[entry.seq]))
    assert answer.status_code == 200
    return list(answer.context["doors"])


def test_an_article_on_a_portal_leads_to_its_bulletin_and_to_the_page_itself() -> None:
    with clock.held(NOON):
        desk = Desk()
        bulletin = desk.published(desk.site, title="Lịch tiêm phòng dại")
        run.work()
        entry = Entry.objects.get(kind="portals.placed")
        (record, public) = doors(a_person(Role.VIEWER, body=desk.body), entry)
        assert record == (str(bulletin), reverse("ban-tin:record", args=[bulletin.pk]))
        page = Client(headers={"host": "so-tttt.localhost"}).get(urlsplit(public[1]).path)
        assert page.status_code == 200 and "Lịch tiêm phòng dại" in page.content.decode()


def test_who_reaches_the_portal_and_not_the_newsroom_sees_the_public_page_alone() -> None:
    with clock.held(NOON):
        desk = Desk()
        portal = a_portal("xa-ban", body=a_body("Xã Bản", parent=desk.body))
        desk.published(desk.site, portal.outlet, title="Lịch tiêm phòng dại")
        run.work()
        entry = Entry.objects.get(kind="portals.placed", body=portal.body)
        ((_name, address),) = doors(a_person(Role.VIEWER, body=portal.body), entry)
    assert address.startswith("http://xa-ban.localhost")


def test_a_document_leads_to_its_public_page() -> None:
    portal = a_portal("sukien")
    document = a_document(portal)
    found = doors(a_person(Role.VIEWER, body=portal.body), Entry.objects.get(kind="portals.document_posted"))
    ends = [f"/van-ban-tren-trang/{document.pk}/", f"/van-ban/{document.pk}/"]
    assert [address.endswith(end) for (_name, address), end in zip(found, ends, strict=True)] == [True, True]
