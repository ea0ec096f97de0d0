"""Topics: the house's own and those of a body, chosen while they stand, kept by what bears them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import AreaKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Topic
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
NAME, LATER = "Cao nguyên đá", date(2020, 3, 20)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person: Person, place: str, *args: int) -> str:
    return str(signed_in(person).get(reverse(place, args=args)).content.decode())


def opened(room: Newsroom, **given: Any) -> Topic:
    return acts.open_topic(by=room.publisher, body=room.body, on=DAY, **{"name": NAME, "since": DAY, **given})


def of_the_province(role: str = Role.PUBLISHER) -> Person:
    """Who holds a post for the whole province, at its department."""
    province = an_area()
    return a_person(role, body=a_body("Sở của tỉnh", area=province), area=province)


def test_a_topic_is_opened_renamed_and_closed_through_acts() -> None:
    room = Newsroom()
    topic = acts.rename_topic(opened(room), by=room.publisher, on=DAY, name="Công viên  địa chất")
    assert (topic.name, topic.key, topic.last) == ("Công viên địa chất", "cao-nguyen-da", None)
    assert acts.close_topic(topic, by=room.publisher, on=DAY, last=LATER).last == LATER
    entries = list(Entry.objects.order_by("seq"))
    steps = ("opened", "renamed", "closed")
    assert [one.kind for one in entries] == [f"newsroom.topic_{step}" for step in steps]
    assert {(one.about, one.about_id, one.body, one.payload["topic"]) for one in entries} == {
        ("newsroom.topic", topic.pk, room.body, "cao-nguyen-da")
    }


def test_one_opened_by_a_department_is_chosen_by_all_below_and_nobody_beside() -> None:
    above, beside = Newsroom("Sở Thông tin và Truyền thông"), Newsroom("Sở Y tế")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    topic, own = opened(above), opened(below, name="Chuyên mục của trung tâm")
    for place in ("ban-tin:soan", "ban-tin:tin-nhanh"):
        assert NAME in page(below.author, place) and own.name in page(below.author, place)
        assert NAME not in page(beside.author, place)
    assert NAME in page(below.approver, "mau-tin:lap-mau") and NAME in page(below.publisher, "dat-tuyen-truyen:dat")
    assert NAME not in page(beside.publisher, "dat-tuyen-truyen:dat") + page(beside.author, "ban-tin:calendar")
    assert below.draft(topic=topic.key).topic == topic
    for room, foreign in ((beside, topic), (above, own)):
        with pytest.raises(Refusal, match="chủ đề"):
            room.draft(topic=foreign.key)


def test_a_closed_topic_is_chosen_no_more_and_kept_by_what_bears_it() -> None:
    room = Newsroom()
    topic, after = opened(room), date(2020, 3, 3)
    text, waiting = room.published(topic=topic.key), room.draft(topic=topic.key)
    acts.close_topic(topic, by=room.publisher, on=DAY, last=DAY)
    assert room.draft(topic=topic.key).topic == topic  # on its last day
    with clock.held(datetime(2020, 3, 3, 5, tzinfo=UTC)):
        assert NAME not in page(room.author, "ban-tin:soan")
        assert f'value="{topic.key}" selected' in page(room.author, "ban-tin:sua", waiting.pk)
        with pytest.raises(Refusal, match="chủ đề"):
            acts.write(by=room.author, body=room.body, on=after, title="Tin mới", body_html="<p>Tin.</p>", topic=topic.key)
        acts.change(waiting, by=room.author, on=after, title="Sửa tên")
        acts.correct(text, by=room.publisher, on=after, reason="Nhầm tên xã", title="Hướng dẫn nộp tại xã")
        assert reads.current(waiting).topic == reads.current(text).topic == topic
        assert "Đã đóng" in page(room.publisher, "chu-de:index") and NAME in page(room.publisher, "ban-tin:index")


@pytest.mark.parametrize("given", [{"name": " "}, {"name": "x" * 121}, {"name": "cao nguyen da"}, {"name": "du lịch"}])
def test_what_has_no_name_or_one_that_is_there_already_is_refused(given: dict[str, Any]) -> None:
    room = Newsroom()
    opened(room)
    other = opened(room, name="Chuyên mục khác")
    with pytest.raises(Refusal):
        opened(room, **given)
    with pytest.raises(Refusal):
        acts.rename_topic(other, by=room.publisher, on=DAY, **given)
    assert Topic.objects.filter(body=room.body).count() == 2


def test_what_is_closed_keeps_its_name_and_day_and_is_opened_anew() -> None:
    room, after = Newsroom(), date(2020, 3, 3)
    topic = acts.close_topic(opened(room), by=room.publisher, on=DAY, last=DAY)
    with pytest.raises(Refusal, match="mở chủ đề mới"):
        acts.close_topic(topic, by=room.publisher, on=after, last=LATER)
    with pytest.raises(Refusal, match="mở chủ đề mới"):
        acts.rename_topic(topic, by=room.publisher, on=after, name="Tên khác")
    assert opened(room, since=after).key == f"{topic.key}-2"
    with pytest.raises(Refusal, match="không được trước ngày đầu"):
        acts.close_topic(opened(room, name="Khác hẳn"), by=room.publisher, on=DAY, last=date(2020, 3, 1))


def test_the_houses_own_topics_are_kept_by_whoever_publishes_for_a_whole_province_alone() -> None:
    tourism, room, board = Topic.objects.get(key="du-lich"), Newsroom(), of_the_province()
    writers = (
        room.publisher,
        of_the_province(Role.AUTHOR),
        a_person(Role.PUBLISHER, body=a_body(area=an_area(kind=AreaKind.DISTRICT))),
    )
    for person in writers:
        with pytest.raises(Refusal):
            acts.rename_topic(tourism, by=person, on=DAY, name="Du lịch, dịch vụ")
        assert signed_in(person).get(reverse("chu-de:record", args=[tourism.pk])).status_code == 404
    client, verb = (
        signed_in(board),
        {name: reverse(f"chu-de:{name}", args=[tourism.pk]) for name in ("record", "doi-ten", "dong")},
    )
    assert "Toàn tỉnh" in page(board, "chu-de:index")
    assert client.post(verb["doi-ten"], {"name": "Du lịch, dịch vụ"}).status_code == 302
    assert client.post(verb["dong"], {"last": "2020-03-02"}).status_code == 302
    shown = client.get(verb["record"]).content.decode()
    assert "Du lịch, dịch vụ" in shown and "Đóng chủ đề" in shown and "02/03/2020" in shown
    assert Entry.objects.latest("seq").body == board.posts.get().body


def test_the_last_topic_of_all_is_not_closed() -> None:
    board, last = of_the_province(), Topic.objects.get(key="khac")
    Topic.objects.exclude(pk=last.pk).update(until=DAY)
    with pytest.raises(Refusal, match="chủ đề chung cuối cùng"):
        acts.close_topic(last, by=board, on=DAY, last=LATER)


def test_nobody_from_elsewhere_and_no_author_keeps_topics() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    topic = opened(room)
    for person in (room.author, other.publisher):
        with pytest.raises(Refusal):
            acts.open_topic(by=person, body=room.body, on=DAY, name="Chủ đề khác", since=DAY)
        with pytest.raises(Refusal):
            acts.close_topic(topic, by=person, on=DAY, last=LATER)
    for name in ("record", "dong", "doi-ten"):
        assert signed_in(other.publisher).get(reverse(f"chu-de:{name}", args=[topic.pk])).status_code == 404


def test_topics_are_kept_on_the_screens() -> None:
    room = Newsroom()
    client, address = signed_in(room.publisher), reverse("chu-de:mo")
    empty = client.get(reverse("chu-de:index")).content.decode()
    assert address in empty and "chưa có chủ đề riêng" in empty
    told = {"body": room.body.pk, "name": NAME, "since": "2020-03-02"}
    refused = client.post(address, {**told, "name": "Du lịch"}).content.decode()
    assert 'role="alert"' in refused and "đặt tên khác" in refused
    assert client.post(address, told).status_code == 302
    topic = Topic.objects.get(body=room.body)
    shown = client.get(reverse("chu-de:record", args=[topic.pk])).content.decode()
    assert "Đang dùng" in shown and "02/03/2020" in shown
    assert NAME in client.get(reverse("chu-de:index") + "?q=cao+nguyen").content.decode()
    acts.close_topic(topic, by=room.publisher, on=DAY, last=DAY)
    with clock.held(datetime(2020, 3, 3, 5, tzinfo=UTC)):
        assert client.get(reverse("chu-de:dong", args=[topic.pk])).status_code == 409
