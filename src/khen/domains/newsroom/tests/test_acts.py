"""The road of a text: written, submitted, approved by somebody else, published, corrected, withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image

from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import an_office_file
from khen.bodies.models import Post
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person
from khen.book.guards import unguarded
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Bulletin, BulletinVersion, Elsewhere
from khen.domains.newsroom.models.guards import KEPT
from khen.domains.newsroom.terms import Standing, Upload
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture, an_upload

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("kind", flat=True))


def test_the_whole_road_is_written_in_the_journal() -> None:
    room = Newsroom()
    site, ticker = room.outlet(key="so-tttt"), room.outlet(OutletKind.TICKER, key="email")
    bulletin = room.published(site, ticker)
    acts.correct(bulletin, by=room.publisher, on=DAY, title="Hướng dẫn nộp hồ sơ trực tuyến", reason="Sửa tên")
    gone = acts.withdraw(bulletin, by=room.publisher, on=DAY, reason="Hết hiệu lực")
    assert gone.standing == Standing.WITHDRAWN
    with pytest.raises(Refusal, match="Tin đã gỡ thì không đăng lại"):
        acts.publish(gone, by=room.publisher, on=DAY, outlets=[site])
    assert kinds() == [f"newsroom.{verb}" for verb in ["written", "submitted", "approved", "published", "corrected", "withdrawn"]]
    said = Entry.objects.get(kind="newsroom.published").payload
    assert (said["sites"], said["tickers"], said["popups"], said["mailings"]) == (["so-tttt"], ["email"], [], [])
    shapes = dict(Entry.objects.values_list("kind", "version"))
    told = {"written": 3, "submitted": 2, "approved": 2, "published": 4, "corrected": 6, "withdrawn": 2}
    assert shapes == {f"newsroom.{verb}": shape for verb, shape in told.items()}
    corrected = Entry.objects.get(kind="newsroom.corrected").payload
    assert corrected["sites"] == ["so-tttt"] and corrected["version"] != said["version"]
    assert reads.version(said["version"]).title == "Hướng dẫn nộp hồ sơ qua mạng"
    assert reads.version(corrected["version"]).title == "Hướng dẫn nộp hồ sơ trực tuyến"


def test_nobody_approves_a_text_in_which_they_had_a_hand() -> None:
    room = Newsroom()
    both = a_person(Role.AUTHOR, Role.APPROVER, body=room.body)
    bulletin = acts.change(room.draft(), by=both, on=DAY, title="Tiêu đề đã sửa lại")
    acts.submit(bulletin, by=room.author, on=DAY)
    with pytest.raises(Refusal, match="."):
        acts.approve(bulletin, by=both, on=DAY)
    assert acts.approve(bulletin, by=room.approver, on=DAY).standing == Standing.APPROVED


def test_nothing_is_published_before_approval() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    with pytest.raises(Refusal):
        acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[room.outlet()])
    assert "newsroom.published" not in kinds()


def test_what_can_no_longer_be_shown_is_neither_submitted_nor_approved() -> None:
    room, later = Newsroom(), DAY + timedelta(days=1)
    draft, waiting = room.draft(until=DAY), room.submitted(until=DAY)
    for act, bulletin, person in ((acts.submit, draft, room.author), (acts.approve, waiting, room.approver)):
        with pytest.raises(Refusal, match="hiển thị"):
            act(bulletin, by=person, on=later)
    acts.approve(waiting, by=room.approver, on=DAY)


@pytest.mark.parametrize("verb", ["submit", "approve", "send_back", "publish", "correct", "withdraw", "change"])
def test_each_act_asks_for_a_post(verb: str) -> None:
    room, other = Newsroom(), Newsroom("Đài khác")
    bulletin = room.published()
    extra: dict[str, dict[str, Any]] = {
        "send_back": {"reason": "x"},
        "publish": {"outlets": []},
        "correct": {"reason": "x"},
        "withdraw": {"reason": "x"},
    }
    before = Entry.objects.count()
    for person in (*other.people, a_person(Role.VIEWER, body=room.body)):
        with pytest.raises(Refusal):
            getattr(acts, verb)(bulletin, by=person, on=DAY, **extra.get(verb, {}))
    assert Entry.objects.count() == before


def test_a_text_goes_only_to_outlets_in_the_publishers_reach() -> None:
    room, other = Newsroom(), Newsroom("UBND huyện khác")
    bulletin = room.approved()
    with pytest.raises(Refusal, match="Kênh"):
        acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[room.outlet(), other.outlet()])
    with pytest.raises(Refusal, match="Kênh"):
        acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[room.outlet(OutletKind.FACEBOOK)])
    assert Bulletin.objects.get(pk=bulletin.pk).standing == Standing.APPROVED


def test_a_published_text_may_go_to_more_outlets_but_to_none_twice() -> None:
    room = Newsroom()
    site, popup = room.outlet(), room.outlet(OutletKind.POPUP, key="vnptioffice")
    bulletin = room.published(site)
    acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[popup])
    assert Entry.objects.filter(kind="newsroom.published").order_by("-seq")[0].payload["popups"] == ["vnptioffice"]
    with pytest.raises(Refusal):
        acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[site])


def test_a_change_over_somebody_elses_change_is_refused() -> None:
    room = Newsroom()
    bulletin = room.draft()
    acts.change(bulletin, by=room.author, on=DAY, seen=1, title="Người thứ nhất sửa")
    with pytest.raises(Refusal):
        acts.change(bulletin, by=room.author, on=DAY, seen=1, title="Người thứ hai sửa")
    assert [v.title for v in reads.versions(Bulletin.objects.get())] == ["Người thứ nhất sửa", "Hướng dẫn nộp hồ sơ qua mạng"]


def test_the_database_refuses_to_remove_or_to_replace_a_version() -> None:
    Newsroom().draft()
    version = BulletinVersion.objects.get()
    statements = [f"DELETE FROM newsroom_bulletinversion WHERE id = {version.pk}"]
    if connection.vendor == "sqlite":
        statements.append(
            f"INSERT OR REPLACE INTO newsroom_bulletinversion SELECT * FROM newsroom_bulletinversion WHERE id = {version.pk}"
        )
        fields = [field.column for field in BulletinVersion._meta.concrete_fields if field.column]
        names = ", ".join(f'"{name}"' for name in fields if name != "id")
        rows = f"SELECT {names} FROM newsroom_bulletinversion"
        statements.append(f"INSERT OR REPLACE INTO newsroom_bulletinversion ({names}) {rows}")
    else:
        statements.append("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE newsroom_bulletinversion CASCADE")
    for statement in statements:
        with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert BulletinVersion.objects.get() == version


def test_what_guards_the_versions_and_the_words_of_channels_stands_as_it_was_planted() -> None:
    assert not unguarded(KEPT)


def test_the_database_refuses_to_change_a_version() -> None:
    Newsroom().draft()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        BulletinVersion.objects.update(title="Đổi lén")
    assert BulletinVersion.objects.get().title == "Hướng dẫn nộp hồ sơ qua mạng"


def test_decomposed_text_is_stored_composed() -> None:
    decomposed = "H\u01b0\u01a1\u0301ng da\u0302\u0303n no\u0323\u0302p ho\u0302\u0300 so\u031b"
    bulletin = Newsroom().draft(title=decomposed, body_html=f"<p>{decomposed}</p>")
    assert bulletin.title == "Hướng dẫn nộp hồ sơ"
    assert reads.current(bulletin).body_html == "<p>Hướng dẫn nộp hồ sơ</p>"
    assert bulletin.folded == "huong dan nop ho so"


def test_an_act_is_not_dated_before_the_one_that_came_before_it() -> None:
    room = Newsroom()
    with pytest.raises(Refusal, match="02/03/2020"):
        acts.submit(room.draft(), by=room.author, on=date(2020, 3, 1))


def test_files_stand_with_the_versions_that_carried_them() -> None:
    room = Newsroom()
    bulletin = room.draft(uploads=[an_upload()])
    first = reads.current(bulletin)
    bulletin = acts.detach(bulletin, by=room.author, on=DAY, attachments=list(bulletin.attachments.all()))
    assert [p.alt for p in reads.version(first.pk).pictures] == ["Cán bộ hướng dẫn người dân"]
    assert reads.version(reads.current(bulletin).pk).pictures == ()


def test_a_picture_loses_where_and_when_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "BI_MAT"  # the maker of the camera
    content = a_picture(exif=exif)
    assert b"BI_MAT" in content
    bulletin = Newsroom().draft(uploads=[an_upload(content=content)])
    kept = reads.version(reads.current(bulletin).pk).pictures[0].content()
    assert kept[:3] == b"\xff\xd8\xff" and b"BI_MAT" not in kept and b"Exif" not in kept


@pytest.mark.parametrize(
    ("name", "content", "alt"),
    [
        ("anh.jpg", b"<script>alert(1)</script>", "x"),
        ("anh.jpg", b"MZ\x90\x00" + b"\0" * 100, "x"),
        ("anh.jpg", b"\xff\xd8\xff" + b"rubbish" * 50, "x"),
        ("anh.png", a_picture(form="PNG")[:60], "x"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x"),
        ("rong.pdf", b"", "x"),
        ("to.pdf", b"%PDF-" + b"0" * (15 * 1024 * 1024), "x"),
        ("tep.docx", b"PK\x03\x04" + b"0" * 50, "x"),
        ("nhung.docx", an_office_file("docx", **{"word/embeddings/a.exe": b"MZ"}), "x"),
        ("loi.mp3", b"ID3" + b"<script>alert(1)</script>" * 9, "x"),
        ("anh.jpg", a_picture(), ""),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_written(name: str, content: bytes, alt: str) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        acts.write(
            by=room.author,
            body=room.body,
            on=DAY,
            title="Tin có tệp",
            body_html="<p>Nội dung</p>",
            topic="khac",
            uploads=[an_upload(name, content or b"", alt)] if content else [Upload(name=name, content=b"", alt=alt)],
        )
    assert not Bulletin.objects.exists() and not Entry.objects.exists()


def test_publications_by_hand_are_entered_once_read_again_and_annulled() -> None:
    room = Newsroom()
    page = room.outlet(OutletKind.FACEBOOK, key="fanpage-thong-tin-hg")
    bulletin = room.approved()
    link = "https://facebook.example/bai/1"
    made = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link, reach=100)
    with pytest.raises(Refusal):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link)
    acts.read_reach(made, by=room.publisher, on=DAY, reach=250)
    acts.annul_elsewhere(made, by=room.publisher, on=DAY, reason="Nhập nhầm")
    with pytest.raises(Refusal):
        acts.read_reach(made, by=room.publisher, on=DAY, reach=300)
    assert Elsewhere.objects.get().reach == 250
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link, reach=7)
    assert kinds()[-4:] == [
        "newsroom.posted_elsewhere",
        "newsroom.reach_read",
        "newsroom.elsewhere_annulled",
        "newsroom.posted_elsewhere",
    ]


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "facebook", "https://", "http://a b/", "https://[", "https://x/" + "a" * 600]
)
def test_an_address_that_leads_nowhere_is_refused(link: str) -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.ZALO), room.approved()
    with pytest.raises(Refusal):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link)


@pytest.mark.parametrize(
    "again",
    ["?utm=2", "?utm_source=zalo&fbclid=x", "#binh-luan", "?__cft__[0]=AZ&mibextid=q#x", "?UTM_Medium=x"],
    ids=str,
)
def test_the_same_post_counts_once_however_readers_were_led_to_it(again: str) -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK), room.approved()
    link = "https://Facebook.example/hagiang/p/1"
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=f"{link}{again}")
    assert Elsewhere.objects.get().link == "https://facebook.example/hagiang/p/1"
    for same in (
        link,
        f"{link}/",
        f"{link}{again}",
        f"{link}?fbclid=y",
        link.replace("https", "HTTPS"),
        link.replace("https", "http"),
    ):
        with pytest.raises(Refusal):
            acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=same)
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=f"{link}?story_fbid=7&id=9")
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link="https://facebook.example/hagiang/p/12")


def test_a_post_entered_with_its_tracking_before_is_known_again() -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link="https://facebook.example/p/1")
    Elsewhere.objects.update(link="https://facebook.example/p/1?utm=2")
    with pytest.raises(Refusal):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link="https://facebook.example/p/1")


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        (OutletKind.FACEBOOK, "https://user:pw@127.0.0.1/p/1"),
        (OutletKind.FACEBOOK, "https://facebook.com@bao.example/p/1"),
        (OutletKind.FACEBOOK, "https://user@facebook.com/p/1"),
        (OutletKind.FACEBOOK, "https://127.0.0.1/p/1"),
        (OutletKind.FACEBOOK, "https://notfacebook.com/p/1"),
        (OutletKind.FACEBOOK, "https://facebook.com.bao.example/p/1"),
        (OutletKind.FACEBOOK, "https://bao.example\\@facebook.com/p/1"),
        (OutletKind.FACEBOOK, "https://zalo.me/p/1"),
        (OutletKind.ZALO, "https://facebook.com/p/1"),
        (OutletKind.LINK, "https://user:pw@y-te.example/"),
    ],
)
def test_an_address_of_somewhere_else_is_no_post_of_the_platform(kind: str, link: str) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=room.outlet(kind), link=link)
    assert not Elsewhere.objects.exists()


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        (OutletKind.FACEBOOK, "https://m.facebook.com/story.php?story_fbid=1&id=2"),
        (OutletKind.FACEBOOK, "https://fb.watch/abc/"),
        (OutletKind.ZALO, "https://oa.zalo.me/bai/1"),
        (OutletKind.ZALO, "https://rd.zapps.vn/detail/1?id=2"),
        (OutletKind.LINK, "https://y-te.example/#/huong-dan"),
    ],
)
def test_what_says_the_place_stays_in_its_address(kind: str, link: str) -> None:
    room = Newsroom()
    acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=room.outlet(kind), link=link)
    assert Elsewhere.objects.get().link == link


@pytest.mark.parametrize(
    ("kind", "link", "why"),
    [
        (OutletKind.FACEBOOK, "https://www.facebook.com/", "trang chủ"),
        (OutletKind.FACEBOOK, "https://facebook.example/?fbclid=x", "trang chủ"),
        (OutletKind.ZALO, "https://zalo.me", "trang chủ"),
        (OutletKind.LINK, "https://y-te.example/#top", "trang chủ"),
        (OutletKind.RADIO, "https://truyenthanh.example/", "trang chủ"),
        (OutletKind.FACEBOOK, "https://fb.watch/", "trang chủ"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/so", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/thongtin.hagiang/photos/?ref=page", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/login.php?next=https%3A%2F%2Fwww.facebook.com%2Fso", "không dẫn tới"),
        (OutletKind.FACEBOOK, "https://m.facebook.com/profile.php?id=100064", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/groups/chohagiang", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/story.php?id=100064", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/people/So-Y-Te/100064123456", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/groups/1/user/2/", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/groups/1/buy_sell_discussion", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/gaming/hagiang", "không dẫn tới bài nào"),
        (OutletKind.FACEBOOK, "https://www.facebook.com/hagiang/photos_by", "không dẫn tới bài nào"),
        (OutletKind.ZALO, "https://zalo.me/1234567890123", "không dẫn tới bài nào"),
        (OutletKind.ZALO, "https://chat.zalo.me/?g=abc123", "không dẫn tới bài nào"),
        (OutletKind.ZALO, "https://oa.zalo.me/manage/oa", "không dẫn tới bài nào"),
        (OutletKind.ZALO, "https://id.zalo.me/account?continue=x", "không dẫn tới bài nào"),
    ],
)
def test_a_front_page_a_page_s_name_or_a_door_is_no_post_and_it_is_said_what_to_paste(kind: str, link: str, why: str) -> None:
    room = Newsroom()
    with pytest.raises(Refusal, match=why) as told:
        acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=room.outlet(kind), link=link)
    assert "địa chỉ của" in str(told.value) and not Elsewhere.objects.exists()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/thongtin.hagiang/posts/pfbid0AbC",
        "https://www.facebook.com/123456789012345",
        "https://www.facebook.com/permalink.php?story_fbid=12&id=1",
        "https://www.facebook.com/photo/?fbid=445566778899001&set=a.1",
        "https://www.facebook.com/watch/?v=998877665544332",
        "https://www.facebook.com/reel/998877665544332",
        "https://www.facebook.com/groups/chohagiang/permalink/445566778899001/",
        "https://www.facebook.com/groups/chohagiang/?multi_permalinks=445566778899001",
        "https://m.facebook.com/groups/chohagiang?view=permalink&id=445566778899001",
        "https://www.facebook.com/groups/chohagiang/posts/pfbid0AbC/",
        "https://www.facebook.com/share/p/1AbC/",
        "https://www.facebook.com/pages/So-Y-Te/100064/posts/77",
        "https://www.facebook.com/hagiang/videos/998877665544332/",
    ],
)
def test_whatever_leads_to_a_post_is_taken(link: str) -> None:
    room = Newsroom()
    acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=room.outlet(OutletKind.FACEBOOK), link=link)
    assert Elsewhere.objects.get().link == link


def test_a_radio_slot_needs_no_address_and_is_entered_once_a_day() -> None:
    room = Newsroom()
    slot, bulletin = room.outlet(OutletKind.RADIO), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=slot, link="")
    with pytest.raises(Refusal):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=slot, link="")
    acts.post_elsewhere(bulletin, by=room.publisher, on=date(2020, 3, 3), outlet=slot, link="")


def test_nobody_has_their_own_text_approved_by_whoever_stands_in_for_them() -> None:
    desk = Newsroom()
    text = desk.submitted()
    deputy = a_person(body=desk.body)
    both = a_person(Role.APPROVER, body=desk.body)
    Bulletin.objects.filter(pk=text.pk).update(author=both)
    held = both.posts.get()
    Post.objects.create(
        person=deputy, body=desk.body, role=Role.APPROVER, since=DAY, until=DAY + timedelta(days=9), for_post=held
    )
    with pytest.raises(Refusal):
        acts.approve(text, by=deputy, on=DAY)
    Post.objects.create(person=deputy, body=desk.body, role=Role.APPROVER, since=DAY)
    acts.approve(text, by=deputy, on=DAY)


def test_a_text_written_in_ones_place_counts_as_ones_own() -> None:
    desk = Newsroom()
    text = desk.submitted()
    both = a_person(Role.AUTHOR, Role.APPROVER, body=desk.body)
    held = both.posts.get(role=Role.AUTHOR)
    until = DAY + timedelta(days=9)
    Post.objects.create(person=text.author, body=desk.body, role=Role.AUTHOR, since=DAY, until=until, for_post=held)
    with pytest.raises(Refusal):
        acts.approve(text, by=both, on=DAY)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"name": "a" * 117 + ".jpg"}, "Tên tệp dài quá 120"),
        ({"alt": "b" * 251}, "Mô tả ảnh dài quá 250"),
        ({"caption": "c" * 251}, "Chú thích dài quá 250"),
    ],
)
def test_what_is_said_of_a_file_is_kept_whole_or_refused(given: dict[str, Any], refused: str) -> None:
    room = Newsroom()
    upload = replace(Upload(name="anh.jpg", content=a_picture(), alt="Ảnh"), **given)
    with pytest.raises(Refusal, match=refused):
        acts.write(
            by=room.author,
            body=room.body,
            on=DAY,
            title="Tin có tệp",
            body_html="<p>Nội dung</p>",
            topic="khac",
            uploads=[upload],
        )
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://facebook.example/bai/1", "https://FACEBOOK.example/bai/1/?fbclid=123"),
        ("https://facebook.example/bai/1/?ref_src=twsrc&gclid=2", "http://facebook.example:80/bai/1#cuoi"),
        ("https://facebook.example/p.php?id=2&story=1", "https://facebook.example/p.php/?story=1&zarsrc=31&id=2"),
    ],
)
def test_one_post_is_counted_once_however_its_address_was_copied(one: str, other: str) -> None:
    room = Newsroom()
    bulletin, page = room.published(), room.outlet(OutletKind.FACEBOOK)
    for link, again in ((one, other), (other, one)):
        made = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link)
        with pytest.raises(Refusal, match="đã được ghi nhận"):
            acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=again)
        acts.annul_elsewhere(made, by=room.publisher, on=DAY, reason="Nhầm")


def test_addresses_that_differ_in_more_than_how_they_were_copied_are_different_posts() -> None:
    room = Newsroom()
    bulletin, page = room.published(), room.outlet(OutletKind.FACEBOOK)
    for link in ("/bai/1", "/bai/1/2", "/bai/12", "/bai/1?id=1", "/bai/1?id=2", "/bai/1?id=1&id=2", "/#/bai/1"):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=f"https://facebook.example{link}")
    assert Elsewhere.objects.count() == 7
