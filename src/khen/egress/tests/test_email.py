"""Letters: each reader gets one, nobody gets two, and what nobody knows is said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import pytest
from pytest_django import Settings

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import acts, freeze, reads, rules, run
from khen.egress.channels import email
from khen.egress.models import Attempt, Chunk, Delivery, Dispatch, Subscriber
from khen.egress.terms import ChannelKey, Course, Hold, Outcome, Standing, State
from khen.egress.tests.makers import Desk, Server, at, cut, tried_often

pytestmark = pytest.mark.django_db
NOW = clock.now()


def states() -> list[str]:
    return list(Delivery.objects.filter(dispatch__channel=ChannelKey.EMAIL).order_by("pk").values_list("state", flat=True))


def mailed() -> list[dict[str, object]]:
    return [entry.payload for entry in Entry.objects.filter(kind="egress.mailed").order_by("seq")]


def test_every_subscriber_gets_one_letter_and_the_book_is_told_once(server: Server) -> None:
    desk = Desk()
    desk.subscribers(25)
    desk.mailed()
    run.work()
    run.work()
    assert sorted(server.addresses) == sorted(f"doc-gia-{n}@vidu.example" for n in range(1, 26))
    assert set(states()) == {State.ACCEPTED}
    assert [(said["accepted"], said["refused"], said["unknown"]) for said in mailed()] == [(25, 0, 0)]
    assert Attempt.objects.filter(outcome=Outcome.ACCEPTED).count() == 25


def test_a_letter_says_how_to_leave_the_list_at_one_click(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    title = "Khẩn: đường lên Đồng Văn sạt lở, đề nghị người dân không đi lại trong đêm nay và sáng mai cho đến khi có tin mới"
    desk.mailed(title=title)
    run.work()
    letter = server.letter()
    assert letter["Subject"] == title
    assert letter["List-Unsubscribe"].startswith("<http://localhost:8000/huy-nhan-tin/")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert {part.get_content_type() for part in letter.iter_parts()} == {"text/plain", "text/html"}
    raw = server.took[0][1]
    assert all(len(row) <= 998 for row in raw.split(b"\r\n")) and raw.isascii()


def test_the_subject_and_the_sender_keep_every_space(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    names = "Cơ quan, đơn vị của các huyện và thành phố", "Chợ phiên Đồng Văn họp lại từ sáng chủ nhật, bà con nhớ đeo khẩu trang"
    Body.objects.update(name=names[0])
    desk.mailed(title=names[1])
    run.work()
    said = [str(make_header(decode_header(message_from_bytes(server.took[0][1])[name]))) for name in ("From", "Subject")]
    assert said == [f"{names[0]} <ban-tin@khen.example>", names[1]]


def test_an_unreachable_server_leaves_the_dispatch_waiting_with_its_reason(settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    with clock.held(NOW):
        run.work()
        run.work()
    dispatch = Dispatch.objects.get()
    assert dispatch.course == Course.WAITING and "SMTPConnect" in dispatch.held_because
    assert dispatch.next_try and dispatch.next_try > NOW
    assert Attempt.objects.filter(outcome=Outcome.UNREACHABLE).count() == 1
    assert set(states()) == {State.PENDING}
    first_wait = dispatch.next_try - NOW
    with clock.held(dispatch.next_try):
        run.work()
    again = Dispatch.objects.get()
    assert again.next_try and again.next_try - dispatch.next_try == first_wait * 2
    with server.up(), clock.held(again.next_try):
        run.work()
    assert Dispatch.objects.get().course == Course.ENDED and len(server.took) == 3


def test_a_server_never_reached_is_given_up_after_three_days(settings: Settings) -> None:
    at(Server(), settings)
    desk = Desk()
    desk.subscribers(2)
    desk.mailed()
    run.work()
    tried_often(Dispatch.objects.get())
    with clock.held(clock.now() + timedelta(days=3, hours=2)):
        run.work()
    assert set(states()) == {State.REFUSED} and Dispatch.objects.get().course == Course.ENDED


def test_a_clock_that_leaps_for_days_gives_up_no_letter_and_what_it_put_off_goes_out_when_it_is_right(settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    run.work()
    with clock.held(clock.now() + timedelta(days=730)):
        run.work()
        assert set(states()) == {State.PENDING}
    waiting = Dispatch.objects.get()
    assert waiting.course == Course.WAITING and waiting.next_try and waiting.next_try > clock.now() + timedelta(days=729)
    with server.up():
        run.work()
    assert Dispatch.objects.get().course == Course.ENDED and len(server.took) == 3


@pytest.mark.parametrize("noise", ["\udcff\udcfe", "Kh\udcabng c\udcf3 hép th\udcad", "\x00", "dài " * 100])
def test_whatever_bytes_a_server_answers_with_each_letter_ends_as_it_was_answered(server: Server, noise: str) -> None:
    desk = Desk()
    desk.subscribers(4)
    server.reply = lambda address: f"250 2.0.0 {noise}" if "gia-1@" in address else "250 2.0.0 taken"
    server.to_rcpt = lambda address: f"550 5.1.1 {noise}" if "gia-2@" in address else "250 ok"
    desk.mailed()
    run.work()
    run.work()
    assert states() == [State.ACCEPTED, State.REFUSED, State.ACCEPTED, State.ACCEPTED]
    assert [(one["accepted"], one["refused"], one["unknown"]) for one in mailed()] == [(3, 1, 0)]
    assert Delivery.objects.filter(state=State.REFUSED).get().detail.startswith("550 5.1.1 ")


def test_a_server_that_turns_the_house_away_in_bytes_that_are_no_words_leaves_all_waiting(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_mail = lambda: "550 5.7.1 \udcff\x00"
    desk.mailed()
    run.work()
    dispatch = Dispatch.objects.get(channel=ChannelKey.EMAIL)
    assert dispatch.course == Course.WAITING and dispatch.held_because.startswith("550 5.7.1 \ufffd")
    assert set(states()) == {State.PENDING}


def test_a_letter_put_off_waits_and_the_others_are_sent(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    server.to_rcpt = lambda address: "450 4.2.0 greylisted" if address.startswith("doc-gia-2") else "250 ok"
    run.work()
    assert states() == [State.ACCEPTED, State.PENDING, State.ACCEPTED]
    assert "greylisted" in Dispatch.objects.get().held_because and mailed() == []
    server.to_rcpt = lambda address: "250 ok"
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.work()
    assert states() == [State.ACCEPTED] * 3 and len(server.took) == 3
    assert Attempt.objects.filter(delivery__address="doc-gia-2@vidu.example").count() == 2


@pytest.mark.parametrize("refuses", [False, True], ids=["no server is there", "it takes no letters of this house"])
def test_of_a_long_list_one_chunk_asks_the_server_and_the_others_wait_with_it(
    refuses: bool, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "CHUNK", 2)
    desk = Desk()
    desk.subscribers(6)
    desk.mailed()
    server.to_mail = lambda: ANOTHER_S
    if not refuses:
        at(Server(), settings)
    with clock.held(NOW):
        run.work()
    outcome = Outcome.DEFERRED if refuses else Outcome.UNREACHABLE
    assert list(Attempt.objects.values_list("outcome", flat=True)) == [outcome]
    (again,) = set(Chunk.objects.values_list("not_before", flat=True))
    assert Dispatch.objects.get().next_try == again > NOW and server.asked == int(refuses)
    server.to_mail = lambda: "250 ok"
    at(server, settings)
    with clock.held(again):
        run.work()
    assert Dispatch.objects.get().course == Course.ENDED and len(server.took) == 6


def test_a_server_that_turns_the_house_away_amid_a_chunk_is_not_asked_for_the_next(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "CHUNK", 2)
    desk = Desk()
    desk.subscribers(6)
    desk.mailed()
    server.to_mail = lambda: "250 ok" if server.asked <= 2 else ANOTHER_S
    run.work()
    assert len(server.took) == 1 and set(Chunk.objects.values_list("hold", flat=True)) == {Hold.FREE}
    assert server.asked <= 4  # the greeting, the letter taken, and what was begun before the refusal was heard


def test_a_long_list_whose_server_never_came_is_given_up_by_one_last_try(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "CHUNK", 2)
    at(Server(), settings)
    desk = Desk()
    desk.subscribers(6)
    desk.mailed()
    run.work()
    tried_often(Dispatch.objects.get())
    with clock.held(clock.now() + timedelta(days=3, hours=2)):
        run.work()
    assert set(states()) == {State.REFUSED} and Dispatch.objects.get().course == Course.ENDED
    assert Attempt.objects.count() == rules.ENOUGH + 2


ANOTHER_S = "530 5.7.0 this mailbox belongs to another house"


def test_a_server_that_takes_no_letters_of_this_house_is_asked_once_and_all_of_them_wait_together(server: Server) -> None:
    desk = Desk()
    desk.subscribers(25)
    desk.mailed()
    server.to_mail = lambda: ANOTHER_S
    with clock.held(NOW):
        run.work()
        run.work()
    dispatch, tried = Dispatch.objects.get(), Attempt.objects.get()
    assert (server.asked, server.took, set(states())) == (1, [], {State.PENDING})
    assert (tried.delivery, tried.outcome, tried.detail) == (None, Outcome.DEFERRED, ANOTHER_S)
    assert (dispatch.course, dispatch.held_because) == (Course.WAITING, ANOTHER_S) and mailed() == []
    assert dispatch.next_try
    with clock.held(dispatch.next_try):
        run.work()
    again = Dispatch.objects.get()
    assert again.next_try and again.next_try - dispatch.next_try == (dispatch.next_try - NOW) * 2 and server.asked == 2
    server.to_mail = lambda: "250 ok"
    with clock.held(again.next_try):
        run.work()
    assert len(server.took) == 25 and Dispatch.objects.get().course == Course.ENDED


def test_a_server_that_takes_no_more_letters_halfway_is_left_alone_with_the_rest(server: Server) -> None:
    desk = Desk()
    desk.subscribers(25)
    desk.mailed()
    server.to_mail = lambda: "250 ok" if server.asked <= 5 else "452 4.3.1 too many letters"
    run.work()
    taken = len(server.took)
    assert 1 <= taken <= 4 and server.asked <= 5 + email.WINDOW
    assert states().count(State.PENDING) == 25 - taken and State.ATTEMPTING not in states()
    dispatch = Dispatch.objects.get()
    assert dispatch.course == Course.WAITING and "too many letters" in dispatch.held_because
    server.to_mail = lambda: "250 ok"
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.work()
    assert sorted(server.addresses) == sorted(f"doc-gia-{n}@vidu.example" for n in range(1, 26))


def test_a_mailbox_that_refuses_three_times_is_no_longer_written_to(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_rcpt = lambda address: "550 5.1.1 no such user" if address.startswith("doc-gia-1") else "250 ok"
    for number in range(4):
        desk.mailed(title=f"Bản tin số {number}")
        run.work()
    gone = Subscriber.objects.get(folded="doc-gia-1@vidu.example")
    assert gone.standing == Standing.SUPPRESSED
    assert states().count(State.REFUSED) == 3 and states().count(State.ACCEPTED) == 4
    said = Entry.objects.get(kind="egress.suppressed").payload
    assert said["refusals"] == 3 and "@" not in str(said)


def test_a_refusal_of_ourselves_does_not_cost_anybody_the_list(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    server.to_rcpt = lambda address: "550 5.7.1 blocked by policy"
    for number in range(4):
        desk.mailed(title=f"Bản tin số {number}")
        run.work()
    assert Subscriber.objects.get().standing == Standing.SUBSCRIBED


@pytest.mark.parametrize("fault", [cut, lambda server: 3], ids=["the connection is cut", "the server hangs"])
def test_a_letter_without_a_reply_is_unknown_and_never_sent_again_by_itself(server: Server, fault: Callable[[Any], Any]) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed()
    server.before_reply = fault
    run.work(lease=4)
    assert states() == [State.UNKNOWN] and len(server.took) == 1
    server.before_reply = lambda server: None
    with clock.held(clock.now() + timedelta(days=1)):
        run.work()
    assert states() == [State.UNKNOWN] and len(server.took) == 1
    assert [(said["accepted"], said["unknown"]) for said in mailed()] == [(0, 1)]


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("251 taken, and passed on", State.ACCEPTED),
        ("200 whatever", State.ACCEPTED),
        ("354 go on", State.UNKNOWN),
        ("300 what else", State.UNKNOWN),
        ("150 soon", State.UNKNOWN),
        ("650 what", State.UNKNOWN),
        ("no number at all", State.UNKNOWN),
        ("554 no", State.REFUSED),
    ],
)
def test_whatever_a_server_answers_once_it_has_a_letter_nobody_gets_a_second_one(
    server: Server, reply: str, state: State
) -> None:
    desk = Desk()
    desk.subscribers(3)
    server.reply = lambda address: reply if "gia-2@" in address else "250 2.0.0 taken"
    desk.mailed()
    run.work()
    server.reply = lambda address: "250 2.0.0 taken"
    with clock.held(clock.now() + timedelta(hours=2)):
        run.work()
    assert states() == [State.ACCEPTED, state, State.ACCEPTED] and Dispatch.objects.get().course == Course.ENDED
    assert Attempt.objects.filter(delivery__address="doc-gia-2@vidu.example").count() == 1


@pytest.mark.parametrize("odd", ["250 what letter", "300 what else", "451 later", "no number at all"])
def test_a_server_that_hears_no_letter_has_none_and_is_asked_again(server: Server, odd: str) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_data = lambda: odd
    desk.mailed()
    run.work()
    assert set(states()) == {State.PENDING} and server.took == []
    server.to_data = lambda: ""
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.work()
    assert states() == [State.ACCEPTED] * 2 and len(server.took) == 2


def test_a_server_that_says_yes_in_other_numbers_is_given_the_letter(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_mail, server.to_rcpt = (lambda: "252 yes"), (lambda address: "252 cannot look, but yes")
    desk.mailed()
    run.work()
    assert states() == [State.ACCEPTED] * 2 and len(server.took) == 2


def test_an_officer_may_send_an_unknown_letter_again_and_the_book_counts_the_difference(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    desk.mailed()
    server.before_reply = cut
    run.work()
    server.before_reply = lambda server: None
    first, second = reads.unknown().order_by("pk")
    stranger = a_person(Role.PUBLISHER)
    with pytest.raises(Refusal):
        acts.resend(first, by=stranger, on=DAY, at=clock.now(), reason="Người nhận báo chưa thấy")
    with pytest.raises(Refusal):
        acts.resend(first, by=desk.publisher, on=DAY, at=clock.now(), reason=" ")
    acts.resend(first, by=desk.publisher, on=DAY, at=clock.now(), reason="Người nhận báo chưa thấy")
    acts.settle(second, by=desk.publisher, on=DAY, reason="Người nhận đã đọc")
    run.work()
    assert states() == [State.ACCEPTED, State.SETTLED]
    assert [(said["accepted"], said["unknown"]) for said in mailed()] == [(0, 2), (1, -1)]
    with pytest.raises(Refusal):
        acts.resend(first, by=desk.publisher, on=DAY, at=clock.now(), reason="Lần nữa")
    same = [letter["Message-ID"] for letter in map(server.letter, range(3)) if letter["To"] == first.address]
    assert len(same) == 2 and same[0] == same[1]


def test_a_correction_goes_to_whoever_may_hold_the_text_and_the_old_text_stops(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    server.to_rcpt = lambda address: "450 later" if address.startswith("doc-gia-3") else "250 ok"
    bulletin = desk.mailed(title="Lịch tiêm phòng")
    run.work()
    desk.subscribers(1, outlet=desk.outlet("mailing", key="khac"))
    acts.unsubscribe(Subscriber.objects.get(folded="doc-gia-1@vidu.example", outlet=desk.mailing), by=None, on=DAY)
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch tiêm phòng mới", reason="Đổi ngày")
    server.to_rcpt = lambda address: "250 ok"
    server.took.clear()
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.work()
    assert sorted(server.addresses) == ["doc-gia-2@vidu.example", "doc-gia-3@vidu.example"]
    assert server.letter()["Subject"] == "Đính chính: Lịch tiêm phòng mới"
    assert states() == [State.ACCEPTED, State.ACCEPTED, State.CANCELLED, State.ACCEPTED, State.ACCEPTED]


def test_a_withdrawal_stops_what_waits_and_tells_those_who_hold_the_text(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_rcpt = lambda address: "450 later" if address.startswith("doc-gia-2") else "250 ok"
    bulletin = desk.mailed(title="Tin nhầm số liệu")
    run.work()
    with clock.held(datetime(2020, 3, 2, 14, 5, tzinfo=clock.VIETNAM)):
        newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Sai số liệu")
    server.to_rcpt = lambda address: "250 ok"
    with clock.held(clock.now() + timedelta(minutes=5)):
        run.work()
    assert server.addresses == ["doc-gia-1@vidu.example"] * 2
    parts = [part.get_content() for part in server.letter(1).iter_parts() if isinstance(part, EmailMessage)]
    assert len(parts) == 2 and all("đã được gỡ lúc 14:05 ngày 02/03/2020; đề nghị không chuyển tiếp" in part for part in parts)
    assert server.letter(1)["Subject"] == "Thu hồi tin: Tin nhầm số liệu"
    assert states() == [State.ACCEPTED, State.CANCELLED, State.ACCEPTED]
    assert not Chunk.objects.exclude(hold=Hold.DONE).exists()


def test_whoever_stands_on_two_lists_gets_one_letter(server: Server) -> None:
    desk = Desk()
    other = desk.outlet("mailing", key="ban-tin-so")
    desk.subscribers(2)
    desk.subscribers(2, outlet=other)
    bulletin = desk.mailed()
    run.work()
    newsroom.publish(bulletin, by=desk.publisher, on=DAY, outlets=[other])
    run.work()
    assert len(server.took) == 2


def test_whoever_unsubscribes_meanwhile_gets_nothing(settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    first, _ = desk.subscribers(2)
    desk.mailed()
    run.work()
    acts.unsubscribe(first, by=None, on=DAY)
    with server.up(), clock.held(clock.now() + timedelta(hours=2)):
        run.work()
    assert server.addresses == ["doc-gia-2@vidu.example"]


@pytest.mark.parametrize(
    "address",
    ["", "không phải thư", "a@b", "x@vidu.example\nBcc: y@vidu.example", "thư@vidu.example", "a" * 250 + "@vidu.example"],
)
def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    desk = Desk()
    with pytest.raises(Refusal):
        acts.subscribe(outlet=desk.mailing, address=address, by=desk.publisher, on=DAY)
    assert not Subscriber.objects.exists()


def test_subscribing_twice_is_refused_and_coming_back_is_not() -> None:
    desk = Desk()
    (one,) = desk.subscribers(1)
    with pytest.raises(Refusal):
        acts.subscribe(outlet=desk.mailing, address="DOC-GIA-1@vidu.example", by=desk.publisher, on=DAY)
    acts.unsubscribe(one, by=None, on=DAY)
    with pytest.raises(Refusal):
        acts.unsubscribe(one, by=None, on=DAY)
    asked, reason = "doc-gia-1@vidu.example", "Gọi điện xin nhận lại"
    again = acts.subscribe(outlet=desk.mailing, address=asked, by=desk.publisher, on=DAY, reason=reason)
    assert again.pk == one.pk and again.standing == Standing.SUBSCRIBED
    said = [entry.canon for entry in Entry.objects.filter(kind__startswith="egress.")]
    assert len(said) == 3 and not any("vidu.example" in one for one in said)


def test_nothing_in_the_house_waits_for_letters_and_no_letter_for_the_house(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.everywhere()
    freeze.follow()
    run.show()
    assert set(states()) == {State.PENDING} and not server.took
    assert not Delivery.objects.exclude(dispatch__channel=ChannelKey.EMAIL).exclude(state=State.ACCEPTED).exists()
    run.mail()
    assert set(states()) == {State.ACCEPTED} and len(server.took) == 3


def test_a_long_list_gives_way_to_others_and_goes_on_where_it_stopped(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(email, "SLICE", 0.0)
    desk = Desk()
    desk.subscribers(25)
    desk.mailed()
    freeze.follow()
    run.show()
    run.mail()
    assert len(server.took) == email.WINDOW
    assert Chunk.objects.get().hold == Hold.FREE and Dispatch.objects.get().course == Course.GOING
    while run.mail():
        pass
    assert len(server.addresses) == len(set(server.addresses)) == 25
    assert [said["accepted"] for said in mailed()] == [25]


def test_whoever_dies_before_the_book_is_told_leaves_it_to_the_next(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.mailed()
    with monkeypatch.context() as dying, pytest.raises(SystemExit):
        dying.setattr(acts, "untold", dies)
        run.work()
    assert mailed() == [] and len(server.took) == 3
    with clock.held(clock.now() + timedelta(minutes=10)):
        run.work()
    assert [said["accepted"] for said in mailed()] == [3] and len(server.took) == 3


def dies(dispatch: Dispatch) -> dict[str, int]:
    raise SystemExit
