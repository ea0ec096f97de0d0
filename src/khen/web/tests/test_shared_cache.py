"""A disk that takes nothing more: readers are answered, and what an act renewed is not shown as it was before. A clock that ran
ahead: what was kept meanwhile counts as nothing once it is right."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.test import Client

from khen.atoms import clock
from khen.atoms.tests.disk import full
from khen.domains.portals import acts
from khen.domains.portals.tests.makers import DAY, a_portal, an_article
from khen.web.shared_cache import SharedCache

pytestmark = pytest.mark.django_db


def test_what_cannot_be_kept_anew_is_not_kept_as_it_was() -> None:
    assert type(caches["default"]) is SharedCache
    cache.set("a", "old")
    cache.set("b", "old")
    with full():
        cache.set("a", "new")
        assert cache.get("a") is None and cache.get("b") == "old"
        assert cache.add("c", "first") and cache.get("c") is None
    cache.set("a", "newest")
    assert cache.get("a") == "newest"


def test_pages_are_read_and_a_text_taken_down_is_gone_though_nothing_can_be_kept(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    portal = a_portal()
    article = an_article(portal)
    reader = Client(headers={"host": portal.site.hostname})
    place = f"/tin/{article.pk}-{article.slug}/"
    assert reader.get(place).status_code == 200
    with full():
        assert [reader.get(one).status_code for one in ("/", "/tin/", place)] == [200, 200, 200]
        with django_capture_on_commit_callbacks(execute=True):
            acts.take_down(bulletin=article.bulletin, reason="Sai", by=None, on=DAY)
        assert reader.get(place).status_code == 410
    assert reader.get(place).status_code == 410


def test_what_was_kept_while_the_clock_ran_ahead_counts_as_nothing_once_it_is_right() -> None:
    with clock.held(clock.now() + timedelta(days=730)):
        cache.set("a", "of another day", 60)
        cache.set("b", "kept for ever", None)
        assert cache.get("a") == "of another day" and "a" in cache
    assert cache.get("a") is None and "a" not in cache and cache.get("b") == "kept for ever"
    assert cache.add("a", "of today", 60) and cache.get("a") == "of today"


def test_a_page_of_the_wrong_day_is_not_shown_after_the_clock_is_put_right() -> None:
    portal = a_portal()
    article = an_article(portal, since=clock.today() - timedelta(days=1), until=clock.today() + timedelta(days=9))
    reader = Client(headers={"host": portal.site.hostname})
    with clock.held(clock.now() + timedelta(days=730)):
        assert article.title not in reader.get("/").content.decode()
    assert article.title in reader.get("/").content.decode()


def test_a_page_made_before_midnight_is_not_shown_on_the_day_after() -> None:
    portal = a_portal()
    reader = Client(headers={"host": portal.site.hostname})
    midnight = clock.midnight(clock.today() + timedelta(days=1))
    with clock.held(midnight - timedelta(seconds=1)):
        before = reader.get("/").content
    with clock.held(midnight):
        assert reader.get("/").content != before
