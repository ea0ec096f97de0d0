"""Feeds say plain text as plain text, and the day on which a text was published."""

import html
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from khen.atoms import clock
from khen.book.models import Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Article
from khen.domains.portals.tests.makers import a_portal
from khen.egress import run
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SUMMARY = "Tóm tắt <script>1</script> ]]> &amp; x"


def fed(form: str, site: str = "so-tttt") -> Any:
    answer = Client(headers={"host": f"{site}.localhost"}).get(f"/nguon-tin/{site}.{form}")
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


def test_an_entry_of_a_corrected_text_tells_the_hour_and_the_reason_as_its_article_does() -> None:
    desk, moment = Desk(), datetime(DAY.year, DAY.month, DAY.day, 9, 30, tzinfo=clock.VIETNAM)
    with clock.held(moment):
        bulletin = desk.everywhere(summary="Tiêm phòng từ thứ hai")
        run.work()
    with clock.held(moment + timedelta(hours=5)):
        newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Đã sửa", reason="Nhầm <giờ> tiêm")
    with clock.held(moment + timedelta(hours=6)):
        run.work()
        entry, item = fed("atom").find(f".//{ATOM}entry"), fed("rss").find(".//item")
    told = "[Đính chính lúc 14:30 ngày 02/03/2020. Lý do: Nhầm <giờ> tiêm] Tiêm phòng từ thứ hai"
    assert html.unescape(entry.findtext(f"{ATOM}summary")) == html.unescape(item.findtext("description")) == told
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == moment + timedelta(hours=5)
    assert Article.objects.get().corrected_at == moment + timedelta(hours=5)


def test_a_site_that_takes_a_corrected_text_tells_of_the_correction_as_well() -> None:
    desk = Desk()
    bulletin = desk.everywhere()
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Đã sửa", reason="Nhầm")
    newsroom.publish(bulletin, by=desk.publisher, on=DAY, outlets=[a_portal("ocop", body=desk.body).outlet])
    run.work()
    assert fed("rss", "ocop").findtext(".//item/description").startswith("[Đính chính ngày 02/03/2020. Lý do: Nhầm] ")


def test_an_entry_of_a_text_that_nobody_corrected_says_nothing_of_a_correction() -> None:
    desk = Desk()
    desk.everywhere(summary="Tiêm phòng từ thứ hai")
    run.work()
    assert fed("rss").findtext(".//item/description") == "Tiêm phòng từ thứ hai"


def test_a_correction_entered_later_is_told_by_its_day_and_its_entry_is_changed_now() -> None:
    desk, later = Desk(), DAY + timedelta(days=9)
    bulletin = desk.everywhere()
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=later, title="Đã sửa", reason="Nhầm")
    run.work()
    entry, written = fed("atom").find(f".//{ATOM}entry"), Entry.objects.get(kind="newsroom.corrected").written_at
    assert entry.findtext(f"{ATOM}summary").startswith("[Đính chính ngày 11/03/2020. Lý do: Nhầm] ")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == written


def tombstones(form: str = "atom", site: str = "so-tttt") -> dict[str, str]:
    gone = fed(form, site).iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    return {one.get("ref").rpartition("/")[2]: one.get("when") for one in gone}


def test_a_text_whose_window_ends_leaves_the_feed_as_a_withdrawn_one_does_and_is_remembered_as_long() -> None:
    desk, last = Desk(), DAY + timedelta(days=2)
    with clock.held(clock.midnight(DAY) + timedelta(hours=9)):
        ending, taken = desk.everywhere(title="Đến mùng bốn", until=last), desk.everywhere(title="Bị gỡ", until=last)
        run.work()
    with clock.held(clock.midnight(last) + timedelta(hours=9)):
        newsroom.withdraw(taken, by=desk.publisher, on=last, reason="Sai")
        run.work()
        assert list(tombstones()) == [str(taken.pk)]
    over = clock.midnight(last + timedelta(days=1))
    with clock.held(over):
        page = fed("atom")
        assert page.find(f".//{ATOM}entry") is None and fed("rss").find(".//item") is None
        told = {name: datetime.fromisoformat(when) for name, when in tombstones().items()}
        assert told == {str(ending.pk): over, str(taken.pk): over - timedelta(hours=15)}
        assert datetime.fromisoformat(page.findtext(f"{ATOM}updated")) == over
    with clock.held(over + timedelta(days=1)):
        newsroom.correct(ending, by=desk.publisher, on=last + timedelta(days=2), until=DAY + timedelta(days=9), reason="Lùi ngày")
        run.work()
        assert list(tombstones()) == [str(taken.pk)] and fed("atom").find(f".//{ATOM}entry") is not None
    with clock.held(clock.midnight(DAY + timedelta(days=42))):
        assert tombstones() == {}
