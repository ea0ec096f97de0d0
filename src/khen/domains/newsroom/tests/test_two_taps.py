"""Approval in two taps: the waiting text stands on the first page, is read, and is approved once, however often it is pressed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import first_page
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def approving(bulletin: Bulletin) -> str:
    return reverse("ban-tin:duyet", args=[bulletin.pk])


def test_from_the_first_page_a_text_is_one_tap_away_and_one_more_approves_it() -> None:
    room = Newsroom()
    bulletin, client = room.submitted(), signed_in(room.approver)
    home = client.get("/quan-tri/").content.decode()
    assert f'href="{approving(bulletin)}"' in home and "Hướng dẫn nộp hồ sơ qua mạng" in home
    page = client.get(approving(bulletin)).content.decode()
    assert "Người dân nộp hồ sơ tại nhà." in page and 'name="seen" value="1"' in page
    assert client.post(approving(bulletin), {"seen": "1"}).status_code == 302
    assert Bulletin.objects.get().standing == Standing.APPROVED


def test_whoever_has_read_it_returns_it_from_there_as_well() -> None:
    """A page that only approves would have the mistake that was just read let pass, or looked for again."""
    room = Newsroom()
    bulletin, client = room.submitted(), signed_in(room.approver)
    returning = reverse("ban-tin:tra-lai", args=[bulletin.pk])
    assert f'href="{returning}"' in client.get(approving(bulletin)).content.decode()
    assert client.post(returning, {"reason": "Thiếu giờ nộp"}).status_code == 302


def test_once_approved_publication_comes_before_returning() -> None:
    """Whoever holds both posts presses the first button without reading it."""
    room = Newsroom()
    editor = a_person(Role.APPROVER, Role.PUBLISHER, body=room.body)
    bulletin = room.approved()
    page = signed_in(editor).get(reverse("ban-tin:record", args=[bulletin.pk])).content.decode()
    places = [page.index(f'href="{reverse(f"ban-tin:{name}", args=[bulletin.pk])}"') for name in ("dang", "tra-lai")]
    assert places == sorted(places)


def test_what_waits_stands_above_all_but_the_first_things_that_may_be_begun() -> None:
    room = Newsroom()
    room.submitted()
    editor = a_person(Role.APPROVER, Role.PUBLISHER, body=room.body)
    home = signed_in(editor).get("/quan-tri/").content.decode()
    shown = home[home.index('class="desk-home"') :]
    before, after = shown.split('class="desk-waiting"', 1)
    assert before.partition("</p>")[0].count('class="button') == 3 and after.count('class="button button-secondary"') >= 3


def test_pressed_twice_it_is_approved_once_and_nobody_reads_of_a_fault() -> None:
    room = Newsroom()
    bulletin, client = room.submitted(), signed_in(room.approver)
    answers = [client.post(approving(bulletin), {"seen": "1"}) for _tap in range(2)]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, reverse("ban-tin:record", args=[bulletin.pk]))
    }
    assert Entry.objects.filter(kind="newsroom.approved").count() == 1
    second = a_person(Role.APPROVER, body=room.body)
    assert signed_in(second).post(approving(bulletin), {"seen": "1"}).status_code == 409


def test_a_version_that_nobody_read_is_not_approved() -> None:
    room = Newsroom()
    bulletin = acts.send_back(room.submitted(), by=room.approver, on=DAY, reason="Thêm giờ")
    bulletin = acts.submit(acts.change(bulletin, by=room.author, on=DAY, summary="Từ 7 giờ"), by=room.author, on=DAY)
    assert 'role="alert"' in signed_in(room.approver).post(approving(bulletin), {"seen": "1"}).content.decode()
    with pytest.raises(Refusal):
        acts.approve(bulletin, by=room.approver, on=DAY, seen=1)
    assert 'role="alert"' in signed_in(room.approver).post(approving(bulletin), {}).content.decode()
    assert Bulletin.objects.get().standing == Standing.SUBMITTED


def test_emergencies_come_first_then_what_has_waited_longest() -> None:
    room = Newsroom()
    later = acts.submit(room.draft(title="Tin trình sau"), by=room.author, on=DAY + timedelta(days=1))
    sooner, pressing = room.submitted(title="Tin trình trước"), room.submitted(title="Lũ quét tại Quản Bạ", klass="emergency")
    assert first_page.next_ones(room.approver, DAY, 5)[0] == [pressing, sooner, later]
    assert first_page.next_ones(room.approver, DAY, 1)[0] == [pressing]


def test_nobody_is_offered_anothers_text_nor_their_own() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    room.author.posts.create(body=room.body, role=Role.APPROVER, since=DAY)
    bulletin = room.submitted()
    for person in (room.author, room.publisher, other.approver):
        assert approving(bulletin) not in signed_in(person).get("/quan-tri/").content.decode()
    assert signed_in(other.approver).post(approving(bulletin), {"seen": "1"}).status_code == 404
