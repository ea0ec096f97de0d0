"""Kept pages: fast, never stale after an act, never another host's."""

import gzip
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.portals import acts
from khen.domains.portals.models import Article, Portal
from khen.domains.portals.tests.makers import DAY, a_portal, an_article
from khen.web import faults

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def an_empty_cache() -> None:
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Commit) -> Callable[[], AbstractContextManager[object]]:
    """What is done inside takes effect as after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(portal: Portal, path: str = "/", method: str = "get", **headers: str) -> Any:
    return getattr(Client(), method)(path, headers={"host": portal.site.hostname, **headers})


def address(article: Article) -> str:
    return f"/tin/{article.pk}-{article.slug}/"


def test_a_kept_page_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    portal = a_portal()
    first = ask(portal)
    with django_assert_num_queries(0):
        again = ask(portal)
    assert again.content == first.content and again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("marks", ["fbclid=IwAR0x_-%3D", "utm_source=zalo&utm_medium=social", "gclid=1&fbclid="])
def test_whoever_follows_a_link_shared_on_a_network_is_given_the_kept_page(django_assert_num_queries: Any, marks: str) -> None:
    portal = a_portal()
    first = ask(portal)
    with django_assert_num_queries(0):
        shared = ask(portal, f"/?{marks}")
    assert shared.headers["ETag"] == first.headers["ETag"] and shared.content == first.content


def test_what_a_reader_asks_stays_when_the_marks_of_a_network_are_taken_off() -> None:
    portal = a_portal()
    article = an_article(portal)
    found = ask(portal, f"/tim-kiem/?fbclid=1&q={article.title}&utm_source=x")
    assert article.title in found.content.decode() and "cache-control" not in found.headers


def test_a_correction_and_a_withdrawal_are_seen_by_the_next_reader(committed: Commit) -> None:
    portal, other = a_portal(), a_portal()
    article = an_article(portal, other)
    for place in (portal, other):
        assert article.title in ask(place, address(article)).content.decode()
    words = {name: getattr(article, name) for name in ("summary", "body_html", "topic", "klass", "source")}
    with committed():
        acts.correct(
            bulletin=article.bulletin,
            version=999,
            title=article.title + " (đính chính)",
            reason="Sai <giờ>",
            **words,
            by=None,
            on=DAY,
            at=clock.midnight(DAY) + timedelta(hours=9),
        )
    article.refresh_from_db()
    for place in (portal, other):
        assert "(đính chính)" in ask(place).content.decode()
        read = ask(place, address(article)).content.decode()
        assert (
            "(đính chính)" in read
            and "Nội dung đính chính:</strong> Sai &lt;giờ&gt;" in read
            and "Đính chính lúc 09:00 ngày" in read
        )
    with committed():
        acts.take_down(bulletin=article.bulletin, reason="x", by=None, on=DAY)
    for place in (portal, other):
        assert ask(place, address(article)).status_code == 410
        assert article.title not in ask(place).content.decode()


def test_a_refused_act_leaves_kept_pages_alone(committed: Commit) -> None:
    portal = a_portal()
    ask(portal)
    generation = cache.get(f"portals.generation.{portal.key}")
    with pytest.raises(Refusal), committed():
        an_article(portal, by=a_person(Role.PUBLISHER))
    assert cache.get(f"portals.generation.{portal.key}") == generation


def test_no_host_sees_the_page_of_another() -> None:
    one, two = a_portal(name="Trang một"), a_portal(name="Trang hai")
    for portal in (one, two, one, two):
        assert portal.name in ask(portal).content.decode()
    assert two.name not in ask(one).content.decode()


def test_who_has_the_page_already_is_told_so(committed: Commit) -> None:
    portal = a_portal()
    tag = ask(portal).headers["ETag"]
    again = ask(portal, **{"if-none-match": tag})
    assert again.status_code == 304 and not again.content
    assert ask(portal, **{"if-none-match": '"other"'}).status_code == 200
    with committed():
        an_article(portal)
    assert ask(portal, **{"if-none-match": tag}).status_code == 200


def test_head_gives_the_same_headers_and_no_bytes() -> None:
    portal = a_portal()
    for _ in range(2):
        head = ask(portal, method="head")
        assert head.status_code == 200 and not head.content
    whole = ask(portal)
    assert head.headers["ETag"] == whole.headers["ETag"] == ask(portal, method="head").headers["ETag"]
    assert int(head.headers["Content-Length"]) == len(whole.content)


def test_a_page_is_packed_for_who_can_unpack_it() -> None:
    portal = a_portal()
    plain, packed = ask(portal), ask(portal, **{"accept-encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"] and packed.headers["Content-Encoding"] == "gzip"


def test_errors_other_queries_posts_and_signed_in_readers_are_never_kept() -> None:
    portal = a_portal()
    host = {"host": portal.site.hostname}
    kept = len([name for name in ("/khong-co/", "/?x=1", "/tin/?trang=12345") if "ETag" in ask(portal, name).headers])
    assert kept == 0
    assert "ETag" not in Client().post("/", headers=host).headers
    signed_in = Client()
    signed_in.cookies["sessionid"] = "somebody"
    assert "ETag" not in signed_in.get("/", headers=host).headers


@pytest.mark.parametrize("host", ["evil.example", "tinh.localhost.evil.example", "", "a b", "tinh.localhost\x00", "[::", "*"])
def test_an_unknown_host_is_refused_and_fills_no_log(
    host: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    a_portal("tinh")
    answer = Client().get("/", headers={"host": host})
    assert answer.status_code == 400 and "ETag" not in answer.headers
    assert not [one for one in caplog.records if one.exc_info]


@pytest.mark.parametrize(
    "host", ["tinh.localhost", "TINH.localhost:8000", "tinh.localhost.", "localhost:8000", "127.0.0.1", "[::1]:80"]
)
def test_a_portals_name_and_the_houses_own_are_answered(host: str) -> None:
    a_portal("tinh", default=True, name="Trang tỉnh")
    assert "Trang tỉnh" in Client().get("/", headers={"host": host}).content.decode()


def test_a_new_site_is_reached_at_once_and_a_new_default_too(committed: Commit) -> None:
    first = a_portal(default=True, name="Trang đầu")
    assert first.name in Client().get("/", headers={"host": "localhost"}).content.decode()
    with committed():
        second = a_portal(default=True, name="Trang sau")
    assert second.name in ask(second).content.decode()
    assert second.name in Client().get("/", headers={"host": "localhost"}).content.decode()


def test_the_plain_pages_of_faults_need_no_files(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert [faults.plain(name, 500).status_code for name in ("wrong_request", "forbidden", "not_found", "broken")] == [500] * 4


def test_a_house_without_portals_says_so_plainly() -> None:
    assert Client().get("/", headers={"host": "localhost"}).status_code == 404


def test_a_page_kept_before_the_house_moved_to_another_port_is_not_given(settings: Settings) -> None:
    portal = a_portal()
    path = address(an_article(portal))
    ask(portal, path)
    settings.ENV = replace(settings.ENV, port=8137)
    assert f"http://{portal.site.hostname}:8137{path}" in ask(portal, path).content.decode()
