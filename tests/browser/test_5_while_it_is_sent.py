"""What is typed while a form is on its way: over a poor line that takes a minute, and nothing of it is lost.

The tests of this file share the officer."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Window
from tests.browser.poor_line import slow
from tests.browser.test_5_bad_line import OFFICER, WRITING
from tests.browser.test_5_kept import KEPT
from tests.browser.test_5_too_late import KEEP, begun
from tests.browser.things import vi
from tests.services.house import until

RECORD = re.compile(r"/ban-tin/\d+/$")
ON_ITS_WAY = "What you type now does not go along: it is kept on this machine and stands on the next page."
LATE = "You typed this while the form was on its way: it is not in what was taken in."
TYPED_ONCE_TAKEN_IN = """(words) => {
  const field = document.querySelector("[name=text]"), soon = setInterval(() => {
    if (document.querySelector("[name=slip]")) return;
    clearInterval(soon);
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, 20);
}"""


@dataclass
class Held:
    """Forms of this page wait at the end of the line, each seen to be on its way, until they are let through."""

    page: Page
    waiting: list[Route] = field(default_factory=list)
    is_open: bool = False

    def comes(self, route: Route) -> None:
        if route.request.method == "POST" and not self.is_open:
            self.waiting.append(route)
        else:
            route.continue_()

    def tapped(self, press: str) -> None:
        """The form has left: what is typed from now on does not go along."""
        with self.page.expect_request(lambda request: request.method == "POST"):
            self.page.locator(press).tap()

    def through(self) -> None:
        self.is_open = True
        for one in self.waiting:
            one.continue_()


def held(page: Page, where: str) -> Held:
    line = Held(page)
    page.route(where, line.comes)
    return line


def test_a_sentence_typed_while_the_form_was_on_its_way_stands_on_the_records_page(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING).fill(title="Gửi qua đường kém", text="Câu đã gửi đi.")
    page = officer.page
    line = held(page, f"**{WRITING}")
    line.tapped("main button[name=then]")
    expect(page.locator("[data-late]")).to_be_hidden()
    page.locator("[name=text]").fill("Câu đã gửi đi. Câu gõ trong lúc chờ.")
    expect(page.locator("[data-late]")).to_be_visible()
    expect(page.locator("[data-late]")).to_have_text(vi(ON_ITS_WAY))
    officer.look("typed on the way")
    line.through()
    page.wait_for_url(RECORD)
    kept = page.locator(".desk-kept li")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text(vi(LATE))
    officer.look("typed on the way and not taken in")
    kept.locator("summary").tap()
    expect(kept.locator("textarea")).to_have_value("Câu đã gửi đi. Câu gõ trong lúc chờ.")
    expect(page.locator("article")).not_to_contain_text("Câu gõ trong lúc chờ")
    kept.locator("[data-drop]").tap()
    expect(page.locator(".desk-kept")).to_be_hidden()
    officer.go(WRITING)
    expect(page.locator(".desk-kept")).to_be_hidden()


def test_typed_over_a_change_on_its_way_it_is_taken_back_on_the_page_of_that_change_and_written(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING)
    page = officer.page
    record = begun(page, "Sửa qua đường kém")
    officer.go(f"{record}sua/").fill(title="Sửa lần một")
    line = held(page, "**/sua/")
    line.tapped(KEEP)
    page.locator(".desk-editor__area").fill("Viết thêm trong lúc chờ.")
    line.through()
    page.wait_for_url(record)
    expect(page.locator(".desk-kept li")).to_contain_text("Viết thêm trong lúc chờ.")
    page.locator("[data-kept-there]").tap()
    page.locator("[data-take]").tap()
    expect(page.locator("[name=title]")).to_have_value("Sửa lần một")
    expect(page.locator(".desk-editor__area")).to_have_text("Viết thêm trong lúc chờ.")
    page.locator(KEEP).tap()
    page.wait_for_url(record)
    expect(page.locator("article")).to_contain_text("Viết thêm trong lúc chờ.")
    expect(page.locator(".desk-kept")).to_be_hidden()
    assert not page.evaluate(KEPT, "Viết thêm trong lúc chờ.")


def test_what_is_typed_while_the_next_page_is_on_its_way_stands_there_as_well(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING).fill(title="Trang sau tới chậm", text="Câu đã gửi đi.")
    page = officer.page
    page.evaluate(TYPED_ONCE_TAKEN_IN, "Câu gõ sau khi đã ghi.")
    slow(page)
    page.locator(KEEP).tap()
    page.wait_for_url(RECORD)
    expect(page.locator(".desk-kept li")).to_contain_text("Câu gõ sau khi đã ghi.")


def test_a_refusal_leaves_in_the_form_what_was_typed_while_it_was_awaited(phone: Window) -> None:
    officer = phone().enter(OFFICER).go(WRITING).fill(title="", text="Câu đã gửi đi.")
    page = officer.page
    line = held(page, f"**{WRITING}")
    line.tapped(KEEP)
    page.locator("[name=text]").fill("Câu đã gửi đi. Câu gõ trong lúc chờ.")
    line.through()
    expect(page.locator(".desk-errors")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("Câu đã gửi đi. Câu gõ trong lúc chờ.")
    until(lambda: page.evaluate(KEPT, "Câu gõ trong lúc chờ."))
    officer.fill(title="Bị từ chối rồi được ghi")
    page.locator(KEEP).tap()
    page.wait_for_url(RECORD)
    expect(page.locator("article")).to_contain_text("Câu gõ trong lúc chờ.")
    expect(page.locator(".desk-kept")).to_be_hidden()
