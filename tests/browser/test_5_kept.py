"""Texts that were begun on a phone lie in its browser until they are sent: each offered to its writer, to nobody else.

The tests of this file share the officer."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.test_5_bad_line import OFFICER, WRITING
from tests.browser.things import vi
from tests.browser.visitor import Visitor
from tests.services.house import until

KEPT = """(words) => new Promise((found, failed) => {
  const open = indexedDB.open("khen", 1);
  open.onerror = () => failed(open.error);
  open.onupgradeneeded = () => open.transaction.abort(); // the page has kept nothing yet
  open.onsuccess = () => {
    const drafts = open.result.transaction("drafts").objectStore("drafts").getAll();
    drafts.onsuccess = () => { open.result.close(); found(JSON.stringify(drafts.result).includes(words)); };
  };
})"""


def test_what_was_begun_is_kept_on_the_phone_and_taken_back(phone: Window, photo: Path) -> None:
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/soan/")
    page = officer.page
    officer.fill(title="Bài viết dở").attach(photo)
    page.locator(".desk-editor__area").tap()
    page.keyboard.insert_text("Đoạn đầu đã viết.")
    until(lambda: page.evaluate(KEPT, "Đoạn đầu đã viết."))
    officer.go("/quan-tri/").go("/quan-tri/ban-tin/soan/").sees("viết dở", "Bài viết dở - Đoạn đầu đã viết.").look("kept")
    page.locator("[data-take]").tap()
    expect(page.locator("[name=title]")).to_have_value("Bài viết dở")
    expect(page.locator(".desk-editor__area")).to_contain_text("Đoạn đầu đã viết.")
    expect(page.locator(".desk-file__name")).to_contain_text("cho-phien.jpg")
    officer.go("/quan-tri/ban-tin/soan/")
    page.locator("[data-drop]").tap()
    expect(page.locator(".desk-kept")).to_be_hidden()
    officer.go("/quan-tri/ban-tin/soan/")
    until(lambda: not page.evaluate(KEPT, "Đoạn đầu"))
    expect(page.locator(".desk-kept")).to_be_hidden()


def kept_in(page: Page, *words: str) -> None:
    """Each of these was typed into the form of this window, as title and text, and lies in the browser by now."""
    title, text = words
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(text)
    until(lambda: page.evaluate(KEPT, text))


def test_a_kept_text_is_not_written_over_by_the_next_one_nor_by_a_second_window(phone: Window) -> None:
    """The hour's work is there after another bulletin was begun without a look at it, and after one in a second window."""
    officer = phone().enter(OFFICER).go(WRITING)
    kept_in(officer.page, "Bài của cả giờ", "Đã viết rất lâu. " * 80)
    officer.go(WRITING)
    kept_in(officer.page, "Bài mới", "Viết tiếp bài khác.")
    second = officer.context.new_page()
    second.goto(officer.page.url)
    kept_in(second, "Bài ở cửa sổ thứ hai", "Cũng viết dở.")
    second.close()
    page, offered = officer.go(WRITING).page, officer.page.locator(".desk-kept li")
    expect(offered).to_have_count(3)
    head = page.locator("#kept-head")
    expect(head).to_be_in_viewport(ratio=1)
    expect(offered.first.locator("[data-take]")).to_be_in_viewport(ratio=1)
    officer.look("three kept")
    kept_in(page, "Gõ trước khi trả lời", "Chưa bấm gì.")
    page.locator(".desk-kept summary").tap()
    offered.filter(has_text="Bài của cả giờ").locator("[data-take]").tap()
    expect(page.locator("[name=text]")).to_have_value("Đã viết rất lâu. " * 80)
    expect(offered).to_have_count(3)
    expect(offered.first).to_contain_text("Gõ trước khi trả lời - Chưa bấm gì.")
    page.locator(".desk-kept summary").tap()
    offered.filter(has_text="Bài ở cửa sổ thứ hai").locator("[data-drop]").tap()
    expect(offered).to_have_count(2)
    page.locator("main button[name=then]").tap()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    officer.go(WRITING)
    expect(offered).to_have_count(2)
    expect(page.locator(".desk-kept")).to_contain_text("Bài mới")
    expect(page.locator(".desk-kept")).not_to_contain_text("Bài của cả giờ")


ROWS = """(rows) => new Promise((done, failed) => {
  const open = indexedDB.open("khen", 1);
  open.onerror = () => failed(open.error);
  open.onsuccess = () => {
    const deal = open.result.transaction("drafts", "readwrite"), person = document.body.dataset.person;
    for (const [end, days, title] of rows) {
      const told = { at: Date.now() - days * 864e5, parts: [["title", title], ["text", "Kể tiếp."]] };
      deal.objectStore("drafts").put(told, `${person} ${location.pathname}${end}`);
    }
    deal.oncomplete = () => { open.result.close(); done(); };
  };
})"""


def test_ten_texts_of_a_page_are_kept_and_the_page_says_which_one_has_to_go(phone: Window) -> None:
    """What an earlier edition kept, under the page's address alone, is offered like the others; what is a month old is not."""
    officer = phone().enter(OFFICER).go(WRITING)
    page, offered, said = officer.page, officer.page.locator(".desk-kept li"), officer.page.locator("[data-kept-said]")
    rows: list[object] = [["", 20, "Bài theo lối cũ"], [" 1-a", 31, "Bài quá cũ"]]
    page.evaluate(ROWS, [*rows, *([f" {number}-b", number, f"Bài thứ {number}"] for number in range(1, 10))])
    officer.go(WRITING)
    expect(offered).to_have_count(10)
    expect(page.locator("#kept-head")).to_be_in_viewport(ratio=1)
    expect(offered.last).to_contain_text("Bài theo lối cũ - Kể tiếp.")
    expect(said).to_contain_text("sẽ không còn được giữ")
    officer.look("ten kept")
    kept_in(page, "Bài thứ mười một", "Thêm một bài nữa.")
    expect(said).to_contain_text("không còn được giữ nữa")
    expect(said).to_contain_text("Bài theo lối cũ")
    assert not page.evaluate(KEPT, "Bài theo lối cũ") and not page.evaluate(KEPT, "Bài quá cũ")
    page.locator(".desk-kept summary").tap()
    offered.last.locator("[data-take]").tap()
    expect(page.locator("[name=title]")).to_have_value("Bài theo lối cũ")
    expect(offered.first).to_contain_text("Bài thứ mười một")


def test_a_browser_whose_store_never_answers_still_sends(phone: Window) -> None:
    title = "Máy không giữ được gì"
    officer = phone().enter(OFFICER)
    officer.page.add_init_script("IDBFactory.prototype.open = () => ({});")
    officer.go(WRITING).fill(title=title, text="Một.")
    officer.page.locator("main button[name=then]").tap()
    officer.page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    officer.sees(title, vi("Waiting for approval"))


def test_what_another_person_kept_on_the_same_phone_is_not_offered(house: House, phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    kept_in(officer.page, "Bài của riêng tôi", "Không ai khác thấy.")
    officer.context.clear_cookies()
    other = Visitor(house, officer.context, officer.watch, officer.usual).enter("dongvan-soantin").go(WRITING)
    kept_in(other.page, "Bài của người kia", "Máy dùng chung.")
    expect(other.go(WRITING).page.locator(".desk-kept li")).to_have_count(1)
    other.misses("Bài của riêng tôi")
