"""What goes wrong: passwords, files, empty forms, impatient fingers, sessions that end, addresses that lead nowhere."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import Visitor

NOTHING_WRITTEN = "Nothing was written. Please look at this:"
TITLE = "Thông báo lịch cắt điện tuần này"


def test_a_wrong_password_is_told_and_five_lock_the_door(house: House, phone: Window) -> None:
    guest = phone()
    for _try in range(4):
        guest.sign_in("thanhtra", "khong-phai-mat-khau")
        guest.sees("mật khẩu", "5 lần")
    guest.is_at("/quan-tri/login/").look("wrong password", picture="sai-mat-khau")
    guest.sign_in("thanhtra", "khong-phai-mat-khau").sees(vi("The door is locked for a while")).look("locked", picture="khoa-cua")
    guest.sign_in("thanhtra", house.issued["thanhtra"]).sees(vi("The door is locked for a while"))
    house.issue("thanhtra")  # a new password opens it at once
    phone().enter("thanhtra").look()


def test_a_text_named_like_a_photo_is_refused_and_nothing_is_lost(house: House, phone: Window, tmp_path: Path) -> None:
    liar = tmp_path / "anh-dep.jpg"
    liar.write_text("Đây không phải là ảnh.", encoding="utf-8")
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/tin-nhanh/")
    author.fill(title=TITLE, text="Cắt điện từ 8 giờ.", alt="Ảnh").attach(liar).press()
    author.sees(vi(NOTHING_WRITTEN), "anh-dep.jpg").look("no photo", picture="anh-bi-tu-choi")
    expect(author.page.locator("[name=title]")).to_have_value(TITLE)
    assert count_of(author, TITLE) == 0


def count_of(officer: Visitor, title: str) -> int:
    """How many bulletins of this title the list shows."""
    return officer.go("/quan-tri/ban-tin/").page.get_by_role("link", name=title, exact=True).count()


def test_an_empty_form_says_what_is_missing(house: House, phone: Window) -> None:
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/tin-nhanh/").press()
    author.sees(vi(NOTHING_WRITTEN)).look("empty")
    author.go("/quan-tri/ban-tin/soan/").look().press().sees(vi(NOTHING_WRITTEN)).look("empty")


def test_a_double_click_makes_one_bulletin(house: House, phone: Window) -> None:
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/tin-nhanh/")
    author.fill(title=TITLE, text="Cắt điện từ 8 giờ.")
    author.page.locator("main form[method=post] button[type=submit]").first.dblclick()
    author.sees(vi("The draft is kept."))
    assert count_of(author, TITLE) == 1


def test_a_session_that_ends_in_mid_form_writes_nothing_and_says_so(house: House, phone: Window) -> None:
    author = phone().enter("soantin1").go("/quan-tri/ban-tin/tin-nhanh/")
    author.fill(title="Tin viết dở khi hết phiên", text="Nội dung viết dở.")
    author.context.add_cookies([{"name": "sessionid", "value": "het-han-0123456789", "url": house.address("/")}])
    author.page.locator("main form[method=post] button[type=submit]").first.tap()
    author.sees("Phiên làm việc đã hết").look("ended")
    assert author.page.locator("[name=title]").input_value() == "Tin viết dở khi hết phiên"
    author.go("/quan-tri/ban-tin/tin-nhanh/")
    author.fill(username="soantin1", password=house.chosen["soantin1"])
    author.page.locator("button[type=submit]").click()
    author.is_at("/quan-tri/ban-tin/tin-nhanh/")
    assert count_of(author, "Tin viết dở khi hết phiên") == 0


NOWHERE = ("/quan-tri/ban-tin/999999999/", "/quan-tri/khong-co/", "/quan-tri/so-lieu/khong.co/", "/quan-tri/bao-cao/999/duyet/")


def test_what_is_not_there_or_not_theirs_is_not_found(house: House, phone: Window) -> None:
    author = phone().enter("soantin1")
    for address in NOWHERE:
        author.go(address, status=404).look()
    author.go("/quan-tri/bao-cao/1/", status=404)


@pytest.mark.parametrize(
    ("path", "portal", "status"),
    [
        ("/khong-co-trang-nay/", "tinh", 404),
        ("/tin/999999-khong-co/", "xa-lung-cu", 404),
        ("/", "khong-co-trang", 400),
        ("/he-thong-mau/khong-co/", "", 404),
        ("/huy-nhan-tin/khong-dung/", "", 404),
    ],
)
def test_readers_who_lose_their_way_are_told(phone: Window, path: str, portal: str, status: int) -> None:
    phone().go(path, portal=portal, status=status).look()


def test_nothing_found_is_said(house: House, phone: Window) -> None:
    reader = phone()
    reader.go("/tim-kiem/?q=khongcogica", portal="tinh").look("nothing")
    reader.go("/tim-kiem/?q=dong+van", portal="tinh").sees("Đồng Văn").look("found")
    author = phone().enter("soantin1")
    author.go("/quan-tri/ban-tin/?q=khongcogica").sees(vi("Nothing here matches your search or filters.")).look("nothing")
    author.go("/quan-tri/ban-tin/?q=khau+trang").sees("Khẩu trang")
