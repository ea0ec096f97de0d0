"""A topic is ordered at a desk and answered on a phone."""

from khen.atoms import clock
from tests.browser.conftest import Window
from tests.browser.things import vi
from tests.browser.tongue import leftovers, said
from tests.browser.visitor import Visitor

SUBJECT = "Tuần lễ văn hóa vùng cao"
ORDERS, ASKED = "/quan-tri/dat-tuyen-truyen/", "/quan-tri/tuyen-truyen-duoc-dat/"


def speaks_vietnamese(*officers: Visitor) -> None:
    for officer in officers:
        assert not leftovers(said(officer.page)), officer.page.url


def test_a_topic_is_ordered_answered_on_a_phone_and_counted(desk: Window, phone: Window) -> None:
    editor = desk().enter("xuatban").go(ORDERS).look("empty").follow("/dat/").look()
    editor.press().sees(vi("Nothing was written. Please look at this:")).look("refused")
    editor.go(f"{ORDERS}dat/").fill(subject=SUBJECT, wanted="Mỗi nơi hai tin, bài; có ảnh.", topic="tet", pieces="2")
    editor.page.get_by_label("Ủy ban nhân dân xã Lũng Cú").check()
    editor.page.locator("[name=groups][value=press_agency]").check()
    editor.page.evaluate("scrollTo(0, 0)")
    speaks_vietnamese(editor)
    editor.look("filled", picture="dat-tuyen-truyen").press().sees(vi("Nothing returned yet"))
    order = editor.page.url

    writer = phone().enter("lungcu-soantin").look("ordered").follow("cho=tra-bai").look().follow_first("main td a")
    writer.sees(SUBJECT).look("asked", picture="tuyen-truyen-duoc-dat").follow("/tra-bai/").look()
    writer.fill(title="Lũng Cú vào hội").press().sees(vi("Nothing was written. Please look at this:")).look("refused")
    writer.page.locator("[name=medium][value=online]").check()
    writer.fill(link="https://bao.example/lung-cu", published_on=clock.today().isoformat()).press()
    writer.sees(vi("The piece published elsewhere is returned and counted."), vi("Some returned")).look("returned")
    speaks_vietnamese(editor, writer)
    writer.follow("/rut-bai/").look().go(ASKED).look("list").follow_first("main td a").follow("/khong-thuc-hien/").look()
    writer.fill(reason="Chỉ có một cán bộ.").press().sees(vi("Cannot be done"))

    editor.go(order).sees("Lũng Cú vào hội", "Chỉ có một cán bộ.").look("answered", picture="dat-tuyen-truyen-tra-loi")
    speaks_vietnamese(editor, writer)
    for verb in ("sua", "bo-don-vi", "dat-them", "thoi-dat", "ket-thuc"):
        editor.go(f"{order}{verb}/").look()
    editor.press().sees(vi("The order is closed."), vi("Closed")).go(ORDERS).look("list")
    editor.go(order).follow_first("main a[href*='?order=']").look("list of one order")
    speaks_vietnamese(editor)
