"""What was done while the clock ran ahead is taken back and put right once the clock is right, on the day of the step before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.fact import Cancelled, Kind, Said
from khen.atoms.refusal import Refusal
from khen.bodies.terms import OutletKind
from khen.bodies.tests.makers import a_body, signed_in
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.newsroom import acts, facts
from khen.domains.newsroom.reads.kept.texts import BULLETINS
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.orders import Run
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
RIGHT = DAY - timedelta(days=20)
SYSTEMS = (Kind.SYSTEM_TICKED, Kind.SYSTEM_POPPED)
NOW = datetime(2020, 2, 11, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def put_right() -> Iterator[None]:
    with clock.held(NOW):
        yield


def last() -> tuple[str, date, datetime]:
    entry = Entry.objects.latest("seq")
    return entry.kind, entry.on, entry.written_at


def proved() -> Iterator[Said]:
    return facts.read(Entry.objects.latest("seq"))


def test_what_was_published_is_withdrawn_on_the_day_of_its_publication_and_at_the_moment_of_the_act() -> None:
    room = Newsroom()
    bulletin = room.published(room.outlet(OutletKind.TICKER))
    acts.withdraw(bulletin, by=room.publisher, on=RIGHT, reason="Đồng hồ máy chủ chạy sai")
    bulletin.refresh_from_db()
    assert (bulletin.standing, bulletin.moved_on) == (Standing.WITHDRAWN, DAY)
    assert last() == ("newsroom.withdrawn", DAY, NOW)
    assert list(proved()) == [Cancelled(about="newsroom.bulletin", about_id=bulletin.pk, kinds=SYSTEMS)]
    assert not list(differing(BULLETINS))


def test_it_is_corrected_and_checked_and_what_is_found_wrong_is_taken_down() -> None:
    room = Newsroom()
    bulletin = room.published()
    acts.correct(bulletin, by=room.publisher, on=RIGHT, reason="Sai giờ", title="Hướng dẫn nộp hồ sơ, đã sửa")
    assert last() == ("newsroom.corrected", DAY, NOW)
    acts.post_check(bulletin, by=room.approver, on=RIGHT, verdict="removed", reason="Đăng nhầm ngày")
    bulletin.refresh_from_db()
    assert (bulletin.standing, last()) == (Standing.WITHDRAWN, ("newsroom.withdrawn", DAY, NOW))
    assert not list(differing(BULLETINS))


def test_what_was_entered_by_hand_is_read_again_and_annulled() -> None:
    room = Newsroom()
    link = "https://facebook.example/bai/1"
    page = room.outlet(OutletKind.FACEBOOK)
    made = acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=page, link=link, reach=9)
    acts.read_reach(made, by=room.publisher, on=RIGHT, reach=12)
    acts.annul_elsewhere(made, by=room.publisher, on=RIGHT, reason="Nhập khi đồng hồ sai")
    assert last() == ("newsroom.elsewhere_annulled", DAY, NOW)
    assert list(proved()) == [Cancelled(about="newsroom.elsewhere", about_id=made.pk)]


def test_an_order_is_called_off_and_a_piece_taken_back() -> None:
    room = Newsroom()
    commune = Newsroom(body=a_body("Ủy ban nhân dân xã Lũng Cú", parent=room.body))
    wanted: dict[str, Any] = {"subject": "Phòng, chống dịch", "wanted": "Một tin", "topic": "khac", "campaign": ""}
    room.publisher.posts.create(body=commune.body, role="publisher", since=date(2019, 1, 1))
    order = acts.order(
        **wanted, by=room.publisher, body=room.body, on=DAY, bodies=[commune.body], pieces=1, due=DAY + timedelta(days=9)
    )
    asked = order.asked.get()
    told: dict[str, Any] = {"title": "Bài trên báo", "medium": "print", "day": DAY}
    piece = acts.return_piece(asked, by=commune.author, on=DAY, **told)
    acts.take_back(asked, by=commune.author, on=RIGHT, piece=piece, reason="Đồng hồ sai")
    assert acts.call_off(order, by=room.publisher, on=RIGHT, reason="Đồng hồ sai").standing == Run.CALLED_OFF
    assert (order.__class__.objects.get().ended_on, last()[1]) == (DAY, DAY)


def test_the_page_offers_what_the_act_lets_through_and_says_of_the_rest_why_not() -> None:
    room = Newsroom()
    bulletin = room.published()
    waiting = room.submitted(title="Lịch tiếp dân tháng Ba")
    client = signed_in(room.publisher)
    why = "không thể trước ngày của bước liền trước (02/03/2020)"
    assert why not in client.get(reverse("ban-tin:go", args=[bulletin.pk])).content.decode()
    assert client.post(reverse("ban-tin:go", args=[bulletin.pk]), {"reason": "Sai ngày"}).status_code == 302
    bulletin.refresh_from_db()
    assert bulletin.standing == Standing.WITHDRAWN
    page = signed_in(room.approver).get(reverse("ban-tin:duyet", args=[waiting.pk])).content.decode()
    assert why in page
    with pytest.raises(Refusal, match="bước liền trước"):
        acts.approve(waiting, by=room.approver, on=RIGHT)
