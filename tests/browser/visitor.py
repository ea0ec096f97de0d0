"""Somebody before a browser: what they do, and what is looked at on every screen that they meet."""

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, ViewportSize, expect

from tests.browser.house import House
from tests.browser.pictures import keep

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
GRAVE = {"serious", "critical"}
KEY = re.compile(
    r"(?<=/)\d[^/]*|(?<=/so-lieu/)[^/]*\.[^/]*|(?<=/chuyen-muc/)[^/]+|(?<=/hop-thu-thu/)[^/]+|(?<=/huy-nhan-tin/)[^/]+"
    r"|(?<=/huong-dan/)[^/]+"
)
RULES = """async () => {
  const kinds = new Map(), shape = (one) => [one.tagName, one.className, one.getAttribute("style"), one.getAttributeNames(),
    one.textContent.trim() ? "text" : "none"].join();
  const alike = [...document.querySelectorAll("tbody tr, main li")].filter((row) => {
    const place = [...row.parentNode.children].indexOf(row) % 2;
    const kind = [place, shape(row.parentNode), shape(row), ...[...row.querySelectorAll("*")].map(shape)].join(" ");
    kinds.set(kind, (kinds.get(kind) || 0) + 1);
    return kinds.get(kind) > 2;
  });
  const rules = {iframes: false, preload: false, resultTypes: ["violations"]};
  return (await axe.run({include: document, exclude: alike}, rules)).violations;
}"""  # of rows built alike two are looked at, even and odd ones; a letter's frame runs no scripts
AT_REST = """() => Promise.race([new Promise((go) => setTimeout(go, 6000)), Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime < 5000).map((one) => one.finished.catch(() => null)))])"""
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 1)
    .slice(0, 4).map((one) => one.outerHTML.slice(0, 160));
}"""

LOOSE = """() => [...document.querySelectorAll(".listing .title-wrapper a")].filter((one) => {
  const [first, second] = one.getClientRects();
  return second && second.top - first.top > 1.5 * parseFloat(getComputedStyle(one).fontSize);
}).slice(0, 4).map((one) => one.outerHTML.slice(0, 160))"""


@dataclass(slots=True)
class Watch:
    """What a browser complained of, and which screens were looked at already, each at both widths.

    `seen` is a folder with a file for each of them: the processes of one run share it."""

    seen: Path
    complaints: list[str] = field(default_factory=list)

    def first_time(self, sort: str) -> bool:
        """Has nobody looked at this sort of screen yet? Whoever asks has seen it."""
        try:
            (self.seen / quote(sort, safe="")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class Visitor:
    """One browser window. `usual` is the width that it works at; screens are looked at in both."""

    def __init__(self, house: House, context: BrowserContext, watch: Watch, usual: ViewportSize) -> None:
        self.house, self.watch, self.usual = house, watch, usual
        self.context = context
        self.page = context.new_page()
        self.status = 0
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        context.on("request", self._asked)

    def complain(self, what: str) -> None:
        self.watch.complaints.append(f"{self.page.url}: {what}")

    def _heard(self, said: ConsoleMessage) -> None:
        """Errors and warnings; that the page itself was refused is what the test asks for."""
        itself = said.text.startswith("Failed to load resource") and said.location.get("url") == self.page.url
        if said.type in {"error", "warning"} and not itself:
            self.complain(f"console: {said.text} ({said.location.get('url')})")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        inside = parts.hostname == "localhost" or (parts.hostname or "").endswith(".localhost")
        if parts.scheme in {"http", "https", "ws", "wss"} and not (inside and parts.port == self.house.port):
            self.complain(f"asked an outside host: {request.url}")

    def go(self, path: str, *, portal: str = "", status: int = 200) -> "Visitor":
        """Open an address; it must answer so."""
        answer = self.page.goto(path if "://" in path else self.house.address(path, portal))
        assert answer is not None
        assert answer.status == status, f"{self.page.url}: {answer.status}"
        return self

    def asks(self, path: str, *, portal: str = "") -> str:
        """The bytes behind an address as text, past the browser's memory."""
        with closing(HTTPConnection("127.0.0.1", self.house.port, timeout=20)) as line:
            line.request("GET", path, headers={"Host": urlsplit(self.house.address(path, portal)).netloc})
            return line.getresponse().read().decode()

    def reads(self, address: str) -> str:
        """What stands behind an address of the house, signed in as now, without showing it."""
        answer = self.context.request.get(urljoin(self.page.url, address))
        assert answer.ok, f"{address}: {answer.status}"
        return answer.text()

    def is_at(self, path: str) -> "Visitor":
        expect(self.page).to_have_url(self.house.address(path))
        return self

    def width_of(self, selector: str) -> float:
        """How wide something is shown, in pixels; a picture only when it was loaded."""
        shown = self.page.locator(selector).first
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("complete", True)
        return float(shown.evaluate("one => one.naturalWidth ? one.getBoundingClientRect().width : 0"))

    def sign_in(self, username: str, password: str) -> "Visitor":
        self.go("/quan-tri/login/")
        self.fill(username=username, password=password)
        self.page.locator("button[type=submit]").click()
        return self

    def enter(self, username: str) -> "Visitor":
        """Sign in; whoever holds an issued password chooses another on the way."""
        house = self.house
        if username not in house.issued:
            house.issue(username)
        if username in house.chosen:
            self.sign_in(username, house.chosen[username])
        else:
            self.sign_in(username, house.issued[username])
            self.choose_password(username)
        return self.is_at("/quan-tri/")

    def puts_the_tour_away(self) -> "Visitor":
        """On the first page of whoever is new; what waits stands at its head from then on."""
        with self.page.expect_navigation():
            self.page.locator(".desk-tour form button").click()
        expect(self.page.locator(".desk-tour")).to_have_count(0)
        return self

    def choose_password(self, username: str) -> None:
        new = f"Cao nguyên đá {len(self.house.chosen) + 2020}"  # like no user name
        self.fill(old=self.house.issued[username], new=new, again=new)
        self.press()
        self.house.chosen[username] = new

    def fill(self, **values: str) -> "Visitor":
        """Fields by their names in the form."""
        for name, value in values.items():
            field = self.page.locator(f"[name={name}]").first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def choose(self, **labels: str) -> "Visitor":
        """Dropdowns by the words that they show."""
        for name, label in labels.items():
            self.page.locator(f"select[name={name}]").select_option(label=label)
        return self

    def attach(self, file: Path, name: str = "file") -> "Visitor":
        self.page.locator(f"[name={name}]").set_input_files(file)
        return self

    def press(self, form: str = "main form[method=post]") -> "Visitor":
        """The button that sends the page's form."""
        with self.page.expect_navigation():
            self.page.locator(f"{form} button[type=submit]").first.click()
        return self

    def follow(self, ending: str) -> "Visitor":
        """A link of the page by the end of its address; it must be there to be seen."""
        return self.follow_first(f"main a[href$='{ending}']")

    def follow_first(self, selector: str) -> "Visitor":
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        return self

    def sees(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def is_told(self, *texts: str) -> "Visitor":
        """What the house answers to an act, drawn at the head of the page for everybody to see."""
        answer = self.page.locator(".messages ul")
        expect(answer).to_have_css("opacity", "1")
        expect(answer).to_be_in_viewport(ratio=1)
        for text in texts:
            expect(answer).to_contain_text(text)
        return self

    def misses(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def main(self) -> Locator:
        return self.page.locator("main")

    def look(self, named: str = "", picture: str = "") -> "Visitor":
        """Is this screen fit for everybody: at both widths, by the rules of axe, nothing wider than the phone?

        One sort of screen is looked at once, and again under each further name."""
        parts = urlsplit(self.page.url)
        sort = f"{parts.hostname} {sort_of(parts.path)} {named}"
        if picture:
            keep(self.page, picture)
        if not self.watch.first_time(sort):
            return self
        self.page.evaluate(AXE_SCRIPT)
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            self.page.evaluate(AT_REST)
            self.inspect(size["width"])
        self.page.set_viewport_size(self.usual)
        return self

    def inspect(self, width: int) -> None:
        for outside in self.page.evaluate(TOO_WIDE):
            self.complain(f"wider than {width}: {outside}")
        for title in self.page.evaluate(LOOSE):
            self.complain(f"{width}: the lines of one title stand apart as if they were two: {title}")
        for wrong in grave(self.page.evaluate(RULES)):
            self.complain(f"{width}: {wrong}")


def sort_of(path: str) -> str:
    """The sort of screen behind an address: whatever names one row of many is left out."""
    return KEY.sub("_", path)


def grave(violations: Iterable[dict[str, Any]]) -> list[str]:
    """Serious and critical ones, in words."""
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for one in violations
        for node in one["nodes"][:3]
        if one["impact"] in GRAVE
    ]
