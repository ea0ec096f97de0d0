"""Two people at one record whose form carries the version that was shown: the second is told and presses once more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.tests.makers import a_person, signed_in
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.fee_lines import lines_now
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.channels import spoken
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_fees import AFTER, Paying
from khen.domains.portals.models import Document
from khen.domains.portals.tests.makers import a_portal
from khen.domains.portals.tests.test_counter import a_publisher, particulars
from khen.domains.returns.models import Return
from khen.domains.returns.tests.makers import a_clerk, an_entered
from khen.reports.models import Block
from khen.reports.tests.makers import House, an_open
from khen.web.tests.test_two_editors import an_editor, both, opened, said, sending

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def told_and_written(there: Client, address: str, late: Any, *words: str) -> None:
    """The refusal says who did it and what stands now; the next press is taken."""
    assert late.status_code == 200
    for one in (*words, "Đã làm trong lúc đó"):
        assert one in said(late), one
    assert there.post(address, sending(late)).status_code == 302


def test_a_channels_words_are_written_once_the_text_that_another_changed_meanwhile_was_seen() -> None:
    room = Newsroom()
    bulletin, here = room.draft(), signed_in(room.author)
    address = reverse("ban-tin:wording", args=[bulletin.pk, "facebook"])
    sent = opened(here, address)
    other = an_editor(room)
    acts.change(bulletin, by=other, on=DAY, title="Tiêu đề của người kia")
    late = here.post(address, {**sent, "text": "Lời của tôi"})
    told_and_written(here, address, late, "Lời của tôi", str(other))
    words = next(one for one in spoken(bulletin.versions.latest("number")) if one.carrier == "facebook")
    assert words.saying.text == "Lời của tôi"


def test_another_mistake_on_the_page_does_not_let_the_second_press_pass_over_a_version() -> None:
    room = Newsroom()
    bulletin, here = room.draft(), signed_in(room.author)
    address = reverse("ban-tin:wording", args=[bulletin.pk, "facebook"])
    sent = opened(here, address)
    acts.change(bulletin, by=an_editor(room), on=DAY, title="Tiêu đề của người kia")
    late = here.post(address, {**sent, "text": "x" * 6000})
    assert "Từ khi bạn mở trang này" in said(late) and "Đã làm trong lúc đó" in said(late)


def test_a_part_of_a_report_that_another_wrote_meanwhile_stands_beside_what_was_typed() -> None:
    house = House()
    report = an_open(house)
    block = report.blocks.filter(text__gt="").first() or report.blocks.first()
    assert isinstance(block, Block)
    first, second = house.writer(block), house.writer(block)
    address = reverse("phan-bao-cao:sua", args=[block.pk])
    there, late = both(address, first, second, {"text": "Lời của người trước."}, {"text": "Lời của người sau."})
    told_and_written(there, address, late, "Lời của người trước.", "Lời của người sau.", str(first))
    block.refresh_from_db()
    assert block.text == "Lời của người sau."


def test_eight_coefficients_are_not_typed_again_because_another_marked_one_row() -> None:
    """The row that the other marked, and nobody touched here, stays as it was marked."""
    with clock.held(datetime(AFTER.year, AFTER.month, AFTER.day, 5, tzinfo=UTC)):
        room = Paying()
        address = reverse("bang-ke-tin-bai:cham", args=[room.list.pk])
        mine = {f"loai-{room.first.pk}": "news", f"he-so-{room.first.pk}": "1,5"}
        theirs = {f"loai-{room.second.pk}": "news", f"he-so-{room.second.pk}": "2"}
        there, late = both(address, room.publisher, an_editor(room), theirs, mine)
        told_and_written(there, address, late, "1,5", str(room.publisher))
        marked = {line.bulletin: str(line.coefficient) for line in lines_now(room.list)}
        assert {one: marked[one].rstrip("0").rstrip(".") for one in marked} == {room.first.pk: "1.5", room.second.pk: "2"}


def test_a_document_of_a_site_that_another_corrected_meanwhile() -> None:
    portal = a_portal()
    first, second = a_publisher(portal), a_publisher(portal)
    assert (
        signed_in(first).post(reverse("van-ban-tren-trang:dang"), particulars(portal, signed_on="2020-02-10")).status_code == 302
    )
    address = reverse("van-ban-tren-trang:dinh-chinh", args=[Document.objects.get().pk])
    one, other = {"abstract": "Trích yếu của người trước", "reason": "Thiếu"}, {"issuer": "Sở Y tế", "reason": "Nhầm"}
    there, late = both(address, first, second, one, other)
    told_and_written(there, address, late, "Trích yếu của người trước", str(first), "Sở Y tế")
    assert Document.objects.get().issuer == "Sở Y tế"


def test_a_figure_that_another_clerk_changed_meanwhile() -> None:
    record = an_entered("40")
    first, second = a_clerk(record.body), a_clerk(record.body)
    address = reverse("so-lieu-khai:sua", args=[record.pk])
    there, late = both(address, first, second, {"value": "41"}, {"value": "42"})
    told_and_written(there, address, late, "41", str(first))
    assert Return.objects.get().value == 42


def test_a_text_is_approved_once_the_version_that_was_written_meanwhile_was_read() -> None:
    room = Newsroom()
    bulletin, here = room.submitted(), signed_in(room.approver)
    address = reverse("ban-tin:duyet", args=[bulletin.pk])
    sent = opened(here, address)
    acts.send_back(bulletin, by=room.approver, on=DAY, reason="Thiếu nguồn")
    writer: Person = a_person(*room.author.posts.values_list("role", flat=True), body=room.body)
    acts.submit(acts.change(bulletin, by=writer, on=DAY, title="Tiêu đề mới"), by=writer, on=DAY)
    told_and_written(here, address, here.post(address, sent), "Tiêu đề mới", str(writer))
    assert Bulletin.objects.get().standing == "approved"
