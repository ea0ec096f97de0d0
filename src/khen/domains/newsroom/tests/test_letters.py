"""Text in an old code page does not pass from the form to the readers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.bodies.tests.makers import signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Pattern
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown

__all__ = ["noon"]
pytestmark = pytest.mark.django_db
OLD, SPOILT = "Tr­êng THPT chuyªn Hµ Giang", "ThÃ´ng bÃ¡o tuyá»ƒn dá»¥ng"


def test_the_form_tells_what_happened_and_what_to_do_and_keeps_what_was_typed() -> None:
    room = Newsroom()
    told = {"body": room.body.pk, "topic": "khac", "klass": "news", "origin": "own"}
    answer = shown(
        signed_in(room.author).post(
            reverse("ban-tin:soan"), {**told, "title": SPOILT, "body_html": f"<p>Đúng mã.</p><p>{OLD}</p>"}
        )
    )
    assert "Tiêu đề: chữ đã hỏng do văn bản được mở bằng sai bảng mã; “ThÃ´ng” lẽ ra là “Thông”." in answer
    assert "Nội dung: chữ dán vào đang ở bảng mã cũ TCVN3 (ABC); “chuyªn” lẽ ra là “chuyên”. Hãy chuyển" in answer
    assert SPOILT in answer and not Bulletin.objects.exists()


def test_neither_a_quick_note_nor_a_correction_lets_it_through() -> None:
    room = Newsroom()
    note = {"body": room.body.pk, "topic": "khac", "title": "Lịch thi", "text": OLD}
    assert "bảng mã cũ TCVN3" in shown(signed_in(room.author).post(reverse("ban-tin:tin-nhanh"), note))
    assert "bảng mã cũ VNI; “Hoäi” lẽ ra là “Hội”" in shown(
        signed_in(room.author).post(reverse("ban-tin:tin-nhanh"), {**note, "text": "Hoäi nghò tröïc tuyeán"})
    )
    with pytest.raises(Refusal, match="bảng mã"):
        acts.correct(room.published(), by=room.publisher, on=DAY, reason="Sai giờ", summary=SPOILT)


def test_neither_channel_words_nor_renderings_nor_templates_nor_reasons_let_it_through() -> None:
    room = Newsroom()
    bulletin = room.draft()
    pattern: dict[str, Any] = {"name": "Mẫu", "title": "", "summary": "", "topic": "khac", "klass": "news"}
    spoken: dict[str, Any] = {
        "language": "mong",
        "title": "Lời",
        "body_html": "<p>Lời</p>",
        "gist": "Ý",
        "translator": "Vàng Thị Mẩy",
    }
    written: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Nội dung", lambda: acts.word_for(bulletin, by=room.author, on=DAY, carrier="ticker", text=OLD)),
        ("Tiêu đề", lambda: acts.word_for(bulletin, by=room.author, on=DAY, carrier="popup", title=OLD, text="Lời")),
        ("Nội dung", lambda: acts.word_for(bulletin, by=room.author, on=DAY, carrier="sms", text=f"Lời\n{OLD}")),
        ("Nội dung", lambda: acts.word_for(bulletin, by=room.author, on=DAY, carrier="zalo", text=f"Lời\n{OLD}")),
        ("Tiêu đề", lambda: acts.render(bulletin, by=room.author, on=DAY, **{**spoken, "title": OLD})),
        ("Nội dung", lambda: acts.render(bulletin, by=room.author, on=DAY, **{**spoken, "body_html": f"<p>{OLD}</p>"})),
        ("Tóm ý bằng tiếng Việt", lambda: acts.render(bulletin, by=room.author, on=DAY, **{**spoken, "gist": OLD})),
        ("Nội dung", lambda: acts.make_pattern(by=room.approver, body=room.body, on=DAY, **pattern, body_html=OLD)),
        (
            "Tên mẫu",
            lambda: acts.make_pattern(by=room.approver, body=room.body, on=DAY, **{**pattern, "name": OLD}, body_html="Lời"),
        ),
        ("Lý do", lambda: acts.send_back(room.submitted(), by=room.approver, on=DAY, reason=OLD)),
    )
    before = Entry.objects.filter(kind__in=["newsroom.worded", "newsroom.rendered", "newsroom.pattern_made"])
    for part, write in written:
        with pytest.raises(Refusal, match=f"{part}: chữ dán vào đang ở bảng mã cũ TCVN3"):
            write()
    assert not before.exists() and not Pattern.objects.exists()
