"""What was typed and is not sent yet: kept while it is typed, and to be read and copied where it came too late.

The tests of this file share the officer."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_5_bad_line import OFFICER, WRITING
from tests.browser.test_5_kept import KEPT
from tests.browser.things import vi
from tests.services.house import until

KEEP = "main button[type=submit]:not([name])"


def test_whoever_types_without_a_pause_finds_the_words_again_after_leaving_at_once(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    page = officer.page
    page.locator("[name=text]").press_sequentially("Gõ liền tay không nghỉ một nhịp nào cả", delay=120)
    assert page.evaluate(KEPT, "Gõ liền tay")
    officer.go("/quan-tri/").go(WRITING).sees("Gõ liền tay không nghỉ một nhịp nào cả")


def test_in_the_editor_as_well(desk: Window) -> None:
    officer = desk().enter(OFFICER).go("/quan-tri/ban-tin/soan/")
    page = officer.page
    page.locator(".desk-editor__area").click()
    page.keyboard.type("Viết liền tay trong khung soạn", delay=120)
    assert page.evaluate(KEPT, "Viết liền tay")
    officer.go("/quan-tri/").go("/quan-tri/ban-tin/soan/").sees("Viết liền tay trong khung soạn")


STORE_THAT_TAKES_LONG = """() => {
  window.asked = 0;
  IDBFactory.prototype.open = () => { window.asked += 1; return {}; };
}"""


def test_what_the_browser_was_still_putting_away_when_its_page_was_left_is_there_again(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    page = officer.page
    page.evaluate(STORE_THAT_TAKES_LONG)
    page.locator("[name=text]").fill("Nhà mạng chập chờn, máy ghi rất chậm.")
    page.wait_for_function("() => window.asked > 0")
    officer.go("/quan-tri/").go(WRITING).sees("Nhà mạng chập chờn, máy ghi rất chậm.")


def begun(page: Page, title: str) -> str:
    """The address of a draft."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill("Bản đầu tiên.")
    page.locator(KEEP).click()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    return page.url


def test_a_text_message_is_counted_while_it_is_typed_in_the_words_of_the_page_that_was_served(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    officer.go(f"{begun(officer.page, 'Lịch trực cấp cứu')}kenh/sms/")
    live = officer.page.locator("[data-live] .frame-size")
    for typed, counted in (("Lịch trực", "9 ký tự (có dấu), 1 phần"), ("Lich truc", "9 ký tự (không dấu), 1 phần")):
        officer.page.locator("[name=text]").fill(typed)
        expect(live).to_have_text(counted)


def test_words_for_a_channel_that_were_kept_while_the_text_was_changed_are_taken_back_and_written(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    page = officer.page
    record = begun(page, "Lịch họp chợ")
    officer.go(f"{record}kenh/email/").fill(title="Thư về chợ", text="Lời riêng cho thư.")
    until(lambda: page.evaluate(KEPT, "Lời riêng cho thư."))
    second = officer.context.new_page()
    second.goto(f"{record}sua/")
    second.locator("[name=title]").fill("Lịch họp chợ đã sửa")
    second.locator(KEEP).click()
    second.wait_for_url(record)
    second.close()
    page.locator(KEEP).tap()
    officer.sees("Đã làm trong lúc đó").look("another version")
    officer.go(f"{record}kenh/email/")
    page.locator("[data-take]").first.tap()
    expect(page.locator("[name=text]")).to_have_value("Lời riêng cho thư.")
    page.locator(KEEP).tap()
    page.wait_for_url(f"{record}kenh/")
    officer.sees("Lời riêng cho thư.")


def test_a_text_rewritten_after_a_colleague_submitted_it_is_read_and_copied_from_the_refusal_and_the_records_page(
    phone: Window,
) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    page = officer.page
    record = begun(page, "Lịch tiêm phòng")
    officer.go(f"{record}sua/")
    page.locator("[name=title]").fill("Lịch tiêm phòng đã viết lại")
    page.locator(".desk-editor__area").fill("Cả một buổi sáng viết lại.")
    second = officer.context.new_page()
    second.goto(f"{record}trinh/")
    second.locator(KEEP).click()
    second.wait_for_url(record)
    second.close()
    page.locator(KEEP).tap()
    officer.sees("Đã trình duyệt", "chưa được ghi").look("too late")
    expect(page.get_by_label(vi("Text"), exact=True)).to_have_value("Cả một buổi sáng viết lại.")
    for place in (record, f"{record}sua/"):
        officer.go(place, status=200 if place == record else 409)
        kept = page.locator(".desk-kept li")
        expect(kept).to_have_count(1)
        kept.locator("summary").tap()
        expect(kept.locator("textarea")).to_have_value("Lịch tiêm phòng đã viết lại\n\nCả một buổi sáng viết lại.")
        expect(kept.locator("a")).to_have_count(1)
    officer.look("kept to be read")
    kept.locator("[data-drop]").tap()
    expect(page.locator(".desk-kept")).to_be_hidden()
    until(lambda: not page.evaluate(KEPT, "Cả một buổi sáng"))
