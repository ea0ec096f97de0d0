"""An administrator brings three hundred people in from a spreadsheet in which seven rows are wrong, each in a way of its own."""

import sys
import time
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from pytest_django import Settings

from khen.bodies.models import Person, Post
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.organisation.jobs import enter_rolls
from khen.domains.organisation.models import Invitation, Roll, RollLine
from khen.domains.organisation.tests.makers import a_province
from khen.egress import invitations
from khen.egress.tests.makers import Server, at

pytestmark = pytest.mark.django_db
HEAD = ("Họ và tên", "Tên đăng nhập", "Thư điện tử", "Cơ quan", "Vai trò", "Phạm vi", "Từ ngày")
BODIES = ("ubnd-00715", "UBND huyện Đồng Văn", "ubnd-027", "so-tttt")
LIST, HAND_IN = "/quan-tri/nhap-can-bo/", "/quan-tri/nhap-can-bo/tu-tep/"
WITH_MAIL = 12  # of the people; the others get slips
WRONG: dict[int, tuple[int, object, str, str]] = {  # row of the file: its cell, what stands there, column and reason told
    11: (3, "UBND xã Không Có", "Cơ quan", "không quản trị"),
    53: (1, "can.bo.052", "Tên đăng nhập", "đã có ở dòng 52"),  # the post of the row before, given twice
    95: (0, "NguyÔn V¨n Thä", "Họ và tên", "TCVN3"),
    137: (2, "páo@vidu.example", "Thư điện tử", "ten@coquan.gov.vn"),
    179: (1, "QuanTri", "Tên đăng nhập", "đã có người dùng"),
    221: (6, date(2018, 3, 1), "Cơ quan", "ngày đó"),
    263: (0, '=CONCATENATE("Giàng A ","Páo")', "Họ và tên", "công thức"),
}


def right_row(number: int) -> list[object]:
    mail = f"can-bo-{number}@vidu.example" if number < 2 + WITH_MAIL else ""
    name = unicodedata.normalize("NFD", "Sùng Thị Được") if number % 2 else "Giàng Mí Páo"  # as a Mac writes it
    return [name, f"can.bo.{number:03}", mail, BODIES[number % len(BODIES)], "người soạn", "", "01/03/2020"]


def a_list(people: int = 300, *, wrong: bool = False) -> SimpleUploadedFile:
    """So many people below the heading, with what is wrong put into their cells."""
    book, kept = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(HEAD)
    for number in range(2, 2 + people):
        row = right_row(number)
        if wrong and number in WRONG:
            cell, said, _column, _reason = WRONG[number]
            row[cell] = said
        book.active.append(row)
    book.save(kept)
    return SimpleUploadedFile("can-bo-2020.xlsx", kept.getvalue())


def counts() -> list[int]:
    return [model.objects.count() for model in (Person, Post, Entry, Roll, RollLine, Invitation)]


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    server = Server()
    at(server, settings)
    with server.up():
        yield server


class Story:
    """The administrator of the province before the counter, and how many questions each page asked the database."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.force_login(a_province().admin)
        self.queries = 0

    def hands_in(self, file: SimpleUploadedFile) -> Any:
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.post(HAND_IN, {"file": file})
        self.queries = len(queries)
        return answer

    def enters(self, rows: str) -> str:
        """The page of the list, once everybody is in."""
        begun, place = time.process_time(), self.client.post(HAND_IN, {"rows": rows}).headers["Location"]
        enter_rolls()
        half = self.client.get(place).content.decode()
        assert "đang nhập" in half and '<progress max="300" value="50">' in half
        while enter_rolls():
            pass
        took = time.process_time() - begun
        sys.stdout.write(f"300 people entered in {took:.1f} s")
        assert took < 10
        return str(place)

    def chooses(self, place: str, verb: str) -> Any:
        """Whoever the page of this step offers first, and what comes of it."""
        lines = self.client.get(f"{place}{verb}/").context["form"]["lines"].value()
        return self.client.post(f"{place}{verb}/", {"lines": lines})


def test_three_hundred_people_come_in_from_a_file_with_seven_wrong_rows(server: Server) -> None:
    story = Story()
    before = counts()
    story.hands_in(a_list(3))
    few = story.queries if story.hands_in(a_list(3)) else 0
    answer = story.hands_in(a_list(wrong=True))
    told = {one.row: (str(one.column), str(one.reason)) for one in answer.context["seen"].findings}
    assert set(told) == set(WRONG) and story.queries == few <= 12
    for row, (_cell, _said, column, reason) in WRONG.items():
        assert told[row][0] == column and reason in told[row][1]
    assert "293 dòng đúng, 7 dòng sai. Chưa ghi gì vào hệ thống." in answer.content.decode()
    assert counts() == before

    place = story.enters(story.hands_in(a_list()).context["rows"])
    entered = Person.objects.filter(username__startswith="can.bo.")
    assert entered.count() == 300 and set(entered.values_list("full_name", flat=True)) == {"Sùng Thị Được", "Giàng Mí Páo"}

    story.chooses(place, "gui-thu-moi")
    while invitations.send():
        pass
    assert sorted(server.addresses) == sorted(f"can-bo-{number}@vidu.example" for number in range(2, 2 + WITH_MAIL))
    begun = time.process_time()
    printed = story.chooses(place, "in-phieu")
    assert time.process_time() - begun < 5
    slips = printed.context["secret"]
    assert (printed.status_code, len(slips.made), slips.without) == (201, 100, [])
    first = slips.made[0]
    door = Client().post("/quan-tri/login/", {"username": first.person.username, "password": first.password})
    assert door.headers["Location"] == "/quan-tri/"

    before = counts()
    again = story.hands_in(a_list()).context["seen"]
    assert {str(one.reason) for one in again.findings} == {"Cán bộ này đã có trong hệ thống; hãy bỏ dòng này khỏi tệp."}
    assert (again.good, again.bad, counts()) == ([], 300, before) and verify(deep=True).flaw is None
