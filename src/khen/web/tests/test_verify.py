"""`khen verify --deep` says in Vietnamese which record is not as the journal tells."""

import gettext
from argparse import Namespace
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.bodies.models import Person, Post
from khen.bodies.terms import OutletKind
from khen.book.comparing import differing
from khen.domains.newsroom import acts
from khen.domains.newsroom.reads.kept.texts import BULLETINS
from khen.domains.newsroom.reads.sealed import VERSIONS
from khen.domains.newsroom.terms import Changes
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.organisation.tests.makers import START, a_province
from khen.domains.portals.models import Article
from khen.domains.portals.reads import ARTICLES
from khen.domains.portals.tests.makers import a_portal
from khen.egress.run import work
from khen.reports.tests.makers import House, an_approved
from khen.web import articles
from khen.web.commands import verify
from khen.web.tongue import speak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = gettext.textdomain()
    monkeypatch.setenv("LANGUAGE", "")  # put back as it was
    speak("vi")
    yield
    gettext.textdomain(before)


def said(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    ended = verify.run(Namespace(deep=True, seal=[]))
    return ended, capsys.readouterr().out


def test_records_that_are_not_as_the_journal_tells_are_named_and_end_it_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    province = a_province()
    ended, words = said(capsys)
    assert ended == 0 and "còn nguyên vẹn" in words
    gone = Post.objects.get().pk
    Post.objects.all().delete()
    made_up = Post.objects.create(person=province.admin, body=province.bodies["ubnd-026"], role="leader", since=START)
    Person.objects.update(username="ke-la")
    ended, words = said(capsys)
    assert ended == 1 and "còn nguyên vẹn" not in words
    assert f"Đã bị xóa: vị trí số {gone} " in words and f"không mục sổ nào ghi vị trí số {made_up.pk};" in words
    assert f"Đã bị sửa: cán bộ số {province.admin.pk} không còn đúng như sổ việc ghi (username);" in words


def test_of_many_differences_the_first_are_named_and_the_others_counted(capsys: pytest.CaptureFixture[str]) -> None:
    province = a_province()
    rows = [Post(person=province.admin, body=province.bodies["ubnd-026"], role="leader", since=START) for _one in range(23)]
    Post.objects.bulk_create(rows)
    ended, words = said(capsys)
    assert ended == 1 and words.count("không mục sổ nào ghi vị trí") == 20
    assert "Còn 3 điểm sai khác nữa không kể ra ở đây." in words


def test_what_was_approved_and_cannot_be_read_any_more_is_named_as_well() -> None:
    house = House()
    house.declared("40")
    report = an_approved(house)
    assert not list(verify.of_reports())
    if connection.vendor == "sqlite":  # PostgreSQL keeps no word in a column of numbers
        with connection.cursor() as cursor:
            cursor.execute("UPDATE reports_frozenfigure SET value = 'abc'")
        (line,) = verify.of_reports()
        assert line.startswith(str(report)) and "không đọc được như lúc ghi" in line


def test_a_text_with_links_holds_on_its_portals() -> None:
    room = Newsroom()
    links = '<p>Xem <a href="https://dichvucong.hagiang.gov.vn/">trang này</a>, <a href="mailto:a@b.vn">hỏi</a>.</p>'
    made = room.published(a_portal(body=room.body).outlet, body_html=links)
    work()
    assert Article.objects.get().body_html.count("<a ") == 2
    assert list(articles.differing()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portals_article SET body_html = replace(body_html, 'dichvucong', 'lua-dao')")
    assert list(articles.differing()) == [made.pk]


def test_a_list_counts_on_its_portals_as_it_does_in_the_text_and_a_changed_number_is_noticed() -> None:
    room = Newsroom()
    counted = '<ol start="3" type="a"><li>Hộ nghèo</li><li value="7">Hộ cận nghèo</li></ol>'
    made = room.published(a_portal(body=room.body).outlet, body_html=counted)
    work()
    assert Article.objects.get().body_html == counted and list(articles.differing()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portals_article SET body_html = replace(body_html, 'value=\"7\"', 'value=\"8\"')")
    assert list(articles.differing()) == [made.pk]


PIECES = st.sampled_from(
    [
        "Chữ thường ",
        "<strong>đậm</strong>",
        '<a href="https://a.vn/x?y=1&z=2">nơi khác</a>',
        '<a href="mailto:a@b.vn">thư</a>',
        '<a href="tel:0219">gọi</a>',
        '<a href="/tuong-doi">gần</a>',
        "<h2>Mục</h2>",
        "<h3>Mục nhỏ</h3>",
        "<ul><li>một</li><li><em>hai</em></li></ul>",
        "<ol><li>một<ul><li>trong</li></ul></li></ol>",
        "<ol start='5' type=a><li>điểm<li value=7>khoản<ol type=I><li>mục</ol></ol>",
        "<blockquote>lời</blockquote>",
        "<table><tr><td>9</td><td>27</td></tr></table>",
        "&nbsp;&amp;&lt;b&gt; < > \" ' &copy; ",
        "<br><hr>",
        "<p>đoạn</p><p></p>",
        "Tiê\u0301ng Viê\u0323t \u200b\u202e",
        "<script>alert(1)</script><img src=x onerror=y>",
        "<!-- ghi chú --><span style='color:red'>màu</span>",
        "\n\n  ",
    ]
)


@settings(max_examples=share(25))
@given(st.lists(st.lists(PIECES, min_size=1, max_size=6).map("".join), min_size=1, max_size=3))
def test_whatever_is_written_corrected_and_published_an_honest_house_holds(bodies: list[str]) -> None:
    with transaction.atomic():
        room = Newsroom()
        outlets = [a_portal(body=room.body).outlet, room.outlet(OutletKind.TICKER), room.outlet(OutletKind.POPUP)]
        made = room.published(*outlets, body_html=f"<p>Đầu bài.</p>{bodies[0]}", summary="")
        for number, body in enumerate(bodies[1:]):
            told: Changes = {"title": f"Nhan đề {number}", "body_html": f"<p>Đoạn {number}.</p>{body}"}
            acts.correct(made, by=room.publisher, on=DAY, reason="Sai số", **told)
        while work():
            pass
        assert Article.objects.get().body_html
        assert [find.__name__ for find, _line in verify.KEPT_AS_TOLD if list(find())] == []
        assert [list(differing(one)) for one in (VERSIONS, BULLETINS, ARTICLES)] == [[], [], []]
        transaction.set_rollback(True)
