"""The counter's pages go out packed to whoever can unpack them; a file or a portal's page is not packed twice."""

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PACKS = {"Accept-Encoding": "gzip, br"}


def test_a_page_of_the_counter_goes_out_packed() -> None:
    packed, plain = Client().get("/quan-tri/login/", headers=PACKS), Client().get("/quan-tri/login/")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Đăng nhập" in gzip.decompress(packed.content).decode()
    assert "Content-Encoding" not in plain.headers
    assert len(packed.content) < len(plain.content) / 2


def test_what_is_no_page_of_the_counter_is_left_alone() -> None:
    assert "Content-Encoding" not in Client().get("/quan-tri/jsi18n/", headers=PACKS).headers
    assert "Content-Encoding" not in Client().get("/loa/ticker/khong-co.json", headers=PACKS).headers
