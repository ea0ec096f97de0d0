"""The page on which a bulletin is written: what it weighs, and how soon it can be typed in over a poor line.

The line is the browser's own throttle: 64 kbit/s each way, every request a second later. What a cut line does is not a
figure but a story: tests/browser/test_5_bad_line.py."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from playwright.sync_api import CDPSession, Page, sync_playwright
from tests.browser.conftest import FLAGS
from tests.services.house import served

from benchmarks import sample
from benchmarks.row import Row, at_most, seconds
from khen.bodies.models import Person
from khen.settings.env import read

OFFICER, HEAVIEST = "lungcu-soantin", 300_000  # bytes
BITS, LATENCY = 64_000, 1.0  # a second, seconds
PAGES = {"short form": "/quan-tri/ban-tin/tin-nhanh/", "whole form": "/quan-tri/ban-tin/soan/"}


def run() -> Iterator[Row]:
    sample.told()
    Person.objects.filter(username=OFFICER).update(must_change_password=False)
    with served(read().home) as (_up, port), signed_in(port) as page:
        for name, path in PAGES.items():
            line = page.context.new_cdp_session(page)
            line.send("Network.enable")
            weight = weighed(page, line, f"http://localhost:{port}{path}")
            yield at_most(f"writing page, {name}, nothing cached", weight, HEAVIEST, "bytes")
            yield from slow(page, line, name, f"http://localhost:{port}{path}", weight)
            line.detach()


@contextmanager
def signed_in(port: int) -> Iterator[Page]:
    """A telephone on which the officer has signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=OFFICER))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": f"http://localhost:{port}"}])
        yield context.new_page()
        browser.close()


def weighed(page: Page, line: CDPSession, address: str) -> float:
    """Bytes that come over the line, headers and all, when the browser has nothing yet."""
    got: list[float] = []
    line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    return sum(got)


def slow(page: Page, line: CDPSession, name: str, address: str, weight: float) -> Iterator[Row]:
    """Seconds until the title can be typed in, the first time and with what the browser kept; the floor is the bare line's."""
    rate = BITS / 8
    throttle = {"offline": False, "latency": LATENCY * 1000, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", throttle)
    first = seconds(lambda: typed_in(page, address))
    yield Row(name=f"{name} at 64 kbit/s: until it takes letters", value=first, floor=weight / rate + LATENCY, unit="s")
    line.send("Network.setCacheDisabled", {"cacheDisabled": False})
    typed_in(page, address)
    again = seconds(lambda: typed_in(page, address))
    yield Row(name=f"{name} at 64 kbit/s, opened again", value=again, floor=2 * LATENCY, unit="s")


def typed_in(page: Page, address: str) -> None:
    page.goto(address, wait_until="domcontentloaded", timeout=180_000)
    page.locator("[name=title]").fill("Họp thôn")
