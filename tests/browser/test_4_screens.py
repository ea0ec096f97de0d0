"""Further screens of readers and of the counter, at both widths; what is reached by keys alone."""

import re

import pytest

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.visitor import DESK, PHONE

PORTALS = ("tinh", "so-tttt", "sukien", "ocop", "huyen-dong-van", "xa-lung-cu")
PUBLIC = ("/tin/", "/tin/?trang=2", "/van-ban/", "/tim-kiem/")


@pytest.mark.parametrize("portal", PORTALS)
def test_the_first_page_of_every_portal(phone: Window, portal: str) -> None:
    phone().go("/", portal=portal).look()


def test_the_pages_of_a_portal(phone: Window) -> None:
    reader = phone()
    for path in PUBLIC:
        reader.go(path, portal="sukien").look(path)
    reader.go("/van-ban/", portal="sukien").follow_first("main a[href*='/van-ban/']").look()
    reader.go("/", portal="tinh").follow_first("a[href*='/chuyen-muc/']").look()
    reader.go("/tin/", portal="tinh").follow_first("main a[href*='/tin/']").look()


def test_leaving_a_mailing_list(house: House, phone: Window) -> None:
    reader = phone().go("/hop-thu-thu/?tim=hagiang.example")  # a list's subscriber: other letters can be left by nobody
    reader.page.locator("main td a").first.click()
    leave = re.search(r"/huy-nhan-tin/[^/]+/", reader.page.content())
    assert leave
    reader.go(leave[0]).look("leave").press("form").look("left")


BROKEN = """() => [...document.querySelectorAll("main td, main th")].flatMap(cell => {
  const found = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());)
    for (const word of text.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
    }
  return found;
})"""


def test_words_in_tables_stay_whole_on_a_phone(phone: Window) -> None:
    reader = phone().enter("lanhdao")
    figure = "/quan-tri/so-lieu/portal.department.posts/"
    for path in ("/quan-tri/so-lieu/?ky=2020-H1", f"{figure}?ky=2020-H1", f"{figure}bang-chung/?ky=2020-H1"):
        assert reader.go(path).look(path).page.evaluate(BROKEN) == []


HIDDEN = """() => {
  const one = document.activeElement, bar = document.querySelector(".desk-actions, .desk-together");
  if (!one.closest("main") || !bar || bar.contains(one)) return "";
  const seen = one.getBoundingClientRect(), over = bar.getBoundingClientRect();
  return seen.bottom > over.top + 1 && seen.top < over.bottom ? one.name || one.className : "";
}"""


@pytest.mark.parametrize("path", ["soan/", "tin-nhanh/", ""])
def test_the_bar_at_the_bottom_never_hides_what_is_filled_in(phone: Window, path: str) -> None:
    """WCAG 2.2, 2.4.11: whatever the keys reach can be seen."""
    author = phone().enter("soantin1").go(f"/quan-tri/ban-tin/{path}")
    assert author.page.locator(".desk-actions, .desk-together").count() > 0
    for _step in range(45):
        author.page.keyboard.press("Tab")
        author.page.wait_for_function(f"() => ({HIDDEN})() === ''", timeout=5000)  # lists scroll smoothly


UNDER_THE_MENU = """() => {
  const one = document.activeElement, menu = document.querySelector(".frame-side > summary").getBoundingClientRect();
  const seen = one.getBoundingClientRect(), filled = one.closest("main") && seen.height < 100;
  return filled && seen.top < menu.bottom && seen.left < menu.right ? one.outerHTML.slice(0, 80) : "";
}"""


def test_going_back_through_a_form_nothing_lies_under_the_button_of_the_menu(phone: Window) -> None:
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/soan/")
    author.page.locator("[name=source]").focus()
    for _step in range(20):
        author.page.keyboard.press("Shift+Tab")
        assert author.page.evaluate(UNDER_THE_MENU) == ""


def test_a_list_is_put_in_order_on_a_phone_too(phone: Window) -> None:
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/")
    heads = author.page.locator("table.listing thead a")
    assert heads.count() >= 3
    assert all(box and box["height"] >= 40 and box["x"] >= 0 for box in (one.bounding_box() for one in heads.all()))
    author.follow_first("table.listing thead a").look("ordered")
    assert "ordering=" in author.page.url


CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const seen = one.getBoundingClientRect(), style = getComputedStyle(one);
  const clipped = ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
  return clipped && seen.width > 3 && seen.height > 3 && style.visibility !== "hidden" && one.innerText.trim();
}).map((one) => one.innerText)"""


def test_names_of_records_and_of_lists_are_whole(phone: Window) -> None:
    """On the page of an act the record's title stands in the way that led there; at a desk the menu stands beside every list."""
    reader = phone().enter("lanhdao").go("/quan-tri/ban-tin/")
    for step in (".listing td.title a", "a.desk-verb"):
        for size in (PHONE, DESK):
            reader.page.set_viewport_size(size)
            assert reader.page.evaluate(CUT_OFF) == []
        reader.page.set_viewport_size(PHONE)
        reader.follow_first(step)
    title = reader.page.locator(".frame-crumbs > a").last
    assert len(title.inner_text()) > 30
    for size in (PHONE, DESK):
        reader.page.set_viewport_size(size)
        assert reader.page.evaluate(CUT_OFF) == []
        title.scroll_into_view_if_needed()
    reader.page.set_viewport_size(PHONE)
    reader.look("with a long name")
