"""What tells Vietnamese from all else on a screen finds what is planted there."""

import pytest

from tests.browser.conftest import Window
from tests.browser.tongue import leftovers, said

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


@pytest.mark.parametrize(("planted", "wrong"), PLANTS.items())
def test_what_is_planted_on_a_screen_is_found(desk: Window, planted: str, wrong: str) -> None:
    guest = desk().go("/quan-tri/login/")
    assert not leftovers(said(guest.page))
    plant = "said => document.querySelector('main').insertAdjacentHTML('beforeend', `<p><a title='${said}'>·</a></p>`)"
    guest.page.evaluate(plant, planted)
    assert [one.partition(":")[0].startswith(wrong) for one in leftovers(said(guest.page))] == [True]


def test_vietnamese_is_let_through() -> None:
    assert not leftovers(VIETNAMESE)
