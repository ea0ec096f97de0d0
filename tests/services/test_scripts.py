"""The scripts that other systems put into their pages, in a real browser on a page that is not ours."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from khen.egress import pages
from tests.browser.conftest import CHROMIUM

STATIC = Path(pages.__file__).parent / "static/egress"
HOUSE, THEIRS = "https://khen.example", "https://dichvucong.example/"
SETTLED = "() => new Promise((settled) => setTimeout(settled, 100))"  # by the page's own clock: an answer that came is dealt with
FRAME = '<!doctype html><html lang="vi"><title>Cổng dịch vụ công</title><body><button id="own">Nộp hồ sơ</button>{}</body></html>'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Theirs:
    """Another system's page with one of our scripts; the house answers with `items`, or does not answer at all (None)."""

    def __init__(self, browser: Browser, kind: str, items: list[dict[str, str]] | None, **options: Any) -> None:
        self.kind, self.items = kind, items
        self.page: Page = browser.new_context(**options).new_page()
        self.page.route("**/*", self.answer)
        self.load()

    def answer(self, route: Route) -> None:
        address = route.request.url
        if address == THEIRS:
            script = f'<script src="{HOUSE}/static/egress/{self.kind}.js" data-system="x" defer></script>'
            route.fulfill(body=FRAME.format(script), content_type="text/html; charset=utf-8")
        elif address.endswith(".js"):
            route.fulfill(path=STATIC / f"{self.kind}.js", content_type="text/javascript; charset=utf-8")
        elif address == f"{HOUSE}/loa/{self.kind}/x.json" and self.items is not None:
            body = json.dumps({"system": "x", "name": "x", "items": self.items})
            route.fulfill(body=body, content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.abort()

    def load(self) -> None:
        with self.page.expect_event(
            "requestfailed" if self.items is None else "requestfinished", lambda one: one.url.endswith(".json")
        ):
            self.page.goto(THEIRS)
        self.page.evaluate(SETTLED)


def item(number: int, **more: str) -> dict[str, str]:
    return {"id": f"{number}.1", "text": f"Tin số {number}", "klass": "news", "since": "2020-03-02", **more}


def playing(page: Page) -> list[str]:
    return list(page.evaluate("document.getAnimations().map(one => one.playState)"))


def test_a_ticker_runs_and_is_stopped_and_started_by_its_button_and_by_the_keyboard(browser: Browser) -> None:
    page = Theirs(browser, "ticker", [item(1, link="https://tinh.example/tin/1"), item(2)]).page
    region = page.get_by_role("region", name="Thông báo của tỉnh")
    assert region.get_attribute("aria-live") == "off" and playing(page) == ["running"]
    stop = region.get_by_role("button", name="Dừng dòng thông báo")
    box = stop.bounding_box()
    assert box is not None and box["width"] >= 44 and box["height"] >= 44
    stop.click()
    assert playing(page) == ["paused"]
    page.mouse.move(0, 0)
    page.keyboard.press("Enter")
    assert playing(page) == ["running"]
    region.get_by_role("link", name="Tin số 1").focus()
    assert playing(page) == ["paused"]
    page.locator("#own").focus()
    assert playing(page) == ["running"]


def test_whoever_wants_no_motion_reads_a_still_line(browser: Browser) -> None:
    page = Theirs(browser, "ticker", [item(1)], reduced_motion="reduce").page
    region = page.get_by_role("region", name="Thông báo của tỉnh")
    assert region.get_by_text("Tin số 1").is_visible()
    assert playing(page) == [] and region.get_by_role("button").count() == 0


@pytest.mark.parametrize("kind", ["ticker", "popup"])
def test_foreign_text_is_text_and_a_link_leads_only_to_the_web(browser: Browser, kind: str) -> None:
    bad = item(1, text="<img src=x onerror=document.title='bad'>", link="javascript:document.title='bad'")
    page = Theirs(browser, kind, [bad]).page
    assert page.get_by_text("<img src=x").count() == 1
    assert page.locator("img").count() == page.locator("a").count() == 0
    assert page.title() == "Cổng dịch vụ công" and page.context.cookies() == []


@pytest.mark.parametrize("kind", ["ticker", "popup"])
@pytest.mark.parametrize("items", [None, []], ids=["the house is silent", "nothing is new"])
def test_their_page_stays_as_it_is(browser: Browser, kind: str, items: list[dict[str, str]] | None) -> None:
    page = Theirs(browser, kind, items).page
    assert page.locator("body > *").evaluate_all("all => all.map(one => one.tagName)") == ["BUTTON", "SCRIPT"]


def test_a_popup_is_shown_to_a_reader_once_and_again_only_when_its_text_changes(browser: Browser) -> None:
    theirs = Theirs(browser, "popup", [item(1), item(2)])
    dialog = theirs.page.get_by_role("dialog", name="Thông báo của tỉnh")
    assert dialog.is_visible() and dialog.get_by_role("button", name="Đóng").evaluate("one => one === document.activeElement")
    theirs.page.keyboard.press("Escape")
    assert dialog.count() == 0
    theirs.load()
    assert dialog.count() == 0
    theirs.items = [item(1), {**item(2), "id": "2.2", "text": "Tin số 2, đã đính chính"}]
    theirs.load()
    assert dialog.get_by_text("đã đính chính").is_visible() and dialog.get_by_text("Tin số 1").count() == 0
    dialog.get_by_role("button", name="Đóng").click()
    theirs.load()
    assert dialog.count() == 0


@pytest.mark.parametrize("closing", ["one.querySelector('button').click()", "one.dispatchEvent(new Event('cancel'))"])
def test_a_popup_that_is_closed_while_its_page_is_left_is_not_shown_again(browser: Browser, closing: str) -> None:
    theirs = Theirs(browser, "popup", [item(1), item(2)])
    dialog = theirs.page.get_by_role("dialog", name="Thông báo của tỉnh")
    kept = dialog.evaluate(f"one => {{ {closing}; return localStorage.getItem('khen-popup-x') }}")
    assert json.loads(kept) == ["1.1", "2.1"]
    theirs.load()
    assert dialog.count() == 0
