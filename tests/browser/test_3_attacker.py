"""An officer of a commune tries what belongs to a department: its addresses, its forms, and its name in a form of their own."""

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import Visitor

NEWS, NOTE = "/quan-tri/ban-tin/", "/quan-tri/ban-tin/tin-nhanh/"
THEIRS, FORGED = "Bản thảo của Sở chưa ai được đọc", "Tin viết thay tên cơ quan khác"
SENDS = """([place, fields]) => {
  const form = document.querySelector("main form[method=post]");
  for (const [name, value] of Object.entries(fields)) {
    form.querySelectorAll(`[name=${name}]`).forEach((one) => one.remove());
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  form.action = place;
  form.submit();
}"""  # past all that the page itself looks at


def forges(attacker: Visitor, place: str = NOTE, **fields: str) -> Visitor:
    """Send the form of a note with other fields than the page has, to another place than it leads to."""
    attacker.go(NOTE).fill(title=FORGED, text="Nội dung giả.")
    with attacker.page.expect_navigation():
        attacker.page.evaluate(SENDS, [place, fields])
    return attacker


def test_ids_and_forms_of_another_body_open_nothing_and_change_nothing(house: House, phone: Window, desk: Window) -> None:
    officer = desk().enter("soantin1").go(NOTE)
    body = officer.page.locator("[name=body]").first.input_value()
    officer.fill(title=THEIRS, text="Chưa duyệt.").press().sees(vi("The draft is kept."))
    theirs = officer.page.url

    attacker = phone().enter("lungcu-soantin")
    for step in ("", "sua/", "trinh/", "duyet/", "go/", "in/", "ban/1/"):
        attacker.go(f"{theirs}{step}", status=404).misses(THEIRS)
    attacker.look("of another body").go(f"{NEWS}?q=chua ai duoc doc").misses(THEIRS)

    forges(attacker, body=body).sees(vi("Nothing was written. Please look at this:")).look("forged body")
    expect(attacker.page.locator("[name=title]")).to_have_value(FORGED)
    forges(attacker, place=f"{theirs}sua/").sees(vi("Page not found")).misses(THEIRS)
    forges(attacker, csrfmiddlewaretoken="x" * 64).sees(vi("This form has grown old")).look("forged mark")
    for one in (attacker, officer):
        one.go(f"{NEWS}?q=viet thay ten").misses(FORGED)
    officer.go(theirs).sees(THEIRS, vi("Draft"))

    inspector = desk().enter("thanhtra").go("/quan-tri/lan-bi-tu-choi/").look("refused attempts")
    inspector.sees(vi("record out of reach"), vi("choice not offered to them")).misses(THEIRS, FORGED)
