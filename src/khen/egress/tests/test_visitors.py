"""Who asks is who connects; proxies are believed only when the surroundings name them. Only pages that stand are viewed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from axes.helpers import get_client_ip_address
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from khen.atoms import clock
from khen.desk.whence import address_of
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Article
from khen.egress import beacon, pages, run, viewed, visitors
from khen.egress.models import ArticleViews
from khen.egress.tests.makers import Desk

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
PROXY, INNER, READER = "10.0.0.5", "127.0.0.1", "203.0.113.7"


def asker(settings: Settings, *, by: str, forwarded: str, proxies: tuple[str, ...] = ()) -> str:
    settings.ENV = replace(settings.ENV, proxies=frozenset(proxies))
    request = RequestFactory().get("/", REMOTE_ADDR=by, HTTP_X_FORWARDED_FOR=forwarded)
    found = address_of(request)
    assert get_client_ip_address(request) == found, "the locks of the door count by the same address"
    return found


def test_what_strangers_say_of_themselves_counts_for_nothing(settings: Settings) -> None:
    assert asker(settings, by=READER, forwarded="1.2.3.4") == READER
    assert asker(settings, by=INNER, forwarded="1.2.3.4") == INNER
    assert asker(settings, by=READER, forwarded=PROXY, proxies=(PROXY,)) == READER


def test_a_named_proxy_says_whom_it_was_asked_by(settings: Settings) -> None:
    assert asker(settings, by=INNER, forwarded=READER, proxies=(INNER,)) == READER
    assert asker(settings, by=INNER, forwarded=f"1.2.3.4, {READER}", proxies=(INNER,)) == READER
    assert asker(settings, by=INNER, forwarded=f"1.2.3.4, {READER}, {PROXY}", proxies=(INNER, PROXY)) == READER
    assert asker(settings, by=INNER, forwarded="2001:DB8:0::1", proxies=(INNER,)) == "2001:db8::1"


@pytest.mark.parametrize("forwarded", ["", "x", "<script>", "1.2.3.4:80", f"{READER}, ", "," * 5000, "đ"])
def test_a_proxy_that_says_nothing_of_use_is_the_asker_itself(settings: Settings, forwarded: str) -> None:
    assert asker(settings, by=INNER, forwarded=forwarded, proxies=(INNER,)) == INNER


@pytest.fixture
def reader() -> Client:
    pages.READERS, pages.SITES = visitors.Gauge(pages.MOST_READERS), visitors.Gauge(pages.MOST_READERS)
    for file in beacon.folder().glob("*.txt"):
        file.unlink()
    return Client(headers={"host": "so-tttt.localhost", "user-agent": BROWSER})


def report(reader: Client, path: str, **headers: str) -> None:
    answer = reader.post("/_xem", path, content_type="text/plain;charset=UTF-8", headers=headers)
    assert answer.status_code == 204


def counted() -> int:
    return beacon.so_far(clock.today())["so-tttt"]


@pytest.mark.django_db
def test_one_who_calls_themselves_by_many_addresses_is_one(reader: Client) -> None:
    Desk()
    with clock.held(clock.now()):
        for number in range(pages.PER_READER + 40):
            report(reader, "/", x_forwarded_for=f"203.0.113.{number}")
    assert counted() == pages.PER_READER


@pytest.mark.django_db
def test_only_pages_that_stand_are_counted(
    reader: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    desk = Desk()
    bulletin = desk.everywhere(topic="ocop")
    run.work()
    article = Article.objects.get()
    there = ["/", "/tin/", f"/tin/{article.pk}-{article.slug}/", "/chuyen-muc/ocop/", "/van-ban/", "/tim-kiem/"]
    for path in there:
        report(reader, path)
    assert counted() == len(there)
    for path in ("/khong-co/", f"/tin/{article.pk + 1}-x/", "/chuyen-muc/tet/", "/van-ban/1/", "/quan-tri/", "/tin/1"):
        report(reader, path)
    assert counted() == len(there)
    with django_capture_on_commit_callbacks(execute=True):
        newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Nhầm")
        run.work()
    report(reader, there[2])
    assert counted() == len(there)


@pytest.mark.django_db
def test_views_of_an_article_are_counted_by_day_and_site_and_stand_beside_its_bulletin(reader: Client) -> None:
    desk = Desk()
    bulletin = desk.everywhere(topic="ocop")
    run.work()
    article, today = Article.objects.get(), clock.today()
    for path in ("/", f"/tin/{article.pk}-{article.slug}/", f"/tin/{article.pk}-ten-bia-dat/"):
        report(reader, path)
    beacon.note("so-tttt", f"/tin/{article.pk + 1}-x/", today)  # no such article: counts for the site alone
    with clock.held(clock.now() + timedelta(days=1)), CaptureQueriesContext(connection) as asked:
        assert beacon.count_days(clock.today()) == 1
    assert sum("articleviews" in query["sql"] for query in asked) == 1
    (row,) = ArticleViews.objects.all()
    assert (row.article, row.views, row.counted.views) == (article.pk, 2, 4)
    with CaptureQueriesContext(connection) as asked:
        panel = viewed.of_bulletin(bulletin, desk.publisher)
    assert panel is not None and len(asked) == 1
    assert [line.chip for line in panel.lines] == ["2", "2"]
    officer = Client(headers={"host": "localhost"})
    officer.force_login(desk.publisher)
    shown = officer.get(f"/quan-tri/ban-tin/{bulletin.pk}/").content.decode()
    assert "Lượt xem" in shown and 'href=""' not in shown


def test_the_address_of_an_article_is_known_to_the_count() -> None:
    found = beacon.ARTICLE.match(reverse("portals:article", args=[12, "x"]))
    assert found is not None and found[1] == "12"
