"""What a reader sees on a portal."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock, pressing
from khen.atoms.tests.papers import a_pdf
from khen.atoms.text import fold
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.portals import acts, reads
from khen.domains.portals.models import Article, Portal
from khen.domains.portals.terms import SIGNS, DocumentKind, Mode, Theme
from khen.domains.portals.tests.makers import DAY, a_document, a_picture, a_portal, an_article

pytestmark = pytest.mark.django_db
ART = Path(__file__).parents[1] / "static/portals/art.svg"
UNENDED, ENDED = DAY + timedelta(days=pressing.DAYS - 1), DAY + timedelta(days=9)
STRIP = [  # class, first day after its days, last day in the strip (None: never)
    ("emergency", None, UNENDED),
    ("notice", None, UNENDED),
    ("news", None, None),
    ("emergency", ENDED + timedelta(days=1), ENDED),
    ("news", ENDED + timedelta(days=1), None),
]


def ask(portal: Portal, path: str, client: Client | None = None, **query: str) -> Any:
    return (client or Client(raise_request_exception=False)).get(path, query, headers={"host": portal.site.hostname})


def address(article: Article) -> str:
    return f"/tin/{article.pk}-{article.slug}/"


@pytest.mark.parametrize("path", ["/", "/tin/", "/van-ban/", "/tim-kiem/", "/robots.txt"])
def test_an_empty_portal_answers(path: str) -> None:
    assert ask(a_portal(), path).status_code == 200


@pytest.mark.parametrize("theme", Theme.values)
def test_a_portal_wears_its_theme_and_names_its_body(theme: str) -> None:
    portal = a_portal(theme=theme, tagline="Gần dân")
    page = ask(portal, "/").content.decode()
    assert f"theme-{theme}" in page and portal.body.name in page and "Gần dân" in page


def test_home_list_topic_and_article_show_what_stands() -> None:
    portal = a_portal()
    article = an_article(portal, pictures=(a_picture("Cán bộ xã phát tờ rơi"),))
    for path in ("/", "/tin/", "/chuyen-muc/covid-19/", address(article)):
        page = ask(portal, path).content.decode()
        assert article.title in page and 'alt="Cán bộ xã phát tờ rơi"' in page and article.topic_title in page
    page = ask(portal, address(article)).content.decode()
    assert "12/03/2020" in page and "Sở Y tế" in page and "huyện Đồng Văn" in page


@pytest.mark.parametrize(("klass", "until", "last"), STRIP)
def test_what_one_should_know_now_stands_in_the_strip_as_long_as_it_is_pressing(
    klass: str, until: date | None, last: date | None
) -> None:
    portal = a_portal()
    an_article(portal, klass=klass, until=until)
    days = [DAY + timedelta(days=number) for number in range(-2, 60)]
    assert [day for day in days if reads.front(portal, day, []).strip] == [day for day in days if last and DAY <= day <= last]


@pytest.mark.parametrize(("until", "last"), [(None, UNENDED), (ENDED + timedelta(days=1), ENDED)])
def test_an_emergency_is_called_urgent_only_as_long_as_it_is_pressing(until: date | None, last: date) -> None:
    portal = a_portal(default=True)
    article = an_article(portal, klass="emergency", until=until)
    tagged = 'class="tag hot"'
    for path in ("/", "/tin/", "/chuyen-muc/covid-19/", address(article)):
        with clock.held(datetime(last.year, last.month, last.day, 5, tzinfo=UTC)):
            assert tagged in ask(portal, path).content.decode()
        cache.clear()
        with clock.held(datetime(last.year, last.month, last.day, 5, tzinfo=UTC) + timedelta(days=1)):
            assert tagged not in ask(portal, path).content.decode()
        cache.clear()


def test_emergencies_stand_before_newer_notices_however_much_was_published_since() -> None:
    portal = a_portal()
    for klass in ("emergency", "notice"):
        an_article(portal, klass=klass, title=f"Tin {klass}", until=date(2020, 6, 1))
    for number in range(reads.LATEST + 1):
        an_article(portal, title=f"Tin số {number}", since=date(2020, 3, 20), on=date(2020, 3, 20))
    strip = reads.front(portal, date(2020, 3, 20), []).strip
    assert [row.article.title for row in strip] == ["Tin emergency", "Tin notice"]


def test_every_topic_of_a_new_house_has_its_drawing_and_later_ones_share_one() -> None:
    drawn = set(re.findall(r'symbol id="([^"]+)"', ART.read_text(encoding="utf-8")))
    assert set(apps.get_model("newsroom", "Topic").objects.values_list("key", flat=True)) <= SIGNS <= drawn
    portal = a_portal()
    an_article(portal, topic="chu-de-mo-sau")
    page = ask(portal, "/").content.decode()
    assert "art.svg#khac" in page and "art.svg#chu-de-mo-sau" not in page


def test_an_upright_picture_says_its_size_in_plain_digits() -> None:
    portal = a_portal()
    article = an_article(portal, pictures=(a_picture(width=500, height=2000),))
    size = f'height="{article.pictures.get().height}"'
    assert article.pictures.get().height > 999
    assert all(size in ask(portal, path).content.decode() for path in ("/", address(article)))


def test_an_article_of_another_portal_is_not_there() -> None:
    portal, foreign = a_portal(), a_portal()
    article, paper = an_article(foreign, pictures=(a_picture(),)), a_document(foreign, file=a_pdf())
    digest = article.pictures.get().digest
    for path in (address(article), f"/van-ban/{paper.pk}/", f"/van-ban/{paper.pk}/tep/", f"/anh/{digest}-960.webp"):
        assert ask(foreign, path).status_code == 200
        assert ask(portal, path).status_code == 404
    assert article.title not in ask(portal, "/tim-kiem/", q="khai báo").content.decode()


def test_what_was_taken_down_is_gone_from_every_page() -> None:
    portal = a_portal()
    article = an_article(portal, pictures=(a_picture(),))
    digest = article.pictures.get().digest
    with clock.held(datetime(2020, 4, 2, 14, 5, tzinfo=clock.VIETNAM)):
        acts.take_down(bulletin=article.bulletin, reason="Sai số liệu", by=None, on=date(2020, 4, 2))
    gone = ask(portal, address(article))
    assert gone.status_code == 410 and article.title not in gone.content.decode()
    assert "Cơ quan đăng bài đã gỡ bài này lúc 14:05 ngày 02/04/2020." in gone.content.decode()
    assert ask(portal, f"/anh/{digest}-480.webp").status_code == 404
    for path in ("/", "/tin/"):
        assert article.title not in ask(portal, path).content.decode()


def test_what_was_entered_as_taken_down_later_is_gone_since_its_day() -> None:
    portal = a_portal()
    article = an_article(portal)
    acts.take_down(bulletin=article.bulletin, reason="Sai số liệu", by=None, on=date(2020, 4, 2))
    assert "Cơ quan đăng bài đã gỡ bài này ngày 02/04/2020." in ask(portal, address(article)).content.decode()


def test_before_its_time_an_article_is_unknown_and_after_it_gone() -> None:
    portal = a_portal()
    early = an_article(portal, since=date(2999, 1, 1), title="Chưa đến ngày")
    late = an_article(portal, until=date(2020, 3, 13), title="Đã hết hạn")
    waiting = an_article(portal, mode=Mode.SUGGESTED, title="Còn chờ")
    assert [ask(portal, address(text)).status_code for text in (early, late, waiting)] == [404, 410, 404]
    page = ask(portal, "/tin/").content.decode()
    assert not [text.title for text in (early, late, waiting) if text.title in page]


def test_an_old_title_in_the_address_leads_to_the_new_one() -> None:
    portal = a_portal()
    article = an_article(portal)
    for path in (f"/tin/{article.pk}/", f"/tin/{article.pk}-tieu-de-cu/"):
        assert ask(portal, path).headers["Location"] == address(article)


def test_the_canonical_address_is_that_of_the_first_portal() -> None:
    first, second = a_portal("so-tttt", port=8000), a_portal("ocop", port=8000)
    article = an_article(first, second)
    canonical = f'<link rel="canonical" href="http://so-tttt.localhost:8000{address(article)}">'
    for portal in (first, second):
        assert canonical in ask(portal, address(article)).content.decode()


def test_the_menu_leads_to_documents_where_there_are_any() -> None:
    portal = a_portal()
    assert 'href="/van-ban/"' not in ask(portal, "/").content.decode()
    a_document(portal)
    cache.clear()
    assert 'href="/van-ban/"' in ask(portal, "/").content.decode()


@pytest.mark.parametrize(("title", "tags"), [("Công văn về việc trực Tết", 0), ("Về việc trực Tết", 1)])
def test_the_kind_of_a_document_is_said_once(title: str, tags: int) -> None:
    portal = a_portal()
    document = a_document(portal, title=title, kind=DocumentKind.LETTER)
    for path in ("/van-ban/", f"/van-ban/{document.pk}/"):
        assert ask(portal, path).content.decode().count('<span class="tag">Công văn</span>') == tags


def test_the_menu_no_longer_leads_to_documents_once_the_last_one_was_withdrawn() -> None:
    portal = a_portal()
    document = a_document(portal)
    acts.withdraw_document(document, by=a_person(Role.PUBLISHER, body=portal.body), reason="Đăng nhầm", on=DAY)
    cache.clear()
    assert 'href="/van-ban/"' not in ask(portal, "/").content.decode()
    assert not reads.stands(portal.key, "portals:document", {"pk": document.pk}, DAY)
    page = ask(portal, f"/van-ban/{document.pk}/")
    assert page.status_code == 410 and "đã gỡ văn bản này ngày 12/03/2020." in page.content.decode()
    assert ask(portal, f"/van-ban/{document.pk}/tep/").status_code == 404


def test_a_topic_whose_last_article_was_taken_down_says_so_and_leads_on() -> None:
    portal = a_portal()
    article = an_article(portal)
    acts.take_down(bulletin=article.bulletin, reason="Hết hiệu lực", by=None, on=DAY)
    cache.clear()
    answer = ask(portal, "/chuyen-muc/covid-19/")
    assert answer.status_code == 200 and article.title not in answer.content.decode()
    assert "Hiện không có bài nào trong chuyên mục này." in answer.content.decode()


def test_nothing_that_was_written_becomes_a_mark_or_a_script() -> None:
    portal = a_portal()
    evil = '<script>alert("x")</script>'
    article = an_article(
        portal, title=f"Tin {evil}", summary=evil, source=evil, topic_title=evil, intro=evil, body_html=f"<p>Chữ {evil}</p>"
    )
    a_document(portal, title=evil, issuer=evil, abstract=evil)
    for path in ("/", "/tin/", address(article), "/chuyen-muc/covid-19/", "/van-ban/"):
        answer = ask(portal, path)
        assert "<script>alert" not in answer.content.decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert evil not in ask(portal, "/tim-kiem/", q=evil).content.decode()


@pytest.mark.parametrize("query", ["Đồng Văn", "dong van", "ĐỒNG VĂN", "đồng  văn", "Đo\u0302\u0300ng Va\u0306n", "van dong"])
def test_a_search_finds_with_and_without_marks(query: str) -> None:
    portal = a_portal()
    an_article(portal, title="Phiên chợ", body_html="<p>Chợ phiên huyện Đồng Văn mở lại.</p>")
    an_article(portal, title="Tin khác", body_html="<p>Không liên quan.</p>")
    page = ask(portal, "/tim-kiem/", q=query).content.decode()
    assert "Phiên chợ" in page and "Tin khác" not in page


def test_words_as_they_were_written_come_first() -> None:
    portal = a_portal()
    an_article(portal, title="Bài một", body_html="<p>Giữ gìn bản làng.</p>", since=date(2020, 1, 5), on=DAY)
    an_article(portal, title="Bài hai", body_html="<p>Ban lãng phí.</p>", since=date(2020, 2, 5), on=DAY)
    page = ask(portal, "/tim-kiem/", q="bản làng").content.decode()
    assert page.index("Bài một") < page.index("Bài hai")


def test_a_syllable_is_not_found_inside_another() -> None:
    portal = a_portal()
    an_article(portal, title="Bản tin")
    assert "Bản tin" not in ask(portal, "/tim-kiem/", q="an").content.decode()
    assert "Bản tin" in ask(portal, "/tim-kiem/", q="ban").content.decode()


def test_a_document_is_found_by_its_number_and_symbol() -> None:
    portal = a_portal()
    document = a_document(portal, number="06", symbol="CT-UBND")
    assert f"/van-ban/{document.pk}/" in ask(portal, "/tim-kiem/", q="06/ct-ubnd").content.decode()


@pytest.mark.parametrize(
    "query", ["%", "_", "'", '"', "\\", "\x00", "dong\x00van", "a" * 10000, "tin " * 3000, "<b>", "🙂", "\ufeff"]
)
def test_any_query_is_answered(query: str) -> None:
    portal = a_portal()
    an_article(portal, title="Duy nhất")
    answer = ask(portal, "/tim-kiem/", q=query)
    assert answer.status_code == 200 and "Duy nhất" not in answer.content.decode()


def test_a_search_that_finds_nothing_says_what_to_try_and_leads_to_topics_with_texts() -> None:
    portal, elsewhere = a_portal(), a_portal()
    an_article(portal, title="Duy nhất", topic="ocop", topic_title="Sản phẩm OCOP")
    an_article(elsewhere, topic="khac", topic_title="Chuyên mục nơi khác")
    a_document(portal, title="Về việc phòng dịch")
    page = ask(portal, "/tim-kiem/", q="không ở đâu").content.decode().partition("<main")[2].partition("</main>")[0]
    for advice in ("Gõ ít từ hơn", "không dấu cũng tìm được", f"chỉ tìm trên trang “{portal.name}”", 'href="/chuyen-muc/ocop/"'):
        assert advice in page
    assert "Chuyên mục nơi khác" not in page
    for query in ("", "duy nhat", "phong dich"):  # nothing was asked, or something was found
        assert "Gõ ít từ hơn" not in ask(portal, "/tim-kiem/", q=query).content.decode()


def test_a_search_on_a_site_without_texts_leads_to_no_topics() -> None:
    page = ask(a_portal(), "/tim-kiem/", q="tin").content.decode()
    assert "Gõ ít từ hơn" in page and "đang có bài" not in page


def test_a_query_in_a_foreign_encoding_is_answered() -> None:
    portal = a_portal()
    assert Client().get("/tim-kiem/?q=%E1%FF%c0", headers={"host": portal.site.hostname}).status_code == 200


@pytest.mark.parametrize(
    ("number", "leaf"), [("2", 2), ("0", 1), ("-1", 1), ("99", 2), ("9" * 5000, 2), ("x", 1), ("", 1), ("1\x00", 1)]
)
def test_a_wrong_page_number_gives_a_page_there_is(number: str, leaf: int) -> None:
    portal = a_portal()
    for _ in range(13):
        an_article(portal)
    page = ask(portal, "/tin/", trang=number)
    assert page.status_code == 200 and page.content.decode().count('class="card"') == (12 if leaf == 1 else 1)


@pytest.mark.parametrize(
    "path",
    ["/khong-co/", "/tin/999999999999999999999/", "/chuyen-muc/khong-co/", "/anh/x-960.webp", "/van-ban/7/tep/", "/tin/%00/"],
)
def test_an_address_that_leads_nowhere_gets_the_portals_own_page(path: str) -> None:
    portal = a_portal(name="Trang của xã")
    answer = ask(portal, path)
    assert answer.status_code == 404 and "Trang của xã" in answer.content.decode()


def test_pictures_come_in_two_widths_and_documents_as_pdf() -> None:
    portal = a_portal()
    digest = an_article(portal, pictures=(a_picture(),)).pictures.get().digest
    assert ask(portal, f"/anh/{digest}-480.webp").headers["Content-Type"] == "image/webp"
    assert ask(portal, f"/anh/{digest}-481.webp").status_code == 404
    paper = ask(portal, f"/van-ban/{a_document(portal, file=a_pdf()).pk}/tep/")
    assert paper.headers["Content-Type"] == "application/pdf" and "attachment" in paper.headers["Content-Disposition"]


def test_a_portal_speaks_vietnamese_whatever_the_browser_prefers() -> None:
    portal = a_portal()
    english = Client().get("/", headers={"host": portal.site.hostname, "accept-language": "en"})
    assert english.headers["Content-Language"] == "vi" and '<html lang="vi">' in english.content.decode()


def test_a_page_is_light_and_asks_nothing_of_strangers() -> None:
    portal = a_portal()
    for _ in range(40):
        an_article(portal)
    page = ask(portal, "/").content.decode()
    assert len(page.encode()) < 100_000
    assert "//" not in "".join(part.split('"')[1] for part in page.split("src=")[1:])


def test_uncached_pages_ask_at_most_eight_questions(django_assert_max_num_queries: Any) -> None:
    portal = a_portal()
    for number in range(30):
        an_article(portal, topic=f"muc-{number % 6}", topic_title=f"Mục {number % 6}", pictures=(a_picture(width=40),))
    article, paper = an_article(portal, pictures=(a_picture(width=40),)), a_document(portal)
    ask(portal, "/")
    for path in ("/", address(article), "/tin/", "/chuyen-muc/muc-1/", "/van-ban/", f"/van-ban/{paper.pk}/", "/tim-kiem/?q=tin"):
        signed_in = Client()
        signed_in.cookies["sessionid"] = "x"
        with django_assert_max_num_queries(8):
            assert ask(portal, path, signed_in).status_code == 200


def test_folding_is_the_same_for_the_text_and_the_question() -> None:
    article = an_article(a_portal(), body_html="<p>Xín Mần, Hoàng Su Phì, Quản Bạ</p>")
    assert fold("Hoàng Su Phì") in article.folded


def test_addresses_are_those_of_today_when_the_house_moved_to_another_port(settings: Settings) -> None:
    portal = a_portal(port=8000)
    article = an_article(portal)
    settings.ENV = replace(settings.ENV, port=8137)
    page = ask(portal, address(article)).content.decode()
    assert f'<p class="print-foot">http://{portal.site.hostname}:8137{address(article)}</p>' in page
    assert ":8000" not in page
