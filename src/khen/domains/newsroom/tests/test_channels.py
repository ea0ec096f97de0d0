"""One text on many channels: what each carries, in whose words, and what it costs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.text import shortened, unmarked
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models.channels import ChannelWords, SenderName
from khen.domains.newsroom.reads import channels as asked
from khen.domains.newsroom.rules import channels, measuring
from khen.domains.newsroom.terms.channels import Carrier, Coding, Saying, Told
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_screens import shown

LONG = (
    "Cảnh báo mưa lớn diện rộng kèm lũ quét và sạt lở đất tại các huyện vùng cao phía Bắc"
    " trong ba ngày tới, người dân chủ động phòng tránh"
)
TOLD = Told(title="Nộp hồ sơ qua mạng", summary="Chỉ mất vài phút.", text="Người dân nộp hồ sơ tại nhà.", topic="Dịch vụ công")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("text", "coding", "units", "parts"),
    [
        ("", Coding.GSM7, 0, 0),
        ("a" * 160, Coding.GSM7, 160, 1),
        ("a" * 161, Coding.GSM7, 161, 2),
        ("a" * 307, Coding.GSM7, 307, 3),
        ("a" * 158 + "€", Coding.GSM7, 160, 1),
        ("a" * 159 + "€", Coding.GSM7, 161, 2),
        ("đ" * 70, Coding.UCS2, 70, 1),
        ("đ" * 71, Coding.UCS2, 71, 2),
        ("đ" * 134, Coding.UCS2, 134, 2),
        ("đ" * 135, Coding.UCS2, 135, 3),
        ("đ😀", Coding.UCS2, 3, 1),
        ("à", Coding.GSM7, 1, 1),
        ("ả", Coding.UCS2, 1, 1),
    ],
)
def test_a_text_message_is_counted_in_parts(text: str, coding: Coding, units: int, parts: int) -> None:
    counted = channels.parts_of(text)
    assert (counted.coding, counted.units, counted.parts) == (coding, units, parts)


def test_marks_are_left_out_and_large_letters_stay() -> None:
    assert unmarked("Đồng Văn, đường lên dốc Thẩm Mã") == "Dong Van, duong len doc Tham Ma"


def test_a_line_is_cut_at_a_words_end() -> None:
    assert shortened("Một hai ba bốn", 9) == "Một hai…"
    assert len(shortened(LONG, 120)) <= 120


def test_each_channel_says_the_text_in_its_own_form() -> None:
    made = {carrier: channels.derived(carrier, TOLD) for carrier in Carrier}
    assert made[Carrier.TICKER] == Saying(text="Nộp hồ sơ qua mạng")
    assert made[Carrier.POPUP] == made[Carrier.EMAIL] == Saying(title="Nộp hồ sơ qua mạng", text="Chỉ mất vài phút.")
    assert made[Carrier.SMS] == Saying(text="Nop ho so qua mang")
    assert made[Carrier.FACEBOOK].text == "Nộp hồ sơ qua mạng\n\nChỉ mất vài phút.\n\n#DichVuCong"


def test_a_message_that_the_house_makes_is_one_part_whatever_the_title() -> None:
    made = channels.derived(Carrier.SMS, Told(title=LONG * 2, summary="", text="", topic=""))
    assert channels.parts_of(made.text).coding == Coding.GSM7 and channels.parts_of(made.text).parts == 1


def test_what_a_channel_cuts_is_said_in_numbers() -> None:
    (said,) = measuring.warnings(Carrier.TICKER, Saying(text="x" * 190))
    assert "190" in str(said) and "120" in str(said)


def test_messages_with_marks_are_told_what_they_cost() -> None:
    assert any("2" in str(said) and "1" in str(said) for said in measuring.warnings(Carrier.SMS, Saying(text="đ" * 90)))


@pytest.mark.parametrize(
    ("carrier", "saying"),
    [
        (Carrier.TICKER, Saying(text="x" * 121)),
        (Carrier.POPUP, Saying(text="x")),
        (Carrier.POPUP, Saying(title="x")),
        (Carrier.EMAIL, Saying(title="x" * 201, text="x")),
        (Carrier.SMS, Saying(text="đ" * 300)),
        (Carrier.ZALO, Saying(text="x" * 2001)),
    ],
)
def test_words_that_do_not_fit_are_refused(carrier: Carrier, saying: Saying) -> None:
    assert list(channels.reasons_about_saying(carrier, saying))


@pytest.mark.django_db
def test_words_of_its_own_are_kept_and_told() -> None:
    room = Newsroom()
    bulletin = room.draft()
    made = acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.TICKER, text="Nộp hồ sơ\n tại nhà")
    assert made.text == "Nộp hồ sơ tại nhà"
    entry = Entry.objects.get(kind="newsroom.worded")
    assert entry.payload["carrier"] == "ticker" and entry.payload["words"] == made.pk
    ticker, popup, *_ = asked.spoken(reads.current(bulletin))
    assert (ticker.own, ticker.saying.text, popup.own) == (True, "Nộp hồ sơ tại nhà", False)


@pytest.mark.django_db
def test_the_newest_words_hold_and_empty_ones_take_the_houses_back() -> None:
    room = Newsroom()
    bulletin = room.draft()
    for text in ("Lời một", "Lời hai", ""):
        acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.TICKER, text=text)
    assert not asked.spoken(reads.current(bulletin))[0].own
    assert [one.payload["derived"] for one in Entry.objects.filter(kind="newsroom.worded").order_by("seq")] == [
        False,
        False,
        True,
    ]


@pytest.mark.django_db
def test_a_new_version_is_no_longer_said_in_words_of_the_old_one() -> None:
    room = Newsroom()
    bulletin = room.draft()
    acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.TICKER, text="Lời cũ")
    bulletin = acts.change(bulletin, by=room.author, on=DAY, title="Tiêu đề mới")
    version = reads.current(bulletin)
    assert not asked.spoken(version)[0].own
    kept = asked.earlier(version, Carrier.TICKER)
    assert kept is not None and kept.text == "Lời cũ"


@pytest.mark.django_db
def test_whoever_worded_a_channel_does_not_approve() -> None:
    room = Newsroom()
    both = a_person(Role.AUTHOR, Role.APPROVER, body=room.body)
    bulletin = room.draft()
    acts.word_for(bulletin, by=both, on=DAY, carrier=Carrier.TICKER, text="Lời của người khác")
    bulletin = acts.submit(bulletin, by=room.author, on=DAY)
    with pytest.raises(Refusal):
        acts.approve(bulletin, by=both, on=DAY)


@pytest.mark.django_db
def test_what_was_submitted_gets_no_other_words() -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        acts.word_for(room.submitted(), by=room.author, on=DAY, carrier=Carrier.TICKER, text="Muộn")
    assert not ChannelWords.objects.exists()


@pytest.mark.django_db
def test_the_publication_names_the_words_in_force() -> None:
    room = Newsroom()
    bulletin = room.draft()
    acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.TICKER, text="Lời một")
    last = acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.TICKER, text="Lời hai")
    acts.word_for(bulletin, by=room.author, on=DAY, carrier=Carrier.ZALO, text="")
    bulletin = acts.approve(acts.submit(bulletin, by=room.author, on=DAY), by=room.approver, on=DAY)
    acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[room.outlet(OutletKind.TICKER)])
    entry = Entry.objects.get(kind="newsroom.published")
    assert (entry.version, entry.payload["words"]) == (4, [last.pk])


@pytest.mark.django_db
def test_the_database_refuses_to_change_words_that_were_kept() -> None:
    room = Newsroom()
    acts.word_for(room.draft(), by=room.author, on=DAY, carrier=Carrier.TICKER, text="Lời")
    with pytest.raises(DatabaseError), transaction.atomic():
        ChannelWords.objects.update(text="Khác")


@pytest.mark.django_db
def test_prices_hold_on_a_day_and_say_that_they_are_examples() -> None:
    costs = asked.costs(2, DAY)
    assert [(one.one, one.thousand) for one in costs] == [(2 * one.price, 2000 * one.price) for one in costs]
    assert costs and all(one.is_example and one.source for one in costs)
    assert asked.costs(1, date(2010, 1, 1)) == []


@pytest.mark.django_db
def test_a_division_writes_under_the_name_registered_above_it() -> None:
    above = a_body("Sở")
    below = a_body("Phòng", parent=above)
    assert asked.sender_name(below, DAY) == ""
    SenderName.objects.create(body=above, name="SO TTTT HG", since=LONG_AGO)
    assert asked.sender_name(below, DAY) == "SO TTTT HG"


def place(bulletin: Any, carrier: str = "") -> str:
    return reverse("ban-tin:wording", args=[bulletin.pk, carrier]) if carrier else reverse("ban-tin:channels", args=[bulletin.pk])


@pytest.mark.django_db
def test_the_page_shows_every_channel_and_what_is_cut() -> None:
    room = Newsroom()
    bulletin = room.draft(title=LONG)
    said = shown(signed_in(room.author).get(place(bulletin)))
    assert f"Dài {len(LONG)} ký tự" in said and "120" in said
    assert all(f"frame--{carrier}" in said for carrier in Carrier.values)
    assert "Đơn giá ví dụ" in said and place(bulletin, "ticker") in said


@pytest.mark.django_db
def test_words_are_kept_on_the_page_and_shown_there() -> None:
    room = Newsroom()
    bulletin, client = room.draft(), signed_in(room.author)
    told = {"title": "Nộp tại nhà", "text": "Vài phút là xong", "seen": 1}
    answer = client.post(place(bulletin, "popup"), told)
    assert answer.headers["Location"] == place(bulletin)
    assert "Vài phút là xong" in shown(client.get(place(bulletin)))
    assert "Nộp tại nhà" in shown(client.get(place(bulletin, "popup")))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told", [{"text": "x" * 121, "seen": 1}, {"text": "x", "seen": 7}, {"text": "x"}, {"text": "x\0", "seen": 1}]
)
def test_bad_words_come_back_with_the_reason(told: dict[str, Any]) -> None:
    room = Newsroom()
    bulletin = room.draft()
    answer = signed_in(room.author).post(place(bulletin, "ticker"), told)
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)
    assert not ChannelWords.objects.exists()


@pytest.mark.django_db
def test_what_counts_a_text_message_while_it_is_typed_has_the_words_for_marks_that_the_served_page_has() -> None:
    room = Newsroom()
    said = shown(signed_in(room.author).get(place(room.draft(), "sms")))
    assert 'data-paid="{n} ký tự ({c}), {p} phần" data-marked="có dấu" data-bare="không dấu"' in said


@pytest.mark.django_db
def test_the_preview_is_open_to_readers_and_the_wording_is_not() -> None:
    room = Newsroom()
    bulletin = room.draft()
    client = signed_in(a_person(Role.VIEWER, body=room.body))
    said = shown(client.get(place(bulletin)))
    assert place(bulletin, "ticker") not in said
    assert client.post(place(bulletin, "ticker"), {"text": "x", "seen": 1}).status_code == 403
    assert signed_in(room.author).get(place(room.submitted(), "ticker")).status_code == 409


@pytest.mark.django_db
def test_another_body_and_another_channel_are_not_found() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    bulletin = room.draft()
    for address in (place(bulletin), place(bulletin, "ticker")):
        assert signed_in(other.author).get(address).status_code == 404
    assert signed_in(other.author).post(place(bulletin, "ticker"), {"text": "x", "seen": 1}).status_code == 404
    assert signed_in(room.author).get(place(bulletin, "ticker").replace("ticker", "fax")).status_code == 404


@pytest.mark.django_db
def test_refused_words_stand_in_the_frame_and_are_measured_with_what_counts_twice() -> None:
    room = Newsroom()
    bulletin, typed = room.draft(), "€[]{}" * 100
    place = reverse("ban-tin:wording", args=[bulletin.pk, "sms"])
    answer = signed_in(room.author).post(place, {"title": "", "text": typed, "seen": bulletin.number})
    said = shown(answer)
    assert answer.status_code == 200 and f'data-said="text">{typed}<' in said
    assert "1.000 ký tự" in said and "500 ký tự tính là hai" in said
    assert not ChannelWords.objects.exists()
