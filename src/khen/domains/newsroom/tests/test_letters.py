"""Text in an old code page does not pass from the form to the readers."""

import pytest
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown, signed_in

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
