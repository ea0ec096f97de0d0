"""Feeds say plain text as plain text."""

import html
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from khen.egress import run
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SUMMARY = "Tóm tắt <script>1</script> ]]> &amp; x"


def fed(form: str) -> Any:
    answer = Client(headers={"host": "so-tttt.localhost"}).get(f"/nguon-tin/so-tttt.{form}")
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def test_a_summary_is_text_in_every_reader_of_feeds_whatever_marks_it_holds() -> None:
    """RFC 4287, 3.1.1: what is called html is read as html once its own escapes are gone; RSS descriptions are html."""
    desk = Desk()
    desk.everywhere(summary=SUMMARY)
    run.work()
    summary = fed("atom").find(f".//{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    for text in (summary.text, fed("rss").findtext(".//item/description")):
        assert "<" not in text and html.unescape(text) == SUMMARY
