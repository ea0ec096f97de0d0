"""Approval on a phone: from the first page to an approved text in two taps."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import PHONE

TITLE = "Điểm trường Lũng Cú đón học sinh trở lại"


def test_a_waiting_text_is_read_and_approved_in_two_taps(house: House, phone: Window) -> None:
    author = phone().enter("dongvan-soantin")
    author.follow("/tin-nhanh/").fill(title=TITLE, text="Học sinh trở lại lớp từ thứ hai.").press().follow("/trinh/").press()

    approver, taps = phone().enter("dongvan-duyettin"), 0

    def tap(what: Locator) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    assert approver.page.viewport_size == PHONE
    approver.puts_the_tour_away().look("waiting texts", picture="duyet-hai-cham-1")
    tap(approver.page.get_by_role("link", name=TITLE))
    expect(approver.page.locator("main article")).to_contain_text("Học sinh trở lại lớp")
    expect(approver.page.locator(".frame-told").last).to_be_in_viewport(ratio=1)  # however long the title beside it
    approver.look("to approve", picture="duyet-hai-cham-2")
    tap(approver.page.get_by_role("button", name=vi("Approve"), exact=True))
    approver.sees(vi("The text is approved."), vi("Approved, not yet published"))
    assert taps == 2
    approver.page.go_back()
    approver.page.reload()
    approver.sees(vi("Only a submitted text can be approved."))
