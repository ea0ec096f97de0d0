"""A form that comes twice: the same is done once; what was changed in between is refused, kept on the page and told."""

import hashlib
import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.desk import parts
from khen.desk.models import Slip
from khen.desk.shown import row_mark
from khen.domains.newsroom.models import Attachment, Bulletin
from khen.domains.newsroom.tests.makers import Newsroom, a_picture
from khen.domains.portals.models import Document
from khen.domains.portals.tests.makers import a_portal
from khen.domains.returns import acts as returns
from khen.domains.returns.models import Return
from khen.domains.returns.tests.makers import DAY, PERIOD, a_clerk, a_division, a_leader, an_item
from khen.web.wagtail_hooks import COUNTERS

pytestmark = pytest.mark.django_db
NOTE, WRITING, PAPERS = "/quan-tri/ban-tin/tin-nhanh/", "/quan-tri/ban-tin/soan/", "/quan-tri/van-ban-tren-trang/dang/"
TOLD = "đã được ghi một lần, với nội dung khác"
BY_SCRIPT = {"X-Requested-With": "khen"}


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def note(room: Newsroom, **more: Any) -> dict[str, Any]:
    return {"body": room.body.pk, "title": "Mất mạng lần một", "text": "Nội dung lần một.", "topic": "khac", **more}


def whole(room: Newsroom, **more: Any) -> dict[str, Any]:
    usual = {"title": "Tin đầy đủ", "body_html": "<p>Một</p>", "topic": "khac", "klass": "news", "origin": "own"}
    return {**usual, "body": room.body.pk, "alt": "Chợ phiên", **more}


def photo(width: int = 40) -> SimpleUploadedFile:
    return SimpleUploadedFile("cho.jpg", a_picture(width=width), content_type="image/jpeg")


def page_of(answer: Any) -> str:
    """The page that kept what was typed; fails where the form led elsewhere."""
    assert answer.status_code == 200, answer.headers
    return unescape(answer.content.decode())


def fresh(answer: Any) -> str:
    """The slip on the page that the house answered with."""
    found = re.search(r'name="slip" value="([0-9a-f-]{36})"', answer.content.decode())
    assert found
    return found[1]


def titles() -> list[str]:
    return list(Bulletin.objects.order_by("pk").values_list("title", flat=True))


@pytest.mark.parametrize("heads", [{}, BY_SCRIPT])
def test_a_text_that_was_changed_after_its_answer_was_lost_is_kept_told_and_entered_by_one_more_press(heads: Any) -> None:
    room, slip = Newsroom(), str(uuid4())
    client = as_(room.author)
    client.post(NOTE, note(room, slip=slip))
    first = reverse("ban-tin:record", args=[Bulletin.objects.get().pk])
    changed = note(room, slip=slip, title="Sửa thành tiêu đề hai", text="Nội dung lần hai.")
    answer = client.post(NOTE, changed, headers=heads)
    page = page_of(answer)
    assert TOLD in page and f'href="{first}"' in page
    assert 'value="Sửa thành tiêu đề hai"' in page and "Nội dung lần hai." in page
    assert titles() == ["Mất mạng lần một"]
    assert fresh(client.post(NOTE, changed)) == fresh(answer) != slip  # refused twice, it is still one form
    for _tap in range(2):
        assert client.post(NOTE, changed | {"slip": fresh(answer)}).status_code == 302
    assert titles() == ["Mất mạng lần một", "Sửa thành tiêu đề hai"]


def test_neither_the_order_of_the_fields_nor_the_sessions_mark_makes_another_form() -> None:
    room, slip = Newsroom(), str(uuid4())
    client, told = as_(room.author), note(room, slip=slip)
    places = [
        client.post(NOTE, sent).headers.get("Location")
        for sent in (told | {"csrfmiddlewaretoken": "a"}, {"csrfmiddlewaretoken": "b", **dict(reversed(told.items()))})
    ]
    assert places[0] == places[1] is not None and Bulletin.objects.count() == 1


def test_the_second_button_is_another_answer_than_the_first() -> None:
    room, slip = Newsroom(), str(uuid4())
    client = as_(room.author)
    client.post(NOTE, note(room, slip=slip))
    page = page_of(client.post(NOTE, note(room, slip=slip, then="further")))
    assert TOLD in page and Bulletin.objects.get().standing == "draft"


def test_another_picture_under_the_same_words_is_another_form_and_is_to_be_chosen_again() -> None:
    room, slip = Newsroom(), str(uuid4())
    client = as_(room.author)
    places = [client.post(WRITING, whole(room, slip=slip, file=photo())).headers.get("Location") for _tap in range(2)]
    assert places[0] == places[1] is not None
    answer = client.post(WRITING, whole(room, slip=slip, file=photo(width=60)))
    assert TOLD in page_of(answer) and "hãy chọn lại tệp." in page_of(answer)
    by_script = client.post(WRITING, whole(room, slip=slip, file=photo(width=60)), headers=BY_SCRIPT)
    assert TOLD in page_of(by_script) and "hãy chọn lại tệp." not in page_of(by_script)
    assert TOLD in page_of(client.post(WRITING, whole(room, slip=slip)))
    assert Attachment.objects.count() == Bulletin.objects.count() == 1
    client.post(WRITING, whole(room, slip=fresh(answer), file=photo(width=60)))
    assert set(Attachment.objects.values_list("width", flat=True)) == {40, 60}


def test_a_picture_sent_ahead_is_the_same_whether_it_comes_along_or_is_named(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(parts, "_room", lambda: tmp_path / "parts")
    room, slip, content = Newsroom(), str(uuid4()), a_picture()
    client, named = as_(room.author), f"{hashlib.sha256(content).hexdigest()} {len(content)}"
    one = parts.sending(room.author, named)
    assert one and parts.begin(one) and parts.append(one, 0, content) == len(content)
    first = client.post(WRITING, whole(room, slip=slip, **{"file-parts": f"{named} cho.jpg"})).headers["Location"]
    assert client.post(WRITING, whole(room, slip=slip, file=photo())).headers["Location"] == first
    one.place.unlink()  # swept: what was done is still known
    assert client.post(WRITING, whole(room, slip=slip, **{"file-parts": f"{named} cho.jpg"})).headers["Location"] == first
    other = f"{'0' * 64} 5 khac.jpg"
    assert TOLD in page_of(client.post(WRITING, whole(room, slip=slip, **{"file-parts": other})))


def test_a_second_document_under_the_slip_of_the_first_is_told_and_not_lost() -> None:
    portal, slip = a_portal(), str(uuid4())
    client = as_(a_person(Role.PUBLISHER, body=portal.body))
    told = {"portal": portal.pk, "kind": "plan", "number": "501", "symbol": "KH-SYT", "signed_on": "2020-03-10"}
    told |= {"issuer": "Sở Y tế", "title": "Kế hoạch A", "abstract": "", "slip": slip}
    client.post(PAPERS, told)
    answer = client.post(PAPERS, told | {"number": "502", "title": "Kế hoạch B"})
    assert TOLD in page_of(answer) and f"/{Document.objects.get().pk}/" in page_of(answer)
    assert 'value="502"' in page_of(answer) and "Kế hoạch B" in page_of(answer)
    assert client.post(PAPERS, told | {"number": "502", "title": "Kế hoạch B", "slip": fresh(answer)}).status_code == 302
    assert sorted(Document.objects.values_list("number", flat=True)) == ["501", "502"]


def test_the_used_slip_of_another_record_leads_nowhere_else_and_says_that_nothing_was_done() -> None:
    room, slip = Newsroom(), str(uuid4())
    client, one, two = as_(room.author), room.draft(), room.draft()
    submit = [reverse("ban-tin:trinh", args=[record.pk]) for record in (one, two)]
    client.post(submit[0], {"slip": slip, "seen": 1})
    answer = client.post(submit[1], {"slip": slip, "seen": 1})
    assert TOLD in page_of(answer) and reverse("ban-tin:record", args=[one.pk]) in page_of(answer)
    assert Bulletin.objects.get(pk=two.pk).standing == "draft"
    assert client.post(submit[1], {"slip": fresh(answer), "seen": 1}).status_code == 302
    assert Bulletin.objects.get(pk=two.pk).standing == "submitted"


def test_words_that_come_after_the_act_has_closed_its_page_are_kept_on_it_with_the_reason() -> None:
    room, slip = Newsroom(), str(uuid4())
    record, client = room.submitted(), as_(room.approver)
    back = reverse("ban-tin:tra-lai", args=[record.pk])
    client.post(back, {"slip": slip, "seen": 1, "reason": "Thiếu nguồn"})
    page = page_of(client.post(back, {"slip": slip, "seen": 1, "reason": "Thiếu nguồn và sai ngày họp"}))
    assert TOLD in page and "Thiếu nguồn và sai ngày họp" in page
    assert Entry.objects.filter(kind="newsroom.returned").count() == 1


def test_the_same_act_from_another_page_with_another_reason_is_told_what_was_done_by_whom_and_shows_the_words_again() -> None:
    room = Newsroom()
    record, client = room.submitted(), as_(room.approver)
    back = reverse("ban-tin:tra-lai", args=[record.pk])
    client.post(back, {"slip": str(uuid4()), "seen": 1, "reason": "Thiếu nguồn"})
    answer = client.post(back, {"slip": str(uuid4()), "seen": 1, "reason": "Sai ngày họp"}, follow=True)
    page = unescape(answer.content.decode())
    assert f"Đã trả lại người viết, người làm: {room.approver}, lúc" in page and "đã được ghi trước đó" not in page
    assert "chưa được ghi" in page and "Sai ngày họp</textarea>" in page
    assert Entry.objects.get(kind="newsroom.returned").payload["reason"] == "Thiếu nguồn"
    same = unescape(client.post(back, {"slip": str(uuid4()), "seen": 1, "reason": "Thiếu nguồn"}).content.decode())
    assert f"đã được ghi trước đó: Đã trả lại người viết, người làm: {room.approver}, lúc" in same


def test_an_approval_pressed_again_from_another_page_is_told_as_done_before() -> None:
    room = Newsroom()
    record, client = room.submitted(), as_(room.approver)
    at = reverse("ban-tin:duyet", args=[record.pk])
    answers = [client.post(at, {"slip": str(uuid4()), "seen": 1}, follow=True) for _tap in range(2)]
    pages = [unescape(one.content.decode()) for one in answers]
    assert ["đã được ghi trước đó" in page for page in pages] == [False, True] and answers[1].status_code == 200
    assert Entry.objects.filter(kind="newsroom.approved").count() == 1


def test_a_used_slip_opens_nothing_of_a_foreign_body_and_no_page_that_is_not_the_persons_post() -> None:
    room, other, slip = Newsroom(), Newsroom("Cơ quan khác"), str(uuid4())
    client = as_(room.author)
    client.post(NOTE, note(room, slip=slip))
    for verb in ("trinh", "sua"):
        assert client.post(reverse(f"ban-tin:{verb}", args=[other.draft().pk]), {"slip": slip, "seen": 1}).status_code == 404
    assert client.post(reverse("ban-tin:duyet", args=[room.submitted().pk]), {"slip": slip, "seen": 1}).status_code == 403


def test_a_sheet_of_figures_that_was_changed_after_its_answer_was_lost_keeps_what_was_typed() -> None:
    body, slip = a_division(), str(uuid4())
    item = an_item("licences.granted")
    ask = returns.ask(item.form, by=a_leader(body), body=body, on=DAY, period=PERIOD, due=DAY)
    client, sheet = as_(a_clerk(body)), f"/quan-tri/so-lieu-khai/phieu/{ask.pk}/"
    told = {f"i{item.pk}-answer": "value", f"i{item.pk}-source": "Sổ cấp phép", "slip": slip, "save": "1"}
    for _tap in range(2):
        assert client.post(sheet, told | {f"i{item.pk}-value": "40"}).status_code == 302
    answer = client.post(sheet, told | {f"i{item.pk}-value": "41"})
    assert TOLD in page_of(answer) and 'value="41"' in page_of(answer)
    assert Return.objects.get().value == 40
    said = {f"i{item.pk}-value": "41", f"i{item.pk}-seen": "1", "slip": fresh(answer)}
    assert client.post(sheet, told | said).status_code == 302 and Return.objects.get().value == 41


def test_the_slip_of_another_sheet_keeps_nothing_from_being_written() -> None:
    body, slip = a_division(), str(uuid4())
    item = an_item("licences.granted")
    ask = returns.ask(item.form, by=a_leader(body), body=body, on=DAY, period=PERIOD, due=DAY)
    clerk = a_clerk(body)
    Slip.objects.create(key=slip, person=clerk, place="/quan-tri/", used_at="2020-03-10T00:00Z")
    page = page_of(as_(clerk).post(f"/quan-tri/so-lieu-khai/phieu/{ask.pk}/", {"slip": slip, "send": "1"}))
    assert TOLD in page and 'href="/quan-tri/"' in page


def test_of_several_rows_that_were_done_another_reason_is_told_and_not_taken_for_the_first() -> None:
    room, slip = Newsroom(), str(uuid4())
    client, rows = as_(room.approver), [room.submitted(), room.submitted(), room.submitted()]
    place, keys = reverse("ban-tin:together_tra-lai"), [row.pk for row in rows]
    marks = {f"thay-{row.pk}": row_mark(row) for row in rows}
    client.post(place, {"chon": keys[:2], "reason": "Thiếu nguồn", "slip": slip, **marks})
    again = client.post(place, {"chon": keys, "reason": "Sai ngày họp", "slip": slip, **marks})
    assert TOLD in page_of(again) and "Sai ngày họp" in page_of(again)
    assert Entry.objects.filter(kind="newsroom.returned").count() == 2
    client.post(place, {"chon": keys[2:], "reason": "Sai ngày họp", "slip": fresh(again), **marks})
    assert Entry.objects.filter(kind="newsroom.returned").count() == 3


def test_what_was_posted_cannot_be_read_out_of_what_is_kept_of_it() -> None:
    room = Newsroom()
    for _form in range(2):
        as_(room.author).post(NOTE, note(room, slip=str(uuid4())))
    one, two = Slip.objects.values_list("said", flat=True)
    assert len(one) == 64 and one != two  # the same words under another slip: nobody can look them up


def test_no_form_that_carries_a_slip_asks_for_a_password_or_a_code() -> None:
    verbs = [verb for counter in COUNTERS for verb in (*getattr(counter, "verbs", ()), *getattr(counter, "begins", ()))]
    fields = [field for verb in verbs for form in (verb.form, verb.bulk_form) if form for field in form.base_fields.values()]
    assert len(fields) > 200
    for field in fields:
        said = getattr(field.widget, "input_type", ""), field.widget.attrs.get("autocomplete", "")
        assert "password" not in said[0] and not {"one-time-code", "current-password", "new-password"} & {said[1]}


POSTS = st.lists(st.tuples(st.sampled_from(["Họp chợ", "Họp thôn"]), st.sampled_from(["Một.", "Hai."])), min_size=2, max_size=3)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(POSTS)
def test_any_posts_of_one_slip_give_one_record_and_each_is_led_there_or_told(posts: list[tuple[str, str]]) -> None:
    room, slip = Newsroom(), str(uuid4())
    client, before = as_(room.author), Bulletin.objects.count()
    for title, text in posts:
        answer = client.post(NOTE, note(room, slip=slip, title=title, text=text))
        place = Slip.objects.get(key=UUID(slip)).place
        if (title, text) == posts[0]:
            assert answer.headers["Location"] == place
        else:
            assert TOLD in page_of(answer) and place in page_of(answer) and text in page_of(answer)
    assert Bulletin.objects.count() == before + 1
