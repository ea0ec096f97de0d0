"""What other systems and readers ask of the house."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree
from pytest_django import Settings

from khen.atoms import clock
from khen.atoms.fact import Fact
from khen.bodies.models import Outlet
from khen.book.models import Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import acts, beacon, pages, reads, run, visitors
from khen.egress.facts import read
from khen.egress.models import DayOfViews, Subscriber
from khen.egress.terms import Standing
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
STATIC = Path(pages.__file__).parent / "static/egress"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "so-tttt.localhost", "user-agent": BROWSER})


@pytest.fixture
def on_its_day() -> Iterator[None]:
    """The clock stands on the day on which the makers publish."""
    with clock.held(datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=clock.VIETNAM)):
        yield


def ask(reader: Client, address: str, **headers: str) -> Any:
    return reader.get(address, headers=headers)


@pytest.mark.usefixtures("on_its_day")
def test_a_ticker_says_what_is_new_to_any_page_and_nothing_twice(reader: Client) -> None:
    desk = Desk()
    desk.everywhere(title="Tin thường ngày của tỉnh")
    desk.everywhere(title="Mưa lũ: sơ tán ngay trong đêm", klass="emergency")
    run.work()
    answer = ask(reader, "/loa/ticker/dichvucong.json")
    items = json.loads(answer.content)["items"]
    assert [one["text"] for one in items] == ["Mưa lũ: sơ tán ngay trong đêm", "Tin thường ngày của tỉnh"]
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    again = ask(reader, "/loa/ticker/dichvucong.json", if_none_match=answer["ETag"])
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == answer["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"
    desk.everywhere(title="Đường đã thông, xe đi lại được")
    run.work()
    assert ask(reader, "/loa/ticker/dichvucong.json", if_none_match=answer["ETag"]).status_code == 200


@pytest.mark.usefixtures("on_its_day")
def test_a_corrected_popup_is_new_to_its_readers_and_a_withdrawn_one_is_gone(reader: Client) -> None:
    desk = Desk()
    bulletin = desk.everywhere(title="Lịch họp tuần này", summary="Đổi phòng họp.")
    run.work()
    first = json.loads(ask(reader, "/loa/popup/vnptioffice.json").content)["items"][0]
    assert first["more"] == "Đổi phòng họp."
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch họp tuần sau", reason="Nhầm tuần")
    run.work()
    second = json.loads(ask(reader, "/loa/popup/vnptioffice.json").content)["items"][0]
    assert second["id"] != first["id"] and second["text"] == "Đính chính: Lịch họp tuần sau"
    assert second["more"].endswith("Lý do: Nhầm tuần] Đổi phòng họp.")
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Hoãn")
    run.work()
    assert json.loads(ask(reader, "/loa/popup/vnptioffice.json").content)["items"] == []


@pytest.mark.parametrize(
    "address",
    [
        "/loa/ticker/khong-co.json",
        "/loa/ticker/vnptioffice.json",
        "/loa/popup/dichvucong.json",
        "/nguon-tin/khong-co.atom",
        "/nguon-tin/dichvucong.rss",
        "/nguon-tin/chu-de/khong-co.atom",
        "/huy-nhan-tin/1/",
        "/huy-nhan-tin/1.AAAA/",
        "/huy-nhan-tin/x.y.z/",
        "/hop-thu-thu/",
        "/he-thong-mau/dichvucong/",
    ],
)
def test_what_does_not_stand_here_is_not_found(reader: Client, address: str) -> None:
    Desk().subscribers(1)
    assert ask(reader, address).status_code == 404


def test_a_ticker_takes_no_orders(reader: Client) -> None:
    Desk()
    assert reader.post("/loa/ticker/dichvucong.json").status_code == 405


def test_feeds_are_valid_and_say_what_was_withdrawn(reader: Client) -> None:
    desk = Desk()
    desk.everywhere(title="Cam sành được mùa <b>& được giá", topic="cam-sanh")
    gone = desk.everywhere(title="Tin về lễ hội bị nhầm", topic="tet")
    run.work()
    newsroom.withdraw(gone, by=desk.publisher, on=DAY, reason="Nhầm")
    written = Entry.objects.get(kind="newsroom.withdrawn").written_at
    with clock.held(written + timedelta(hours=1)):
        run.work()
    answer = ask(reader, "/nguon-tin/so-tttt.atom")
    root = etree.fromstring(answer.content)
    assert [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")] == ["Cam sành được mùa <b>& được giá"]
    deleted = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert [one.get("ref") for one in deleted] == [f"tag:so-tttt.localhost,{desk.site.since.isoformat()}:ban-tin/{gone.pk}"]
    assert datetime.fromisoformat(deleted[0].get("when", "")) == written
    assert ask(reader, "/nguon-tin/so-tttt.atom", if_none_match=answer["ETag"]).status_code == 304
    rss = etree.fromstring(ask(reader, "/nguon-tin/so-tttt.rss").content)
    assert [one.findtext("title") for one in rss.iter("item")] == ["Cam sành được mùa <b>& được giá"]
    topic = etree.fromstring(ask(reader, "/nguon-tin/chu-de/cam-sanh.atom").content)
    (entry,) = topic.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == desk.site.name  # the first of the two
    assert etree.fromstring(ask(reader, "/nguon-tin/so-tttt/tet.rss").content).findall(".//item") == []


def test_every_item_of_a_feed_has_what_readers_of_feeds_need(reader: Client) -> None:
    """RFC 4287: id, title, updated, an author and an absolute link; RSS 2.0: a guid that is no link, and a date."""
    desk = Desk()
    bulletin = desk.everywhere(title="Tin \x0bcó ký tự lạ & <dấu>", summary="Tóm tắt \u200b]]> \u202e\x07", topic="ocop")
    run.work()
    before = etree.fromstring(ask(reader, "/nguon-tin/so-tttt.atom").content)
    assert before.findtext(f"{ATOM}id") and before.findtext(f"{ATOM}updated")
    (itself,) = [one.get("href") for one in before.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert itself and itself.endswith("/nguon-tin/so-tttt.atom")
    (entry,) = before.iter(f"{ATOM}entry")
    wanted = ("id", "title", "updated", "author/{http://www.w3.org/2005/Atom}name")
    assert all(entry.findtext(f"{ATOM}{name}") for name in wanted)
    assert all(str(one.get("href")).startswith("http") for one in before.iter(f"{ATOM}link"))
    (item,) = etree.fromstring(ask(reader, "/nguon-tin/so-tttt.rss").content).iter("item")
    guid = item.find("guid")
    assert guid is not None and guid.get("isPermaLink") == "false" and guid.text == entry.findtext(f"{ATOM}id")
    assert parsedate_to_datetime(item.findtext("pubDate") or "") and (item.findtext("link") or "").startswith("http")
    with clock.held(clock.now() + timedelta(hours=1)):
        newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Tin đã sửa", reason="Nhầm")
        run.work()
        after = etree.fromstring(ask(reader, "/nguon-tin/so-tttt.atom").content)
    (changed,) = after.iter(f"{ATOM}entry")
    assert changed.findtext(f"{ATOM}id") == entry.findtext(f"{ATOM}id")
    assert (changed.findtext(f"{ATOM}updated") or "") > (entry.findtext(f"{ATOM}updated") or "")
    assert changed.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}published")


def test_a_bulletin_on_two_sites_stands_once_in_its_topic_s_feed(reader: Client) -> None:
    desk = Desk()
    desk.published(desk.site, desk.outlet(key="hai"), topic="ocop")
    run.work()
    topic = etree.fromstring(ask(reader, "/nguon-tin/chu-de/ocop.atom").content)
    assert len(topic.findall(f"{ATOM}entry")) == 1


def test_looking_at_the_page_leaves_nobody_s_list_and_one_post_does(reader: Client) -> None:
    desk = Desk()
    (one,) = desk.subscribers(1)
    address = f"/huy-nhan-tin/{reads.unsubscribe_token(one.pk)}/"
    assert "doc-gia-1@vidu.example" in ask(reader, address).content.decode()
    assert Subscriber.objects.get().standing == Standing.SUBSCRIBED
    strict = Client(enforce_csrf_checks=True, headers={"host": "so-tttt.localhost"})
    posted = strict.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert posted.status_code == 200 and Subscriber.objects.get().standing == Standing.UNSUBSCRIBED
    assert strict.post(address).status_code == 200
    assert Entry.objects.filter(kind="egress.unsubscribed").count() == 1
    acts.subscribe(outlet=desk.mailing, address=one.address, by=desk.publisher, on=DAY, reason="Gọi điện xin nhận lại")


def report(reader: Client, body: str = "/", **headers: str) -> int:
    return reader.post("/_xem", body, content_type="text/plain;charset=UTF-8", headers=headers).status_code


@pytest.fixture
def quiet() -> None:
    """No views of other tests."""
    pages.READERS, pages.SITES = visitors.Gauge(pages.MOST_READERS), visitors.Gauge(pages.MOST_READERS)
    for file in beacon.folder().glob("*.txt"):
        file.unlink()


def test_views_of_a_day_that_is_over_become_one_entry_for_each_site(reader: Client, quiet: None) -> None:
    desk = Desk()
    today = clock.today()
    for _ in range(3):
        assert report(reader) == 204
    assert beacon.so_far(today)["so-tttt"] == 3 and run.work() > 0 and not DayOfViews.objects.exists()
    with clock.held(clock.now() + timedelta(days=1)):
        run.work()
        run.work()
    counted = DayOfViews.objects.get()
    assert (counted.outlet.key, counted.day, counted.views) == ("so-tttt", today, 3)
    entry = Entry.objects.get(kind="egress.views_counted")
    assert entry.body == desk.body and entry.on == today
    (fact,) = read(entry)
    assert isinstance(fact, Fact) and fact.quantity == 3 and fact.place == "so-tttt"


def test_a_day_counted_before_the_worker_died_is_not_counted_again(reader: Client, quiet: None) -> None:
    desk = Desk()
    day = clock.today()
    report(reader)
    with clock.held(clock.now() + timedelta(days=1)):
        acts.count_views(desk.site, day=day, views=1, on=day)
        run.work()
    assert DayOfViews.objects.count() == 1 and not list(beacon.folder().glob("*.txt"))


def test_robots_previews_and_nonsense_are_not_counted(reader: Client, quiet: None) -> None:
    Desk()
    assert report(reader, user_agent="Googlebot/2.1") == 204
    assert report(reader, user_agent="") == 204
    assert report(reader, sec_purpose="prefetch;prerender") == 204
    assert report(reader, sec_fetch_site="cross-site") == 204
    assert report(reader, "không phải đường dẫn") == 204
    assert report(reader, "/" + "a" * 5000) == 204
    assert report(reader, "/tin/\nso-tttt\t/giả") == 204
    assert ask(reader, "/_xem").status_code == 405
    assert not beacon.so_far(clock.today())


def test_one_reader_counts_at_most_so_often_in_a_minute(reader: Client, quiet: None) -> None:
    Desk()
    with clock.held(clock.now()):
        for _ in range(pages.PER_READER + 5):
            report(reader)
        assert beacon.so_far(clock.today())["so-tttt"] == pages.PER_READER


@pytest.mark.parametrize("script", ["ticker.js", "popup.js"])
def test_scripts_for_other_systems_are_small_and_put_in_no_foreign_html(script: str) -> None:
    text = (STATIC / script).read_text(encoding="utf-8")
    assert len(text.encode()) < 5000
    assert not any(word in text for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("))


def test_tickers_and_feeds_lead_to_the_house_where_it_stands_now(reader: Client, settings: Settings) -> None:
    desk = Desk()
    desk.everywhere(title="Mưa lũ: sơ tán ngay trong đêm", klass="emergency")
    run.work()
    settings.ENV = replace(settings.ENV, port=8137)
    item = json.loads(ask(reader, "/loa/ticker/dichvucong.json").content)["items"][0]
    assert item["link"].startswith("http://so-tttt.localhost:8137/tin/")
    feed = ask(reader, "/nguon-tin/so-tttt.atom").content.decode()
    assert "http://so-tttt.localhost:8137/tin/" in feed
    assert "localhost/" not in feed and ":8000" not in feed


def names(reader: Client, address: str) -> list[str | None]:
    """Every name in a feed that must never change: its own, its entries', those of what was withdrawn."""
    root = etree.fromstring(ask(reader, address).content)
    gone = [one.get("ref") for one in root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")]
    return [root.findtext(f"{ATOM}id"), *(one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")), *gone]


def test_the_names_in_a_feed_stay_whatever_becomes_of_port_host_and_title(reader: Client, settings: Settings) -> None:
    """RFC 4287, 4.2.6: never changed, not by a new address, a new syndication or a new title; RFC 4151."""
    desk = Desk()
    desk.everywhere(title="Cam sành được mùa", topic="cam-sanh")
    gone = desk.everywhere(title="Tin về lễ hội bị nhầm", topic="cam-sanh")
    run.work()
    newsroom.withdraw(gone, by=desk.publisher, on=DAY, reason="Nhầm")
    run.work()
    addresses = [f"/nguon-tin/{one}.atom" for one in ("so-tttt", "chu-de/cam-sanh", "so-tttt/cam-sanh")]
    before = {address: names(reader, address) for address in addresses}
    assert before[addresses[0]][0] == f"tag:so-tttt.localhost,{desk.site.since.isoformat()}:nguon-tin/so-tttt"
    assert len({own for own, *_entries in before.values()}) == 3, "each feed has a name of its own"
    assert all(len(found) == 3 and all(one and one.startswith("tag:") for one in found) for found in before.values())
    Outlet.objects.filter(pk=desk.site.pk).update(name="Trang đã đổi tên")
    desk.site.portal.site.__class__.objects.filter(portal__outlet=desk.site).update(hostname="moi.tinh.example")
    cache.clear()
    settings.ENV = replace(settings.ENV, port=443, domain="tinh.example", public_url="https://tinh.example:8443")
    moved = Client(headers={"host": "moi.tinh.example"})
    answer = ask(moved, addresses[0]).content.decode()
    assert "Trang đã đổi tên" in answer and "https://" in answer and ":8000" not in answer
    assert {address: names(moved, address) for address in addresses} == before
