"""Lists where scripts do not run, names of a menu that are long, and one body among hundreds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE, Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import PHONE, Visitor, Watch

LIST, ORDER = "/quan-tri/ban-tin/", "/quan-tri/dat-tuyen-truyen/dat/"


@pytest.fixture
def plain(house: House, browser: Browser, watch: Watch) -> Iterator[Visitor]:
    """A phone in which no script runs."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    yield Visitor(house, context, watch, PHONE)
    context.close()


def test_a_list_is_read_searched_and_left_without_scripts(plain: Visitor) -> None:
    page = plain.enter("xuatban").go(LIST).page
    expect(page.locator("#wagtail-sidebar")).to_be_hidden()
    expect(page.locator(".capabilitymessage")).to_be_hidden()
    page.locator("main td a").first.click(trial=True)
    expect(page.locator("input[name=q]:visible")).to_have_count(1)
    asked = page.get_by_label(vi("Search"), exact=True)
    asked.fill("khai báo y tế")
    with page.expect_navigation():
        asked.press("Enter")
    assert "q=" in page.url
    page.get_by_role("navigation", name=vi("Menu")).get_by_role("link", name=vi("Guide")).click()
    assert page.url.endswith("/huong-dan/")


def test_the_menu_beside_a_list_says_whole_names_and_who_is_signed_in(desk: Window) -> None:
    page = desk().enter("xuatban").go(LIST).page
    expect(page.locator(".sidebar-footer__account-label")).not_to_have_text("xuatban")
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
    assert page.locator(".sidebar-menu-item__link").evaluate_all(cut) == []


def test_one_body_among_hundreds_is_found_by_typing_part_of_its_name(desk: Window) -> None:
    page = desk().enter("xuatban").go(ORDER).page
    boxes = page.locator("[name=bodies]")
    assert boxes.count() > 12
    page.get_by_label("Ủy ban nhân dân xã Lũng Cú").check()
    page.get_by_label(vi("Part of a name: only those are shown")).fill("meo vac")
    expect(page.get_by_label("Ủy ban nhân dân huyện Mèo Vạc")).to_be_visible()
    expect(page.get_by_label("Ủy ban nhân dân xã Lũng Cú")).to_be_visible()  # ticked
    expect(page.get_by_label("Ủy ban nhân dân huyện Đồng Văn")).to_be_hidden()
    page.get_by_label(vi("Part of a name: only those are shown")).press("Enter")
    assert page.url.endswith(ORDER)
