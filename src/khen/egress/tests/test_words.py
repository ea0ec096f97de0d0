"""A channel says what was written for it, as it stood when the bulletin was published."""

import pytest

from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.terms.channels import Carrier
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import run
from khen.egress.models import Showing
from khen.egress.terms import Change, ChannelKey, News
from khen.egress.tests.makers import Desk, Server

pytestmark = pytest.mark.django_db


def test_words_of_their_own_go_out_on_their_channels(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.draft(title="Khai báo y tế qua mạng", summary="Chỉ mất vài phút.")
    for carrier, title, text in (
        (Carrier.TICKER, "", "Khai báo y tế: chạm hai lần"),
        (Carrier.POPUP, "Mời khai báo", "Bấm vào đây để khai báo."),
        (Carrier.EMAIL, "Thư mời khai báo y tế", "Kính gửi người dân."),
    ):
        newsroom.word_for(bulletin, by=desk.author, on=DAY, carrier=carrier, title=title, text=text)
    bulletin = newsroom.approve(newsroom.submit(bulletin, by=desk.author, on=DAY), by=desk.approver, on=DAY)
    outlets = [desk.site, desk.ticker, desk.popup, desk.mailing]
    newsroom.publish(bulletin, by=desk.publisher, on=DAY, outlets=outlets)
    run.work()
    shown = {one.kind: (one.text, one.more) for one in Showing.objects.all()}
    assert shown[ChannelKey.TICKER] == ("Khai báo y tế: chạm hai lần", "")
    assert shown[ChannelKey.POPUP] == ("Mời khai báo", "Bấm vào đây để khai báo.")
    assert shown[ChannelKey.FEED] == ("Khai báo y tế qua mạng", "Chỉ mất vài phút.")
    letter = server.letter()
    assert letter["Subject"] == "Thư mời khai báo y tế"
    body = letter.get_body(("plain",))
    assert body is not None and "Kính gửi người dân." in body.get_content()


def test_after_a_correction_channels_say_the_new_text_and_not_the_old_words() -> None:
    desk = Desk()
    bulletin = desk.draft(title="Lịch tiêm phòng tháng 3")
    newsroom.word_for(bulletin, by=desk.author, on=DAY, carrier=Carrier.TICKER, text="Tiêm phòng: tháng 3")
    bulletin = newsroom.approve(newsroom.submit(bulletin, by=desk.author, on=DAY), by=desk.approver, on=DAY)
    newsroom.publish(bulletin, by=desk.publisher, on=DAY, outlets=[desk.ticker])
    run.work()
    assert Showing.objects.get().text == "Tiêm phòng: tháng 3"
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch tiêm phòng tháng 4", reason="Sai tháng")
    run.work()
    assert Showing.objects.get().text == "Đính chính: Lịch tiêm phòng tháng 4 - Lý do: Sai tháng"


def test_a_correction_keeps_to_the_lengths_of_tickers_and_pop_ups_and_says_why_before_anything_is_cut() -> None:
    desk = Desk()
    bulletin = desk.everywhere(title="Lịch tiêm " * 20, summary="Đủ hai mũi " * 54)
    reason = "Sai tháng " * 49 + "cuối."
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch mới " * 22, reason=reason)
    run.work()
    shown = {one.kind: (one.text, one.more) for one in Showing.objects.all()}
    (ticker, _), (title, more) = shown[ChannelKey.TICKER], shown[ChannelKey.POPUP]
    assert len(ticker) <= 120 and len(title) <= 200 and len(more) <= 600
    assert all(one.startswith("Đính chính: Lịch mới") and one.endswith("…") for one in (ticker, title))
    assert f"Lý do: {reason}] Đủ hai mũi" in more and more.endswith("…")


def test_entries_of_the_first_shape_are_still_understood() -> None:
    said = {"bulletin": 1, "version": 2, "sites": [], "tickers": ["email"], "popups": [], "mailings": [], "since": "2020-03-02"}
    assert News.read(Change.PUBLISHED, said, DAY).words == ()
