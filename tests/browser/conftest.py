"""A told house for each process of the run; a window for each person, on a phone or on a desk.

The tests of one file follow each other in one house; no file needs what another one wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import kill
from pathlib import Path
from signal import SIGKILL
from threading import Timer

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests import ready
from tests.browser import things
from tests.browser.house import House, opened
from tests.browser.visitor import DESK, PHONE, Visitor, Watch

CHROMIUM = "/usr/bin/chromium-headless-shell"  # Debian's chromium without the windows that nobody looks at
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONGEST = 360.0  # seconds of one test
PATIENCE = 60_000  # milliseconds; most of it is for a machine that has much else to do
Window = Callable[[], Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    told = ready.told(ready.place_of(tmp_path_factory))
    with opened(told, tmp_path_factory.mktemp("house")) as house:
        yield house


class Chromium:
    """The browser of one process; it begins anew after an end."""

    def __init__(self, playwright: Playwright) -> None:
        self.kind, self.pid = playwright.chromium, 0
        self.browser: Browser | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[Browser]:
        """For one test. When that takes longer the browser is ended: then the call that never came back says where it stands."""
        browser = self.running()
        watch = Timer(seconds, kill, (self.pid, SIGKILL))
        watch.start()
        try:
            yield browser
        finally:
            watch.cancel()

    def running(self) -> Browser:
        if self.browser is None or not self.browser.is_connected():
            self.browser = self.kind.launch(executable_path=CHROMIUM, args=list(FLAGS))
            told = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
            self.pid = next(one["id"] for one in told if one["type"] == "browser")
        return self.browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = Chromium(playwright)
        yield chromium
        if chromium.browser:
            chromium.browser.close()


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Browser]:
    with chromium.within(LONGEST) as browser:
        yield browser


@pytest.fixture(scope="session")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    return Watch(ready.made_once(ready.place_of_phase(tmp_path_factory), "screens-looked-at", lambda _folder: None))


@pytest.fixture(autouse=True)
def nothing_to_complain_of(watch: Watch) -> Iterator[None]:
    """After each test: no screen was unfit, no script failed, nothing was asked of an outside host."""
    watch.complaints.clear()
    yield
    assert not watch.complaints, "\n".join(watch.complaints)


def window(house: House, browser: Browser, watch: Watch, *, phone: bool) -> Iterator[Window]:
    """Open windows of one width; all are closed at the end."""
    size, contexts = PHONE if phone else DESK, []

    def open_one() -> Visitor:
        context = browser.new_context(
            viewport=size,
            has_touch=phone,
            is_mobile=phone,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Visitor(house, context, watch, size)

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def phone(house: House, browser: Browser, watch: Watch) -> Iterator[Window]:
    yield from window(house, browser, watch, phone=True)


@pytest.fixture
def desk(house: House, browser: Browser, watch: Watch) -> Iterator[Window]:
    yield from window(house, browser, watch, phone=False)


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return things.photo(tmp_path_factory.mktemp("photo") / "cho-phien.jpg")
