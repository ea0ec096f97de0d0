"""What the page of the channels shows is what they then say, to the letter."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.rules import mailed
from khen.domains.newsroom.terms.channels import Carrier, Letter
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Article
from khen.egress import run
from khen.egress.models import Showing
from khen.egress.terms import ChannelKey
from khen.egress.tests.makers import Desk, Server

DECREE = '<ol start="3" type="a"><li>Hộ nghèo</li><li value="7">Hộ cận nghèo</li></ol>'
pytestmark = pytest.mark.django_db
NOON = datetime(2020, 3, 2, 5, tzinfo=UTC)
LONG = "<p>Chợ phiên Đồng Văn họp lại từ chủ nhật này. Bà con đeo khẩu trang.</p>" + "<p>Ban quản lý chợ nhắc lại. </p>" * 40


def looked_at(client: Client, bulletin: Bulletin) -> tuple[dict[str, Any], str]:
    page = client.get(reverse("ban-tin:channels", args=[bulletin.pk]))
    return {one.carrier.value: one for one in page.context["spoken"]}, page.content.decode()


def arrived(server: Server, number: int = -1) -> tuple[str, str]:
    letter = server.letter(number)
    body = letter.get_body(("plain",))
    assert body is not None
    return str(letter["Subject"]), body.get_content().replace("\r\n", "\n").strip()


def filled(words: str, letter: str) -> str:
    """The preview with what only the letter itself knows: its list, its article, the reader's own way out."""
    for field, begins in (("link", "Đọc trên cổng: "), ("leave", "Hủy nhận tin: ")):
        known = next((line.removeprefix(begins) for line in letter.split("\n") if line.startswith(begins)), "")
        words = words.replace(str(Letter.__dataclass_fields__[field].default), known)
    return words.replace(str(Letter.__dataclass_fields__["mailing"].default), "Kênh ban-tin-tinh")


@pytest.mark.parametrize("content", [{"summary": ""}, {"summary": "Từ chủ nhật."}, {"summary": "", "body_html": LONG}])
def test_the_preview_is_what_is_sent(server: Server, content: dict[str, str]) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.author)
    with clock.held(NOON):
        desk.subscribers(1)
        bulletin = desk.everywhere(**content, origin="republished", source="Báo Hà Giang")
        shown, page = looked_at(client, bulletin)
        run.work()
    popup = Showing.objects.get(kind=ChannelKey.POPUP)
    assert (shown[Carrier.POPUP].saying.title, shown[Carrier.POPUP].saying.text) == (popup.text, popup.more)
    assert shown[Carrier.TICKER].saying.text == Showing.objects.get(kind=ChannelKey.TICKER).text
    subject, letter = arrived(server)
    email = shown[Carrier.EMAIL]
    assert (email.saying.title, filled(mailed.whole(email.letter), letter)) == (subject, letter)
    assert "Nguồn: Báo Hà Giang" in page and "Hủy nhận tin: " in page and "Đọc trên cổng: " in page


def test_the_preview_of_a_corrected_letter_is_the_whole_of_it_as_well(server: Server) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.publisher)
    with clock.held(NOON):
        desk.subscribers(1)
        bulletin = desk.everywhere(summary="")
        run.work()
        address = reverse("ban-tin:dinh-chinh", args=[bulletin.pk])
        given = {key: value for key, value in client.get(address).context["form"].initial.items() if value is not None}
        given |= {"body_html": LONG, "reason": "Sai ngày họp chợ"}
        form = client.post(address, {**given, "then": "further"}).context["form"]
        before = {one.carrier.value: one for one in form.sent}
        assert client.post(address, given).status_code == 302
        run.work()
    subject, letter = arrived(server)
    popup = Showing.objects.get(kind=ChannelKey.POPUP)
    for shown in (before, looked_at(client, bulletin)[0]):
        assert (shown[Carrier.EMAIL].saying.title, filled(mailed.whole(shown[Carrier.EMAIL].letter), letter)) == (subject, letter)
        assert (shown[Carrier.POPUP].saying.title, shown[Carrier.POPUP].saying.text) == (popup.text, popup.more)
    assert "Chợ phiên Đồng Văn họp lại" in popup.more


def test_a_text_without_a_summary_pops_up_with_its_first_sentences_and_the_preview_says_so(server: Server) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.author)
    with clock.held(NOON):
        bulletin = desk.published(desk.popup, summary="", body_html=LONG)
        shown, page = looked_at(client, bulletin)
        run.work()
    more = Showing.objects.get().more
    assert (
        more.startswith("Chợ phiên Đồng Văn họp lại từ chủ nhật này.") and more.endswith("nhắc lại.") and 300 < len(more) <= 600
    )
    assert any("chưa có tóm tắt" in said for said in shown[Carrier.POPUP].warnings)
    assert any("chưa có tóm tắt" in said for said in shown[Carrier.EMAIL].warnings) and "chưa có tóm tắt" in page


def test_a_letter_counts_the_items_of_a_list_as_the_page_does_and_its_preview_says_so(server: Server) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.author)
    with clock.held(NOON):
        desk.subscribers(1)
        bulletin = desk.everywhere(body_html=DECREE)
        email = looked_at(client, bulletin)[0][Carrier.EMAIL]
        run.work()
    _subject, letter = arrived(server)
    assert "\nc. Hộ nghèo\ng. Hộ cận nghèo\n" in letter and filled(mailed.whole(email.letter), letter) == letter
    assert Article.objects.get().body_html == DECREE


def test_words_of_its_own_stand_in_the_letter_before_the_whole_text(server: Server) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.author)
    with clock.held(NOON):
        desk.subscribers(1)
        bulletin = desk.draft(summary="")
        newsroom.word_for(bulletin, by=desk.author, on=DAY, carrier=Carrier.EMAIL, title="Thư mời", text="Kính gửi bà con.")
        shown, _page = looked_at(client, bulletin)
        bulletin = newsroom.approve(newsroom.submit(bulletin, by=desk.author, on=DAY), by=desk.approver, on=DAY)
        newsroom.publish(bulletin, by=desk.publisher, on=DAY, outlets=[desk.site, desk.mailing])
        run.work()
    subject, letter = arrived(server)
    assert (subject, "Kính gửi bà con." in letter) == ("Thư mời", True)
    assert filled(mailed.whole(shown[Carrier.EMAIL].letter), letter) == letter
