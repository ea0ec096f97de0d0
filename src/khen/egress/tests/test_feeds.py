"""Feeds say plain text as plain text, and the day on which a text was published."""

import html
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from khen.atoms import clock
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
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


def test_a_text_entered_later_says_the_day_of_its_publication() -> None:
    desk = Desk()
    bulletin = desk.everywhere()
    run.work()
    published = f"{clock.midnight(DAY).isoformat()}"
    assert fed("atom").findtext(f".//{ATOM}entry/{ATOM}published") == published
    assert "02 Mar 2020" in fed("rss").findtext(".//item/pubDate")
    newsroom.correct(bulletin, by=desk.publisher, on=DAY + timedelta(days=9), title="Đã sửa", reason="Nhầm")
    run.work()
    entry = fed("atom").find(f".//{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Đã sửa" and entry.findtext(f"{ATOM}published") == published


def test_a_text_of_today_says_its_moment_and_one_of_a_later_day_the_beginning_of_that_day() -> None:
    desk, moment = Desk(), datetime(DAY.year, DAY.month, DAY.day, 9, 30, tzinfo=clock.VIETNAM)
    with clock.held(moment):
        desk.everywhere(title="Tin hôm nay")
        desk.everywhere(title="Tin ngày mai", since=DAY + timedelta(days=1))
        run.work()
    with clock.held(moment + timedelta(days=1)):
        entries = {one.findtext(f"{ATOM}title"): one for one in fed("atom").iter(f"{ATOM}entry")}
    said = {title: datetime.fromisoformat(one.findtext(f"{ATOM}published")) for title, one in entries.items()}
    assert said == {"Tin hôm nay": moment, "Tin ngày mai": clock.midnight(DAY + timedelta(days=1))}
    assert all(one.findtext(f"{ATOM}updated") >= one.findtext(f"{ATOM}published") for one in entries.values())
