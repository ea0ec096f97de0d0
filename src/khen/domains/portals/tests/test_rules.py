"""What may stand on a portal."""

from datetime import date
from typing import cast

import pytest

from khen.atoms import media
from khen.atoms.tests.papers import a_pdf
from khen.domains.portals import rules
from khen.domains.portals.terms.words import Particulars, Words
from khen.domains.portals.tests.makers import a_picture

WORDS = Words(version=1, title="Tin", summary="", body_html="<p>Nội dung</p>", topic="covid-19", klass="news", source="")
PAPER = Particulars(
    number="06", symbol="CT-UBND", title="Chỉ thị", issuer="UBND tỉnh", kind="directive", signed_on=date(2020, 3, 1)
)


@pytest.mark.parametrize("host", ["tinh.localhost", "xa-lung-cu.hagiang.gov.vn", "a"])
def test_a_host_name_is_letters_digits_and_hyphens_between_dots(host: str) -> None:
    assert not list(rules.reasons_not_to_open(key="tinh", host=host, name="Tỉnh", taken=()))


@pytest.mark.parametrize(
    "host", ["", "Tinh.localhost", "tỉnh.localhost", "a b", "-a.vn", "a..vn", "a.vn/x", "a" * 64, "a." * 70 + "vn"]
)
def test_anything_else_is_no_host_name(host: str) -> None:
    assert len(list(rules.reasons_not_to_open(key="tinh", host=host, name="Tỉnh", taken=()))) == 1


def test_a_key_or_a_host_name_is_taken_once() -> None:
    assert list(rules.reasons_not_to_open(key="tinh", host="b.vn", name="Tỉnh", taken={"tinh"}))
    assert list(rules.reasons_not_to_open(key="b", host="a.vn", name="Tỉnh", taken={"a.vn"}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "x" * 301},
        {"body_html": "<p> <br></p>"},
        {"body_html": "<script>alert(1)</script>"},
        {"topic": "Chuyên mục"},
        {"klass": "gossip"},
    ],
)
def test_a_text_without_title_words_topic_or_class_is_refused(wrong: dict[str, str]) -> None:
    assert not list(rules.reasons_not_to_say(rules.said(WORDS)))
    assert len(list(rules.reasons_not_to_say(rules.said(cast(Words, {**WORDS, **wrong}))))) == 1


def test_an_article_stands_for_a_day_at_least() -> None:
    day = date(2020, 3, 1)
    assert list(rules.reasons_not_to_stand(since=day, until=day))
    assert not list(rules.reasons_not_to_stand(since=day, until=date(2020, 3, 2)))


def test_marks_that_do_something_are_taken_out_and_the_words_kept() -> None:
    dirty = '<p onclick="x()">Tin <a href="javascript:x()">liên kết</a><script>x()</script><img src="//x/y.gif"><b>đậm</b></p>'
    assert rules.clean(dirty) == '<p>Tin <a rel="noopener nofollow">liên kết</a><b>đậm</b></p>'


@pytest.mark.parametrize("address", ["//xau.example/", "/\\xau.example", "/\t/xau.example", "/van-ban/"])
def test_only_whole_addresses_are_links(address: str) -> None:
    assert "href" not in rules.clean(f'<p><a href="{address}">a</a></p>')
    assert 'href="tel:02193866999"' in rules.clean('<p><a href="tel:02193866999">a</a></p>')


def test_words_are_found_as_written_and_folded_whole_syllables_only() -> None:
    found = rules.findable("Huyện Đồng Văn", "<p>Tin&nbsp;mới: số 06/CT-UBND</p>")
    assert found["exact"] == " huyện đồng văn tin mới số 06 ct ubnd "
    assert found["folded"] == " huyen dong van tin moi so 06 ct ubnd "


@pytest.mark.parametrize("query", ["", "%", "_", "'\"", "\x00", "<>", "   ", "%_%"])
def test_a_query_without_words_asks_nothing(query: str) -> None:
    assert rules.asked_words(query) == []


def test_a_query_is_cut_and_brought_to_one_form() -> None:
    assert rules.asked_words("ĐO\u0302\u0300NG Văn") == ["đồng", "văn"]
    assert len(rules.asked_words("tin " * 5000)) == 12


@pytest.mark.parametrize("content", [b"", b"GIF89a\x01\x00", b"<svg onload=alert(1)>", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert len(list(rules.reasons_against_picture(content, "Ảnh"))) == 1


def test_a_picture_says_what_it_shows() -> None:
    assert list(rules.reasons_against_picture(a_picture().content, " "))


def test_a_picture_becomes_small_enough_for_a_page_and_is_never_enlarged() -> None:
    made = media.rendition(a_picture(width=3000).content)
    assert (made.width, made.height) == (960, 640)
    assert media.rendition(a_picture(width=300).content).width == 300


@pytest.mark.parametrize(
    ("wrong", "file", "before"),
    [
        ({"number": ""}, b"", False),
        ({"title": "x" * 501}, b"", False),
        ({"kind": "poem"}, b"", False),
        ({"signed_on": date(2020, 3, 3)}, b"", False),
        ({}, b"MZ\x90", False),
        ({}, b"%PDF-1.7 cut off", False),
        ({}, a_pdf("0" * rules.LARGEST_FILE), False),
        ({}, b"", True),
    ],
)
def test_a_document_needs_its_particulars_a_past_day_and_a_pdf(wrong: dict[str, object], file: bytes, before: bool) -> None:
    paper = rules.tidied(cast(Particulars, {**PAPER, **wrong}))
    assert len(list(rules.reasons_not_to_post(paper, on=date(2020, 3, 2), file=file, posted_before=before))) == 1


@pytest.mark.parametrize(
    ("state", "mode", "accepts", "allowed"),
    [
        ("proposed", "suggested", True, True),
        ("proposed", "suggested", False, True),
        ("standing", "suggested", False, True),
        ("declined", "suggested", True, True),
        ("standing", "suggested", True, False),
        ("taken_down", "suggested", True, False),
        ("standing", "mandatory", False, False),
    ],
)
def test_only_what_was_suggested_is_decided(state: str, mode: str, accepts: bool, allowed: bool) -> None:
    assert (not list(rules.reasons_not_to_decide(state=state, mode=mode, accepts=accepts, may=True))) == allowed


def test_marks_of_a_web_page_in_the_reason_of_a_correction_are_refused() -> None:
    for reason in ("Nhầm <b>giờ</b>", "Nhầm&nbsp;giờ"):
        assert "trang web" in " ".join(map(str, rules.reasons_about_reason(reason)))
    assert not list(rules.reasons_about_reason("Nhầm giờ: 7 < 8 & 9"))
