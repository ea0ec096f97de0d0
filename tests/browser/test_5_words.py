"""Every screen speaks Vietnamese to everybody: no word of the source strings is left, days and numbers are ours."""

import pytest

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.tongue import Reader, leftovers, said
from tests.browser.walk import walk

FEWEST = 20  # sorts of screen that even the author of one commune meets
PLANTS = {
    "Save": "a source string",
    "Must change password": "a source string",
    "Version 3, written by Vàng Thị Mai": "a piece of a source string",
    "Cập nhật of the day": "an English word",
    "Lập ngày 2020-06-30": "a day of another country",
    "Lập ngày 06/30/2020": "a day of another country",
    "Cộng 1,234,567 lượt": "a number of another country",
    "Cộng 1,234.5 km": "a number of another country",
}
VIETNAMESE = ("Lưu", "Phiên bản 3", "Lập ngày 30/6/2020", "Cộng 1.234.567 lượt", "Đạt 12,345 km", "08:30 16/01/2020")


def test_whatever_a_role_meets_is_said_in_vietnamese(house: House, desk: Window) -> None:
    shown, wrong = set[str](), dict[str, str]()
    house.issue("thanhtra")  # five wrong passwords may have locked the door to them; a new one opens it
    for username in list(house.issued):
        reader = Reader(desk().enter(username), shown, wrong)
        assert len(walk(reader.meet)) >= FEWEST, username
    assert not wrong, "\n".join(["", *wrong.values()])


@pytest.mark.parametrize(("planted", "wrong"), PLANTS.items())
def test_what_is_planted_on_a_screen_is_found(desk: Window, planted: str, wrong: str) -> None:
    guest = desk().go("/quan-tri/login/")
    assert not leftovers(said(guest.page))
    plant = "said => document.querySelector('main').insertAdjacentHTML('beforeend', `<p><a title='${said}'>·</a></p>`)"
    guest.page.evaluate(plant, planted)
    assert [one.partition(":")[0].startswith(wrong) for one in leftovers(said(guest.page))] == [True]


def test_vietnamese_is_let_through() -> None:
    assert not leftovers(VIETNAMESE)
