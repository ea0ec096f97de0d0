"""A correction puts right the pictures, recordings and papers of a published text, and tells of them in its entry."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.bodies.terms import OutletKind
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Attachment, Bulletin
from khen.domains.newsroom.reads.kept import lost_files
from khen.domains.newsroom.reads.kept.texts import BULLETINS
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.channels import Carrier
from khen.domains.newsroom.tests.makers import DAY, Newsroom, an_upload

pytestmark = pytest.mark.django_db
WRONG, RIGHT = Upload(name="cu.pdf", content=a_pdf("bản cũ")), Upload(name="moi.pdf", content=a_pdf("bản mới"))


def names(bulletin: Bulletin, number: int) -> list[str]:
    return [one.name for one in reads.attachments_of(bulletin.pk, number)]


def test_a_wrong_paper_is_replaced_by_the_right_one_though_no_word_changes() -> None:
    room = Newsroom()
    bulletin = room.published(uploads=[an_upload(), WRONG])
    wrong = Attachment.objects.get(name="cu.pdf")
    bulletin = acts.correct(bulletin, by=room.publisher, on=DAY, reason="Nhầm tệp", uploads=[RIGHT], attachments=[wrong])
    assert names(bulletin, 1) == ["anh.jpg", "cu.pdf"] and names(bulletin, 2) == ["anh.jpg", "moi.pdf"]
    told = Entry.objects.get(kind="newsroom.corrected")
    assert told.version == 6 and len(told.payload["files_sha256"]) == 64
    assert not list(differing(BULLETINS)) and not list(lost_files())
    Attachment.objects.filter(name="cu.pdf").update(left_in=None)
    assert [one.names for one in differing(BULLETINS)] == [("files",)]


def test_a_correction_of_nothing_is_refused_as_before() -> None:
    room = Newsroom()
    bulletin, other = room.published(uploads=[WRONG]), room.published(uploads=[WRONG])
    theirs = list(other.attachments.all())
    with pytest.raises(Refusal):
        acts.correct(bulletin, by=room.publisher, on=DAY, reason="Nhầm", attachments=theirs)
    assert not Attachment.objects.exclude(left_in=None).exists()


def test_what_the_rules_refuse_of_a_file_is_refused_and_leaves_everything_as_it_was() -> None:
    room = Newsroom()
    bulletin = room.published(uploads=[WRONG])
    for upload in (Upload(name="anh.jpg", content=an_upload().content), Upload(name="x.exe", content=b"MZ")):
        with pytest.raises(Refusal):
            acts.correct(bulletin, by=room.publisher, on=DAY, reason="Nhầm", uploads=[upload])
    assert Bulletin.objects.get().number == 1 and names(bulletin, 1) == ["cu.pdf"]


def test_an_officer_replaces_a_recording_at_the_counter_and_sees_beforehand_what_letters_say() -> None:
    room, client = Newsroom(), Client()
    bulletin = room.published(room.outlet(OutletKind.MAILING), uploads=[WRONG])
    client.force_login(room.publisher)
    address = reverse("ban-tin:dinh-chinh", args=[bulletin.pk])
    page = client.get(address)
    given: dict[str, Any] = {key: value for key, value in page.context["form"].initial.items() if value is not None}
    given |= {"reason": "Nhầm tệp", "attachments": [bulletin.attachments.get().pk], "caption": "Bản tin đã sửa"}
    sound = SimpleUploadedFile("dung.wav", a_wav(), "audio/wav")
    seen = client.post(address, {**given, "file": sound, "then": "further"}).context["form"]
    letter = next(one.letter for one in seen.sent if one.carrier == Carrier.EMAIL)
    assert letter.files == ("Nghe: Bản tin đã sửa",) and Bulletin.objects.get().number == 1
    sound.seek(0)
    assert client.post(address, {**given, "file": sound}).status_code == 302
    assert names(bulletin, 2) == ["dung.wav"]


def test_a_text_without_files_asks_for_none_to_leave_out() -> None:
    room, client = Newsroom(), Client()
    bulletin = room.published()
    client.force_login(room.publisher)
    form = client.get(reverse("ban-tin:dinh-chinh", args=[bulletin.pk])).context["form"]
    assert "attachments" not in form.fields and next(iter(form.fields)) == "reason"
