"""A second tap is held back wherever the counter has a form: at the door, on lists, on every page of the frame."""

import pytest
from django.test import Client

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["", "ban-tin/", "ban-tin/soan/", "thong-bao/lua-chon/", "phien-dang-nhap/", "doi-mat-khau/"])
def test_pages_of_the_counter_hold_back_a_second_tap(page: str) -> None:
    client = Client()
    client.force_login(a_person(Role.AUTHOR, body=a_body("Sở")), "khen.desk.backend.PostBackend")
    assert client.get(f"/quan-tri/{page}").content.decode().count("desk/taps.js") == 1


def test_the_door_holds_back_a_second_tap() -> None:
    assert Client().get("/quan-tri/login/").content.decode().count("desk/taps.js") == 1
