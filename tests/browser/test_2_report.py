"""A figure declared and accepted, and the half-year report on its whole road: written, warned about, approved, numbered, kept.

The tests of this file are the steps of one story and follow each other."""

import re
from pathlib import Path

from tests.browser import things
from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import Visitor
from tests.services.house import until

DIVISION = "Phòng Thông tin - Báo chí - Xuất bản"
FORM = "Thông tin - Báo chí - Xuất bản"
ITEM = "Giấy phép xuất bản tài liệu không kinh doanh đã cấp"
FIGURE = "/quan-tri/so-lieu/licences.granted/?ky=2020-H2"
ENTERED: list[str] = []  # the address of the declared figure
CHIP = re.compile(r'<a class="report-chip" href="([^"]+)"[^>]*>([^<]+)</a>')
SHOWN = re.compile(r'class="figures-value"><strong>([^<]+)</strong>')


def test_the_leader_asks_for_it_first(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").go("/quan-tri/yeu-cau-so-lieu/").look("asks").follow("/yeu-cau/").look()
    leader.press().sees(vi("Nothing was written. Please look at this:")).look("empty")
    leader.choose(form=FORM).fill(period="2020-H2", due="2021-01-12", named=DIVISION)
    leader.press().sees("12/01/2021", DIVISION).look("asked")


def test_the_clerk_declares_a_figure_with_its_document(house: House, desk: Window, tmp_path: Path) -> None:
    clerk = desk().enter("vanthu").puts_the_tour_away().look(picture="van-thu-trang-dau")
    clerk.go("/quan-tri/so-lieu-khai/").look("full").follow("/nhap/").look()
    clerk.press().sees(vi("Nothing was written. Please look at this:")).look("empty")
    clerk.choose(body=DIVISION, item=ITEM)
    clerk.fill(period="2020-H2", value="bốn mươi", source="Sổ cấp giấy phép xuất bản, quyển 02").press().look("no number")
    clerk.go("/quan-tri/so-lieu-khai/nhap/").choose(body=DIVISION, item=ITEM)
    clerk.fill(period="2020-H2", value="40", source="Sổ cấp giấy phép xuất bản, quyển 02")
    clerk.attach(things.scan(tmp_path / "so-cap-phep.pdf"), "paper").look("filled", picture="khai-so-lieu")
    clerk.press().sees("40 giấy phép").look("draft")
    ENTERED.append(clerk.page.url)
    clerk.follow("/gui/").look().press().look("sent", picture="so-lieu-da-gui")
    clerk.page.locator("details.desk-not summary").click()
    clerk.go("/quan-tri/so-lieu-khai/phieu/").look(picture="phieu-so-lieu")
    clerk.follow_first("main a[href*='/phieu/']")
    clerk.look("sheet")


def test_the_leader_accepts_it_and_the_figure_counts_it(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").look()
    assert shown_at(leader, FIGURE) != "40"
    leader.go(ENTERED[0]).follow("/tra-lai/").look()
    leader.go(ENTERED[0]).follow("/chap-nhan/").look(picture="chap-nhan-so-lieu").press().look("accepted")
    until(lambda: shown_at(leader, FIGURE) == "40")
    leader.go(FIGURE).follow_first("main a[href*='/bang-chung/']")
    leader.follow_first("main a[href*='/but-toan/']")
    leader.follow_first("main dl.desk-about a")
    assert leader.page.url == ENTERED[0]


def shown_at(officer: Visitor, address: str) -> str:
    """The figure's value as its page shows it."""
    return officer.go(address).page.locator(".figures-value strong").inner_text()


def test_the_division_edits_and_confirms_its_part(house: House, desk: Window) -> None:
    division = desk().enter("solieu-bcxb").look()
    division.go("/quan-tri/phan-bao-cao/").look(picture="phan-bao-cao")
    division.follow_first("main td a")
    division.look("part").follow("/sua/").look(picture="sua-phan-bao-cao")
    text = division.page.locator("[name=text]").input_value()
    division.fill(text=f"{text}\n{{khong.co}}").press().sees("khong.co").look("no such figure")
    division.fill(text=f"{text}\nSố liệu được đối chiếu với sổ cấp phép.").press().sees("đối chiếu với sổ cấp phép")
    division.look("to confirm").follow("/xac-nhan/").look().press().look("confirmed")


def test_every_figure_of_the_report_opens_to_its_proof(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").go("/quan-tri/bao-cao/").look()
    leader.follow_first("main td a")
    leader.look("open", picture="bao-cao-mo")
    chips = dict(CHIP.findall(leader.page.content()))
    assert len(chips) >= 40
    for address, printed in chips.items():
        page = leader.reads(address.replace("&amp;", "&"))
        found = SHOWN.search(page)
        assert found and plain(found[1]) == plain(printed), f"{address}: {found and found[1]}, in the report {printed}"


def plain(number: str) -> str:
    """A figure without its per cent sign, leading nought and spaces."""
    return number.replace("%", "").replace("\xa0", "").strip().lstrip("0") or "0"


def test_the_leader_sees_the_warnings_and_lets_them_pass_with_a_reason(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").go("/quan-tri/bao-cao/")
    leader.follow_first("main td a")
    leader.sees("9,27", "92,27", "94,27", "III", vi("Warning"))
    leader.page.locator("#findings").scroll_into_view_if_needed()
    leader.look("warnings", picture="bao-cao-canh-bao")
    leader.page.goto(f"{leader.page.url}duyet/")
    leader.look("closed")
    leader.page.go_back()
    leader.follow("/cho-qua/").look(picture="cho-qua-canh-bao").press().look("empty")
    leader.page.go_back()
    while leader.page.locator("main a[href$='/cho-qua/']").count():
        leader.follow("/cho-qua/").page.locator("[name=findings]").first.check()
        leader.fill(reason="Đã đối chiếu với bản in năm 2020; giữ nguyên.").press()
    leader.sees("giữ nguyên.").look("passed")


def test_the_leader_approves_and_the_values_are_frozen(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").go("/quan-tri/bao-cao/")
    leader.follow_first("main td a")
    leader.follow("/duyet/").look("open", picture="duyet-bao-cao").press()
    leader.is_told("Đã duyệt", "văn thư vào số").sees("SHA-256").look("approved", picture="bao-cao-da-duyet")


def test_the_clerk_enters_number_day_and_scan(house: House, desk: Window, tmp_path: Path) -> None:
    clerk = desk().enter("vanthu").go("/quan-tri/bao-cao/")
    clerk.follow_first("main td a")
    clerk.look("to number").follow("/vao-so/").look(picture="vao-so").fill(number="0").press().look("refused")
    clerk.fill(number="97").press().look("numbered").follow("/ban-ky/").look(picture="ban-ky").press().look("empty")
    text = tmp_path / "ban-ky.pdf"
    text.write_text("Không phải PDF", encoding="utf-8")
    clerk.attach(text).press().sees(vi("The signed copy must be a PDF file.")).look("no PDF")
    clerk.attach(things.scan(tmp_path / "ban-ky-that.pdf")).press().look("signed", picture="bao-cao-da-vao-so")


def test_the_papers_download(house: House, desk: Window) -> None:
    leader = desk().enter("lanhdao").go("/quan-tri/bao-cao/")
    leader.follow_first("main td a")
    links = leader.page.locator("main a[href*='/ban/']")
    assert links.count() == 5  # approved and numbered in two formats each, and the scan
    starts = set()
    for number in range(links.count()):
        with leader.page.expect_download() as waited:
            links.nth(number).click()
        starts.add((waited.value.suggested_filename.rpartition(".")[2], Path(waited.value.path()).read_bytes()[:4]))
    assert starts == {("docx", b"PK\x03\x04"), ("pdf", b"%PDF")}
