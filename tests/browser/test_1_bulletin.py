"""One bulletin on its whole road: written on a phone, approved on a phone, published, read everywhere, corrected, withdrawn.

The tests of this file are the steps of one story and follow each other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import expect

from khen.atoms import clock
from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import half_year_of, vi
from tests.browser.visitor import Visitor
from tests.services.house import until

TITLE = "Chợ phiên Đồng Văn họp lại từ sáng chủ nhật"
CORRECTED = "Chợ phiên Đồng Văn họp lại từ sáng thứ bảy"
TEXT = "Chợ phiên thị trấn Đồng Văn họp lại từ sáng chủ nhật.\n\nBà con đeo khẩu trang và đi theo một chiều."
PLACES = (
    "Trang thông tin điện tử tỉnh",
    "Trang thông tin điện tử Sở Thông tin và Truyền thông",
    "Cổng dịch vụ công trực tuyến",
    "Hệ thống quản lý văn bản và điều hành VNPT-iOffice",
    "Cơ quan cấp tỉnh",
)
TICKER, POPUP, FEED = "/loa/ticker/dichvucong.json", "/loa/popup/vnptioffice.json", "/nguon-tin/tinh.atom"
FIGURE = f"/quan-tri/so-lieu/portal.department.posts/?ky={half_year_of(clock.today())}"
LATER = 180  # seconds within which the channels follow


@dataclass
class Story:
    """What later steps need of earlier ones."""

    record: str = ""
    article: str = ""
    posts: int = 0


STORY = Story()


def test_the_author_must_change_the_issued_password(house: House, phone: Window) -> None:
    house.issue("soantin1")
    author = phone()
    author.go("/quan-tri/").look("first", picture="dang-nhap")
    author.sign_in("soantin1", house.issued["soantin1"])
    author.is_at("/quan-tri/doi-mat-khau/")
    author.go("/quan-tri/ban-tin/").is_at("/quan-tri/doi-mat-khau/")
    author.look(picture="doi-mat-khau")
    author.fill(old=house.issued["soantin1"], new="12345678901", again="12345678901").press().look("refused")
    author.choose_password("soantin1")
    author.sees(vi("Your password is changed.")).look()


def test_the_author_writes_on_the_phone_and_submits(house: House, phone: Window, photo: Path) -> None:
    author = phone().enter("soantin1")
    author.follow("/tin-nhanh/")
    author.fill(title=TITLE, text=TEXT, alt="Chợ phiên dưới chân núi").attach(photo).look(picture="viet-tin-nhanh")
    author.press().sees(vi("The draft is kept."), TITLE)
    STORY.record = author.page.url
    assert author.width_of("article img") > 300
    author.look("draft", picture="ban-nhap")
    author.follow("/trinh/").look().press()
    author.sees(vi("Submitted for approval"), vi("Waiting for approval")).look("submitted")


def test_the_author_cannot_approve_and_reads_why(house: House, phone: Window) -> None:
    author = phone().enter("soantin1").go(STORY.record)
    assert author.page.locator("main a[href$='/duyet/']").count() == 0
    author.page.locator("details.desk-not summary").click()
    author.sees(vi("Nobody approves a text of their own."), "Trưởng bộ phận biên tập")
    author.look("closed", picture="vi-sao-chua-lam-duoc")
    author.go(f"{STORY.record}duyet/", status=403)
    author.sees(vi("This cannot be done now."), vi("Nobody approves a text of their own.")).look("closed")


def test_not_even_when_the_author_holds_both_posts(house: House, phone: Window) -> None:
    both = phone().enter("duyettin2")
    both.follow("/tin-nhanh/").fill(title="Lịch trực tuần của bộ phận biên tập", text="Lịch trực ở dưới.").press()
    both.follow("/trinh/").press()
    both.go(f"{both.page.url}duyet/", status=409).sees(vi("Nobody approves a text of their own."))


def test_the_approver_returns_one_and_approves_it_on_the_phone(house: House, phone: Window) -> None:
    approver = phone().enter("duyettin1").look("new").puts_the_tour_away().look(picture="duyet-trang-dau")
    approver.page.get_by_text(vi("texts wait for your approval")).click()
    approver.sees(TITLE).look("submitted", picture="duyet-danh-sach")
    approver.page.get_by_role("link", name=TITLE).click()
    approver.look("to approve").follow("/tra-lai/").look().press().sees(vi("Nothing was written. Please look at this:"))
    approver.look("empty").fill(reason="Ghi thêm giờ họp chợ.").press().sees(vi("The text is back with its author."))

    author = phone().enter("soantin1").go(STORY.record).sees("Ghi thêm giờ họp chợ.").look("returned", picture="tin-bi-tra")
    author.follow("/sua/").look().fill(summary="Chợ họp từ 6 giờ sáng.").press().follow("/trinh/").press()

    approver.go(STORY.record).follow("/duyet/").sees(TITLE)
    assert approver.width_of("article img") > 250
    approver.look("open", picture="duyet-tin").press().sees(vi("The text is approved."))


def test_the_publisher_publishes_everywhere(house: House, desk: Window) -> None:
    publisher = desk().enter("xuatban").look()
    STORY.posts = value_of(publisher, FIGURE)
    publisher.go(STORY.record).look("approved").follow("/dang/")
    for name in PLACES:
        publisher.page.get_by_label(name).first.check()
    publisher.look(picture="dang-tin").press()
    publisher.sees(vi("Published; the channels follow.")).look("published", picture="da-dang")


def value_of(officer: Visitor, address: str) -> int:
    """A figure of the half-year that runs now."""
    shown = officer.go(address).page.locator(".figures-value strong").inner_text()
    return int(shown.replace(".", "")) if shown[:1].isdigit() else 0


def test_a_reader_meets_it_on_the_portal(house: House, phone: Window) -> None:
    reader = phone()
    follows(lambda: TITLE in reader.asks("/", portal="tinh"))
    reader.go("/", portal="tinh").look()
    reader.page.get_by_role("link", name=TITLE).first.click()
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    assert reader.width_of("article img") > 300
    STORY.article = reader.page.url
    reader.look(picture="tin-tren-trang-tinh")


def test_a_reader_meets_it_in_foreign_systems_in_the_feed_and_in_the_mailbox(house: House, phone: Window) -> None:
    reader = phone()
    says_everywhere(reader, TITLE)
    reader.go("/he-thong-mau/").look()
    reader.page.get_by_role("link", name="Cổng dịch vụ công trực tuyến").click()
    expect(reader.page.get_by_role("region", name="Thông báo của tỉnh")).to_contain_text(TITLE)
    reader.look("ticker", picture="dong-tin-chay")
    expect(reader.go("/he-thong-mau/vnptioffice/").page.get_by_role("dialog")).to_contain_text(TITLE)
    reader.look("pop-up", picture="cua-so-bat-len")
    reader.page.get_by_role("button", name="Đóng").click()
    reader.go("/he-thong-mau/vnptioffice/").look("no pop-up")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    read_letter(reader, TITLE, picture="thu")


def follows(arrived: Callable[[], object]) -> None:
    """The channels follow by themselves, soon."""
    until(arrived, within=LATER)


def says_everywhere(reader: Visitor, title: str) -> None:
    follows(lambda: all(title in reader.asks(path) for path in (TICKER, POPUP, FEED)))


def read_letter(reader: Visitor, subject: str, picture: str = "") -> None:
    """The letter of this subject in the trial mailbox, with the text inside its frame."""
    found = f"/hop-thu-thu/?{urlencode({'tim': subject})}"
    follows(lambda: f">{subject}</a>" in reader.asks(found))
    reader.go(found).look("letters", picture=picture and f"hop-{picture}")
    reader.page.get_by_role("link", name=subject).first.click()
    expect(reader.page.locator("h1")).to_have_text(subject)
    expect(reader.page.frame_locator("iframe").locator("body")).to_contain_text(subject.rpartition(": ")[2])
    reader.look("letter", picture=picture)


def test_the_figure_moves_and_opens_to_facts_entries_and_the_record(house: House, desk: Window) -> None:
    publisher = desk().enter("xuatban")
    follows(lambda: value_of(publisher, FIGURE) == STORY.posts + 1)
    publisher.look(picture="so-lieu-mot-chi-tieu")
    publisher.page.locator("a[href*='/bang-chung/']").first.click()
    publisher.sees(vi("article posted on a site")).look(picture="so-lieu-bang-chung")
    publisher.page.locator("a[href*='/but-toan/']").first.click()
    publisher.sees("portals.").look(picture="so-lieu-but-toan")
    publisher.page.locator("main").get_by_role("link", name=TITLE).click()
    assert publisher.page.url == STORY.record


def test_the_publisher_enters_what_was_published_by_hand(house: House, desk: Window) -> None:
    publisher = desk().enter("xuatban").go(STORY.record).follow("/dang-noi-khac/").look()
    publisher.press().look("empty").go(publisher.page.url)
    publisher.page.locator("[name=outlet]").select_option(label="Trang Facebook Thông tin Hà Giang")
    publisher.fill(link="https://facebook.example/hagiang/1", reach="120").look("filled", picture="dang-noi-khac")
    publisher.fill(link="javascript:alert(1)").press().sees(vi("Nothing was written. Please look at this:"))
    publisher.fill(link="https://facebook.example/hagiang/1").press().sees(vi("Entered."))
    publisher.page.get_by_role("link", name="Trang Facebook Thông tin Hà Giang").click()
    publisher.look().follow("/tiep-can/").look().fill(reach="350").press().sees(vi("The reach is kept."), "350")


def test_a_correction_reaches_every_channel(house: House, desk: Window, phone: Window) -> None:
    publisher = desk().enter("xuatban").go(STORY.record).follow("/dinh-chinh/")
    publisher.look().fill(title=CORRECTED, reason="Ghi nhầm ngày họp chợ.").look("filled", picture="dinh-chinh")
    publisher.fill(reason="").press().sees(vi("Nothing was written. Please look at this:")).look("no reason")
    publisher.fill(reason="Ghi nhầm ngày họp chợ.").press()
    publisher.sees(vi("Corrected; the channels follow.")).look("corrected")

    reader = phone()
    says_everywhere(reader, CORRECTED)
    assert f"<title>{TITLE}" not in reader.asks(FEED)
    follows(lambda: CORRECTED in reader.go(STORY.article).page.locator("h1").inner_text())
    reader.sees("Đính chính lúc").look("corrected", picture="tin-da-dinh-chinh")
    reader.go("/he-thong-mau/dichvucong/").sees(CORRECTED).misses(TITLE)
    reader.go("/he-thong-mau/vnptioffice/").sees(CORRECTED).misses(TITLE)
    read_letter(reader, f"Đính chính: {CORRECTED}")


def test_a_withdrawal_reaches_every_channel(house: House, desk: Window, phone: Window) -> None:
    publisher = desk().enter("xuatban").go(STORY.record).follow("/go/")
    publisher.page.locator("[name=reason]").focus()
    publisher.look(picture="go-tin").press().look("no reason")
    publisher.fill(reason="Chợ phiên hoãn vì mưa lũ.").press().sees(vi("Withdrawn; the channels follow.")).look("withdrawn")

    reader = phone()
    follows(lambda: not any(CORRECTED in reader.asks(path) for path in (TICKER, POPUP, FEED)))
    follows(lambda: CORRECTED not in reader.asks("/", portal="tinh"))
    reader.go(STORY.article, status=410).misses(CORRECTED, TITLE).look("gone", picture="tin-da-go")
    reader.go("/he-thong-mau/dichvucong/").misses(CORRECTED)
    reader.go("/he-thong-mau/vnptioffice/").misses(CORRECTED)
    read_letter(reader, f"Thu hồi tin: {CORRECTED}")
    follows(lambda: value_of(publisher, FIGURE) == STORY.posts)
