"""Files sent ahead in parts: from the address that takes them to the record into which only a form brings them."""

import hashlib
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.desk import parts
from khen.domains.newsroom.models import Attachment, Bulletin
from khen.domains.newsroom.tests.makers import Newsroom, a_picture
from khen.web.length import LARGEST_FILE

pytestmark = pytest.mark.django_db
PLACE, WRITING = "/quan-tri/gui-tep/", "/quan-tri/ban-tin/tin-nhanh/"
SLIP = "00000000-0000-4000-8000-000000000077"


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, "khen.desk.backend.PostBackend")
    return client


def named(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()} {len(content)}"


def address(content: bytes) -> str:
    digest, size = named(content).split()
    return f"{PLACE}?tep={digest}&dai={size}"


def part(client: Client, content: bytes, at: int, to: int | None = None) -> tuple[int, str]:
    """Append; the status and what the answer says is here."""
    kind = "application/offset+octet-stream"
    answer = client.generic("PATCH", address(content), content[at:to], kind, headers={"Upload-Offset": str(at)})
    return answer.status_code, answer.headers.get("Upload-Offset", "")


def sent(client: Client, content: bytes) -> None:
    client.post(address(content))
    assert part(client, content, 0) == (204, str(len(content)))


def note(room: Newsroom, named: str, **more: Any) -> dict[str, Any]:
    said = {"body": room.body.pk, "title": "Chợ phiên họp lại", "text": "Chợ họp từ sáng.", "topic": "khac", "alt": "Chợ"}
    return {"slip": SLIP, **said, "file-parts": named, **more}


@pytest.fixture(autouse=True)
def empty_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_room", lambda: tmp_path / "parts")


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def test_a_photo_comes_in_parts_and_stands_in_the_bulletin_once(room: Newsroom) -> None:
    photo, officer = a_picture(), signed_in(room.author)
    half = len(photo) // 2
    assert officer.head(address(photo)).status_code == 404
    assert [officer.post(address(photo)).status_code for _window in range(2)] == [201, 200]
    assert part(officer, photo, 0, half) == (204, str(half))
    assert part(officer, photo, half + 1) == (409, str(half))
    again = signed_in(room.author)  # the session was lost, the house started anew: what is here is asked for
    assert again.head(address(photo)).headers["Upload-Offset"] == str(half)
    assert part(again, photo, half) == (204, str(len(photo)))
    for _tap in range(2):
        assert again.post(WRITING, note(room, f"{named(photo)} chợ.jpg")).status_code == 302
    assert Attachment.objects.get(bulletin=Bulletin.objects.get()).name == "chợ.jpg"
    assert Entry.objects.filter(kind="newsroom.written").count() == 1


def test_nothing_is_entered_by_sending_it(room: Newsroom) -> None:
    before = Entry.objects.count()
    sent(signed_in(room.author), a_picture())
    assert (Entry.objects.count(), Attachment.objects.count()) == (before, 0)


def test_anothers_file_is_not_there_for_asking_appending_or_naming(room: Newsroom) -> None:
    photo, other = a_picture(width=41), signed_in(room.approver)
    sent(signed_in(room.author), photo)
    assert other.head(address(photo)).status_code == 404
    assert part(other, photo, 0)[0] == 404
    colleague = a_person(Role.AUTHOR, body=room.body)
    answer = signed_in(colleague).post(WRITING, note(room, f"{named(photo)} a.jpg"))
    assert "chưa tới nơi đầy đủ" in answer.content.decode() and not Bulletin.objects.exists()


def test_half_a_photo_is_never_left_out_in_silence(room: Newsroom) -> None:
    photo, officer = a_picture(width=42), signed_in(room.author)
    officer.post(address(photo))
    part(officer, photo, 0, 99)
    for name in (f"{named(photo)} a.jpg", "", "a b c", f"{'0' * 64} 5"):
        assert "chưa tới nơi đầy đủ" in officer.post(WRITING, note(room, name)).content.decode()
    assert not Bulletin.objects.exists()


def test_what_comes_in_parts_is_judged_by_what_it_holds(room: Newsroom) -> None:
    hostile, officer = b"MZ" + os.urandom(3000), signed_in(room.author)
    sent(officer, hostile)
    answer = officer.post(WRITING, note(room, f"{named(hostile)} anh.jpg"))
    assert "Tệp anh.jpg không phải ảnh thuộc loại nhận được" in answer.content.decode() and not Bulletin.objects.exists()


def test_only_officers_send_files_and_none_larger_than_the_house_takes(room: Newsroom) -> None:
    photo = a_picture()
    nobody = Client().post(address(photo))
    assert nobody.status_code == 403 and 'data-fault="lost_session"' in nobody.content.decode()
    assert signed_in(a_person()).post(address(photo)).status_code == 404
    vast = f"{PLACE}?tep={'a' * 64}&dai={LARGEST_FILE + 1}"
    answer = signed_in(room.author).post(vast)
    assert answer.status_code == 413 and "MB" in answer.content.decode()


def test_a_part_that_was_cut_off_or_damaged_is_not_kept(room: Newsroom) -> None:
    photo, officer = a_picture(width=43), signed_in(room.author)
    officer.post(address(photo))
    for offset in ("", "x", "-1", "٣", "9" * 12):
        answer = officer.generic("PATCH", address(photo), photo[:50], headers={"Upload-Offset": offset})
        assert answer.status_code == 400
    broken: dict[str, Any] = {"wsgi.input": BytesIO(photo[:50]), "CONTENT_LENGTH": "500"}
    cut = officer.generic("PATCH", address(photo), b"", headers={"Upload-Offset": "0"}, **broken)
    assert cut.status_code == 400
    assert officer.head(address(photo)).headers["Upload-Offset"] == "0"


def test_without_its_mark_nothing_is_taken_and_one_learns_why() -> None:
    officer = Client(enforce_csrf_checks=True)
    officer.force_login(a_person(Role.AUTHOR, body=a_body("Sở")), "khen.desk.backend.PostBackend")
    answer = officer.post(address(b"x"))
    assert answer.status_code == 403 and 'data-fault="old_form"' in answer.content.decode()
    assert officer.get(PLACE).status_code == 404
