"""Where a body speaks: its page names the house's own sites as they are reached now, others as they were entered."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person
from khen.domains.portals.tests.makers import a_portal

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://mang-xa-hoi.example:8000/hagiang"


def test_the_page_of_a_body_follows_the_port_as_its_portal_does(settings: Settings) -> None:
    body = a_body()
    a_portal("so-tttt", body=body)
    Outlet.objects.create(key="trang-ngoai", kind=OutletKind.FACEBOOK, name="Trang", address=ELSEWHERE, body=body, since=LONG_AGO)
    settings.ENV = replace(settings.ENV, public_url="https://tinh.example:8443")
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR, body=body))
    page = client.get(f"/quan-tri/co-quan/{body.pk}/").content.decode()
    assert "<small>https://so-tttt.localhost:8443</small>" in page
    assert f"<small>{ELSEWHERE}</small>" in page
