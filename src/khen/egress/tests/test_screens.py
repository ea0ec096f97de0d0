"""What officers see of what left the house, what they decide, and whose addresses nobody else meets."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import acts, freeze, leases, run, watch
from khen.egress.models import Chunk, Delivery, Dispatch, Subscriber
from khen.egress.screens import waiting
from khen.egress.terms import Course, Hold, Outcome, Result, Standing, State
from khen.egress.tests.makers import Desk, Server, at, cut

pytestmark = pytest.mark.django_db
REASON = {"reason": "Người nhận báo chưa thấy"}


def seen(person: Person, name: str, *args: Any, **asked: Any) -> str:
    answer = signed_in(person).get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def status(person: Person, name: str, *args: Any) -> int:
    return signed_in(person).get(reverse(name, args=args)).status_code


def send(person: Person, name: str, *args: Any, **told: Any) -> Any:
    return signed_in(person).post(reverse(name, args=args), told)


def counts(person: Person) -> dict[str, int]:
    return {one.url.partition("=")[2]: one.count for one in waiting(person)[:2]}


@pytest.fixture
def silent(settings: Settings) -> Server:
    """A mail server that does not run."""
    server = Server()
    at(server, settings)
    return server


def test_an_unreachable_mail_server_is_seen_by_officers_with_its_reason_and_the_next_attempt(silent: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.mailed(title="Lịch tiếp công dân")
    run.work()
    dispatch = Dispatch.objects.get()
    listed = seen(desk.publisher, "luot-gui:index", look="waiting")
    assert "Lịch tiếp công dân" in listed and "chờ gửi lại" in listed
    page = seen(desk.publisher, "luot-gui:record", dispatch.pk)
    assert dispatch.next_try is not None
    assert f"{dispatch.next_try.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}" in page
    assert "Không kết nối được máy chủ" in page and page.count("SMTPConnect") == 1
    assert "SMTPConnect" not in re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert seen(desk.publisher, "luot-gui:index", look="unknown").count("Lịch tiếp công dân") == 0


def test_the_first_page_counts_what_is_on_its_way_for_too_long_and_what_nobody_knows(silent: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed()
    run.work()
    assert counts(desk.publisher) == {"qua-lau": 0, "khong-ro": 0}
    with clock.held(clock.now() + timedelta(minutes=16)):
        assert counts(desk.publisher) == {"qua-lau": 1, "khong-ro": 0}
        assert counts(desk.author) == counts(a_person(Role.PUBLISHER)) == {"qua-lau": 0, "khong-ro": 0}
        lease = leases.claim(seconds=1)
        assert lease is not None
        leases.begin(lease, window=1)
    with clock.held(clock.now() + timedelta(hours=1)):
        run.work()
    assert counts(desk.publisher)["khong-ro"] == 1
    assert "chưa rõ đã đến" in seen(desk.publisher, "wagtailadmin_home")


def test_an_officer_who_mended_the_mail_server_need_not_wait(silent: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    desk.mailed()
    run.work()
    dispatch = Dispatch.objects.get()
    with silent.up():
        run.work()
        assert silent.took == []
        assert send(desk.publisher, "luot-gui:thu-lai", dispatch.pk).status_code == 302
        run.work()
    assert len(silent.took) == 2 and Dispatch.objects.get().course == Course.ENDED
    assert Entry.objects.get(kind="egress.hurried").by == desk.publisher
    assert send(desk.publisher, "luot-gui:thu-lai", dispatch.pk).status_code == 409


def test_officers_read_that_the_server_takes_no_letters_of_this_house(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    server.to_mail = lambda: "530 5.7.0 this mailbox belongs to another house"
    run.work()
    page = seen(desk.publisher, "luot-gui:record", Dispatch.objects.get().pk)
    assert "Máy chủ thư không nhận thư của hệ thống này" in page and "530 5.7.0" in page and "Các thư chờ cùng nhau" in page


def test_numbers_of_letters_have_their_thousands_apart() -> None:
    numbers: dict[str, int] = {State.ACCEPTED: 12_345, State.REFUSED: 1_000, State.UNKNOWN: 2_000, State.PENDING: 999}
    with translation.override("vi"):
        said = watch.results(16_344, numbers)
        assert said == "12.345/16.344 đã nhận, 1.000 bị từ chối, 2.000 chưa rõ, 999 đang chờ"
        assert watch.standing(Dispatch(course=Course.GOING), numbers) == ("bad", "2.000 chưa rõ")


def test_a_stopped_dispatch_sends_nothing_more_and_says_who_stopped_it(silent: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    run.work()
    dispatch = Dispatch.objects.get()
    assert send(desk.publisher, "luot-gui:dung-gui", dispatch.pk, reason=" ").status_code == 200
    assert send(desk.publisher, "luot-gui:dung-gui", dispatch.pk, reason="Gửi nhầm danh sách").status_code == 302
    with silent.up(), clock.held(clock.now() + timedelta(hours=2)):
        run.work()
    assert silent.took == [] and set(Delivery.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert Dispatch.objects.get().course == Course.ENDED and not Chunk.objects.exclude(hold=Hold.DONE).exists()
    assert Entry.objects.get(kind="egress.stopped").payload["cancelled"] == 3
    page = seen(desk.publisher, "luot-gui:record", dispatch.pk)
    assert "đã cho dừng gửi" in page and "Gửi nhầm danh sách" in page


def test_a_letter_put_off_while_its_dispatch_is_stopped_is_not_sent_later(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed()
    freeze.follow()
    held = leases.claim(seconds=60)
    assert held is not None
    taken = leases.begin(held, window=1)
    acts.stop(Dispatch.objects.get(), by=desk.publisher, on=DAY, at=clock.now(), reason="Nhầm")
    leases.record(held, taken, [Result(outcome=Outcome.DEFERRED, detail="450 later")])
    leases.put_off(held, because="450 later")
    with clock.held(clock.now() + timedelta(hours=2)):
        run.work()
    assert server.took == [] and Delivery.objects.get().state == State.CANCELLED


def test_only_letters_are_stopped_here(silent: Server) -> None:
    desk = Desk()
    desk.published(desk.ticker)
    freeze.follow()
    answer = send(desk.publisher, "luot-gui:dung-gui", Dispatch.objects.get().pk, reason="Nhầm")
    assert answer.status_code == 409 and "gỡ bản tin" in answer.content.decode()


def test_a_letter_of_which_nobody_knows_is_decided_on_its_page(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    desk.mailed()
    server.before_reply = cut
    run.work()
    server.before_reply = lambda server: None
    first, second = Delivery.objects.order_by("pk")
    assert "2 chưa rõ" in seen(desk.publisher, "luot-gui:index")
    assert send(desk.publisher, "nguoi-nhan:gui-lai", first.pk, **REASON).status_code == 302
    assert send(desk.publisher, "nguoi-nhan:khep-lai", second.pk, **REASON).status_code == 302
    run.work()
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == [State.ACCEPTED, State.SETTLED]
    assert send(desk.publisher, "nguoi-nhan:gui-lai", first.pk, **REASON).status_code == 409
    assert "Người nhận báo chưa thấy" in seen(desk.publisher, "luot-gui:record", first.dispatch.pk)


def test_places_are_called_by_their_names_in_lists_and_on_their_pages() -> None:
    desk = Desk()
    desk.published(desk.ticker)
    run.work()
    place = Delivery.objects.get()
    for told in (seen(desk.publisher, "nguoi-nhan:index"), seen(desk.publisher, "nguoi-nhan:record", place.pk)):
        assert desk.ticker.name in told and place.address not in told.replace(desk.ticker.name, "")
    beside = seen(desk.publisher, "luot-gui:record", place.dispatch.pk).split('id="places"')[1].split("</section>")[0]
    assert desk.ticker.name in beside and f"<small>{place.address}" not in beside and "Nơi đăng, nơi nhận" in beside
    newsroom.withdraw(Bulletin.objects.get(), by=desk.publisher, on=DAY, reason="Hoãn")
    run.work()
    last = Dispatch.objects.latest("pk")
    assert "Đã từng đăng tại" in seen(desk.publisher, "luot-gui:record", last.pk)


def test_addresses_are_cut_in_lists_whole_on_their_own_page_and_unseen_by_all_others(server: Server) -> None:
    desk = Desk()
    (one,) = desk.subscribers(1)
    server.to_rcpt = lambda address: f"550 5.1.1 <{address}> no such user"
    desk.mailed()
    run.work()
    dispatch, letter = Dispatch.objects.get(), Delivery.objects.get()
    for name in ("nguoi-nhan", "dang-ky-nhan-tin"):
        listed = seen(desk.publisher, f"{name}:index")
        assert "doc-gia-1" not in listed and "d…-1@vidu.example" in listed
    assert "doc-gia-1@vidu.example" in seen(desk.publisher, "nguoi-nhan:record", letter.pk)
    assert "doc-gia-1@vidu.example" in seen(desk.publisher, "dang-ky-nhan-tin:record", one.pk)
    for role in (Role.AUTHOR, Role.APPROVER, Role.CLERK, Role.LEADER, Role.INSPECTOR, Role.VIEWER, Role.ADMINISTRATOR):
        person = a_person(role, body=desk.body)
        page = seen(person, "luot-gui:record", dispatch.pk)
        assert "no such user" in page and "doc-gia-1" not in page
        for name in ("nguoi-nhan", "dang-ky-nhan-tin"):
            assert status(person, f"{name}:index") == 404
            assert f'href="/quan-tri/{name}/"' not in page
        assert status(person, "nguoi-nhan:record", letter.pk) == status(person, "dang-ky-nhan-tin:record", one.pk) == 404
    for export in ("csv", "xlsx"):
        answer = signed_in(desk.publisher).get(reverse("luot-gui:index"), {"export": export})
        assert b"doc-gia" not in answer.getvalue()


def test_an_officer_enters_and_ends_a_subscription() -> None:
    desk = Desk()
    told = {"outlet": desk.mailing.pk, "address": "ban-doc@vidu.example"}
    assert send(desk.publisher, "dang-ky-nhan-tin:dang-ky", **told).status_code == 302
    again = send(desk.publisher, "dang-ky-nhan-tin:dang-ky", **told)
    assert again.status_code == 200 and "đã có trong danh sách" in again.content.decode()
    one = Subscriber.objects.get()
    assert send(desk.publisher, "dang-ky-nhan-tin:huy", one.pk).status_code == 302
    assert Subscriber.objects.get().standing == Standing.UNSUBSCRIBED
    assert send(desk.author, "dang-ky-nhan-tin:dang-ky", **told).status_code == 404


def test_who_left_by_their_own_wish_is_put_back_only_with_a_word_on_how_they_asked_for_it() -> None:
    desk = Desk()
    (one,) = desk.subscribers(1)
    told = {"outlet": desk.mailing.pk, "address": "Doc-Gia-1@vidu.example"}
    assert 'name="reason"' not in seen(desk.publisher, "dang-ky-nhan-tin:dang-ky")
    acts.unsubscribe(one, by=None, on=DAY)
    for given in ({}, {"reason": " "}, {"reason": "x" * 501}):
        answer = send(desk.publisher, "dang-ky-nhan-tin:dang-ky", **told, **given).content.decode()
        assert 'name="reason"' in answer and Subscriber.objects.get().standing == Standing.UNSUBSCRIBED
        assert "Người nhận đã tự hủy nhận tin ngày 02/03/2020" in answer or len(given["reason"]) > 500
    asked = "Viết thư từ doc-gia-1@vidu.example xin nhận lại"
    assert send(desk.publisher, "dang-ky-nhan-tin:dang-ky", **told, reason=asked).status_code == 302
    entry = Entry.objects.filter(kind="egress.subscribed").latest("seq")
    assert entry.payload["reason"] == "Viết thư từ d…-1@vidu.example xin nhận lại"
    assert "xin nhận lại" in seen(desk.publisher, "dang-ky-nhan-tin:record", one.pk)


def test_whom_an_officer_took_off_the_list_is_not_said_to_have_left_by_themselves() -> None:
    desk = Desk()
    (one,) = desk.subscribers(1)
    acts.unsubscribe(one, by=desk.publisher, on=DAY)
    with pytest.raises(Refusal, match="Cán bộ đã ghi hủy nhận tin ngày 02/03/2020"):
        acts.subscribe(outlet=desk.mailing, address=one.address, by=desk.publisher, on=DAY)


@pytest.mark.parametrize(
    "address", ["", "x", "thư@vidu.example", "a@b\r\nBcc: c@vidu.example", "a" * 300 + "@vidu.example", "a\0@b.vn"]
)
def test_a_bad_address_is_refused_in_words(address: str) -> None:
    desk = Desk()
    answer = send(desk.publisher, "dang-ky-nhan-tin:dang-ky", outlet=desk.mailing.pk, address=address)
    assert answer.status_code == 200 and "Chưa ghi gì" in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_a_bulletin_s_page_leads_to_how_it_left_the_house_and_back(silent: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin, other = desk.everywhere(title="Cam sành được mùa"), desk.draft(title="Bản nháp")
    run.work()
    page = seen(desk.author, "ban-tin:record", bulletin.pk)
    for dispatch in Dispatch.objects.all():
        assert reverse("luot-gui:record", args=[dispatch.pk]) in page
        assert reverse("ban-tin:record", args=[bulletin.pk]) in seen(desk.author, "luot-gui:record", dispatch.pk)
    assert Dispatch.objects.count() == 5 and f"?bulletin={bulletin.pk}" in page
    assert "Tin đã gửi đi đâu" not in seen(desk.author, "ban-tin:record", other.pk)
    assert seen(desk.author, "luot-gui:index", bulletin=bulletin.pk).count("Cam sành được mùa") >= 5
    assert "Cam sành được mùa" not in seen(desk.author, "luot-gui:index", bulletin=other.pk)


def test_dispatches_are_found_without_accents_by_the_words_that_left() -> None:
    desk = Desk()
    bulletin = desk.published(desk.site, title="Đồng Văn đón khách")
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Mèo Vạc đón khách", reason="Nhầm huyện")
    run.work()
    assert "Đồng Văn đón khách" in seen(desk.author, "luot-gui:index", q="dong van")
    assert "Mèo Vạc đón khách" not in seen(desk.author, "luot-gui:index", q="dong van")


NONSENSE = (
    {"look": "tat-ca"},
    {"bulletin": "1e400"},
    {"bulletin": "-1"},
    {"bulletin": "9" * 400},
    {"channel": "fax"},
    {"p": "-1"},
    {"q": "a\0b"},
    {"q": "đ" * 5000},
    {"ordering": "wording__body_html"},
)


@pytest.mark.parametrize("asked", NONSENSE, ids=lambda asked: "&".join(asked))
@pytest.mark.parametrize("name", ["luot-gui", "nguoi-nhan", "dang-ky-nhan-tin"])
def test_nonsense_in_a_list_s_question_is_answered(name: str, asked: dict[str, str]) -> None:
    desk = Desk()
    assert signed_in(desk.publisher).get(reverse(f"{name}:index"), asked).status_code in {200, 404, 414}


def test_a_list_asks_as_often_for_many_dispatches_as_for_few() -> None:
    desk = Desk()
    client = signed_in(desk.author)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("luot-gui:index")).status_code == 200
        return len(queries)

    desk.everywhere()
    run.work()
    asked()
    few = asked()
    for number in range(4):
        desk.everywhere(title=f"Tin {number}")
    run.work()
    assert asked() == few
