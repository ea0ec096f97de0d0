"""One post counts once, however a phone, a colleague or the platform itself writes its address."""

from importlib import import_module
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.atoms.refusal import Refusal
from khen.bodies.terms import OutletKind
from khen.book.comparing import differing
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Elsewhere
from khen.domains.newsroom.reads.kept.elsewhere import ELSEWHERE
from khen.domains.newsroom.rules.addresses import LONGEST_PLACE, kept_before, place_of
from khen.domains.newsroom.tests.makers import DAY, Newsroom

POST = "https://www.facebook.com/thongtin.hagiang/posts/123456789012345"
REWRITTEN = [
    "https://m.facebook.com/thongtin.hagiang/posts/123456789012345",
    "https://web.facebook.com/thongtin.hagiang/posts/123456789012345",
    "https://mbasic.facebook.com/thongtin.hagiang/posts/123456789012345",
    "https://vi-vn.facebook.com/thongtin.hagiang/posts/123456789012345",
    "https://facebook.com/thongtin.hagiang/posts/123456789012345",
    "https://fb.com/thongtin.hagiang/posts/123456789012345",
    "https://www.facebook.com./thongtin.hagiang/posts/123456789012345",
    "https://www.facebook.com:443//thongtin.hagiang//posts/123456789012345/",
    "https://www.facebook.com/thongtin%2Ehagiang/p%6fsts/%3123456789012345",
    "https://www.facebook.com/ThongTin.HaGiang/Posts/123456789012345",
    "HTTP://WWW.FACEBOOK.COM/thongtin.hagiang/posts/123456789012345",
    f"{POST}?ref=share",
    f"{POST}?comment_id=77&reply_comment_id=8",
    f"{POST}?fbclid=x&locale=vi_VN&paipv=0&eav=Afb&_rdr",
    f"{POST}?__cft__[0]=AZ&__tn__=%2CO#binh-luan",
    "https://www.facebook.com/thongtin.hagiang/posts/mot-tieu-de/123456789012345",
    "https://m.facebook.com/story.php?story_fbid=123456789012345&id=100064",
    "https://www.facebook.com/permalink.php?id=100064&story_fbid=123456789012345&__tn__=K",
]
SAME = {
    **dict.fromkeys(REWRITTEN, POST),
    "https://m.facebook.com/watch/?v=998877665544332&ref=sharing": "https://www.facebook.com/hagiang/videos/998877665544332/",
    "https://www.facebook.com/reel/998877665544332?s=yWDuG2": "https://facebook.com/watch?v=998877665544332",
    "https://m.facebook.com/photo.php?fbid=445566778899001&set=a.1&type=3": "https://fb.com/hagiang/photos/a.1/445566778899001",
    "https://m.facebook.com/groups/chohagiang/permalink/445566778899001/": (
        "https://www.facebook.com/groups/ChoHaGiang/?multi_permalinks=445566778899001&hoisted_section_header_type=x"
    ),
    "https://m.facebook.com/groups/chohagiang?view=permalink&id=445566778899002": (
        "https://www.facebook.com/groups/chohagiang/posts/445566778899002/"
    ),
    "https://www.fb.watch/aBc1/?mibextid=q": "https://fb.watch/aBc1",
    "https://www.facebook.com/share/p/1AbC/?mibextid=q": "https://m.facebook.com/share/p/1AbC?rdid=x",
    "https://youtu.be/dQw4w9WgXcQ?si=abc&t=4": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&index=2",
    "https://m.youtube.com/shorts/dQw4w9WgXcQ?feature=share": "https://youtube.com/live/dQw4w9WgXcQ",
    "https://www.youtube.com/@HaGiangTV?sub_confirmation=1": "https://m.youtube.com/@hagiangtv/",
    "https://www.zalo.me/s/bai/1?zarsrc=31&utm_source=zalo": "http://m.zalo.me/s//bai/%31/",
    "https://báo.vn/a": "https://xn--bo-mia.vn/a",
    "https://WWW.BÁO.vn/a": "https://xn--bo-mia.vn/a/",
    "https://y-te.example/%c3%a1": "https://y-te.example/á",
    "https://y-te.example/huyện/mèo-vạc?b=2&a=1": "http://www.y-te.example./huy%E1%BB%87n/./x/../m%C3%A8o-v%E1%BA%A1c/?a=1&b=2",
}
APART = [
    POST,
    "https://www.facebook.com/thongtin.hagiang/posts/123456789012346",
    "https://www.facebook.com/thongtin.hagiang/posts/12",
    "https://www.facebook.com/thongtin.vixuyen/posts/12",
    "https://www.facebook.com/thongtin.hagiang/posts/pfbid0AbC",
    "https://www.facebook.com/thongtin.hagiang/posts/pfbid0aBC",
    "https://www.facebook.com/thongtin.hagiang",
    "https://www.facebook.com/permalink.php?story_fbid=12&id=1",
    "https://www.facebook.com/permalink.php?story_fbid=12&id=2",
    "https://www.facebook.com/share/p/1AbC",
    "https://www.facebook.com/share/p/1aBC",
    "https://fb.watch/aBc1",
    "https://fb.watch/abC1",
    "https://facebook.example/bai/1?id=1",
    "https://facebook.example/bai/1?id=2",
    "https://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dqw4w9wgxcq",
    "https://www.youtube.com/playlist?list=PL1",
    "https://zalo.me/s/bai/1",
    "https://oa.zalo.me/s/bai/1",
    "https://y-te.example/Bai/1",
    "https://y-te.example/bai/1",
    "https://y-te.example/bai%2F1",
    "https://y-te.example/bai/1?ref=2",
    "https://y-te.example:8080/bai/1",
    "https://m.y-te.example/bai/1",
    "https://y-te.example/%ff",
    "https://y-te.example/%fe",
    "https://y-te.example/%25ff",
    "https://y-te.example/?a=%ff",
    "https://y-te.example/?a=%fe",
]


@pytest.mark.parametrize(("one", "other"), SAME.items(), ids=str)
def test_the_same_post_has_one_place(one: str, other: str) -> None:
    assert place_of(one) == place_of(other)


def test_different_posts_have_different_places() -> None:
    assert len({place_of(one) for one in APART}) == len(APART)


def encoded(path: str, at: list[int]) -> str:
    return "".join(f"%{ord(one):02X}" if one.isalnum() and n in at else one for n, one in enumerate(path))


HOSTS = st.sampled_from(
    ["www.facebook.com", "m.facebook.com", "facebook.com", "fb.com", "WEB.facebook.com", "mbasic.facebook.com."]
)
ASIDE = st.sampled_from(["ref=share", "fbclid=1", "comment_id=9", "utm_source=a", "locale=vi_VN", "__cft__[0]=A", "mibextid=q"])
PAGES = st.text("abcdefghijklmnopqrstuvwxyz0123456789.", min_size=5, max_size=20).filter(lambda page: page.strip("."))


@given(
    page=PAGES,
    post=st.integers(1, 10**17),
    hosts=st.tuples(HOSTS, HOSTS),
    scheme=st.sampled_from(["https", "http", "HTTPS"]),
    slashes=st.tuples(st.sampled_from(["/", "//"]), st.sampled_from(["", "/"])),
    at=st.lists(st.integers(0, 40)),
    aside=st.lists(ASIDE, max_size=3),
    large=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_whatever_rewriting_of_a_post_it_has_one_place_and_its_neighbour_another(
    page: str,
    post: int,
    hosts: tuple[str, str],
    scheme: str,
    slashes: tuple[str, str],
    at: list[int],
    aside: list[str],
    large: bool,
) -> None:
    plain = f"https://{hosts[0]}/{page}/posts/{post}"
    path = encoded(f"{page.upper() if large else page}/posts/{post}", at)
    other = f"{scheme}://{hosts[1]}{slashes[0]}{path}{slashes[1]}" + (f"?{'&'.join(aside)}" if aside else "")
    assert place_of(plain) == place_of(other) != place_of(f"https://{hosts[0]}/{page}/posts/{post + 1}")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_has_a_place_that_fits_and_is_the_place_of_itself(typed: str) -> None:
    for link in (typed, f"https://facebook.com/{typed}", f"https://youtu.be/{typed}", f"https://x.example/{typed}"):
        assert len(place_of(link)) <= LONGEST_PLACE


@pytest.mark.django_db
@pytest.mark.parametrize("kept", ["báo.vn/a", "xn--bo-mia.vn/a"])
@pytest.mark.parametrize(("link", "again"), [("https://báo.vn/a", "https://xn--bo-mia.vn/a"), ("https://xn--bo-mia.vn/a",) * 2])
def test_what_an_earlier_release_kept_of_a_name_in_letters_is_known_again_and_not_taken_for_forged(
    kept: str, link: str, again: str
) -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.LINK), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link)
    if kept in kept_before(link):
        Elsewhere.objects.update(place=kept)
    with pytest.raises(Refusal, match="đã được ghi nhận"):
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=again)
    assert not list(differing(ELSEWHERE))


@pytest.mark.django_db
def test_addresses_that_differ_in_bytes_that_are_no_letters_are_two_and_stay_as_they_came() -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.LINK), room.approved()
    links = [f"https://y-te.example/?a={byte}" for byte in ("%ff", "%FE")]
    for link in links:
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=f"{link}&utm_source=x")
    assert [one.link[-3:] for one in Elsewhere.objects.order_by("pk")] == ["%FF", "%FE"]
    assert not list(differing(ELSEWHERE))


@pytest.mark.django_db
@pytest.mark.parametrize("again", REWRITTEN)
def test_a_post_that_was_entered_is_refused_under_every_other_address(again: str) -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=POST)
    with pytest.raises(Refusal, match="đã được ghi nhận"):
        acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=page, link=again)
    assert urlsplit(Elsewhere.objects.get().link).path.endswith("/posts/123456789012345")


@pytest.mark.django_db
def test_what_was_entered_before_keeps_what_tells_it_apart_and_is_known_again() -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK), room.approved()
    made = [
        acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=f"https://facebook.com/hagiang/posts/{at}")
        for at in range(3)
    ]
    acts.annul_elsewhere(made[2], by=room.publisher, on=DAY, reason="Nhập nhầm")
    twice = "https://m.facebook.com/hagiang/posts/0?ref=share"
    Elsewhere.objects.filter(pk=made[1].pk).update(link=twice)
    Elsewhere.objects.filter(pk=made[2].pk).update(link=twice)
    for one in made:
        Elsewhere.objects.filter(pk=one.pk).update(place=f"x{one.pk}")
    import_module("khen.domains.newsroom.migrations.0030_one_post_has_one_place").fill(apps, connection.schema_editor())
    first, second, annulled = Elsewhere.objects.order_by("pk")
    assert first.place == place_of(twice) != second.place and not annulled.place.startswith("x")
    for link in (twice, "https://facebook.com/hagiang/posts/0"):
        with pytest.raises(Refusal, match="đã được ghi nhận"):
            acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link=link)
    with pytest.raises(IntegrityError), transaction.atomic():
        Elsewhere.objects.filter(pk=second.pk).update(place=first.place)
