"""An officer of one commune tries what belongs to another, and words and files that mean to run before whoever approves.

That no address of the house lets anybody through is asked by tests/isolation; here one person tries everything in a row."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khen.atoms.tests.papers import a_pdf
from khen.bodies.tests.makers import signed_in
from khen.book.models import Entry
from khen.domains.newsroom.models import Attachment, Bulletin
from khen.domains.newsroom.tests.makers import Newsroom, a_picture, an_upload

pytestmark = pytest.mark.django_db
NEWS = "/quan-tri/ban-tin/"
NOTE = f"{NEWS}tin-nhanh/"
STEPS = (
    "",
    "sua/",
    "trinh/",
    "them-tep/",
    "bo-tep/",
    "duyet/",
    "tra-lai/",
    "dang/",
    "go/",
    "dinh-chinh/",
    "kenh/",
    "in/",
    "ban/1/",
)
HOSTILE = '"><img src=x onerror=hit()>'


def told(room: Newsroom, **more: Any) -> dict[str, Any]:
    return {"body": room.body.pk, "title": "Tin của xã", "text": "Nội dung.", "topic": "khac", **more}


def test_nothing_of_the_other_commune_is_met_or_changed() -> None:
    ours, theirs = Newsroom("Xã Bên Này"), Newsroom("Xã Bên Kia")
    secret = theirs.submitted(title="Tin chưa ai được đọc", uploads=[an_upload()])
    file = Attachment.objects.get()
    client, before = signed_in(ours.author), Entry.objects.count()
    for step in (*STEPS, f"tep/{file.pk}/"):
        answers = [client.get(f"{NEWS}{secret.pk}/{step}"), client.post(f"{NEWS}{secret.pk}/{step}", told(ours))]
        assert {one.status_code for one in answers} <= {404, 405} and answers[0].status_code == 404
        assert "Tin chưa ai được đọc" not in answers[0].content.decode()
    forged = client.post(NOTE, told(ours, body=theirs.body.pk))
    assert forged.status_code == 200 and "Chưa ghi gì" in forged.content.decode()
    own = ours.draft()
    before += 1
    assert client.post(f"{NEWS}{own.pk}/bo-tep/", {"attachments": [file.pk]}).status_code in {200, 409}
    searches: tuple[dict[str, Any], ...] = (
        {"q": "chưa ai được"},
        {"body": theirs.body.pk},
        {"export": "csv", "body": theirs.body.pk},
        {"ids": secret.pk},
    )
    for asked in searches:
        assert "Tin chưa ai được đọc" not in client.get(NEWS, asked).getvalue().decode()
    assert Entry.objects.count() == before


def test_words_that_mean_to_run_are_read_by_the_approver_as_words() -> None:
    room = Newsroom()
    room.author.full_name = f"Cán bộ {HOSTILE}"
    room.author.save(update_fields=["full_name"])
    photo = SimpleUploadedFile(f"{HOSTILE}.jpg", a_picture(), "image/jpeg")
    sent = told(room, title=f"Tin {HOSTILE}", text=f"Chào {HOSTILE}</script>", file=photo, alt=HOSTILE, then="further")
    assert signed_in(room.author).post(NOTE, sent).status_code == 302
    made = Bulletin.objects.get()
    approver = signed_in(room.approver)
    for address in (
        "/quan-tri/",
        NEWS,
        f"{NEWS}{made.pk}/",
        f"{NEWS}{made.pk}/duyet/",
        f"{NEWS}{made.pk}/kenh/",
        "/quan-tri/thong-bao/",
    ):
        page = approver.get(address).content.decode()
        assert "<img src=x" not in page, address
    assert "onerror=hit()" in approver.get(NEWS).content.decode()


def test_a_program_dressed_as_a_paper_comes_to_the_approver_as_a_paper() -> None:
    room = Newsroom()
    author, begun = signed_in(room.author), room.draft()
    sent = {"file": SimpleUploadedFile("bao-cao.hta", a_pdf()), "alt": "", "seen": begun.number}
    assert author.post(f"{NEWS}{begun.pk}/them-tep/", sent).status_code == 302
    author.post(NOTE, told(room, file=SimpleUploadedFile("anh.exe", a_picture()), alt="Ảnh"))
    approver = signed_in(room.approver)
    kinds = {".pdf": "attachment", ".jpg": "inline"}
    for one in Attachment.objects.all():
        answer = approver.get(f"{NEWS}{one.bulletin_id}/tep/{one.pk}/")
        assert kinds[one.name[-4:]] in answer.headers["Content-Disposition"] and one.name in answer.headers["Content-Disposition"]
        assert "sandbox" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Attachment.objects.count() == 2
