"""The rules by themselves: values in, reasons out."""

from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any, cast
from unittest.mock import Mock

import pytest
from PIL import Image

from khen.atoms import media
from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.atoms.text import paragraphs
from khen.bodies.terms import OutletKind
from khen.domains.newsroom import rules
from khen.domains.newsroom.rules import cleaning
from khen.domains.newsroom.terms import Audience, Content, Standing
from khen.domains.newsroom.tests.makers import a_picture

DAY = date(2020, 3, 2)


def content(**changes: Any) -> Content:
    told: dict[str, Any] = {**rules.USUAL, "title": "Tin mẫu", "body_html": "<p>Có chữ</p>", "topic": "khac", **changes}
    return rules.neat(cast(Content, told))


def against(**changes: Any) -> int:
    return len(list(rules.reasons_about_text(content(**changes), topic_stands=True, campaign_stands=True)))


def test_a_plain_text_of_our_own_has_nothing_against_it() -> None:
    assert against() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Tin"},
        {"title": "T" * 201},
        {"summary": "s" * 601},
        {"body_html": "<p> </p>"},
        {"body_html": "<p>&nbsp;\u200b</p>"},
        {"body_html": "<p>\u2800\u3164\ufeff\u00ad</p><p>\u0301</p>"},
        {"title": "\u2800" * 9},
        {"body_html": "<p>" + "dài" * 40_000 + "</p>"},
        {"origin": "collected"},
        {"origin": "republished", "source": "  "},
        {"source": "n" * 201},
        {"klass": "urgent"},
        {"since": date(2020, 3, 2), "until": date(2020, 3, 1)},
    ],
)
def test_each_flaw_of_a_text_is_named(changes: dict[str, Any]) -> None:
    assert against(**changes) == 1


def test_a_topic_or_campaign_that_is_not_there_is_named() -> None:
    assert len(list(rules.reasons_about_text(content(), topic_stands=False, campaign_stands=False))) == 2


def test_titles_are_one_line_in_one_form() -> None:
    assert rules.line(" Ti\u0302n \n\t la\u0323 \u202e\x07 ") == "Tîn lạ"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ("<p style='x' class='y' onclick='z'>a</p>", "<p>a</p>"),
        ("<a href='data:text/html,x'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        ("<a href='  jAvAsCrIpT:alert(1)'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>b", "b"),
        ("<p>a\x00b</p>", "<p>ab</p>"),
        ("<p>chưa đóng <strong>đậm", "<p>chưa đóng <strong>đậm</strong></p>"),
        ("<h2>Mục</h2><table><tr><td>ô", "<h3>Mục</h3><p>ô</p>"),
        ("<table><tr><td>9</td><td>27</td></tr><tr><th>1<th>2</table>", "<p>9 | 27</p><p>1 | 2</p>"),
        ("<td>9</td><td>27</td>", "<p>9 | 27</p>"),
        ("<table><tr><td>9</td><td></td><td><b>27</b></td></tr></table>", "<p>9 | | <b>27</b></p>"),
        ("<table><tr><td><p>9</p></td><td><p>27</p></td></tr></table>", "<p>9</p><p>27</p>"),
        ("<div><div>một</div><p>hai</p><DIV class='x>y'>ba</DIV></div>bốn", "<p>một</p><p>hai</p><p>ba</p><p>bốn</p>"),
        ("<p>năm<div>sáu</div></p>", "<p>năm<br>sáu</p>"),
        ("<p>a\x1eb\x1fc</p>", "<p>abc</p>"),
        ("Mục<br>9 | 27", "Mục<br>9 | 27"),  # as texts were kept before their words stood in paragraphs
        ("<p>một</p><h1>Hai</h1><table><tr><td>ô 1<td>ô 2</table>", "<p>một</p><h3>Hai</h3><p>ô 1 | ô 2</p>"),
        ("<h5>a</h5><H6 class=x>b</H6>", "<h3>a</h3><h3>b</h3>"),
        ("<div><br></div>a<br><div>&nbsp;</div><hr>b", "<p>a</p><hr><p>b</p>"),
        ("<b>một<div>a</div><p>b</p></b>c", "<b>một<br>a<p>b</p></b><p>c</p>"),
        ("<div>a <i>b</i><a href='https://v.vn/?q=>'>c</a></div>", '<p>a <i>b</i><a href="https://v.vn/?q=&gt;" REL>c</a></p>'),
        ("<blockquote><div>a</div>b</blockquote>", "<blockquote>a<br>b</blockquote>"),
        ("<p>·&nbsp;&nbsp; Một</p>\n<p><b>•&nbsp;</b>Hai</p>", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("<p><i>o&nbsp;&nbsp; ba</i></p><p>-&nbsp;&nbsp; bốn</p>", "<ul><li><i>ba</i></li><li>bốn</li></ul>"),
        ("<div>·&nbsp;một</div><p>1.&nbsp;&nbsp; hai</p>", "<ul><li>một</li></ul><p>1.&nbsp;&nbsp; hai</p>"),
        ("<p>o&nbsp;một</p><p>·&nbsp; </p><p>v hai</p>", "<p>o&nbsp;một</p><p>·&nbsp; </p><p>v hai</p>"),
    ],
)
def test_only_the_marks_of_a_plain_text_are_kept(given: str, kept: str) -> None:
    assert rules.cleaned(given) == kept.replace("REL", 'rel="noopener noreferrer"')


@pytest.mark.parametrize("address", ["//xau.example/", "///xau.example", "/\\xau.example", "/\t/xau.example", " //xau.example"])
def test_an_address_that_leads_elsewhere_without_saying_how_is_no_link(address: str) -> None:
    assert rules.cleaned(f'<p><a href="{address}">a</a></p>') == '<p><a rel="noopener noreferrer">a</a></p>'


def test_a_text_read_in_a_letter_or_on_another_site_keeps_only_whole_addresses() -> None:
    for address in ("/van-ban/", "tin/1/", "#muc", "?q=a"):
        assert "href" not in rules.cleaned(f'<a href="{address}">a</a>')
    for address in ("https://vidu.example/a", "http://vidu.example", "mailto:a@vidu.example"):
        assert f'href="{address}"' in rules.cleaned(f'<a href="{address}">a</a>')


@pytest.mark.parametrize(
    "tag", ["td", "th", "tr", "div", "h1", "h2", "h6", "section", "pre", "dd", "figcaption", "li", "p", "h3"]
)
def test_no_two_blocks_run_together_and_cleaning_again_changes_nothing(tag: str) -> None:
    once = rules.cleaned(f"<table><{tag}>9</{tag}><{tag}>27</{tag}></table>")
    assert "927" not in rules.plain(once) and rules.plain(once).count("9") == 1
    assert rules.cleaned(once) == once


def test_cleaning_what_was_made_to_take_long_takes_no_time() -> None:
    for one in ("<td", "<td '", "<div><td>", "\x1e", "<p>", "</div ", "<div> ", "<td><br>", "<p>·&nbsp;", "<b>"):
        with suppress(Refusal):
            assert rules.cleaned(one * (rules.LONGEST_RAW // len(one) // 50)) is not None


@pytest.mark.parametrize(
    "html",
    ["<b>" * 900 + "</p><p>x" * 2_000, "</p><i>" * 40_000, "&" * 900_000, "<b><object></b></object>" * 30_000, "chữ " * 60_000],
)
def test_what_is_too_long_or_too_deep_is_looked_through_once_at_most(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Mock(side_effect=cleaning._marked)
    monkeypatch.setattr(cleaning, "_marked", look)
    with pytest.raises(Refusal):
        rules.cleaned(html)
    assert look.call_count == (1 if html.startswith("c") else 0)


def test_a_sign_that_no_text_holds_is_refused_when_it_is_written_as_a_reference_too() -> None:
    for sign in ("&#xFFFE;", "&#65534;", "&#xFFFD;"):
        told = [str(one) for one in rules.letters.reasons_about_letters(content(body_html=f"<p>27{sign} ca</p>"))]
        assert len(told) == 1 and "không đọc được" in told[0]
    assert not [*rules.letters.reasons_about_letters(content(body_html="<p>27 ca</p>"))]


def test_plain_text_becomes_paragraphs_and_back() -> None:
    html = paragraphs("Một & hai\nba\r\n\r\n<b>bốn</b>")
    assert html == "<p>Một &amp; hai<br>ba</p><p>&lt;b&gt;bốn&lt;/b&gt;</p>"
    assert rules.plain(html) == "Một & hai\nba\n<b>bốn</b>"


@pytest.mark.parametrize("standing", Standing.values)
def test_every_step_has_its_standing(standing: str) -> None:
    open_to = {
        "change": not list(rules.reasons_not_to_change(standing=standing)),
        "submit": not list(rules.reasons_not_to_submit(standing=standing)),
        "approve": not list(rules.reasons_not_to_approve(standing=standing, writers={1}, by=2)),
        "send_back": not list(rules.reasons_not_to_send_back(standing=standing)),
        "publish": not list(rules.reasons_not_to_publish(standing=standing, until=None, on=DAY)),
        "correct": not list(rules.reasons_not_to_correct(standing=standing)),
        "withdraw": not list(rules.reasons_not_to_withdraw(standing=standing)),
    }
    expected = {
        Standing.DRAFT: {"change", "submit"},
        Standing.RETURNED: {"change", "submit"},
        Standing.SUBMITTED: {"approve", "send_back"},
        Standing.APPROVED: {"send_back", "publish"},
        Standing.PUBLISHED: {"publish", "correct", "withdraw"},
        Standing.WITHDRAWN: set(),
    }
    assert {step for step, is_open in open_to.items() if is_open} == expected[Standing(standing)]


def test_a_window_that_has_passed_closes_publication_on_the_day_after() -> None:
    assert not list(rules.reasons_not_to_publish(standing=Standing.APPROVED, until=DAY, on=DAY))
    assert list(rules.reasons_not_to_publish(standing=Standing.APPROVED, until=DAY, on=date(2020, 3, 3)))


def test_an_audience_is_sorted_by_kind_and_knows_only_what_the_house_feeds() -> None:
    pairs = [(OutletKind.SITE, "tinh"), (OutletKind.SITE, "ocop"), (OutletKind.TICKER, "email"), (OutletKind.ZALO, "oa")]
    assert rules.audience(pairs) == Audience(sites=("ocop", "tinh"), tickers=("email",))


def test_reach_is_asked_only_where_a_channel_reports_it() -> None:
    assert list(rules.reasons_about_reach(channel="radio", reach=5))
    assert list(rules.reasons_about_reach(channel="zalo", reach=-1))
    assert not list(rules.reasons_about_reach(channel="zalo", reach=0))
    assert not list(rules.reasons_about_reach(channel="radio", reach=None))


def test_a_file_is_what_its_content_says() -> None:
    for form, medium in (("JPEG", media.JPEG), ("PNG", media.PNG), ("WEBP", media.WEBP)):
        assert rules.received(a_picture(form=form)).medium == medium
    assert rules.received(a_pdf()).medium == media.PDF
    assert rules.received(b"%PDF-1.7 <script>1</script> %%EOF").medium is None
    assert rules.received(a_pdf(trailer=b"/Encrypt 5 0 R")).medium is None
    assert rules.received(b"GIF89a" + b"x" * 40).medium is None
    assert rules.received(b"<html>").medium is None


@pytest.mark.parametrize(
    ("content", "name", "kept"),
    [
        (a_pdf(), "bao-cao.hta", "bao-cao.hta.pdf"),
        (a_picture(), "anh.html", "anh.html.jpg"),
        (a_picture(), "../anh\r\nx.exe", "../anh x.exe.jpg"),
        (a_picture(), "Ảnh chợ.JPEG", "Ảnh chợ.JPEG"),
        (a_wav(), "ban ghi", "ban ghi.wav"),
        (b"<html>", "trang.html", "trang.html"),
    ],
)
def test_a_file_is_called_what_it_is_so_that_nobody_runs_it(content: bytes, name: str, kept: str) -> None:
    assert media.named(rules.received(content).medium, rules.line(name)) == kept


def test_a_picture_larger_than_any_screen_is_made_smaller() -> None:
    file = rules.received(a_picture(3000, 1500))
    assert (file.width, file.height) == (2560, 1280) and media.examine(file.content) == media.JPEG


def test_a_picture_of_too_many_points_is_refused_with_its_name_and_a_way_out() -> None:
    written = BytesIO()
    Image.new("L", (9000, 5000)).save(written, "JPEG")
    for content, flaw in ((written.getvalue(), media.Flaw.VAST), (a_picture(300, 200)[:-400], media.Flaw.BROKEN)):
        file = rules.received(content)
        told = list(rules.reasons_not_to_attach(name="to.jpg", size=len(content), file=file, alt="", already=0))
        assert [str(one).partition(":")[0] for one in told] == ["to.jpg"] and file.flaw == flaw == media.flaw(content)


def test_a_recording_that_breaks_off_or_carries_a_page_is_refused_with_its_name_and_a_way_out() -> None:
    assert rules.received(a_wav()).medium == media.WAV
    for content in (a_wav()[:-9], a_wav() + b"<html><script>1</script></html>", b"RIFF\x24\0\0\0WAVEfmt " + bytes(40)):
        file = rules.received(content)
        told = list(rules.reasons_not_to_attach(name="loi.wav", size=len(content), file=file, alt="", already=0))
        assert [str(one).partition(":")[0] for one in told] == ["loi.wav"] and file.flaw == media.Flaw.NO_SOUND


def test_a_text_that_is_longer_than_anybody_pastes_is_refused_whole_and_never_cut() -> None:
    html = "<p>đầu</p>" + "<span></span>" * (rules.LONGEST_RAW // 13) + "<p>cuối</p>"
    for neat in (lambda said: content(body_html=said), rules.cleaned):
        with pytest.raises(Refusal, match="1.?000.?000"):
            neat(html)


def test_at_the_very_edge_the_last_words_are_kept() -> None:
    last = "<p>cuối</p>"
    html = " " * (rules.LONGEST_RAW - len(last)) + last
    assert content(body_html=html)["body_html"] == last
    with pytest.raises(Refusal):
        content(body_html=" " + html)


def test_numbers_in_messages_are_grouped() -> None:
    long = content(body_html=f"<p>{'a' * 100_001}</p>")
    said = rules.reasons_about_text(long, topic_stands=True, campaign_stands=True)
    assert "100.000 ký tự" in " ".join(map(str, said))
