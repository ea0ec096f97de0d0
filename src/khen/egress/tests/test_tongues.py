"""A rendering stands beside the article on every portal, and goes when the Vietnamese text is corrected."""

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin, Variant
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Article
from khen.domains.portals.reads.kept import ARTICLES
from khen.egress import run
from khen.egress.kept import dispatches_differing
from khen.egress.kept_lines import showings_differing
from khen.egress.models import Delivery, Dispatch
from khen.egress.terms import Change, ChannelKey, State
from khen.egress.tests.makers import Desk, Server

pytestmark = pytest.mark.django_db


def in_hmong(desk: Desk, bulletin: Bulletin, title: str = "Lus Hmoob") -> Variant:
    variant = newsroom.render(
        bulletin,
        by=desk.author,
        on=DAY,
        language="mong",
        title=title,
        body_html="<p>Nyob zoo</p>",
        gist="Lời chào",
        translator="Người dịch",
    )
    listener = a_person(Role.APPROVER, body=desk.body)
    return newsroom.publish_rendering(
        newsroom.confirm_rendering(variant, by=listener, on=DAY, understands=True), by=desk.publisher, on=DAY
    )


def article_page() -> str:
    article = Article.objects.get()
    answer = Client(headers={"host": "so-tttt.localhost"}).get(f"/tin/{article.pk}-{article.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_readers_switch_to_the_other_language_and_programs_read_it_aloud_rightly(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.everywhere(title="Khai báo y tế qua mạng")
    run.work()
    letters = len(server.took)
    in_hmong(desk, bulletin)
    run.work()
    said = article_page()
    assert 'href="#tieng-1" hreflang="hmn"' in said and 'id="tieng-1" lang="hmn"' in said and "Nyob zoo" in said
    assert [one.channel for one in Dispatch.objects.filter(change=Change.TRANSLATED)] == [ChannelKey.PORTAL]
    assert len(server.took) == letters and not Delivery.objects.filter(state=State.CANCELLED).exists()


def test_a_correction_takes_away_what_no_longer_says_the_same() -> None:
    desk = Desk()
    bulletin = desk.published(desk.site, title="Lịch tiêm phòng tháng 3")
    in_hmong(desk, bulletin)
    run.work()
    assert "Nyob zoo" in article_page()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch tiêm phòng tháng 4", reason="Sai tháng")
    run.work()
    assert "Nyob zoo" not in article_page()


def test_a_better_rendering_replaces_the_one_before() -> None:
    desk = Desk()
    bulletin = desk.published(desk.site)
    in_hmong(desk, bulletin)
    in_hmong(desk, bulletin, title="Lus Hmoob zoo dua")
    run.work()
    assert article_page().count('class="said tongue"') == 1 and "zoo dua" in article_page()


def test_a_rendering_taken_down_by_itself_leaves_the_portals_and_the_vietnamese_stays(
    server: Server, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere(title="Khai báo y tế qua mạng")
    variant = in_hmong(desk, bulletin)
    while run.work():
        pass
    letters = len(server.took)
    assert "Nyob zoo" in article_page()
    newsroom.recall_rendering(variant, by=desk.publisher, on=DAY, reason="Sai giờ")
    with django_capture_on_commit_callbacks(execute=True):
        while run.work():
            pass
    said = article_page()
    assert "Nyob zoo" not in said and "tieng-1" not in said and "Khai báo y tế qua mạng" in said
    assert [one.channel for one in Dispatch.objects.filter(change=Change.RECALLED)] == [ChannelKey.PORTAL]
    assert len(server.took) == letters
    assert Entry.objects.filter(kind="portals.said_no_more").get().payload["reason"] == "Sai giờ"
    assert not [*dispatches_differing(), *showings_differing(), *differing(ARTICLES)]
    in_hmong(desk, bulletin, title="Lus Hmoob zoo dua")
    with django_capture_on_commit_callbacks(execute=True):
        while run.work():
            pass
    assert "zoo dua" in article_page() and not [*dispatches_differing(), *differing(ARTICLES)]
