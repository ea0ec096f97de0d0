"""What nobody foresaw stops one chunk: it is written down, shown, tried again, and nothing else waits for it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, a_picture, an_upload
from khen.domains.portals.models import Article, Placement
from khen.egress import freeze, rules, run
from khen.egress.channels import email, postman
from khen.egress.models import Attempt, Chunk, Delivery, Dispatch, Showing, Wording
from khen.egress.terms import ChannelKey, Course, Hold, Outcome, State
from khen.egress.tests.makers import Desk, Server, tried_often

pytestmark = pytest.mark.django_db


def lost(desk: Desk, **content: str) -> tuple[Bulletin, str]:
    """A bulletin published everywhere whose picture is in the store no more, and the name that it had there."""
    bulletin = desk.everywhere(title="Tin có ảnh đã mất", uploads=[an_upload(content=a_picture(61, 47))], **content)
    freeze.follow()
    (picture,) = Wording.objects.get(bulletin=bulletin.pk).pictures
    default_storage.delete(picture["path"])
    return bulletin, picture["path"]


def of(bulletin: Bulletin, channel: str = ChannelKey.PORTAL) -> Dispatch:
    return Dispatch.objects.filter(bulletin=bulletin.pk, channel=channel).latest("pk")


def page(desk: Desk, dispatch: Dispatch) -> str:
    client = Client()
    client.force_login(desk.publisher)
    return str(client.get(reverse("luot-gui:record", args=[dispatch.pk])).content.decode())


def test_a_lost_picture_stops_no_other_bulletin(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bad, _path = lost(desk)
    good = desk.everywhere(title="Tin sau vẫn lên cổng")
    freeze.follow()
    run.show()
    assert list(Article.objects.values_list("bulletin", flat=True)) == [good.pk]
    assert of(good).course == Course.ENDED and of(bad).course == Course.WAITING
    assert Showing.objects.filter(bulletin=good.pk).exclude(link="").count() == 3
    assert Chunk.objects.get(dispatch=of(bad)).not_before > clock.now()


def test_officers_read_what_is_missing_and_when_it_is_tried_again() -> None:
    desk = Desk()
    bad, path = lost(desk)
    run.show()
    dispatch = of(bad)
    attempt = Attempt.objects.get(dispatch=dispatch)
    assert attempt.outcome == Outcome.BROKEN and path in attempt.detail and attempt.ended_at
    shown = page(desk, dispatch)
    assert "Lỗi của hệ thống" in shown and "Thiếu tệp trong kho" in shown and path in shown
    assert dispatch.next_try and f"{dispatch.next_try.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}" in shown


def test_each_wait_is_longer_and_after_three_days_it_ends_refused() -> None:
    desk = Desk()
    bad, _path = lost(desk)
    run.show()
    first = of(bad).next_try
    assert first
    with clock.held(first):
        run.show()
    second = of(bad).next_try
    assert second and second - first == rules.FIRST_WAIT * 2
    tried_often(of(bad))
    with clock.held(clock.now() + timedelta(days=3, hours=2)):
        run.show()
    assert of(bad).course == Course.ENDED
    assert set(of(bad).deliveries.values_list("state", flat=True)) == {State.REFUSED}


def test_withdrawing_what_cannot_be_carried_ends_it() -> None:
    desk = Desk()
    bad, _path = lost(desk)
    run.show()
    newsroom.withdraw(bad, by=desk.publisher, on=DAY, reason="Mất ảnh, đăng lại sau")
    freeze.follow()
    run.show()
    assert not Dispatch.objects.exclude(course=Course.ENDED).exists()
    assert not Chunk.objects.exclude(hold=Hold.DONE).exists()
    first = Dispatch.objects.get(bulletin=bad.pk, channel=ChannelKey.PORTAL, change="published")
    assert set(first.deliveries.values_list("state", flat=True)) == {State.CANCELLED}
    assert not Placement.objects.exists() and not Showing.objects.filter(ended_at=None).exists()


def test_when_the_file_is_back_the_article_stands_and_tickers_lead_to_it() -> None:
    desk = Desk()
    bad, path = lost(desk)
    run.show()
    assert set(Showing.objects.values_list("link", flat=True)) == {""}
    default_storage.save(path, ContentFile(a_picture(61, 47)))
    with clock.held(clock.now() + timedelta(minutes=1)):
        run.show()
    article = Article.objects.get(bulletin=bad.pk)
    assert article.pictures.count() == 1 and of(bad).course == Course.ENDED
    assert all(f"/tin/{article.pk}-" in link for link in Showing.objects.values_list("link", flat=True))


def test_a_letter_waits_for_its_article_and_then_leads_there(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.everywhere(title="Tin lên cổng trước, thư đi sau")
    freeze.follow()
    assert run.mail() == 0
    shown = page(desk, Dispatch.objects.get(channel=ChannelKey.EMAIL))
    assert "Chờ bài lên cổng" in shown
    run.show()
    assert run.mail() == 1
    assert f"/tin/{Article.objects.get().pk}-" in server.letter().as_string()


def test_a_letter_waits_for_its_article_no_longer_than_five_minutes(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    lost(desk)
    begun = Dispatch.objects.get(channel=ChannelKey.EMAIL).frozen_at
    run.show()
    with clock.held(begun + timedelta(minutes=4, seconds=59)):
        assert run.mail() == 0 and not server.took
    with clock.held(begun + timedelta(minutes=5)):
        run.mail()
    assert len(server.took) == 1 and "/tin/" not in server.letter().as_string()


def test_a_letter_that_cannot_be_written_is_not_unknown(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.mailed()
    freeze.follow()
    with monkeypatch.context() as broken:
        broken.setattr(email, "compose", breaks)
        run.mail()
    dispatch = of(bulletin, ChannelKey.EMAIL)
    assert dispatch.course == Course.WAITING and not server.took
    assert set(dispatch.deliveries.values_list("state", flat=True)) == {State.PENDING}
    assert "Lỗi chưa lường trước" in page(desk, dispatch)
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.mail()
    assert len(server.took) == 2 and of(bulletin, ChannelKey.EMAIL).course == Course.ENDED


def test_letters_under_way_when_something_broke_are_unknown_at_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.mailed()
    freeze.follow()
    monkeypatch.setattr(postman.Postman, "send", breaks)
    run.mail()
    dispatch = of(bulletin, ChannelKey.EMAIL)
    assert set(dispatch.deliveries.values_list("state", flat=True)) == {State.UNKNOWN}
    assert not Attempt.objects.filter(outcome=Outcome.OPEN).exists() and not Delivery.objects.filter(state=State.ATTEMPTING)
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.mail()
    assert of(bulletin, ChannelKey.EMAIL).course == Course.ENDED and not server.took


def breaks(*_args: object, **_named: object) -> None:
    raise LookupError("mẫu thư hỏng")
