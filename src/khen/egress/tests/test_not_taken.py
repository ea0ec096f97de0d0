"""What a channel of the house did not take is said at the head of its page and on the first page; a correction mends it."""

import pytest
from django.core.files.storage import default_storage

from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, a_picture, an_upload
from khen.domains.portals.models import Article, Placement
from khen.egress import freeze, run
from khen.egress.kept import dispatches_differing
from khen.egress.models import Delivery, Showing, Wording
from khen.egress.screens import waiting
from khen.egress.terms import ChannelKey, State
from khen.egress.tests.makers import Desk
from khen.egress.tests.test_screens import seen

pytestmark = pytest.mark.django_db


def refused(desk: Desk) -> Bulletin:
    """Published everywhere with a picture that the portal cannot open."""
    made = desk.everywhere(title="Lịch tiếp công dân", uploads=[an_upload()])
    freeze.follow()
    (picture,) = Wording.objects.get().pictures
    with default_storage.open(picture["path"], "wb") as kept:
        kept.write(b"no picture at all")
    run.work()
    assert Delivery.objects.get(dispatch__channel=ChannelKey.PORTAL).state == State.REFUSED
    assert Showing.objects.count() == 3 and not Article.objects.exists()
    return made


def head(desk: Desk, made: Bulletin) -> str:
    """What stands at the head of the text's page, above what may be done."""
    page = seen(desk.publisher, "ban-tin:record", made.pk)
    return page.partition('<div class="desk-head">')[2].partition('class="desk-now"')[0]


def told(desk: Desk) -> int:
    """How many refusals the first page counts."""
    return {one.url.partition("=")[2]: one.count for one in waiting(desk.publisher)}.get("khong-nhan", 0)


def test_a_portal_that_refused_a_picture_is_named_at_the_head_of_the_page_with_the_reason_and_what_to_do() -> None:
    desk = Desk()
    made = refused(desk)
    said = head(desk, made)
    assert "Tin chưa có ở đây" in said and desk.site.name in said and desk.ticker.name not in said
    assert "Lý do: Đây không phải là ảnh JPEG, PNG hoặc WebP." in said and "bấm “Đính chính”" in said
    assert told(desk) == 1


def test_whoever_publishes_elsewhere_is_not_told() -> None:
    desk = Desk()
    refused(desk)
    desk.publisher = a_person(Role.PUBLISHER)
    assert told(desk) == 0


def test_the_corrected_text_goes_where_a_portal_refused_it_and_nothing_more_is_said() -> None:
    desk = Desk()
    made = refused(desk)
    (picture,) = Wording.objects.get().pictures
    with default_storage.open(picture["path"], "wb") as kept:
        kept.write(a_picture())
    newsroom.correct(made, by=desk.publisher, on=DAY, reason="Sửa lời", title="Lịch tiếp công dân tháng 4")
    run.work()
    assert [row.portal.key for row in Placement.objects.all()] == [desk.site.key]
    assert all(one.link for one in Showing.objects.all())
    assert "Tin chưa có" not in head(desk, made) and told(desk) == 0
    assert list(dispatches_differing()) == []


def test_another_picture_in_the_place_of_the_one_that_a_portal_refused_brings_the_text_there() -> None:
    desk = Desk()
    made = refused(desk)
    right, wrong = an_upload(content=a_picture(60, 40)), list(made.attachments.all())
    newsroom.correct(made, by=desk.publisher, on=DAY, reason="Thay ảnh hỏng", uploads=[right], attachments=wrong)
    run.work()
    assert Article.objects.get().pictures.count() == 1 and told(desk) == 0


def test_a_correction_that_is_refused_again_is_what_the_head_tells() -> None:
    desk = Desk()
    made = refused(desk)
    newsroom.correct(made, by=desk.publisher, on=DAY, reason="Sửa lời", title="Lịch tiếp công dân tháng 4")
    run.work()
    said = head(desk, made)
    assert "Bản đính chính chưa lên được" in said and "Tin chưa có ở đây" not in said
    assert told(desk) == 1


def test_a_text_that_was_withdrawn_since_or_whose_days_are_over_is_told_of_no_more() -> None:
    desk = Desk()
    made = refused(desk)
    newsroom.withdraw(made, by=desk.publisher, on=DAY, reason="Nhầm")
    run.work()
    assert "Tin chưa có" not in head(desk, made) and told(desk) == 0


def test_a_correction_reaches_the_portals_that_have_the_text_though_another_refuses_it() -> None:
    desk = Desk()
    made = desk.published(desk.site, title="Lịch cắt điện ngày 5/3")
    newsroom.publish(made, by=desk.publisher, on=DAY, outlets=[desk.outlet(key="khong-co-trang")])
    run.work()
    newsroom.correct(made, by=desk.publisher, on=DAY, reason="Đổi ngày", title="Lịch cắt điện ngày 6/3")
    run.work()
    assert Article.objects.get().title == "Lịch cắt điện ngày 6/3"
    states = dict(
        Delivery.objects.filter(dispatch__change="corrected", dispatch__channel="portal").values_list("address", "state")
    )
    assert states == {desk.site.key: State.ACCEPTED, "khong-co-trang": State.REFUSED}
    assert list(dispatches_differing()) == []


def test_what_a_channel_will_be_given_again_is_said_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    made = desk.everywhere()

    def broken(**told: object) -> None:
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("khen.domains.portals.acts.place", broken)
    run.work()
    said = head(desk, made)
    assert "Chưa lên được: cổng" in said and "hệ thống tự gửi lại lúc" in said
