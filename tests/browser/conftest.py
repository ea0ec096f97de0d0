"""A told house for each process of the run; a window for each person, on a phone or on a desk.

The tests of one file follow each other in one house; no file needs what another one wrote."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

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
PATIENCE = 60_000  # milliseconds; most of it is for a machine that has much else to do
Window = Callable[[], Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    told = ready.told(ready.place_of(tmp_path_factory))
    with opened(told, tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


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
