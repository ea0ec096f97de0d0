"""A commune officer on a phone at the end of a poor line: nothing that was written is lost, and nothing is sent twice.

The tests of this file share the officer and follow each other."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.poor_line import SHARE, TWICE, PoorLine, slow
from tests.browser.things import vi
from tests.browser.visitor import Visitor

OFFICER = "lungcu-soantin"
WRITING = "/quan-tri/ban-tin/tin-nhanh/"
LISTED = "main table.listing tbody tr"
SLOW_DRAWING = """() => {
  const draw = window.createImageBitmap;
  window.createImageBitmap = async (...all) => { await new Promise((go) => setTimeout(go, 3000)); return draw(...all); };
}"""
ANSWERS = {
    (403, "lost_session"): "Your session has ended. What you wrote is still here: "
    "sign in again in the new window, then press “Send again”.",
    (403, "old_form"): "This form was opened in an earlier session. What you wrote is still here: press “Send again”.",
    (403, "kept_out"): "Your post may not be used from this network. Nothing was changed; "
    "what you wrote is kept on this machine. Send it again from the office or through its network.",
    (403, "forbidden"): "Your post does not allow this. Nothing was changed. "
    "Copy what you still need, and ask your body's administrator if it is part of your work.",
    (413, ""): "What you wrote is too long to be sent at once. Nothing was changed. Shorten it, or give long papers as a file.",
    (404, ""): "This page is no longer there, or it is no longer yours to change. Nothing was changed. "
    "Copy what you still need, then go back to the list.",
    (422, ""): "The house did not accept this form. Nothing was changed. "
    "Copy what you still need, load the page again and enter it anew.",
    (500, ""): "The house could not take this in just now. What you wrote is still here; try again in a minute.",
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a telephone of 12 megapixels takes it: several megabytes."""
    place = tmp_path_factory.mktemp("large") / "IMG_2020.jpg"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(place, "JPEG", quality=85)
    return place


@pytest.fixture
def grained(tmp_path: Path) -> Path:
    """A photo of some 50 kB, another one for each test: small enough to go as it is, and still several parts."""
    place = tmp_path / "cho-phien-som.jpg"
    Image.effect_noise((350, 260), 60).convert("RGB").save(place, "JPEG", quality=85)
    assert 45_000 < place.stat().st_size < 65_000
    return place


def titled(officer: Visitor, title: str) -> int:
    """How many bulletins of this title the officer's list shows."""
    officer.go(f"/quan-tri/ban-tin/?q={title}")
    return officer.page.locator(LISTED).filter(has_text=title).count()


def test_from_signing_in_to_a_submitted_bulletin_with_its_photo_takes_eight_taps(
    house: House, phone: Window, large: Path
) -> None:
    phone().enter(OFFICER)  # the issued password is changed before
    officer = phone().go("/quan-tri/login/")
    page, taps = officer.page, 0

    def tap(selector: str) -> None:
        nonlocal taps
        taps += 1
        page.locator(selector).first.tap()

    def typed(text: str) -> None:
        page.keyboard.insert_text(text)

    expect(page.locator("[name=username]")).to_be_focused()
    typed(OFFICER)
    tap("[name=password]")
    typed(house.chosen[OFFICER])
    tap("button[type=submit]")
    tap("main a[href$='/tin-nhanh/']")
    expect(page.locator("[name=title]")).to_be_focused()
    typed("Họp thôn bàn việc làm đường")
    tap("[name=text]")
    typed("Thôn họp lúc 8 giờ tại nhà văn hóa.")
    with page.expect_file_chooser() as asked:
        tap("[name=file]")
    taps += 1  # the picture, in the telephone's own chooser
    asked.value.set_files(large)
    tap("[name=alt]")
    typed("Bà con họp ở nhà văn hóa")
    tap("button[name=then]")
    officer.sees(vi("Waiting for approval"), "Họp thôn bàn việc làm đường")
    assert taps <= 8
    assert officer.width_of("article img") > 300


def test_a_photo_is_made_smaller_on_the_phone_and_the_form_says_so(phone: Window, large: Path) -> None:
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/").attach(large)
    expect(officer.page.locator(".desk-file__name")).to_contain_text("→")
    size = officer.page.evaluate("document.querySelector('[name=file]').files[0].size")
    assert size < large.stat().st_size / 4
    officer.look("shrunk")


def test_a_form_sent_at_once_waits_until_its_photo_is_smaller(phone: Window, large: Path) -> None:
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/").fill(title="Ảnh còn đang thu nhỏ", text="Một.", alt="Ảnh")
    page = officer.page
    page.evaluate(SLOW_DRAWING)
    sent: list[int] = []

    def fails(route: Route) -> None:
        sent.append(len(route.request.post_data_buffer or b""))
        route.fulfill(status=502)

    page.route("**/tin-nhanh/", fails)
    officer.attach(large)
    press = page.locator("main button[name=then]")
    before = press.inner_text()
    press.tap()
    expect(press).to_have_text(vi("The photo is being made smaller…"))
    assert not sent
    officer.sees(vi("The house could not take this in just now. What you wrote is still here; try again in a minute."))
    assert len(sent) == 1 and 0 < sent[0] < large.stat().st_size / 4
    assert press.inner_text() == before


def test_each_answer_of_the_house_has_its_own_sentence(phone: Window) -> None:
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/").fill(title="Câu trả lời", text="Một.")
    page, ends, said = officer.page, [*ANSWERS], officer.page.locator("[data-said]")

    def answered(route: Route) -> None:
        status, fault = ends.pop(0)
        route.fulfill(status=status, content_type="text/html", body=f'<p data-fault="{fault}">x</p>')

    page.route("**/tin-nhanh/", answered)
    for words in ANSWERS.values():
        page.locator("main button[name=then]").tap()
        expect(said).to_have_text(vi(words))


def test_a_browser_that_lost_all_its_cookies_is_told_to_sign_in_and_one_with_an_old_form_sends_it_again(
    house: House, phone: Window
) -> None:
    title = "Biểu mẫu mở từ phiên trước"
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/").fill(title=title, text="Một.")
    page, said = officer.page, officer.page.locator("[data-said]")
    (session,) = (one["value"] for one in officer.context.cookies() if one["name"] == "sessionid")
    officer.context.clear_cookies()
    page.locator("main button[name=then]").tap()
    expect(said).to_have_text(vi(ANSWERS[403, "lost_session"]))
    officer.look("lost session")
    officer.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": house.address("/")}]
    )  # signed in; the form's mark is old
    page.locator("main button[name=then]").tap()
    expect(said).to_have_text(vi(ANSWERS[403, "old_form"]))
    officer.look("old form")
    page.locator("[data-again]").tap()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    assert titled(officer, title) == 1


def test_files_that_are_too_large_are_told_with_the_limit_before_they_go_out(phone: Window, tmp_path: Path) -> None:
    vast = tmp_path / "quay.jpg"
    vast.write_bytes(bytes(33 * 1024 * 1024))
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/").fill(title="Tệp quá lớn", text="Một.").attach(vast)
    officer.page.locator("main button[name=then]").tap()
    officer.sees("Tệp gửi kèm quá lớn: mỗi lần chỉ gửi được tối đa 32 MB.")


def test_the_line_breaks_twice_and_one_bulletin_arrives(phone: Window) -> None:
    """Once before the form left, once after the house had taken it in and before its answer came back."""
    title = "Đường dây đứt hai lần"
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/")
    page = officer.page
    officer.fill(title=title, text="Một.\n\nHai.")
    answers = lose_the_first_answer(page)
    officer.context.set_offline(True)
    page.locator("main button[name=then]").tap()
    officer.sees(vi("There is no connection. What you wrote is kept on this machine and is sent as soon as the line is back."))
    officer.look("no line", picture="mat-mang")
    officer.context.set_offline(False)
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    officer.sees(title, vi("Waiting for approval"))
    assert len(answers) == 2
    assert titled(officer, title) == 1


def changed_after_a_lost_answer(officer: Visitor, first: str, second: str) -> tuple[Visitor, list[str]]:
    """The first text was written and its answer lost; then it was changed and sent once more. With what the house heard."""
    officer.enter(OFFICER).go(WRITING).fill(title=first, text="Một.")
    page, answers = officer.page, lose_the_first_answer(officer.page)
    page.locator("main button[name=then]").tap()
    officer.sees(vi("There is no connection. What you wrote is kept on this machine and is sent as soon as the line is back."))
    officer.fill(title=second, text="Hai.")
    page.locator("[data-again]").tap()
    return officer, answers


def test_a_text_that_was_changed_after_its_answer_was_lost_is_told_and_entered_by_one_more_press(phone: Window) -> None:
    first, second = "Đã tới nơi mà không hay", "Viết lại khi mất mạng"
    officer, answers = changed_after_a_lost_answer(phone(), first, second)
    page = officer.page
    officer.sees(vi("Open what was written the first time")).look("used slip")
    expect(page.locator("[name=title]")).to_have_value(second)
    expect(page.locator("[name=text]")).to_have_value("Hai.")
    page.locator("main button[name=then]").tap()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    officer.sees(second, vi("Waiting for approval"))
    assert len(answers) == 3 and (titled(officer, first), titled(officer, second)) == (1, 1)


def test_whoever_opens_the_page_anew_before_that_press_is_told_once_more_and_enters_nothing_twice_unknowing(
    phone: Window,
) -> None:
    first, second = "Đã tới nơi, chưa ai hay", "Sửa lời rồi tải lại trang"
    officer, answers = changed_after_a_lost_answer(phone(), first, second)
    page = officer.page
    officer.sees(vi("Open what was written the first time"))
    page.reload()
    page.locator(".desk-kept li", has_text=second).locator("[data-take]").tap()
    expect(page.locator("[name=title]")).to_have_value(second)
    page.locator("main button[name=then]").tap()
    officer.sees(vi("Open what was written the first time"))
    assert len(answers) == 3 and (titled(officer, first), titled(officer, second)) == (1, 0)


def lose_the_first_answer(page: Page) -> list[str]:
    """The house hears the first form; its answer is lost on the way. Gathers the methods of the forms that the house heard."""
    heard: list[str] = []

    def on_the_way(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        answer = route.fetch()
        heard.append(route.request.method)
        if len(heard) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    page.route("**/tin-nhanh/", on_the_way)
    return heard


def test_a_photo_goes_on_from_where_the_poor_line_broke(house: House, phone: Window, grained: Path) -> None:
    """64 kbit/s, a second each way, one request of ten is lost: a part of the photo half-way, then the answer to the form."""
    title, officer, size = "Ảnh gửi qua đường truyền kém", phone(), grained.stat().st_size
    with PoorLine(house.port, seed=TWICE) as line:
        officer.house = replace(house, port=line.port)
        page, said = officer.enter(OFFICER).go(WRITING).page, officer.page.locator("[data-said]")
        slow(page)
        line.share = SHARE
        officer.go(WRITING).fill(title=title, text="Chợ họp.", alt="Chợ phiên").attach(grained)
        page.locator("main button[name=then]").tap()
        expect(said).to_contain_text(re.compile(r"\d+ % đã tới nơi\. Cứ để trang này mở"))
        expect(said).to_contain_text(re.compile(r"Mất kết nối\. \d+ % của tệp đã tới nơi và được giữ lại"))
        officer.look("part kept", picture="mat-mang-giua-chung")
        page.wait_for_url(re.compile(r"/ban-tin/\d+/$"), timeout=120_000, wait_until="commit")
        page.close()
        assert line.lost == ["PATCH /quan-tri/gui-tep/ (cut)", f"POST {WRITING} (unheard)"]
        assert size < line.sent["PATCH"] < 1.7 * size and line.sent["POST"] < 20_000
    officer.watch.complaints[:] = [one for one in officer.watch.complaints if "net::ERR" not in one]  # lost on purpose
    officer.house, officer.page = house, officer.context.new_page()
    assert titled(officer, title) == 1
    assert posts_of_two_taps(officer.go("/quan-tri/thong-bao/lua-chon/"), "[name=chon]") == 1


def posts_of_two_taps(officer: Visitor, press: str) -> int:
    """How many forms leave the page when its button is pressed once more while the first is still on its way."""
    posts: list[str] = []
    officer.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    slow(officer.page)
    officer.page.locator(press).evaluate("press => { press.click(); setTimeout(() => press.click(), 300); }")
    officer.is_told(vi("Your choice is kept."))
    return len(posts)


def test_a_session_that_ends_between_two_parts_costs_none_of_them(house: House, phone: Window, grained: Path) -> None:
    officer = phone().enter(OFFICER).go(WRITING).fill(title="Hết phiên khi đang gửi ảnh", text="Một.", alt="Ảnh").attach(grained)
    page, offsets = officer.page, list[str]()

    def counted(route: Route) -> None:
        offsets.append(route.request.headers.get("upload-offset", "begun"))
        answer = route.fetch()
        if len(offsets) == 2:
            officer.context.clear_cookies(name="sessionid")
        route.fulfill(response=answer)

    page.route("**/gui-tep/*", counted)
    page.locator("main button[name=then]").tap()
    officer.sees(vi(ANSWERS[403, "lost_session"]))
    Visitor(house, officer.context, officer.watch, officer.usual).enter(OFFICER)
    page.locator("[data-again]").tap()
    page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    assert offsets[:2] == ["begun", "0"] and "0" not in offsets[2:]
    officer.watch.complaints[:] = [one for one in officer.watch.complaints if "/gui-tep/" not in one]  # refused on purpose


def test_a_file_that_changed_on_the_phone_meanwhile_is_to_be_chosen_again(phone: Window, grained: Path) -> None:
    officer = phone().enter(OFFICER).go(WRITING).fill(title="Tệp đang sửa", text="Một.", alt="Ảnh").attach(grained)
    expect(officer.page.locator(".desk-file__name")).to_contain_text(grained.name)
    grained.write_bytes(grained.read_bytes()[:40_000])
    officer.page.locator("main button[name=then]").tap()
    officer.sees("Không đọc được tệp đã chọn nữa")


def test_a_session_that_ends_in_the_middle_costs_nothing_that_was_written(house: House, phone: Window) -> None:
    title = "Phiên làm việc hết giữa chừng"
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/")
    officer.fill(title=title, text="Vẫn còn đây.")
    officer.context.clear_cookies(name="sessionid")
    officer.page.locator("main button[name=then]").tap()
    officer.sees("Phiên làm việc đã hết").look("signed out", picture="het-phien")
    with officer.context.expect_page() as opened:
        officer.page.locator("[data-sign-in]").tap()
    door = opened.value
    door.locator("[name=username]").fill(OFFICER)
    door.locator("[name=password]").fill(house.chosen[OFFICER])
    door.locator("button[type=submit]").click()
    door.wait_for_url(house.address("/quan-tri/"))
    officer.page.locator("[data-again]").tap()
    officer.page.wait_for_url(re.compile(r"/ban-tin/\d+/$"))
    officer.sees(title, vi("Waiting for approval"))


def test_what_another_began_is_not_sent_in_the_name_of_whoever_signed_in_since(
    house: House, phone: Window, grained: Path
) -> None:
    title = "Bài của người khác"
    officer = phone().enter(OFFICER).go("/quan-tri/ban-tin/tin-nhanh/")
    officer.fill(title=title, text="Không gửi nhầm tên.", alt="Ảnh").attach(grained)
    officer.context.clear_cookies()
    other = Visitor(house, officer.context, officer.watch, officer.usual).enter("dongvan-soantin")
    officer.page.locator("main button[name=then]").tap()
    expect(officer.page.locator("[data-said]")).not_to_be_empty()
    officer.page.locator("[data-again]").tap()
    officer.sees(vi("Somebody else has signed in on this machine. Nothing was sent."))
    officer.watch.complaints[:] = [one for one in officer.watch.complaints if "/gui-tep/" not in one]  # refused on purpose
    assert titled(other, title) == 0
