"""The newsroom's screens: what people see, what is refused, and what nobody from elsewhere meets."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.tests.papers import a_pdf
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Bulletin, Campaign, Elsewhere
from khen.domains.newsroom.screens import BULLETINS, ELSEWHERE
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture, an_upload

pytestmark = pytest.mark.django_db

TEXT = {"title": "Tin từ điện thoại", "text": "Đoạn một.\n\nĐoạn hai.", "topic": "khac"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def page(name: str, *args: Any) -> str:
    return reverse(f"ban-tin:{name}", args=args)


def full(room: Newsroom, **given: Any) -> dict[str, Any]:
    usual = {"title": "Tin đầy đủ", "body_html": "<p>Nội dung</p>", "topic": "khac", "klass": "news", "origin": "own"}
    return {**usual, "body": room.body.pk, **given}


def streamed(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def shown(response: Any) -> str:
    return str(response.content.decode())


def test_how_many_were_reached_elsewhere_is_written_with_its_thousands_apart() -> None:
    room = Newsroom()
    outlet = room.outlet(OutletKind.FACEBOOK, key="trang-facebook")
    acts.post_elsewhere(
        room.published(), by=room.publisher, on=DAY, outlet=outlet, link="https://facebook.example/1", reach=17631
    )
    listed = shown(signed_in(room.publisher).get(reverse("dang-noi-khac:index")))
    assert 'data-label="Lượt tiếp cận">17.631' in listed and "17631" not in listed


def test_campaigns_are_asked_for_only_while_one_runs() -> None:
    room = Newsroom()
    author, campaign = signed_in(room.author), Campaign.objects.create(key="cao-diem", name="Cao điểm", since=date(2020, 3, 2))
    assert 'name="campaign"' in author.get(page("soan")).content.decode()
    author.post(page("soan"), full(room, campaign="cao-diem"))
    assert reads.current(Bulletin.objects.get()).campaign == campaign
    Campaign.objects.update(since=date(2019, 1, 1), until=date(2020, 3, 2))
    assert 'name="campaign"' not in author.get(page("soan")).content.decode()
    author.post(page("soan"), full(room, title="Tin sau đợt", campaign="cao-diem"))
    assert reads.current(Bulletin.objects.get(title="Tin sau đợt")).campaign is None


def test_a_text_keeps_its_campaign_after_the_campaign_has_ended() -> None:
    room = Newsroom()
    campaign = Campaign.objects.create(key="cao-diem", name="Cao điểm", since=date(2019, 1, 1))
    text = room.draft(campaign="cao-diem")
    Campaign.objects.update(until=DAY)
    author = signed_in(room.author)
    asked = author.get(page("sua", text.pk)).content.decode()
    assert 'value="cao-diem" selected' in asked and 'name="campaign"' not in author.get(page("soan")).content.decode()
    author.post(page("sua", text.pk), full(room, title="Sửa sau đợt", campaign="cao-diem", seen=1))
    text.refresh_from_db()
    assert (reads.current(text).title, reads.current(text).campaign) == ("Sửa sau đợt", campaign)
    acts.attach(text, by=room.author, on=DAY, uploads=[an_upload()])
    author.post(page("sua", text.pk), full(room, title="Ngoài đợt", campaign="", seen=3))
    text.refresh_from_db()
    assert reads.current(text).campaign is None


def test_the_short_form_keeps_a_draft_with_its_photo() -> None:
    room = Newsroom()
    photo = SimpleUploadedFile("IMG_1.jpg", a_picture())
    answer = signed_in(room.author).post(page("tin-nhanh"), {**TEXT, "body": room.body.pk, "file": photo, "alt": "Chợ phiên"})
    bulletin = Bulletin.objects.get()
    assert answer.headers["Location"] == page("record", bulletin.pk)
    assert reads.current(bulletin).body_html == "<p>Đoạn một.</p><p>Đoạn hai.</p>"
    assert [one.alt for one in bulletin.attachments.all()] == ["Chợ phiên"]


def test_the_second_button_keeps_and_submits_in_one() -> None:
    room = Newsroom()
    signed_in(room.author).post(page("tin-nhanh"), {**TEXT, "body": room.body.pk, "then": "further"})
    assert Bulletin.objects.get().standing == "submitted"
    signed_in(room.author).post(page("soan"), full(room, then="further"))
    assert list(Bulletin.objects.values_list("standing", flat=True)) == ["submitted", "submitted"]
    assert [entry.kind for entry in Entry.objects.order_by("seq")] == ["newsroom.written", "newsroom.submitted"] * 2


def test_where_no_script_runs_plain_text_is_taken_as_paragraphs() -> None:
    room = Newsroom()
    signed_in(room.author).post(page("soan"), full(room, body_html="Một < hai\r\n\r\n& ba"))
    assert reads.current(Bulletin.objects.get()).body_html == "<p>Một &lt; hai</p><p>&amp; ba</p>"


def test_an_act_that_was_pressed_twice_is_done_once_and_leads_both_times_to_its_record() -> None:
    room = Newsroom()
    bulletin = room.draft()
    author, slip = signed_in(room.author), "6f1b7f0e-3f0e-4a52-9f0c-1f4f3a7d9b02"
    places = [author.post(page("trinh", bulletin.pk), {"slip": slip, "seen": 1}).headers.get("Location") for _ in range(3)]
    assert places == [page("record", bulletin.pk)] * 3
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 1
    assert author.post(page("trinh", bulletin.pk), {"slip": ""}).status_code == 409
    assert signed_in(room.approver).post(page("trinh", bulletin.pk), {"slip": slip, "seen": 1}).status_code == 403


def test_the_script_that_sends_a_form_is_told_where_it_led() -> None:
    room = Newsroom()
    bulletin = room.draft()
    answer = signed_in(room.author).post(page("trinh", bulletin.pk), {"seen": 1}, headers={"X-Requested-With": "khen"})
    assert answer.json() == {"place": page("record", bulletin.pk)}


def test_a_second_press_by_script_is_led_to_the_record_too() -> None:
    room = Newsroom()
    bulletin, approver = room.submitted(), signed_in(room.approver)
    by_script = {"X-Requested-With": "khen"}
    for _press in range(2):  # each from a page of its own, with a slip of its own
        answer = approver.post(page("duyet", bulletin.pk), {"seen": 1}, headers=by_script)
        assert answer.json() == {"place": page("record", bulletin.pk)}
    assert Entry.objects.filter(kind="newsroom.approved").count() == 1


def test_whoever_publishes_a_text_with_files_reads_where_they_will_stand() -> None:
    room, hint = Newsroom(), "chỉ hiện trên trang tin"
    room.outlet()
    with_paper, plain = (room.approved(uploads=uploads) for uploads in ([an_upload("b.pdf", a_pdf(), alt="")], [an_upload()]))
    assert hint in shown(signed_in(room.publisher).get(page("dang", with_paper.pk)))
    assert hint not in shown(signed_in(room.publisher).get(page("dang", plain.pk)))


def test_the_road_is_walked_on_the_screens() -> None:
    room = Newsroom()
    site = room.outlet()
    signed_in(room.author).post(page("soan"), full(room))
    pk = Bulletin.objects.get().pk
    signed_in(room.author).post(page("trinh", pk), {"seen": "1"})
    signed_in(room.approver).post(page("duyet", pk), {"seen": "1"})
    signed_in(room.publisher).post(page("dang", pk), {"outlets": [site.pk], "seen": "1"})
    signed_in(room.publisher).post(page("go", pk), {"reason": "Hết hiệu lực"})
    kinds = [kind.split(".")[1] for kind in Entry.objects.order_by("seq").values_list("kind", flat=True)]
    assert kinds == ["written", "submitted", "approved", "published", "withdrawn"]


@pytest.mark.parametrize("name", ["soan", "tin-nhanh"])
def test_an_empty_form_writes_nothing_and_says_so(name: str) -> None:
    room = Newsroom()
    answer = signed_in(room.author).post(page(name), {})
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)
    assert not Entry.objects.exists()


def test_hostile_html_loses_its_teeth() -> None:
    room = Newsroom()
    html = (
        "<p onclick='x()'>Chào <script>alert(1)</script><a href='javascript:alert(1)'>bấm</a>"
        "<a href='https://x.example' target='_blank'>liên kết</a><img src=x onerror=alert(1)><iframe src='//x'></iframe></p>"
    )
    signed_in(room.author).post(page("soan"), full(room, body_html=html))
    kept = reads.current(Bulletin.objects.get()).body_html
    assert kept == (
        '<p>Chào <a rel="noopener noreferrer">bấm</a><a href="https://x.example" rel="noopener noreferrer">liên kết</a>  </p>'
    )
    record = shown(signed_in(room.author).get(page("record", Bulletin.objects.get().pk)))
    assert "javascript:alert" not in record and "onerror=alert" not in record


@pytest.mark.parametrize(
    "given",
    [
        {"title": "x" * 201},
        {"title": "Tin\x00 có ký tự lạ"},
        {"body_html": "<p>" + "dài " * 30_000 + "</p>"},
        {"body_html": "<script>chỉ có mã</script>"},
        {"body_html": " \r\n \r\n "},
        {"origin": "republished"},
        {"since": "2020-03-05", "until": "2020-03-01"},
        {"since": "không phải ngày"},
        {"topic": "khong-co"},
        {"klass": "lạ"},
        {"area": "999999999999999999999999"},
        {"body": "abc"},
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_written(given: dict[str, Any]) -> None:
    room = Newsroom()
    answer = signed_in(room.author).post(page("soan"), full(room, **given))
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)
    assert not Bulletin.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize(
    "html", ["<p>Ảnh <img src=x></p>", "<li>một</li>", "<ul><p>x</ul>", "</p></p>", "<a>" * 500, '{"blocks": 7}']
)
def test_broken_html_comes_back_with_the_form_and_harms_nobody(html: str) -> None:
    room = Newsroom()
    answer = signed_in(room.author).post(page("soan"), full(room, topic="", body_html=html))
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"MZ" + b"\0" * 90, b"\xff\xd8\xff" + b"x" * 400])
def test_a_photo_that_is_none_is_refused(content: bytes) -> None:
    room = Newsroom()
    photo = SimpleUploadedFile("anh.jpg", content, content_type="image/jpeg")
    answer = signed_in(room.author).post(page("tin-nhanh"), {**TEXT, "body": room.body.pk, "file": photo, "alt": "Ảnh"})
    assert answer.status_code == 200 and "anh.jpg" in shown(answer)
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize("content", [b"GIF89a" + bytes(40), b"II*\x00" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
@pytest.mark.parametrize("way", ["tin-nhanh", "soan"])
def test_where_a_photo_is_asked_for_nothing_else_is_offered(way: str, content: bytes) -> None:
    room = Newsroom()
    photo = {"file": SimpleUploadedFile("cho.jpg", content, "image/jpeg"), "alt": "Chợ"}
    told = shown(signed_in(room.author).post(page(way), {**full(room), **TEXT, **photo}))
    assert "Tệp cho.jpg không phải ảnh thuộc loại nhận được" in told and "jpg, png, webp" in told
    assert "mp3" not in told and "pdf" not in told and not Bulletin.objects.exists()


def test_a_form_sent_twice_writes_once() -> None:
    room = Newsroom()
    client, slip = signed_in(room.author), str(uuid4())
    first = client.post(page("soan"), full(room, slip=slip))
    second = client.post(page("soan"), full(room, slip=slip))
    assert first.headers["Location"] == second.headers["Location"]
    assert Bulletin.objects.count() == 1


def test_a_forged_body_is_no_choice() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    answer = signed_in(room.author).post(page("soan"), full(room, body=other.body.pk))
    assert answer.status_code == 200 and not Bulletin.objects.exists()
    assert "Cơ quan khác" not in shown(answer)


def test_a_forged_outlet_is_no_choice() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    bulletin, foreign = room.approved(), other.outlet()
    answer = signed_in(room.publisher).post(page("dang", bulletin.pk), {"outlets": [foreign.pk], "seen": 1})
    assert answer.status_code == 200 and Bulletin.objects.get().standing == Standing.APPROVED


def test_a_stale_form_is_refused_and_overwrites_nothing() -> None:
    room = Newsroom()
    bulletin = room.draft()
    acts.change(bulletin, by=room.author, on=DAY, title="Người khác đã sửa")
    answer = signed_in(room.author).post(page("sua", bulletin.pk), full(room, title="Bản cũ", seen=1))
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)
    assert Bulletin.objects.get().title == "Người khác đã sửa"


def test_whoever_comes_second_is_shown_what_the_first_wrote_and_keeps_their_own_words() -> None:
    """Sent once more, now that both were seen, theirs is the version after it; neither is lost."""
    room = Newsroom()
    bulletin = room.draft()
    first = a_person(Role.AUTHOR, body=room.body, name="Giàng Thị Mỷ")
    acts.change(bulletin, by=first, on=DAY, body_html="<p>Câu của người trước.</p>")
    client, mine = signed_in(room.author), full(room, body_html="<p>Câu của người sau.</p>", seen=1)
    answer = client.post(page("sua", bulletin.pk), mine)
    said = shown(answer)
    assert "Giàng Thị Mỷ đã sửa tin này" in said and "Câu của người trước." in said and "Câu của người sau." in said
    again = client.post(page("sua", bulletin.pk), {**mine, "seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 302
    kept = [one.body_html for one in reads.versions(bulletin)]
    assert kept[:2] == ["<p>Câu của người sau.</p>", "<p>Câu của người trước.</p>"]


def test_what_the_second_had_not_changed_stands_there_as_the_first_wrote_it() -> None:
    room = Newsroom()
    bulletin = room.draft()
    address, client = page("sua", bulletin.pk), signed_in(room.author)
    opened = {one.name: one.value() for one in client.get(address).context["form"] if one.value() is not None}
    opened = {name: str(value) for name, value in opened.items()}
    first = a_person(Role.AUTHOR, body=room.body)
    acts.change(bulletin, by=first, on=DAY, title="Nhan đề của người trước", summary="Dòng một.\nDòng hai.")
    late = client.post(address, {**opened, "body_html": "<p>Câu của người sau.</p>"})
    again = {one.name: str(one.value()) for one in late.context["form"] if one.value() not in {None, ""}}
    assert again["title"] == "Nhan đề của người trước" and again["body_html"] == "<p>Câu của người sau.</p>"
    assert client.post(address, again).status_code == 302
    now = reads.versions(bulletin)[0]
    assert (now.number, now.title, now.body_html) == (3, "Nhan đề của người trước", "<p>Câu của người sau.</p>")


def test_submitting_twice_is_refused_the_second_time() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    assert signed_in(room.author).post(page("trinh", bulletin.pk)).status_code == 409
    assert Entry.objects.filter(kind="newsroom.submitted").count() == 1


def places(bulletin: Bulletin, elsewhere: Elsewhere) -> list[str]:
    """Every address that names a record, of both counters."""
    found = []
    further: dict[str, list[Any]] = {"version": [1], "wording": ["ticker"], "file": [bulletin.attachments.get().pk]}
    for counter, record in ((BULLETINS, bulletin), (ELSEWHERE, elsewhere)):
        for pattern in counter.get_urlpatterns():
            if "pk" in str(pattern.pattern):
                more = further.get(pattern.name or "", [])
                found.append(reverse(counter.get_url_name(pattern.name or ""), args=[record.pk, *more]))
    return found


def test_nobody_from_another_body_meets_anything() -> None:
    room, other = Newsroom("Cơ quan kín"), Newsroom("Cơ quan khác")
    bulletin = room.approved(title="Tin mật của cơ quan kín", uploads=[an_upload()])
    page_of = room.outlet(OutletKind.RADIO)
    entered = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page_of, link="")
    client = signed_in(a_person(*Role.values, body=other.body))
    addresses = places(bulletin, entered)
    assert len(addresses) > 16
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"reason": "x"}).status_code in {404, 405}, address
    for address in ("ban-tin/", "ban-tin/ket-qua/", "dang-noi-khac/", "ban-tin/?q=mat", "ban-tin/?export=csv"):
        answer = client.get(f"/quan-tri/{address}&body={room.body.pk}" if "?" in address else f"/quan-tri/{address}")
        said = streamed(answer).decode()
        assert "Tin mật" not in said and "Cơ quan kín" not in said
    assert Entry.objects.count() == 4


def test_within_the_body_every_page_answers() -> None:
    room = Newsroom()
    bulletin = room.approved(uploads=[an_upload()])
    entered = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=room.outlet(OutletKind.RADIO), link="")
    client = signed_in(a_person(*Role.values, body=room.body))
    statuses = {address: client.get(address).status_code for address in places(bulletin, entered)}
    assert set(statuses.values()) == {200, 409}, statuses


def test_a_viewer_sees_who_may_act_and_may_not() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    client = signed_in(a_person(Role.VIEWER, body=room.body))
    assert client.get(page("soan")).status_code == 404
    refused = client.post(page("duyet", bulletin.pk))
    assert refused.status_code == 403 and room.approver.full_name in shown(refused)
    assert Bulletin.objects.get().standing == Standing.SUBMITTED


def test_a_drafts_picture_is_private_and_runs_nothing() -> None:
    room = Newsroom()
    bulletin = room.draft(uploads=[an_upload()])
    place = page("file", bulletin.pk, bulletin.attachments.get().pk)
    assert Client().get(place).status_code == 302
    answer = signed_in(room.author).get(place)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert streamed(answer)[:3] == b"\xff\xd8\xff"


def test_a_large_picture_is_shown_at_its_own_size() -> None:
    room = Newsroom()
    bulletin = room.draft(uploads=[an_upload(content=a_picture(1600, 1200))])
    assert 'width="1600" height="1200"' in shown(signed_in(room.author).get(page("record", bulletin.pk)))


def test_a_file_of_another_bulletin_is_not_found_under_this_one() -> None:
    room, other = Newsroom(), Newsroom("Khác")
    mine, theirs = room.draft(), other.draft(uploads=[an_upload()])
    assert signed_in(room.author).get(page("file", mine.pk, theirs.attachments.get().pk)).status_code == 404


def test_the_list_is_searched_without_accents_and_filtered() -> None:
    room = Newsroom()
    room.draft(title="Chợ phiên Đồng Văn mở lại")
    room.draft(title="Cam sành vào vụ")
    client = signed_in(room.author)
    for query in ("dong van", "ĐỒNG VĂN", "\u0111o\u0302\u0300ng va\u0306n"):
        said = shown(client.get(page("index"), {"q": query}))
        assert "Chợ phiên" in said and "Cam sành vào vụ" not in said
    assert "Chợ phiên" not in shown(client.get(page("index"), {"standing": "published"}))
    assert client.get(page("index"), {"q": "\x00", "standing": "'; --", "body": "x" * 5000, "p": "-1"}).status_code == 200


def test_the_list_is_taken_along_without_formulas() -> None:
    room = Newsroom()
    room.draft(title="=HYPERLINK(0) nguy hiểm")
    answer = signed_in(room.author).get(page("index"), {"export": "csv"})
    rows = list(csv.reader(streamed(answer).decode("utf-8-sig").splitlines()))
    assert rows[1][1] == "'=HYPERLINK(0) nguy hiểm" and rows[1][3] == "Dịch vụ công trực tuyến"
    workbook = signed_in(room.author).get(page("index"), {"export": "xlsx"})
    assert streamed(workbook)[:2] == b"PK"


def test_the_first_page_counts_what_waits() -> None:
    room = Newsroom()
    room.submitted()
    assert "?cho=duyet" in shown(signed_in(room.approver).get("/quan-tri/"))
    assert "?cho=duyet" not in shown(signed_in(room.publisher).get("/quan-tri/"))


def test_what_was_published_by_hand_elsewhere_waits_for_nobody_and_says_so_until_that_is_annulled() -> None:
    room = Newsroom()
    bulletin, other = room.approved(), room.approved()
    fanpage = room.outlet(OutletKind.FACEBOOK, key="fanpage-cua-so")
    made = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=fanpage, link="https://facebook.example/bai/1")
    client = signed_in(room.publisher)
    assert list(reads.to_publish(room.publisher, DAY)) == [other]
    assert "Đã duyệt, đã đăng nơi khác" in shown(client.get(f"/quan-tri/ban-tin/{bulletin.pk}/"))
    assert shown(client.get("/quan-tri/ban-tin/")).count("Đã duyệt, đã đăng nơi khác") == 2  # the row, and the filter
    assert listed_as(client, "approved") == [other.pk] and listed_as(client, "by_hand") == [bulletin.pk]
    acts.annul_elsewhere(made, by=room.publisher, on=DAY, reason="Nhập nhầm")
    assert reads.to_publish(room.publisher, DAY).count() == 2
    assert listed_as(client, "approved") == [other.pk, bulletin.pk] and listed_as(client, "by_hand") == []


def listed_as(client: Client, standing: str) -> list[int]:
    """The rows that the list's filter of that value shows, in the list's order."""
    return [one.pk for one in client.get(page("index"), {"standing": standing}).context["page_obj"]]


def test_a_record_that_never_was_is_not_found() -> None:
    client = signed_in(Newsroom().author)
    assert client.get("/quan-tri/ban-tin/99999999999999999999999/").status_code == 404
    assert client.get(page("version", Newsroom().draft().pk, 7)).status_code == 404


def test_somebody_elses_slip_neither_breaks_the_form_nor_leads_to_their_record() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    slip = str(uuid4())
    first = signed_in(other.author).post(page("soan"), full(other, slip=slip))
    second = signed_in(room.author).post(page("soan"), full(room, slip=slip))
    assert second.status_code == 302 and second.headers["Location"] != first.headers["Location"]
    assert sorted(Bulletin.objects.values_list("body", flat=True)) == sorted([room.body.pk, other.body.pk])


def test_what_was_sent_back_waits_only_where_its_author_still_writes() -> None:
    room = Newsroom()
    acts.send_back(room.submitted(), by=room.approver, on=DAY, reason="Thiếu nguồn")
    assert reads.returned_to(room.author, DAY).count() == 1 and not reads.returned_to(room.approver, DAY).exists()
    room.author.posts.update(until=DAY)
    a_person(Role.AUTHOR).posts.update(person=room.author)
    assert not reads.returned_to(room.author, DAY).exists()


def test_a_search_of_very_many_words_looks_for_the_first_twelve_and_says_so() -> None:
    room = Newsroom()
    room.draft(title="Hướng dẫn nộp hồ sơ qua mạng")
    client, index = signed_in(room.author), reverse("ban-tin:index")
    many = client.get(index, {"q": " ".join(f"x{number}" for number in range(700))})
    assert many.status_code == 200 and "12 từ đầu" in shown(many)
    repeated = client.get(index, {"q": "hướng dẫn " * 400})
    assert "Hướng dẫn nộp hồ sơ qua mạng" in shown(repeated) and "12 từ đầu" not in shown(repeated)
