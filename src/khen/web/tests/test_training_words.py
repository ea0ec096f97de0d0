"""Whoever practises is told nothing that is true of work alone: that channels follow, that readers see it, that letters go."""

import re

import pytest
from django.test import Client

from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind, Role
from khen.domains.newsroom.models import Bulletin
from khen.web import tour
from khen.web.tests.test_training import HOME, LIST, House, as_, at, practising, published_by, words, wrote

pytestmark = pytest.mark.django_db
UNTRUE = re.compile(r"các (kênh|cổng) sẽ|[Nn]gười đọc thấy nội dung này")
ROLES = (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER)


@pytest.fixture
def house() -> House:
    house = House()
    house.opened()
    return house


def pressed(client: Client, bulletin: Bulletin, verb: str, **more: object) -> str:
    """What stands on the page after the act."""
    form = client.get(at(bulletin, verb)).context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    answer = client.post(at(bulletin, verb), {**given, **more}, follow=True)
    assert answer.redirect_chain, (verb, answer.context["form"].errors)
    return str(answer.content.decode())


def test_whoever_publishes_corrects_and_withdraws_in_training_is_told_that_nothing_goes_out(house: House) -> None:
    client = practising(house.room.author)
    exercise = Bulletin.objects.order_by("pk")[0]
    published_by(client, exercise, ("duyet/",))
    outlets = [str(one.pk) for one in Outlet.objects.filter(body=exercise.body, kind=OutletKind.SITE)]
    told = [
        pressed(client, exercise, "dang/", outlets=outlets),
        pressed(client, exercise, "dinh-chinh/", reason="Sửa giờ họp", title="Bài tập 1, sửa giờ"),
        pressed(client, exercise, "go/", reason="Thử gỡ tin"),
    ]
    for page, said in zip(told, ("Đã đăng thử trong tập huấn", "Đã đính chính thử", "Đã gỡ thử"), strict=True):
        assert said in page and not UNTRUE.search(page)


def test_whoever_publishes_at_work_is_told_that_the_channels_follow(house: House) -> None:
    room = house.room
    real = room.approved()
    outlet = room.outlet(OutletKind.TICKER)
    page = pressed(as_(room.publisher), real, "dang/", outlets=[str(outlet.pk)])
    assert UNTRUE.search(page) and "trong tập huấn" not in page


def test_the_form_of_a_correction_promises_no_reader_in_training(house: House) -> None:
    client, mine = practising(house.room.author), as_(house.room.publisher)
    exercise = Bulletin.objects.order_by("pk")[0]
    published_by(client, exercise)
    real = house.room.published(house.room.outlet())
    practised, worked = (words(who, at(one, "dinh-chinh/")) for who, one in ((client, exercise), (mine, real)))
    assert not UNTRUE.search(practised) and "không gì lên trang hay gửi thư" in practised
    assert UNTRUE.search(worked) and "không gì lên trang hay gửi thư" not in worked
    assert "không gì gửi ra" in words(client, at(exercise, "kenh/")) and "không gì gửi ra" not in words(mine, at(real, "kenh/"))


def test_whoever_submits_alone_is_sent_to_a_colleague_not_to_an_administrator(house: House) -> None:
    client = practising(house.room.author)
    alone = pressed(client, wrote_draft(client), "trinh/")
    assert "Chưa có ai khác cùng tập" in alone and "quản trị viên cấp" not in alone
    practising(house.room.approver)
    assert f"{house.room.approver.full_name} (tập huấn)" in pressed(client, wrote_draft(client), "trinh/")


def wrote_draft(client: Client) -> Bulletin:
    bulletin = wrote(client)
    assert client.post(at(bulletin, "tra-lai/"), {"reason": "Thử"}).status_code == 302
    Bulletin.objects.filter(pk=bulletin.pk).update(title="Bản trước")
    return bulletin


@pytest.mark.parametrize("counter", ["luot-gui", "dang-ky-nhan-tin", "tin-tren-trang"])
def test_lists_of_what_goes_out_say_in_training_that_nothing_does(house: House, counter: str) -> None:
    practised, real = practising(house.room.publisher), as_(house.room.publisher)
    place = f"/quan-tri/{counter}/"
    assert "ập huấn" in empty(words(practised, place)) and "ập huấn" not in empty(words(real, place))


def empty(page: str) -> str:
    return page.partition('"desk-empty"')[2].partition("</")[0] or page.partition("desk-empty")[2][:600]


def test_the_tour_promises_no_channel_in_training(house: House) -> None:
    client = practising(house.room.publisher)
    assert "Trong tập huấn không gì gửi tới những nơi ấy" in words(client, HOME)
    assert "Trong tập huấn không gì gửi tới những nơi ấy" in words(client, "/quan-tri/lam-quen/")
    plain, told = tour.steps(ROLES), tour.steps(ROLES, practises=True)
    assert [one.url for one in plain] == [one.url for one in told] and plain != told


def test_an_address_of_practice_is_told_that_it_gets_no_letter(house: House) -> None:
    client = practising(house.room.publisher)
    mailing = Outlet.objects.get(body__kind="training", kind=OutletKind.MAILING)
    answer = client.post(
        "/quan-tri/dang-ky-nhan-tin/dang-ky/", {"outlet": mailing.pk, "address": "ban-doc@example.vn"}, follow=True
    )
    assert "không bao giờ có thư nào gửi tới đó" in answer.content.decode()
    assert words(client, LIST)
