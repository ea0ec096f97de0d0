"""Two versions of a text side by side: what was added, what was taken out, and nothing of anybody else's."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.comparing import comparison
from khen.domains.newsroom.rules.comparing import Part, compared
from khen.domains.newsroom.tests.makers import DAY, Newsroom, an_upload


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def page(bulletin: Bulletin, **asked: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('ban-tin:compare', args=[bulletin.pk])}?{query}"


def seen(person: Person, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def side(parts: list[Part], mark: str) -> list[str]:
    """The words of one of the two texts."""
    return " ".join(part.text for part in parts if part.mark in {"", mark}).split()


def test_words_added_and_removed_are_told_apart_at_spaces() -> None:
    assert compared("Chợ họp từ sáng chủ nhật", "Chợ phiên họp từ sáng thứ bảy") == [
        Part("", "Chợ"),
        Part("ins", "phiên"),
        Part("", "họp từ sáng"),
        Part("del", "chủ nhật"),
        Part("ins", "thứ bảy"),
    ]


@pytest.mark.parametrize(
    ("older", "newer"), [("", ""), ("", "Có chữ"), ("Có chữ", ""), ("Có chữ", "Có chữ"), ("a\nb", "a\nc\nb")]
)
def test_texts_that_are_empty_or_equal_have_no_false_marks(older: str, newer: str) -> None:
    parts = compared(older, newer)
    assert (side(parts, "del"), side(parts, "ins")) == (older.split(), newer.split())
    assert older != newer or not any(part.mark for part in parts)


def test_a_line_that_came_in_between_stands_on_its_own() -> None:
    parts = compared("Mở đầu\nKết thúc", "Mở đầu\nĐoạn hai\nKết thúc")
    assert [part.text.strip() for part in parts if part.mark] == ["Đoạn hai"]


@pytest.mark.parametrize("sorts", [2, 40, 4_000])
def test_two_texts_of_a_hundred_thousand_letters_are_compared_in_seconds(sorts: int) -> None:
    dice = random.Random(7)
    older, newer = (" ".join(f"từ{dice.randrange(sorts)}" for _ in range(20_000)) for _ in range(2))
    begun = time.process_time()
    parts = compared(older, newer)
    assert time.process_time() - begun < 20
    assert side(parts, "del") == older.split() and side(parts, "ins") == newer.split()


def test_one_word_changed_in_a_long_text_is_all_that_is_marked() -> None:
    older = " ".join(f"từ{number % 500}" for number in range(20_000))
    newer = older.replace("từ77 ", "chữ ", 1)
    assert [(part.mark, part.text) for part in compared(older, newer) if part.mark] == [("del", "từ77"), ("ins", "chữ")]


@pytest.mark.django_db
def test_files_and_particulars_that_changed_are_named() -> None:
    room = Newsroom()
    bulletin = room.draft(uploads=[an_upload("cu.jpg")])
    bulletin = acts.detach(bulletin, by=room.author, on=DAY, attachments=list(bulletin.attachments.all()))
    bulletin = acts.change(bulletin, by=room.author, on=DAY, topic="khac", klass="notice", uploads=[an_upload("moi.jpg")])
    found = comparison(bulletin, 1, 3)
    assert [one.name for one in found.added] == ["moi.jpg"] and [one.name for one in found.left] == ["cu.jpg"]
    assert [told[1:] for told in found.particulars] == [("Dịch vụ công trực tuyến", "Tin khác"), ("Tin tức", "Thông báo")]


@pytest.mark.django_db
def test_the_page_shows_the_newest_beside_the_one_before_and_any_two_others() -> None:
    room = Newsroom()
    bulletin = acts.change(room.draft(), by=room.author, on=DAY, title="Hướng dẫn nộp hồ sơ tại xã")
    bulletin = acts.change(bulletin, by=room.author, on=DAY, body_html="<p>Bà con nộp hồ sơ tại nhà.</p>")
    newest = seen(room.author, page(bulletin))
    assert "Bà con" in newest and "<del>" in newest and "tại xã" in newest
    assert "<ins>" in seen(room.author, page(bulletin, tu=1, den=2)) and "Bà con" not in seen(
        room.author, page(bulletin, tu=2, den=1)
    )


@pytest.mark.django_db
def test_a_change_of_marks_alone_is_said_in_words() -> None:
    room = Newsroom()
    bulletin = acts.change(room.draft(), by=room.author, on=DAY, body_html="<p>Người dân nộp hồ sơ <b>tại nhà</b>.</p>")
    assert "định dạng" in seen(room.author, page(bulletin))


@pytest.mark.django_db
def test_a_list_that_counts_otherwise_reads_otherwise() -> None:
    room = Newsroom()
    bulletin = room.draft(body_html='<ol start="3" type="a"><li>Hộ nghèo</li></ol>')
    bulletin = acts.change(bulletin, by=room.author, on=DAY, body_html='<ol start="4" type="a"><li>Hộ nghèo</li></ol>')
    told = comparison(bulletin, 1, 2)
    assert [(part.mark, part.text) for part in told.text] == [("del", "c."), ("ins", "d."), ("", "Hộ nghèo")]
    assert not told.only_marks


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"tu": 7}, {"tu": "x"}, {"den": ""}, {"den": 10**30}])
def test_a_version_that_never_was_is_said_to_be_none(asked: dict[str, Any]) -> None:
    room = Newsroom()
    bulletin = acts.change(room.draft(), by=room.author, on=DAY, title="Hướng dẫn nộp hồ sơ tại xã")
    assert 'role="alert"' in seen(room.author, page(bulletin, **asked))


@pytest.mark.django_db
def test_a_single_version_has_nothing_to_compare() -> None:
    room = Newsroom()
    assert "chưa có gì để so sánh" in seen(room.author, page(room.draft()))


@pytest.mark.django_db
def test_nobody_from_elsewhere_compares() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    client = Client()
    client.force_login(other.approver)
    assert client.get(page(room.draft())).status_code == 404
