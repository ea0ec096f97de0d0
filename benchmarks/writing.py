"""The page on which a bulletin is written: what it weighs, and how soon it can be typed in over a poor line.

The line is the browser's own throttle: 64 kbit/s each way, every request a second later. Then a bulletin with a photo is sent
over such a line that also loses one request of ten: what is told of it in words is tests/browser/test_5_bad_line.py."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import CDPSession, FilePayload, Page, sync_playwright
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.poor_line import BITS, LATENCY, SHARE, TWICE, PoorLine, slow
from tests.services.house import served

from benchmarks import sample
from benchmarks.row import Row, at_most, seconds
from khen.bodies.models import Person
from khen.settings.env import read

OFFICER, HEAVIEST = "lungcu-soantin", 300_000  # bytes
RATE = BITS / 8  # bytes a second
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
            yield from opened(page, line, name, f"http://localhost:{port}{path}", weight)
            line.detach()
        yield from sent(page.context.new_page(), port)


@contextmanager
def signed_in(port: int) -> Iterator[Page]:
    """A telephone on which the officer has signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=OFFICER))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
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


def opened(page: Page, line: CDPSession, name: str, address: str, weight: float) -> Iterator[Row]:
    """Seconds until the title can be typed in, the first time and with what the browser kept; the floor is the bare line's."""
    slow(page, line)
    first = seconds(lambda: typed_in(page, address))
    yield Row(name=f"{name} at 64 kbit/s: until it takes letters", value=first, floor=weight / RATE + LATENCY, unit="s")
    line.send("Network.setCacheDisabled", {"cacheDisabled": False})
    typed_in(page, address)
    again = seconds(lambda: typed_in(page, address))
    yield Row(name=f"{name} at 64 kbit/s, opened again", value=again, floor=2 * LATENCY, unit="s")


def typed_in(page: Page, address: str) -> None:
    page.goto(address, wait_until="domcontentloaded", timeout=180_000)
    page.locator("[name=title]").fill("Họp thôn")


def sent(page: Page, port: int) -> Iterator[Row]:
    """From the last press until the house has the bulletin, with a part of its photo and the answer to its form lost on the
    way; the floor is a line that loses nothing and one request."""
    photo = a_photo()
    with PoorLine(port, seed=TWICE) as line:
        address = f"http://localhost:{line.port}{PAGES['short form']}"
        typed_in(page, address)
        slow(page)
        line.share, line.weight = SHARE, 0
        typed_in(page, address)
        page.locator("[name=text]").fill("Thôn họp lúc 8 giờ tại nhà văn hóa.")
        page.locator("[name=file]").set_input_files(FilePayload(name="hop-thon.jpg", mimeType="image/jpeg", buffer=photo))
        page.locator("[name=alt]").fill("Bà con họp ở nhà văn hóa")
        before = line.weight
        took = seconds(lambda: handed_in(page))
        weight = line.weight - before
        page.close()
    whole = len(photo)
    yield Row(name="with a photo, one request of ten lost", value=took, floor=whole / RATE + LATENCY, unit="s", most=3)
    yield Row(name="with a photo, one of ten lost, over the line", value=weight, floor=whole, unit="bytes", most=2)
    yield Row(name="with a photo, one of ten lost: breaks", value=len(line.lost), floor=2, unit="", least=1)


def handed_in(page: Page) -> None:
    page.locator("main button[name=then]").click()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"), timeout=300_000, wait_until="commit")


def a_photo() -> bytes:
    """Some 150 kB, as a telephone's photo is once it was made smaller."""
    written = BytesIO()
    Image.effect_noise((560, 420), 60).convert("RGB").save(written, "JPEG", quality=85)
    return written.getvalue()
