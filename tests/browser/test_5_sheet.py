"""The sheet of figures on a phone: every line is there again, whatever became of the page, the line or the session."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Window
from tests.browser.test_2_report import DIVISION, FORM
from tests.browser.test_5_bad_line import ANSWERS
from tests.browser.test_5_kept import KEPT
from tests.browser.things import vi
from tests.browser.visitor import Visitor

CLERK, SHEETS = "vanthu", "/quan-tri/so-lieu-khai/phieu/"
VALUE, SOURCE = "main [name$=-value]", "main [name$=-source]"
DRAFT = "main button[name=save]"


@pytest.fixture
def clerk(desk: Window, phone: Window) -> Visitor:
    """Before a sheet with lines that wait to be typed: a leader asks for it where nobody has."""
    clerk = phone().enter(CLERK).go(SHEETS)
    for asked in (False, True):
        if asked:
            leader = desk().enter("lanhdao").go("/quan-tri/yeu-cau-so-lieu/yeu-cau/")
            leader.choose(form=FORM).fill(period="2021-H1", due="2021-07-12", named=DIVISION).press().sees("12/07/2021")
        places = clerk.go(SHEETS).page.locator("main a[href*='/phieu/']").evaluate_all("all => all.map((one) => one.pathname)")
        for place in places:
            if clerk.go(place).page.locator(DRAFT).count():
                return clerk
    raise AssertionError("no sheet of this clerk is open")


def typed(page: Page, number: str) -> None:
    page.locator(VALUE).last.fill(number)
    page.locator(SOURCE).last.fill(f"Sổ theo dõi số {number}")


def test_a_sheet_that_was_left_is_taken_back_and_kept_as_a_draft(clerk: Visitor) -> None:
    page, place = clerk.page, clerk.page.url
    typed(page, "41")
    clerk.go("/quan-tri/").go(place).look("kept sheet")
    expect(page.locator(".desk-kept li")).to_contain_text("Sổ theo dõi số 41")
    page.locator("[data-take]").tap()
    expect(page.locator(VALUE).last).to_have_value("41")
    page.locator(DRAFT).tap()
    expect(page.locator(".messages ul")).to_be_visible()
    assert not page.evaluate(KEPT, "Sổ theo dõi số 41")
    clerk.go(place)
    expect(page.locator(VALUE).last).to_have_value("41")
    expect(page.locator(".desk-kept")).to_be_hidden()


def test_a_sheet_waits_for_the_line_and_for_the_session(clerk: Visitor) -> None:
    page, place, heard = clerk.page, clerk.page.url, list[str]()
    typed(page, "42")
    clerk.context.set_offline(True)
    page.locator(DRAFT).tap()
    clerk.sees(vi("There is no connection. What you wrote is kept on this machine and is sent as soon as the line is back."))
    (session,) = (one["value"] for one in clerk.context.cookies() if one["name"] == "sessionid")
    clerk.context.clear_cookies(name="sessionid")
    clerk.context.set_offline(False)
    clerk.sees(vi(ANSWERS[403, "lost_session"]))
    clerk.context.add_cookies([{"name": "sessionid", "value": session, "url": clerk.house.address("/")}])  # signed in again

    def listened(route: Route) -> None:
        heard.append(route.request.post_data or "")
        route.continue_()

    page.route(f"**{SHEETS}*/", listened)
    page.locator("[data-again]").tap()
    expect(page.locator(".messages ul")).to_be_visible()
    assert any('name="save"' in one and 'name="send"' not in one for one in heard)
    clerk.go(place)
    expect(page.locator(VALUE).last).to_have_value("42")
