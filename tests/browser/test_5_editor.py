"""The editor at a desk and on a phone: what is pasted, found and pressed in it."""

from playwright.sync_api import expect

from khen.domains.newsroom.rules import cleaned, numbered, plain
from tests.browser.conftest import Window
from tests.browser.test_5_bad_line import OFFICER

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-name:x}</style></head><body>
<p class=MsoNormal style="mso-margin-top-alt:auto"><b>Thông báo<o:p></o:p></b></p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">
<span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span>Giờ họp: 8 giờ</p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>Nơi họp: nhà văn hóa</p>
<p class=MsoListParagraph style="mso-list:l1 level1 lfo2">
<span style="mso-list:Ignore">Điều 1.<span>&nbsp;</span></span>Thời gian</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Thứ hai</p></td><td><p class=MsoNormal>8 giờ</p></td></tr></table>
<div>Kính mời <i>bà con</i> <a href="javascript:alert(1)">đến dự</a> <a href="https://vidu.example/hop">tại đây</a>.</div>
<script>alert(1)</script><img src=x onerror=alert(1)></body></html>"""
PASTE = """([selector, html, text]) => {
  const carried = new DataTransfer();
  if (html) carried.setData("text/html", html);
  carried.setData("text/plain", text);
  const area = document.querySelector(selector);
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def test_a_text_pasted_from_word_keeps_its_words_and_loses_its_clutter(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").choose(topic="Tin khác").fill(title="Dán từ Word")
    page = officer.page
    page.evaluate(PASTE, [".desk-editor__area", WORD, "không dùng"])
    expect(page.locator(".desk-editor .error-message")).to_contain_text("Bảng không giữ được trong bài")
    expect(page.locator(".desk-editor .error-message")).to_contain_text("Hãy thêm ảnh ở ô “Ảnh”")
    expect(page.locator(".desk-editor .error-message")).to_be_in_viewport(ratio=1)
    officer.look("pasted", picture="soan-tin")
    officer.press().sees("Giờ họp: 8 giờ")
    kept = page.locator("article, .desk-text").last.inner_html()
    assert "<li>Giờ họp: 8 giờ</li><li>Nơi họp: nhà văn hóa</li>" in kept
    assert "<p>Điều 1. Thời gian</p><p>Thứ hai - 8 giờ</p>" in kept
    assert "<strong>Thông báo" in kept and 'href="https://vidu.example/hop"' in kept
    assert not any(mark in kept for mark in ("Mso", "o:p", "javascript", "onerror", "·"))


def test_a_place_among_two_hundred_is_found_by_a_few_letters_without_accents(phone: Window) -> None:
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/soan/")
    page, chosen = officer.page, officer.page.locator("select[name=area]")
    assert chosen.locator("option").count() > 150
    field, found = page.locator(".desk-find input"), page.locator(".desk-find li button")
    field.fill("xa")
    expect(found).to_have_count(8)
    expect(page.locator(".desk-find [role=status]")).to_contain_text("gõ thêm")
    field.fill("ta lung")
    expect(found.first).to_contain_text("Xã Tả Lủng")
    field.fill("lung cu")
    expect(found).to_have_text(["Xã Lũng Cú - Huyện Đồng Văn"])
    officer.look("place found")
    found.tap()
    expect(chosen.locator("option:checked")).to_have_text("Xã Lũng Cú")
    expect(found).to_have_count(0)
    field.fill("MEO VAC")
    field.press("Enter")
    expect(chosen.locator("option:checked")).to_have_text("Huyện Mèo Vạc")
    field.fill("khong co o day")
    expect(page.locator(".desk-find [role=status]")).to_contain_text("Không có địa bàn nào")


def test_a_paste_of_ten_megabytes_is_refused_in_words_and_nothing_hangs(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/")
    officer.page.evaluate(PASTE, [".desk-editor__area", "", "dài " * 2_500_000])
    officer.sees("quá 100.000 ký tự")
    assert officer.page.locator(".desk-editor__area").inner_text().strip() == ""


def test_every_press_of_the_editor_does_what_it_says(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").choose(topic="Tin khác").fill(title="Đủ các nút")
    page = officer.page

    def press(name: str) -> None:
        page.locator(f"[data-do={name}]").click()

    page.locator(".desk-editor__area").click()
    press("head")
    page.keyboard.type("De muc")
    page.keyboard.press("Enter")
    press("bold")
    page.keyboard.type("dam")
    press("bold")
    page.keyboard.press("Enter")
    press("list")
    page.keyboard.type("mot")
    page.keyboard.press("Enter")
    page.keyboard.type("hai")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("xem them")
    page.keyboard.press("Shift+Home")
    press("link")
    page.locator("[data-link] input").fill("vidu.example/a")
    press("set")
    officer.look("edited")
    officer.press().sees("De muc")
    kept = page.locator("article, .desk-text").last.inner_html()
    assert "<h3>De muc</h3>" in kept
    assert "<strong>dam</strong>" in kept
    assert "<ul><li>mot</li><li>hai</li></ul>" in kept
    assert '<a href="https://vidu.example/a"' in kept


NESTED = """<ul><li>Đồng Văn: 9<ul><li>27 hộ nghèo</li></ul></li><li>Tổng 27<p>300 ca</p></li><li>5<hr>6</li></ul>
<h2>8<div>45</div></h2><table><tr><td>7<table><tr><td>81</td></tr></table></td><td>2</td></tr></table>
<p>Có <del>9</del><ins>27</ins> ca, <span style="text-decoration:line-through">64</span>10<sup>2</sup>,
150<span style="vertical-align:super">2</span>,
CO<sub>2</sub>, 3<sup>a4</sup>5, 12<img alt="">13</p><ol><li>một</li><ol><li>hai</li></ol></ol>
<ul><li><div>a<ul><li>b</li></ul>14</div>15</li></ul>
<div>16<p style="text-decoration:line-through">x</p>17 10<sup>-3</sup></div>"""
KEPT = """() => {
  const field = document.querySelector(".desk-editor textarea");
  field.form.dispatchEvent(new Event("khen:keeping"));
  return field.value;
}"""


def test_however_marks_stand_in_each_other_in_a_pasted_text_no_two_figures_run_together(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/")
    officer.page.evaluate(PASTE, [".desk-editor__area", NESTED, "không dùng"])
    kept = officer.page.evaluate(KEPT)
    expect(officer.page.locator(".desk-editor .error-message")).to_contain_text("bị gạch ngang")
    assert "<li>Đồng Văn: 9<ul><li>27 hộ nghèo</li></ul></li><li>Tổng 27<br>300 ca</li><li>5<br>6</li>" in kept
    assert "<h3>8<br>45</h3><p>7<br>81 - 2</p>" in kept
    assert "Có 27 ca, 10², 150², CO₂, 3 a4 5, 12 13" in kept
    assert "<ul><li>a<ul><li>b</li></ul>14<br>15</li></ul><p>16<br>17 10⁻³</p>" in kept
    assert "<ol><li>một<ol><li>hai</li></ol></li></ol>" in kept


STRICKEN = (
    "9<del><p>8</p></del>27",
    "<div>9<del><br></del>27</div>",
    "<p>Có <span class='x msoDel'>8</span><ins>27</ins> ca</p>",
    "<p>Có <span style='color:red;text-decoration:underline line-through'>8</span>27 ca</p>",
    "<p>10<sup style='text-decoration:line-through'>2</sup>5</p>",
    "<ul><li>9<s><ul><li>8</li></ul></s>27</li><li class=msoDel>7</li></ul>",
    "<ul><li>6<ul style='text-decoration:line-through'><li>5</li></ul></li></ul>",
    "<table><tr><td>9</td></tr><tr class=msoDel><td>8</td></tr><tr><td style='text-line-through:single'>7</td></tr></table>",
    "<section style='text-decoration-line:line-through'><h2>8</h2></section>",
    "<blockquote>9<strike><p>8</p></strike>27</blockquote>",
    "<style><!-- .xl65 {text-decoration:line-through} --></style><table><tr><td class=xl65>92</td><td>94</td></tr></table>",
)


HIDDEN = (
    "<p>Có <span style='display:none;mso-hide:all'>12</span>13 hộ nghèo</p>",
    "<p>Có <span style='visibility:hidden'>12</span>13<b hidden>4</b> hộ</p>",
    "<table><tr><td>9</td></tr><tr style='display:none'><td>8</td></tr><tr><td>7</td></tr></table>",
    "<table><col><col style='display:none'><tr><td>9</td><td>8</td></tr></table>",
    "<table><colgroup><col><col hidden></colgroup><tr><td rowspan=2>9</td><td>8</td></tr><tr><td>7</td></tr></table>",
    "<style>.ds .a{display:none}</style><div class=ds><p>Có <span class=a>12</span>13 hộ</p></div>",
    "<style>/* x */ @media print{.b{}} .a{font-size:0}</style><p>Có <i class=a>12<b style='font:9pt Arial'>5</b></i>13 hộ</p>",
    "<div style='font-size:0px'>8<p style='font-size:13px'>9 hộ</p>8</div>",
    "<ul><li>9</li><li hidden>8</li></ul>",
    "<style>.a{text-decoration:none}.a{text-decoration:line-through}</style><p>9</p><p class=a>8</p>",
)
SHOWN = (
    "<p style='text-line-through:none'>9 ca</p>",
    "<style>.a{text-decoration:line-through}.a{text-decoration:none}</style><p class=a>9 ca</p>",
    "<style>@media print{.b{} .a{display:none}}</style><p class=a title='a hidden thing'>9 ca</p>",
    "<style>.ds .a{display:none}</style><p class=a>9 ca</p>",
)


def test_the_editor_and_the_house_agree_on_what_its_author_does_not_show(desk: Window) -> None:
    page = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").page
    for html in (*STRICKEN, *HIDDEN):
        page.evaluate("document.querySelector('.desk-editor__area').innerHTML = ''")
        page.evaluate(PASTE, [".desk-editor__area", html, "không dùng"])
        expect(page.locator(".desk-editor .error-message")).to_contain_text("bị gạch ngang")
        assert plain(page.evaluate(KEPT)).split() == plain(cleaned(html)).split(), html
    for html in SHOWN:
        page.evaluate("document.querySelector('.desk-editor__area').innerHTML = ''")
        page.evaluate(PASTE, [".desk-editor__area", html, "không dùng"])
        expect(page.locator(".desk-editor .error-message")).to_be_empty()
        assert plain(page.evaluate(KEPT)) == plain(cleaned(html)) == "9 ca"


COUNTED = '<ol start="3" type="a"><li>Hộ nghèo</li><li value="7">Hộ cận nghèo<ol type="I"><li>Xã</li></ol></li><li>Khác</li></ol>'
SIGNS = "(selector) => Array.from(document.querySelectorAll(selector), (one) => getComputedStyle(one).listStyleType)"


def test_a_numbered_list_keeps_its_numbers_through_the_editor_and_shows_them(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").choose(topic="Tin khác").fill(title="Điểm c khoản 7")
    page = officer.page
    page.evaluate(PASTE, [".desk-editor__area", COUNTED.replace('type="I"', 'style="list-style-type:upper-roman"'), "không dùng"])
    assert page.evaluate(KEPT) == COUNTED
    shown = ["lower-alpha", "lower-alpha", "upper-roman", "lower-alpha"]
    assert page.evaluate(SIGNS, ".desk-editor__area li") == shown
    page.locator(".desk-editor__area li[value]").evaluate(
        "(one) => getSelection().setPosition(one.firstChild, one.firstChild.length)"
    )
    page.keyboard.press("Enter")
    page.keyboard.type("Hộ mới")
    kept = page.evaluate(KEPT)
    assert kept.count("value=") == 1 and '<li value="7">Hộ cận nghèo</li><li>Hộ mới' in kept and '<ol start="3" type="a">' in kept
    officer.press().sees("Hộ mới")
    assert page.evaluate(SIGNS, ".desk-text li") == ["lower-alpha", "lower-alpha", "lower-alpha", "upper-roman", "lower-alpha"]


DOWN = '<ol type="a" reversed=""><li>Ba<ol start="9" reversed=""><li>chín</li></ol></li><li></li><li>Một</li></ol>'


def test_the_editor_and_the_house_agree_on_what_is_counted(desk: Window) -> None:
    page = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").page
    for html, kept in {
        DOWN: DOWN,
        "<ol><li>một<li><br><li> <li value=9><li>ba<li></ol>": (
            '<ol><li>một</li><li></li><li></li><li value="9"></li><li>ba</li></ol>'
        ),
        "<ol reversed><li>hai<li></ol>": '<ol reversed=""><li>hai</li><li></li></ol>',
        "<ul><li>một<li><li>ba</ul><ol><li></ol>": "<ul><li>một</li><li>ba</li></ul>",
    }.items():
        page.evaluate("document.querySelector('.desk-editor__area').innerHTML = ''")
        page.evaluate(PASTE, [".desk-editor__area", html, "không dùng"])
        assert page.evaluate(KEPT) == kept
        assert numbered(cleaned(kept)) == numbered(cleaned(html))


def test_a_text_that_nobody_touched_goes_out_as_it_was_stored(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/").choose(topic="Tin khác").fill(title="Văn bản đã lưu")
    page = officer.page
    stored = "<ol type='a' start='03'><li value='7 '>bảy</li></ol>"
    stored += "<p>Một <b>hai</b></p>\n<ul><li>Đồng Văn: 9<ul><li>27 hộ</li></ul></li></ul>Ba<blockquote>9<p>27</p></blockquote>"
    given = """(text) => { const field = document.querySelector(".desk-editor textarea"); field.value = text;
      field.dispatchEvent(new Event("khen:filled", { bubbles: true })); }"""
    page.evaluate(given, stored)
    assert page.evaluate(KEPT) == stored
    page.locator(".desk-editor__area").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" them")
    changed = page.evaluate(KEPT)
    assert "them" in changed and "<li>Đồng Văn: 9<ul><li>27 hộ</li></ul></li>" in changed and "<p>9</p><p>27" in changed
