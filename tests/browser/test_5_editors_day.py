"""The day of whoever runs the news of a district: returned, approved and published, withdrawn and corrected, looked over, and
what citizens read of it in the evening."""

from subprocess import run

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.browser.visitor import DESK
from tests.services.house import KHEN, surroundings

EDITOR, PORTAL = "dongvan-xuatban", "huyen-dong-van"
UNSIGNED, MARKET, COLD, FLOWERS = TEXTS = (
    "Phiếu khảo sát mạng di động tại các thôn",
    "Chợ phiên Phố Cáo dời sang thứ bảy",
    "Giữ ấm cho trâu bò trước đợt rét",
    "Hoa tam giác mạch nở sớm ở Sủng Là",
)
MARKET_AGAIN = "Chợ phiên Phố Cáo dời sang chủ nhật"
MORNING = f"""
from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.domains.newsroom import acts
from khen.domains.organisation.acts import give_post, issue_password
day, by, editor = clock.today(), Person.objects.get(username="dongvan-soantin"), Person.objects.get(username="{EDITOR}")
body = Body.objects.get(key="pvhtt-026")
admin = Person.objects.get(username="quantri")
post = give_post(person=editor, body=body, role="approver", area=None, since=day, by=admin, on=day)
for title in {TEXTS!r}:
    made = acts.write(by=by, body=body, on=day, title=title, body_html="<p>Mời bà con theo dõi.</p>", topic="khac")
    done = acts.submit(made, by=by, on=day)
print(issue_password(editor, by=None, on=day))
"""


def morning(house: House) -> None:
    """Four texts came in overnight; the editor approves as well as publishes."""
    surrounded = surroundings(house.home, **house.env)
    done = run([*KHEN, "shell"], input=MORNING, env=surrounded, capture_output=True, text=True, check=True, timeout=120)
    house.issued[EDITOR] = done.stdout.split()[-1]


def test_a_district_editors_day(house: House, phone: Window) -> None:
    morning(house)
    editor, taps = phone().enter(EDITOR), 0

    def tap(what: Locator) -> None:
        nonlocal taps
        with editor.page.expect_navigation():
            what.tap()
        taps += 1

    def home() -> None:
        editor.go("/quan-tri/")

    page = editor.page
    waiting = page.locator("#waiting + ul")
    expect(waiting).to_contain_text(vi("texts wait for your approval"))
    expect(waiting.get_by_role("link", name=FLOWERS)).to_be_in_viewport()
    tap(page.get_by_role("link", name=UNSIGNED))
    tap(page.get_by_role("link", name=vi("Return to the author")))
    editor.fill(reason="Thiếu tên người ký phiếu.").press().is_told(vi("The text is back with its author."))
    for title in (MARKET, COLD, FLOWERS):
        home()
        tap(page.get_by_role("link", name=title))
        tap(page.get_by_role("button", name=vi("Approve"), exact=True))
    assert taps == 8
    editor.is_told(vi("The text is approved."))
    first = page.locator(".desk-verbs a, .desk-verb").first
    expect(first).to_contain_text(vi("Publish"))

    page.set_viewport_size(DESK)
    home()
    page.get_by_role("link", name=vi("approved texts wait to be published")).click()
    for title in (MARKET, COLD, FLOWERS):
        page.get_by_role("row", name=title).get_by_role("checkbox").check()
    with page.expect_navigation():
        page.locator("[formaction$='/nhieu/dang/'], [href$='/nhieu/dang/']").click()
    page.get_by_label("Trang thông tin điện tử huyện Đồng Văn").check()
    editor.press().sees("Đã làm xong 3 dòng").follow_first(f"main a:has-text('{FLOWERS}')")
    editor.follow("/go/").fill(reason="Chưa hỏi chủ ảnh.").press().is_told("Đã gỡ")
    editor.go("/quan-tri/ban-tin/").follow_first(f"main a:has-text('{MARKET}')").follow("/dinh-chinh/")
    editor.fill(reason="Nhầm ngày họp chợ.", title=MARKET_AGAIN).press().is_told("Đã đính chính")

    editor.go("/quan-tri/ban-tin/lich/").sees(MARKET_AGAIN, COLD)
    expect(page.locator(".calendar li", has_text=FLOWERS).last).to_contain_text(vi("Withdrawn"))
    editor.go("/quan-tri/ban-tin/?q=pho cao").sees(MARKET_AGAIN).misses(COLD)
    page.get_by_text(vi("Save this filter")).click()
    editor.fill(ten="Chợ phiên")
    page.get_by_role("button", name=vi("Save"), exact=True).click()
    expect(page.get_by_role("navigation", name=vi("Saved filters"))).to_contain_text("Chợ phiên")
    paper = editor.reads("?q=pho+cao&export=giay")
    assert MARKET_AGAIN in paper and COLD not in paper and "Người lập biểu" in paper
    reader = phone().go("/", portal=PORTAL).sees(MARKET_AGAIN, COLD).misses(FLOWERS, UNSIGNED)
    reader.follow_first(f"main a:has-text('{MARKET_AGAIN}')").sees("Nhầm ngày họp chợ.")
