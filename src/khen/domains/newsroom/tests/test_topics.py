"""Topics: the house's own and those of a body, chosen while they stand, kept by what bears them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import AreaKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area, page_of, signed_in
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


def opened(room: Newsroom, **given: Any) -> Topic:
    return acts.open_topic(by=room.publisher, body=room.body, on=DAY, **{"name": NAME, "since": DAY, **given})


def of_the_province(role: str = Role.PUBLISHER) -> Person:
    """Who holds a post for the whole province, at its department."""
    province = an_area()
    return a_person(role, body=a_body("Sở của tỉnh", area=province), area=province)


def test_a_topic_is_chosen_in_the_short_form_and_for_templates_too() -> None:
    room, beside = Newsroom(), Newsroom("Sở Y tế")
    topic = opened(room)
    assert topic.name in page_of(room.author, "ban-tin:tin-nhanh") and topic.name in page_of(room.approver, "mau-tin:lap-mau")
    assert topic.name not in page_of(beside.author, "ban-tin:tin-nhanh") + page_of(beside.author, "ban-tin:calendar")


def test_a_closed_topic_is_chosen_no_more_and_kept_by_what_bears_it() -> None:
    room = Newsroom()
    topic, after = opened(room), date(2020, 3, 3)
    text, waiting = room.published(topic=topic.key), room.draft(topic=topic.key)
    acts.close_topic(topic, by=room.publisher, on=DAY, last=DAY)
    assert room.draft(topic=topic.key).topic == topic  # on its last day
    with clock.held(datetime(2020, 3, 3, 5, tzinfo=UTC)):
        assert NAME not in page_of(room.author, "ban-tin:soan")
        assert f'value="{topic.key}" selected' in page_of(room.author, "ban-tin:sua", waiting.pk)
        with pytest.raises(Refusal, match="chủ đề"):
            acts.write(by=room.author, body=room.body, on=after, title="Tin mới", body_html="<p>Tin.</p>", topic=topic.key)
        acts.change(waiting, by=room.author, on=after, title="Sửa tên")
        acts.correct(text, by=room.publisher, on=after, reason="Nhầm tên xã", title="Hướng dẫn nộp tại xã")
        assert reads.current(waiting).topic == reads.current(text).topic == topic
        assert "Đã đóng" in page_of(room.publisher, "chu-de:index") and NAME in page_of(room.publisher, "ban-tin:index")


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
    assert "Toàn tỉnh" in page_of(board, "chu-de:index")
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


@pytest.mark.parametrize(
    "name", ["Tin tøc", "Y tÕ", "Tin ®Þa ph\xad¬ng", "Tin ®Þa ph¬ng", "YtÕ c¬ së", "Khoa häc", "Tin tøc 2020"]
)
def test_a_topic_in_the_letters_of_an_old_code_page_is_refused_at_its_form_and_by_its_act(name: str) -> None:
    room = Newsroom()
    refused = signed_in(room.publisher).post(reverse("chu-de:mo"), {"body": room.body.pk, "name": name, "since": "2020-03-02"})
    assert refused.status_code == 200 and "TCVN3" in refused.content.decode()
    topic = opened(room)
    with pytest.raises(Refusal, match="TCVN3"):
        opened(room, name=name)
    with pytest.raises(Refusal, match="TCVN3"):
        acts.rename_topic(topic, by=room.publisher, on=DAY, name=name)
    with pytest.raises(Refusal, match="TCVN3"):
        room.draft(title=name)
    assert Topic.objects.filter(body=room.body).count() == 1
