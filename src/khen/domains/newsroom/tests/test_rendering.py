"""One text in many tongues: rendered, understood by somebody else, published, outdated."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.tests.sounds import a_wav
from khen.bodies.models import Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.rendering import outdated
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.tongues import Language, Variant
from khen.domains.newsroom.reads.kept.lists import LISTS
from khen.domains.newsroom.reads.tongues import renderings
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.tongues import Heard
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture
from khen.domains.newsroom.tests.test_screens import shown, streamed

pytestmark = pytest.mark.django_db
WAV = a_wav()
GIVEN = {
    "language": "mong",
    "title": "Tiêu đề tiếng Mông",
    "body_html": "<p>Lời tiếng Mông</p><script>x</script>",
    "gist": "Mời nộp hồ sơ qua mạng.",
    "translator": "Vàng Thị Mẩy",
}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def rendered(room: Newsroom, bulletin: Bulletin | None = None, **given: Any) -> Variant:
    return acts.render(bulletin or room.draft(), by=room.author, on=DAY, **{**GIVEN, **given})


def listener(room: Newsroom) -> Person:
    return a_person(Role.AUTHOR, body=room.body, name="Sùng Mí Lình")


def kinds() -> list[str]:
    return [kind.split(".")[1] for kind in Entry.objects.order_by("seq").values_list("kind", flat=True)]


def test_a_text_is_rendered_understood_and_published_beside_the_vietnamese() -> None:
    room = Newsroom()
    bulletin = room.published(room.outlet(OutletKind.SITE, key="so-tttt"))
    variant = rendered(room, bulletin)
    assert variant.body_html == "<p>Lời tiếng Mông</p>"
    variant = acts.confirm_rendering(variant, by=listener(room), on=DAY, understands=True)
    variant = acts.publish_rendering(variant, by=room.publisher, on=DAY)
    assert variant.standing == Heard.PUBLISHED
    assert kinds()[-3:] == ["rendered", "variant_confirmed", "translated"]
    said = Entry.objects.get(kind="newsroom.translated").payload
    assert (said["language"], said["sites"], said["variant"]) == ("hmn", ["so-tttt"], variant.pk)


@pytest.mark.parametrize(
    "given",
    [
        {"body_html": ""},
        {"title": ""},
        {"gist": " "},
        {"translator": ""},
        {"translator": "V" * 121},
        {"gist": "ý" * 2001},
        {"body_html": "<p>Lời</p>" + " " * 1_000_000},
        {"language": "khong-co"},
        {"recording": Upload(name="anh.jpg", content=a_picture())},
        {"recording": Upload(name="rong.mp3", content=b"")},
        {"recording": Upload(name="nua-chung.wav", content=WAV[:-9])},
        {"recording": Upload(name="trang.wav", content=WAV + b"<script>alert(1)</script>")},
    ],
)
def test_half_a_rendering_is_refused(given: dict[str, Any]) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        rendered(room, **given)
    assert not Variant.objects.exists()


def test_a_recording_alone_is_enough_where_nobody_writes_the_language() -> None:
    room = Newsroom()
    variant = rendered(room, language="pu-peo", title="", body_html="", recording=Upload(name="loi.wav", content=WAV))
    assert (variant.recording_mime, variant.body_html) == ("audio/wav", "")


def test_whoever_entered_or_made_it_does_not_confirm_it() -> None:
    room = Newsroom()
    variant = rendered(room)
    translator = a_person(Role.AUTHOR, body=room.body, name="VÀNG THỊ MẨY")
    for person in (room.author, translator):
        with pytest.raises(Refusal):
            acts.confirm_rendering(variant, by=person, on=DAY, understands=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.update(heard_by=room.author, heard_on=DAY)


def test_nobody_confirms_what_they_did_not_understand() -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        acts.confirm_rendering(rendered(room), by=listener(room), on=DAY, understands=False)


def test_nothing_is_published_before_it_was_confirmed() -> None:
    room = Newsroom()
    variant = rendered(room, room.published())
    with pytest.raises(Refusal):
        acts.publish_rendering(variant, by=room.publisher, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.update(standing=Heard.PUBLISHED)


def test_nothing_is_published_without_the_vietnamese_text_or_without_words() -> None:
    room = Newsroom()
    draft = acts.confirm_rendering(rendered(room), by=listener(room), on=DAY, understands=True)
    spoken = rendered(
        room, room.published(), language="pu-peo", title="", body_html="", recording=Upload(name="loi.wav", content=WAV)
    )
    spoken = acts.confirm_rendering(spoken, by=listener(room), on=DAY, understands=True)
    for variant in (draft, spoken):
        with pytest.raises(Refusal):
            acts.publish_rendering(variant, by=room.publisher, on=DAY)


def test_a_newer_text_or_rendering_leaves_the_old_one_outdated() -> None:
    room = Newsroom()
    bulletin = room.draft()
    first = rendered(room, bulletin)
    second = rendered(room, bulletin)
    assert (outdated(first), outdated(second), second.number) == (True, False, 2)
    assert list(renderings(bulletin)) == [second]
    acts.change(bulletin, by=room.author, on=DAY, title="Tiêu đề mới")
    second.refresh_from_db()
    assert outdated(Variant.objects.get(pk=second.pk))
    with pytest.raises(Refusal):
        acts.confirm_rendering(second, by=listener(room), on=DAY, understands=True)


def test_what_says_something_else_goes_back_with_the_reason() -> None:
    room = Newsroom()
    variant = acts.return_rendering(rendered(room), by=listener(room), on=DAY, reason="Nói sai ngày")
    assert variant.standing == Heard.RETURNED
    with pytest.raises(Refusal):
        acts.return_rendering(variant, by=listener(room), on=DAY, reason="Lần nữa")


def test_a_withdrawn_text_is_not_rendered() -> None:
    room = Newsroom()
    bulletin = acts.withdraw(room.published(), by=room.publisher, on=DAY, reason="Sai")
    with pytest.raises(Refusal):
        rendered(room, bulletin)


def test_what_was_withdrawn_in_vietnamese_is_neither_confirmed_nor_returned_in_another_language() -> None:
    room = Newsroom()
    variant, hears = rendered(room, gone := room.published()), listener(room)
    acts.withdraw(gone, by=room.publisher, on=DAY, reason="Sai")
    with pytest.raises(Refusal, match="đã gỡ"):
        acts.confirm_rendering(variant, by=hears, on=DAY, understands=True)
    with pytest.raises(Refusal, match="đã gỡ"):
        acts.return_rendering(variant, by=hears, on=DAY, reason="Sai")
    client = signed_in(hears)
    said = shown(client.get(page("record", variant)))
    assert page("xac-nhan", variant) not in said and page("tra-lai", variant) not in said
    assert client.post(page("xac-nhan", variant), {"understands": "on"}).status_code == 409
    assert Variant.objects.get(pk=variant.pk).standing == Heard.WAITING


def test_the_languages_are_data_with_their_tags() -> None:
    assert Language.objects.count() == 18
    assert Language.objects.get(key="lo-lo").tag == "nty"


def published(room: Newsroom, bulletin: Bulletin, **given: Any) -> Variant:
    variant = acts.confirm_rendering(rendered(room, bulletin, **given), by=listener(room), on=DAY, understands=True)
    return acts.publish_rendering(variant, by=room.publisher, on=DAY)


def test_a_published_rendering_is_taken_down_by_itself_and_then_made_anew() -> None:
    room = Newsroom()
    bulletin = room.published(room.outlet(OutletKind.SITE, key="so-tttt"))
    variant = published(room, bulletin)
    with pytest.raises(Refusal):
        acts.recall_rendering(variant, by=room.publisher, on=DAY, reason=" ")
    with pytest.raises(Refusal):
        acts.recall_rendering(variant, by=room.author, on=DAY, reason="Sai ngày")
    variant = acts.recall_rendering(variant, by=room.publisher, on=DAY, reason="Sai ngày")
    assert variant.standing == Heard.RECALLED and Bulletin.objects.get(pk=bulletin.pk).standing == "published"
    said = Entry.objects.get(kind="newsroom.recalled").payload
    assert (said["reason"], said["sites"], said["language"]) == ("Sai ngày", ["so-tttt"], "hmn")
    assert not [one for kept in LISTS for one in differing(kept)]
    for act, more in ((acts.recall_rendering, {"reason": "Lần nữa"}), (acts.publish_rendering, {})):
        with pytest.raises(Refusal):
            act(variant, by=room.publisher, on=DAY, **more)
    assert published(room, bulletin).standing == Heard.PUBLISHED


def test_what_stands_nowhere_any_more_is_not_taken_down() -> None:
    room = Newsroom()
    site = room.outlet(OutletKind.SITE, key="so-tttt")
    replaced = published(room, replacing := room.published(site))
    published(room, replacing)
    corrected = published(room, text := room.published(site))
    acts.correct(text, by=room.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    withdrawn = published(room, text := room.published(site))
    acts.withdraw(text, by=room.publisher, on=DAY, reason="Sai")
    waiting = rendered(room, room.published(site))
    why = []
    for variant in (replaced, corrected, withdrawn, waiting):
        with pytest.raises(Refusal) as told:
            acts.recall_rendering(variant, by=room.publisher, on=DAY, reason="Sai")
        why.append(str(told.value.reasons[0]))
    assert len(set(why)) == 4


def test_the_page_of_what_is_published_says_so_and_offers_to_take_it_down() -> None:
    room = Newsroom()
    variant = published(room, room.published(room.outlet(OutletKind.SITE, key="so-tttt")))
    client = signed_in(room.publisher)
    said = shown(client.get(page("record", variant)))
    assert page("go", variant) in said and "Chỉ đăng bản đã có người hiểu tiếng xác nhận" not in said
    assert "Bản dịch đang đăng" in shown(client.get(page("dang", variant)))
    assert client.post(page("go", variant), {"reason": "Sai ngày"}).status_code == 302
    record = shown(client.get(page("record", variant)))
    assert "Đã gỡ" in record and "Sai ngày" in record
    assert signed_in(room.author).post(page("go", variant), {"reason": "Sai"}).status_code in {403, 409}


def page(name: str, variant: Variant) -> str:
    return reverse(f"ban-dich:{name}", args=[variant.pk])


def test_the_road_is_walked_on_the_screens() -> None:
    room = Newsroom()
    bulletin = room.published()
    told = {**GIVEN, "recording": SimpleUploadedFile("loi.wav", WAV)}
    answer = signed_in(room.author).post(reverse("ban-tin:dich", args=[bulletin.pk]), told)
    assert answer.status_code == 302
    variant = Variant.objects.get()
    said = shown(signed_in(room.author).get(reverse("ban-tin:record", args=[bulletin.pk])))
    assert page("record", variant) in said
    other = signed_in(listener(room))
    record = shown(other.get(page("record", variant)))
    assert 'lang="hmn"' in record and "Lời tiếng Mông" in record and "Mời nộp hồ sơ" in record
    assert streamed(other.get(page("recording", variant))) == WAV
    assert other.post(page("xac-nhan", variant), {}).status_code == 200
    assert other.post(page("xac-nhan", variant), {"understands": "on"}).status_code == 302
    assert signed_in(room.publisher).post(page("dang", variant)).status_code == 302
    assert Variant.objects.get().standing == Heard.PUBLISHED


def test_the_list_teaches_when_it_is_empty_and_shows_what_is_outdated() -> None:
    room = Newsroom()
    index = reverse("ban-dich:index")
    assert signed_in(room.author).get(index).status_code == 200
    bulletin = room.draft()
    rendered(room, bulletin)
    acts.change(bulletin, by=room.author, on=DAY, title="Tiêu đề mới")
    assert "Đã cũ" in shown(signed_in(room.author).get(index))


def test_what_went_with_the_vietnamese_text_is_nowhere_called_published() -> None:
    room = Newsroom()
    site = room.outlet(OutletKind.SITE, key="so-tttt")
    withdrawn, corrected = published(room, gone := room.published(site)), published(room, mended := room.published(site))
    acts.withdraw(gone, by=room.publisher, on=DAY, reason="Sai")
    acts.correct(mended, by=room.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    replaced = published(room, room.published(site))
    published(room, replaced.bulletin)
    client, index = signed_in(room.author), reverse("ban-dich:index")
    taken = client.get(index, {"export": "csv"}).getvalue().decode()
    told = {
        withdrawn: "Đã gỡ cùng bản tiếng Việt",
        corrected: "Không còn đăng từ khi bản tiếng Việt",
        replaced: "Đã thay bằng bản",
    }
    for variant, words in told.items():
        assert words in shown(client.get(page("record", variant))) and words in shown(client.get(index)) and words in taken
        beside = shown(client.get(reverse("ban-tin:record", args=[variant.bulletin_id])))
        assert (words in beside) == (variant != replaced)  # there stands the newest
        chip = shown(client.get(page("record", variant))).split("desk-chip--")[1]
        assert chip.startswith("bad")


def test_nobody_from_another_body_meets_a_rendering() -> None:
    room, other = Newsroom("Cơ quan kín"), Newsroom("Cơ quan khác")
    variant = rendered(room, recording=Upload(name="loi.wav", content=WAV))
    client = signed_in(a_person(*Role.values, body=other.body))
    for name in ("record", "recording", "xac-nhan", "tra-lai", "dang", "go"):
        assert client.get(page(name, variant)).status_code == 404, name
    assert client.post(page("xac-nhan", variant), {"understands": "on"}).status_code == 404
    assert "Tiêu đề" not in shown(client.get(reverse("ban-dich:index")))


def test_a_viewer_does_not_confirm() -> None:
    room = Newsroom()
    variant = rendered(room)
    client = signed_in(a_person(Role.VIEWER, body=room.body))
    assert client.post(page("xac-nhan", variant), {"understands": "on"}).status_code == 403
    assert client.get(page("recording", variant)).status_code == 404
