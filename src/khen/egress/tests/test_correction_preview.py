"""What the page of a correction shows is what the channels then say, to the letter."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.channels import Spoken
from khen.domains.newsroom.terms.channels import Carrier
from khen.egress import run
from khen.egress.models import Dispatch, Showing
from khen.egress.syndicate import said
from khen.egress.terms import ChannelKey
from khen.egress.tests.makers import Desk, Server

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 3, 2, 5, tzinfo=UTC)


def previewed(spoken: list[Spoken]) -> dict[str, tuple[str, str]]:
    return {one.carrier.value: (one.saying.title, one.saying.text) for one in spoken}


@pytest.mark.parametrize("size", [1, 18])
def test_the_preview_of_a_correction_is_what_is_sent(server: Server, size: int) -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.publisher)
    with clock.held(NOON):
        desk.subscribers(1)
        bulletin = desk.everywhere()
        run.work()
        address = reverse("ban-tin:dinh-chinh", args=[bulletin.pk])
        given = {key: value for key, value in client.get(address).context["form"].initial.items() if value is not None}
        given |= {"title": "Lịch  mới " * size, "summary": "Hai mũi. " * size, "reason": f"Sai “ngày” {'họp chợ ' * size}"}
        looked = client.post(address, {**given, "then": "further"})
        shown = previewed(looked.context["form"].sent)
        assert Bulletin.objects.get().number == 1 and "Chưa ghi gì" in looked.content.decode()
        assert client.post(address, given).status_code == 302
        run.work()
        ticker, popup = (Showing.objects.get(kind=kind) for kind in (ChannelKey.TICKER, ChannelKey.POPUP))
        assert shown[Carrier.TICKER] == ("", ticker.text) and shown[Carrier.POPUP] == (popup.text, popup.more)
        assert "Đính chính: Lịch mới" in ticker.text
        letter = server.letter(1)
        body = letter.get_body(("plain",))
        assert body is not None
        title, opening = shown[Carrier.EMAIL]
        assert (title, " ".join(body.get_content().split())[: len(opening)]) == (letter["Subject"], " ".join(opening.split()))
        page = client.get(reverse("ban-tin:channels", args=[bulletin.pk]))
        assert previewed(page.context["spoken"]).items() >= shown.items()
        feed, sent = Showing.objects.get(kind=ChannelKey.FEED), Dispatch.objects.get(channel=ChannelKey.FEED, change="corrected")
        assert said(feed, sent).startswith(looked.context["form"].noted)


def test_a_text_that_stands_on_one_channel_alone_is_previewed_there_alone() -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.publisher)
    with clock.held(NOON):
        bulletin = desk.published(desk.ticker)
        opened = client.get(reverse("ban-tin:dinh-chinh", args=[bulletin.pk]))
        assert list(previewed(opened.context["form"].sent)) == [Carrier.TICKER]
        assert "Đính chính: Hướng dẫn" in opened.content.decode()
