"""A publication is frozen once, by every channel it names, and carried in the order of what the newsroom did."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage

from khen.atoms import clock
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.book.models import Bookmark, Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY, an_upload
from khen.domains.portals.models import Article, Placement
from khen.egress import freeze, leases, reads, run
from khen.egress.kept import dispatches_differing
from khen.egress.models import Chunk, Delivery, Dispatch, Showing, Wording
from khen.egress.terms import ChannelKey, Hold, State
from khen.egress.tests.makers import Desk, Server

pytestmark = pytest.mark.django_db


def test_an_entry_read_again_changes_nothing() -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.everywhere()
    freeze.follow()
    before = [model.objects.count() for model in (Dispatch, Delivery, Chunk, Wording)]
    Bookmark.objects.filter(reader=freeze.READER).update(seq=0)
    freeze.follow()
    assert before == [5, 7, 5, 1] == [model.objects.count() for model in (Dispatch, Delivery, Chunk, Wording)]


def test_what_was_frozen_stays_though_the_newsroom_writes_on() -> None:
    desk = Desk()
    bulletin = desk.everywhere(title="Lịch cắt điện ngày 5/3")
    freeze.follow()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch cắt điện ngày 6/3", reason="Đổi ngày")
    assert Dispatch.objects.get(channel=ChannelKey.TICKER).wording.title == "Lịch cắt điện ngày 5/3"


def test_one_publication_stands_on_every_channel(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere(title="Khai báo y tế qua mạng", summary="Chỉ mất vài phút.", uploads=[an_upload()])
    run.work()
    article = Article.objects.get(bulletin=bulletin.pk)
    assert article.pictures.count() == 1
    assert list(article.placements.values_list("portal__key", flat=True)) == ["so-tttt"]
    shown = {one.kind: one for one in Showing.objects.all()}
    assert set(shown) == {ChannelKey.TICKER, ChannelKey.POPUP, ChannelKey.FEED}
    assert shown[ChannelKey.TICKER].link.endswith(f"/tin/{article.pk}-khai-bao-y-te-qua-mang/")
    assert len(server.took) == 1 and f"/tin/{article.pk}-" in server.letter().as_string()
    placed = Entry.objects.get(kind="portals.placed")
    assert placed.on == DAY


def test_recordings_and_papers_of_a_text_reach_its_readers(server: Server) -> None:
    desk = Desk()
    sound, paper = an_upload("ban-tin.wav", a_wav(), alt=""), an_upload("ke-hoach.pdf", a_pdf(), alt="")
    bulletin = desk.everywhere(title="Bản tin cuối ngày", uploads=[sound, paper])
    run.work()
    article = Article.objects.get(bulletin=bulletin.pk)
    assert [(one["kind"], one["name"]) for one in article.files] == [("audio", "ban-tin.wav"), ("file", "ke-hoach.pdf")]
    assert [default_storage.open(one["path"]).read() for one in article.files] == [a_wav(), a_pdf()]
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Bản tin cuối tuần", reason="Sai ngày")
    run.work()
    article.refresh_from_db()
    assert article.title == "Bản tin cuối tuần" and len(article.files) == 2
    assert not [*dispatches_differing()]


def test_correction_and_withdrawal_reach_every_channel(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere(title="Lịch tiêm phòng tháng 3")
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch tiêm phòng tháng 4", reason="Sai tháng")
    run.work()
    said = {one.kind: one.text for one in Showing.objects.all()}
    assert said[ChannelKey.FEED] == "Lịch tiêm phòng tháng 4" and all("Lịch tiêm phòng tháng 4" in one for one in said.values())
    assert Article.objects.get().title == "Lịch tiêm phòng tháng 4"
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Hoãn tiêm")
    run.work()
    assert not Showing.objects.filter(ended_at=None).exists()
    assert Placement.objects.get().state == "taken_down"
    assert [one["Subject"].split(":")[0] for one in map(server.letter, range(3))] == [
        "Lịch tiêm phòng tháng 3",
        "Đính chính",
        "Thu hồi tin",
    ]


def test_a_withdrawal_frozen_before_anything_was_carried_ends_last() -> None:
    desk = Desk()
    bulletin = desk.everywhere()
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Nhầm")
    run.work()
    assert Placement.objects.get().state == "taken_down"
    assert Showing.objects.count() == 3 and not Showing.objects.filter(ended_at=None).exists()


def test_later_dispatches_of_a_bulletin_wait_for_the_earlier() -> None:
    desk = Desk()
    bulletin = desk.published(desk.ticker)
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Bản tin đã sửa lại", reason="Sai")
    freeze.follow()
    first = leases.claim(seconds=60)
    assert first and leases.claim(seconds=60) is None
    run.carry(first)
    second = leases.claim(seconds=60)
    assert second and second.dispatch > first.dispatch


def test_a_chunk_whose_worker_died_is_taken_over_and_the_dead_can_write_nothing() -> None:
    desk = Desk()
    desk.published(desk.ticker)
    freeze.follow()
    dead = leases.claim(seconds=60)
    assert dead and leases.claim(seconds=60) is None
    with clock.held(clock.now() + timedelta(seconds=61)):
        heir = leases.claim(seconds=60)
        assert heir and heir.chunk == dead.chunk and heir.attempts == 2
        with pytest.raises(leases.LeaseLost):
            leases.finish(dead)
        run.carry(dead)
        assert Chunk.objects.get().hold == Hold.LEASED and not Showing.objects.exists()
        run.carry(heir)
    assert Chunk.objects.get().hold == Hold.DONE and Showing.objects.count() == 1


def test_a_portal_that_refuses_is_said_with_its_reason() -> None:
    desk = Desk()
    desk.published(desk.outlet(key="khong-co-trang"))
    run.work()
    delivery = Delivery.objects.get(dispatch__channel=ChannelKey.PORTAL)
    assert delivery.state == State.REFUSED and delivery.detail
    assert not Article.objects.exists()


def test_a_bulletin_whose_time_is_over_is_not_mailed_and_not_shown(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.everywhere(since=date(2020, 3, 1), until=date(2020, 3, 20))
    run.work()
    assert not server.took
    assert reads.shown(ChannelKey.TICKER, desk.ticker, date(2020, 3, 20))
    assert not reads.shown(ChannelKey.TICKER, desk.ticker, date(2020, 3, 21))


def test_an_idle_worker_says_so() -> None:
    assert run.work() == 0
