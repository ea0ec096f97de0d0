"""The editor at a desk and on a phone: what is pasted, found and pressed in it."""

from playwright.sync_api import expect

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
    officer.sees("quá 200.000 ký tự")
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
