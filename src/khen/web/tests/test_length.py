"""Bodies longer than anything of the house could take: refused in words, before a byte of them is read."""

import io
import logging
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.settings import logs
from khen.web import faults, length, loglines

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
DOOR, WRITING, PASSWORD = "/quan-tri/login/", "/quan-tri/ban-tin/tin-nhanh/", "/quan-tri/doi-mat-khau/"
FILES = "multipart/form-data; boundary=x"


class Unread(io.RawIOBase):
    """A body that nobody may begin to read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


@pytest.fixture
def author() -> Client:
    person: Person = a_person(Role.AUTHOR, body=a_body("Sở"))
    client = Client(raise_request_exception=False)
    client.force_login(person, "khen.desk.backend.PostBackend")
    return client


def send(client: Client, address: str, size: int, kind: str = FILES, **more: Any) -> Any:
    return client.generic("POST", address, b"", kind, **{"CONTENT_LENGTH": str(size), "wsgi.input": Unread(), **more})


def test_nobody_outside_sends_more_than_a_form() -> None:
    for strict in (False, True):
        answer = send(Client(enforce_csrf_checks=strict), DOOR, 400 * MB)
        assert answer.status_code == 413
        said = answer.content.decode()
        assert "tối đa 1 MB" in said and "trang soạn" not in said


def test_a_cookie_that_anybody_could_write_makes_nobody_an_officer() -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert send(client, WRITING, 2 * MB).status_code == 413


def test_an_officer_sends_the_largest_file_with_its_form_and_no_more(author: Client) -> None:
    most = length.LARGEST_FILE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert "32 MB" in send(author, WRITING, most + 1).content.decode()
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    body = head + b"0" * length.LARGEST_FILE + b"\r\n--x--\r\n"
    assert author.generic("POST", WRITING, body, FILES).status_code == 200


def test_where_no_file_is_asked_for_an_officer_sends_none_either(author: Client) -> None:
    assert send(author, PASSWORD, 2 * MB).status_code == 413


def test_a_body_in_pieces_that_names_no_length_is_refused_in_words(author: Client) -> None:
    for client, address in ((Client(), DOOR), (author, WRITING)):
        answer = send(client, address, 0, HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH="")
        assert answer.status_code == 411 and "độ dài" in answer.content.decode()


def test_whoever_sends_too_much_text_is_told_so_and_where_it_is_kept(author: Client) -> None:
    answer = author.post(WRITING, {"slip": str(uuid4()), "title": "Tin", "body_html": "a" * (13 * MB)})
    said = answer.content.decode()
    assert answer.status_code == 413
    assert "tối đa 12 MB" in said and "vẫn còn trong trình duyệt này" in said and "trang nào mang tên" not in said


@pytest.mark.parametrize(("name", "value"), [("field{}", "1"), ("file{}", None)])
def test_whoever_sends_too_many_fields_or_files_is_told_how_many_may_come(author: Client, name: str, value: str | None) -> None:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS if value else settings.DATA_UPLOAD_MAX_NUMBER_FILES
    fields = {name.format(number): value or io.BytesIO(b"a") for number in range(most + 1)}
    answer = author.post(WRITING, fields)
    said = answer.content.decode()
    assert answer.status_code == 413 and f"tối đa {most}" in said.replace(".", "")
    assert "vẫn còn trong trình duyệt này" in said


@pytest.mark.parametrize("letters", [300, 1100, 5000])
@pytest.mark.parametrize("address", [WRITING, "/quan-tri/ban-tin/tin-nhanh/", "/quan-tri/nhap-can-bo/tu-tep/"])
def test_whoever_sends_a_file_with_an_endless_name_is_told_that_it_is_the_name(address: str, letters: int) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(a_person(*Role, body=a_body("Sở")), "khen.desk.backend.PostBackend")
    named = io.BytesIO(b"a")
    named.name = "ả" * letters + ".jpg"
    answer = client.post(address, {"title": "Tin", "file": named})
    said = answer.content.decode()
    assert "trang nào mang tên" not in said and answer.status_code in {200, 302, 400, 403, 404}
    if answer.status_code == 400:
        assert "Tên tệp quá dài" in said and "đặt tên ngắn hơn" in said
    if letters > 1000:
        assert answer.status_code == 400


def test_of_a_form_that_holds_too_much_the_log_tells_one_line_and_no_traceback(
    author: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert "khen.web.loglines.Told" in str(logs.LOGGING["filters"]) and "loglines" in str(logs.LOGGING["handlers"])
    told = loglines.Told()
    caplog.handler.addFilter(told)
    assert author.post(WRITING, {"title": "Tin", "body_html": "a" * (13 * MB)}).status_code == 413
    lines = [one for one in caplog.records if one.levelno >= logging.ERROR]
    caplog.handler.removeFilter(told)
    assert len(lines) == 1 and lines[0].exc_info is None
    assert WRITING in lines[0].getMessage() and "\n" not in lines[0].getMessage()


def test_a_fault_on_a_portal_speaks_of_no_page_for_writing() -> None:
    request = HttpRequest()
    request.path = "/_xem"
    assert "trang soạn" not in faults.too_large(request, "body_too_large", 1).content.decode()
