"""The administrator brings people in from a file: what is wrong is named row by row, then they come in and get their slips."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import PHONE

HEAD = ("Họ và tên", "Tên đăng nhập", "Thư điện tử", "Cơ quan", "Vai trò", "Phạm vi", "Từ ngày")
RIGHT = ("Sùng Thị Được", "Giàng Mí Páo", "Lò Văn Inh")
BODY, SINCE = "Ủy ban nhân dân xã Lũng Cú", "01/03/2020"
WRONG = (
    ("Vừ Mí Sính", "vu.sinh", "", "UBND xã Không Có", "người soạn", "", SINCE),
    ("Vừ Mí Già", "quantri", "", BODY, "người soạn", "", SINCE),
    ("Vừ Mí Chá", "vu.cha", "", BODY, "người soạn", "", "31/02/2020"),
)
TOLD = (("Dòng 3", "Cơ quan", "không quản trị"), ("Dòng 5", "Tên đăng nhập", "đã có người dùng"), ("Dòng 7", "Từ ngày"))
Row = tuple[str, ...]


def right(number: int) -> Row:
    return (RIGHT[number], f"lungcu.{number}", "", BODY, "người soạn", "", SINCE)


def csv(place: Path, rows: Iterable[Row]) -> Path:
    place.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8-sig")
    return place


def xlsx(place: Path, rows: Iterable[Row]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(place)
    return place


def test_people_come_in_from_a_file_once_its_wrong_rows_are_put_right(
    house: House, desk: Window, phone: Window, tmp_path: Path
) -> None:
    mixed = [HEAD, right(0), WRONG[0], right(1), WRONG[1], right(2), WRONG[2]]
    admin = desk().enter("quantri").go("/quan-tri/nhap-can-bo/").follow("/tu-tep/").look()
    admin.attach(csv(tmp_path / "can-bo.csv", mixed)).press().sees("3 dòng đúng, 3 dòng sai. Chưa ghi gì vào hệ thống.")
    for told in TOLD:
        admin.sees(*told)
    admin.look("looked through", picture="nhap-can-bo-xem-truoc").go("/quan-tri/can-bo/?q=lungcu.").misses(*RIGHT)

    admin.go("/quan-tri/nhap-can-bo/tu-tep/").attach(xlsx(tmp_path / "can-bo.xlsx", [HEAD, *(right(one) for one in range(3))]))
    admin.press().sees("3 dòng đúng, 0 dòng sai").press().sees("3 trên 3", *RIGHT).look("entered")
    admin.follow("/in-phieu/").look().page.locator("main form[method=post] button[type=submit]").first.click()
    admin.sees(vi("Slips to hand over"), *RIGHT).look("slips")  # shown on the same page, this once
    admin.page.emulate_media(media="print")
    slips = admin.page.locator("main section")
    assert slips.count() == 3 and all(one.is_visible() for one in slips.all())
    username, password = (slips.first.locator("dd").nth(at).inner_text() for at in (1, 2))

    house.issued[username] = password
    officer = phone().enter(username)
    assert officer.page.viewport_size == PHONE
