"""People are told of what concerns them: read or unread, turned down, and never more than they may read now."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.returns import acts as declaring
from khen.domains.returns.tests.makers import a_clerk, a_division, a_leader, an_entered, an_item
from khen.tidings import choices
from khen.tidings.models import Notice
from khen.tidings.reading import follow, read, remind
from khen.tidings.terms import SECURITY, Road, Told

pytestmark = pytest.mark.django_db
HERE, CHOICES = "/quan-tri/thong-bao/", "/quan-tri/thong-bao/lua-chon/"


def page(person: Person) -> str:
    return signed_in(person).get(HERE).content.decode()


def told(person: Person) -> list[str]:
    """What a person was told, the newest first."""
    follow()
    return list(Notice.objects.filter(person=person).order_by("-pk").values_list("told", flat=True))


def returned(room: Newsroom, **given: Any) -> Any:
    today = clock.today()
    bulletin = acts.write(by=room.author, body=room.body, on=today, topic="khac", body_html="<p>Nội dung.</p>", **given)
    acts.submit(bulletin, by=room.author, on=today)
    return acts.send_back(bulletin, by=room.approver, on=today, reason="Thiếu nguồn")


def test_the_author_is_told_of_each_step_and_the_approver_of_what_waits() -> None:
    room, today = Newsroom(), clock.today()
    other = a_person(Role.APPROVER, body=Newsroom("Khác").body)
    bulletin = returned(room, title="Lịch tiêm chủng")
    acts.submit(bulletin, by=room.author, on=today)
    acts.approve(bulletin, by=room.approver, on=today)
    acts.publish(bulletin, by=room.publisher, on=today, outlets=[room.outlet()])
    assert told(room.author) == [Told.PUBLISHED, Told.APPROVED, Told.RETURNED]
    assert told(room.approver) == [Told.TO_APPROVE, Told.TO_APPROVE]
    assert told(room.publisher) == [Told.TO_PUBLISH] and not told(other)
    assert "Tin bài của bạn bị trả lại: Lịch tiêm chủng" in page(room.author)


def test_an_entry_read_again_tells_nobody_twice_and_old_ones_tell_nobody() -> None:
    room = Newsroom()
    returned(room, title="Lịch tiêm chủng")
    entries = list(Entry.objects.order_by("seq"))
    read(entries)
    read(entries)
    assert told(room.author) == [Told.RETURNED]
    room.submitted()  # of the year 2020
    assert told(room.approver) == [Told.TO_APPROVE]


def test_whoever_sent_a_figure_is_told_what_became_of_it() -> None:
    body, today = a_division(), clock.today()
    clerk, leader = a_clerk(body), a_leader(body)
    record = an_entered(body=body)
    declaring.submit(record, by=clerk, on=today)
    declaring.send_back(record, by=leader, on=today, reason="Sai kỳ")
    assert told(clerk) == [Told.SENT_BACK]


def test_whoever_writes_for_a_body_is_told_what_was_ordered_of_it() -> None:
    room, other, today = Newsroom(), Newsroom("Khác"), clock.today()
    order: dict[str, Any] = {"subject": "Tuần lễ áo dài", "wanted": "Một tin", "topic": "khac", "campaign": "", "pieces": 1}
    order["due"] = today + timedelta(days=7)
    acts.order(by=room.publisher, body=room.body, on=today, bodies=[room.body], **order)
    assert told(room.author) == [Told.ORDERED] and not told(room.publisher) and not told(other.author)
    notice = Notice.objects.get(person=room.author)
    opened = signed_in(room.author).post(HERE, {"mo": notice.pk}, follow=True).content.decode()
    assert "Tuần lễ áo dài" in page(room.author) and "Tuần lễ áo dài" in opened


def test_a_sheet_that_is_due_is_told_once_to_whoever_declares() -> None:
    body, today = a_division(), clock.today()
    clerk, leader = a_clerk(body), a_leader(body)
    form = an_item("licences.granted").form
    period = f"{today:%Y}-H1" if today.month < 7 else f"{today:%Y}-H2"
    declaring.ask(form, by=leader, body=body, on=today, period=period, due=today + timedelta(days=3))
    remind(today)
    remind(today + timedelta(days=1))
    assert [one.told for one in Notice.objects.filter(person=clerk)] == [Told.DUE]
    assert not Notice.objects.filter(person=leader).exists()


def test_a_notice_is_opened_and_read_and_so_are_all() -> None:
    room = Newsroom()
    bulletin = returned(room, title="Lịch tiêm chủng")
    returned(room, title="Chợ phiên")
    follow()
    first = Notice.objects.filter(person=room.author).earliest("pk")
    assert "Thông báo (2)" in page(room.author)
    opened = signed_in(room.author).post(HERE, {"mo": first.pk})
    assert opened.headers["Location"] == f"/quan-tri/ban-tin/{bulletin.pk}/"
    assert "Thông báo (1)" in page(room.author)
    assert signed_in(room.author).post(HERE, {"het": "1"}).status_code == 302
    assert "Thông báo (" not in page(room.author)


@pytest.mark.parametrize("which", ["0", "x", "-1", "٣", "9" * 40, "1\x00"])
def test_nobody_opens_anothers_notice_nor_one_that_never_was(which: str) -> None:
    room = Newsroom()
    returned(room, title="Lịch tiêm chủng")
    follow()
    notice = Notice.objects.filter(person=room.author).get()
    assert signed_in(room.approver).post(HERE, {"mo": notice.pk}).status_code == 404
    assert signed_in(room.author).post(HERE, {"mo": which}).status_code == 404
    assert signed_in(room.author).post(HERE, {}).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None and "Lịch tiêm chủng" not in page(room.publisher)


def test_what_was_turned_down_is_not_told() -> None:
    room = Newsroom()
    kept = [f"{one}:{Road.SCREEN}" for one in Told if one != Told.RETURNED]
    assert signed_in(room.author).post(CHOICES, {"loai": [*kept, "x:y", ""], "chon": "1"}).status_code == 302
    bulletin = returned(room, title="Lịch tiêm chủng")
    acts.submit(bulletin, by=room.author, on=clock.today())
    acts.approve(bulletin, by=room.approver, on=clock.today())
    assert told(room.author) == [Told.APPROVED]
    assert signed_in(room.author).post(CHOICES, {"chon": "1", "nhip": "x"}).status_code == 302
    assert {sort for sort, _road in choices.wanted(room.author)} == SECURITY
    assert choices.pace_of(room.author.pk) == choices.USUAL


def test_whoever_may_not_read_a_text_any_more_is_not_told_its_name() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    bulletin = returned(room, title="Lịch tiêm chủng")
    follow()
    Post.objects.filter(person=room.author).update(body=other.body)
    shown = page(room.author)
    assert "không còn được xem" in shown and "Lịch tiêm chủng" not in shown and str(room.body) not in shown
    opened = signed_in(room.author).post(HERE, {"mo": Notice.objects.get(person=room.author).pk}, follow=True)
    assert opened.status_code == 404 and bulletin.title not in opened.content.decode()


def test_the_count_costs_no_page_a_query() -> None:
    room = Newsroom()
    client = signed_in(room.author)
    for place in ("/quan-tri/", "/quan-tri/ban-tin/"):
        client.get(place)
        with CaptureQueriesContext(connection) as before:
            client.get(place)
        returned(room, title="Lịch tiêm chủng")
        follow()
        with CaptureQueriesContext(connection) as after:
            assert "thông báo chưa đọc" in client.get("/quan-tri/").content.decode()
            listed = client.get(place).content.decode()
            assert "Thông báo (" in listed or "Th\\u00f4ng b\\u00e1o (" in listed  # Wagtail's frame draws its menu by script
        assert not [one for one in after.captured_queries if "tidings_" in one["sql"]] and before.captured_queries


def test_an_empty_page_says_what_will_stand_there() -> None:
    assert "Chưa có gì." in page(Newsroom().author)
    assert Client().get(HERE).status_code == 302
