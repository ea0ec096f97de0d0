"""Templates: a body's own and those from above, begun in two taps, submitted only once every blank is filled in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Pattern
from khen.domains.newsroom.reads.patterns import offered
from khen.domains.newsroom.rules.patterns import blanks
from khen.domains.newsroom.tests.makers import DAY, Newsroom


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def wording(**given: Any) -> dict[str, Any]:
    text = "<p>Điện lực cắt điện từ [.. giờ ..] ngày [.. ngày ..].</p>"
    usual = {"name": "Lịch cắt điện", "title": "Lịch cắt điện tại [.. xã ..]", "summary": "", "body_html": text}
    return {**usual, "topic": "khac", "klass": "notice", **given}


def made(room: Newsroom, **given: Any) -> Pattern:
    return acts.make_pattern(by=room.approver, body=room.body, on=DAY, **wording(**given))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Từ [..] đến [...]", ["[..]", "[...]"]),
        ("Ngày [.. ngày ..] và [.. ngày ..]", ["[.. ngày ..]"]),
        ("Xem […]", ["[…]"]),
        ("Theo [1], [Nghị định 30] và (..)", []),
        ("Ngoặc [mở rồi\nđóng ..]", []),
    ],
)
def test_blanks_are_brackets_with_dots_and_nothing_else(text: str, left: list[str]) -> None:
    assert blanks(text) == left


@pytest.mark.django_db
def test_a_template_is_made_changed_and_retired_through_acts() -> None:
    room = Newsroom()
    pattern = acts.change_pattern(made(room), by=room.approver, on=DAY, **wording(title="Cắt điện tại [..]"))
    assert offered(room.author, DAY).get().title == "Cắt điện tại [..]"
    acts.retire_pattern(pattern, by=room.approver, on=DAY)
    assert not offered(room.author, DAY).exists()
    kinds = Entry.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [f"newsroom.pattern_{step}" for step in ("made", "changed", "retired")]
    with pytest.raises(Refusal):
        acts.change_pattern(pattern, by=room.approver, on=DAY, **wording())
    with pytest.raises(Refusal):
        acts.retire_pattern(pattern, by=room.approver, on=DAY)
    made(room)  # the name is free again


@pytest.mark.django_db
def test_those_below_begin_with_what_stands_above_and_nobody_beside_does() -> None:
    above, beside = Newsroom("Sở Thông tin và Truyền thông"), Newsroom("Sở Y tế")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    own, higher = made(below, name="Mẫu của trung tâm"), made(above)
    made(beside)
    assert set(offered(below.author, DAY)) == {own, higher} and offered(above.author, DAY).filter(pk=higher.pk).exists()
    assert not offered(a_person(Role.VIEWER, body=below.body), DAY).exists()
    page = signed_in(beside.author)
    assert page.get(reverse("ban-tin:soan-tu-mau"), {"mau": own.pk}).status_code == 404
    assert "Mẫu của trung tâm" not in page.get(reverse("ban-tin:soan-tu-mau")).content.decode()
    stranger = signed_in(a_person(*Role.values, body=beside.body))
    for name in ("record", "sua", "thoi-dung"):
        assert stranger.get(reverse(f"mau-tin:{name}", args=[own.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", [{"name": ""}, {"name": "x" * 121}, {"body_html": "<p> </p>"}, {"topic": "x"}, {"klass": "x"}, {"title": "x" * 201}]
)
def test_a_template_that_says_nothing_is_refused(given: dict[str, str]) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        made(room, **given)
    assert not Pattern.objects.exists()


@pytest.mark.django_db
def test_a_name_stands_once_and_only_an_approver_of_the_body_keeps_templates() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    pattern = made(room)
    with pytest.raises(Refusal):
        made(room, name="lich cat dien")
    for person in (room.author, other.approver):
        with pytest.raises(Refusal):
            acts.make_pattern(by=person, body=room.body, on=DAY, **wording(name="Mẫu khác"))
        with pytest.raises(Refusal):
            acts.retire_pattern(pattern, by=person, on=DAY)


@pytest.mark.django_db
def test_a_text_begins_with_it_in_two_taps_and_is_not_submitted_with_a_blank_left() -> None:
    room = Newsroom()
    pattern, client = made(room), signed_in(room.author)
    assert reverse("ban-tin:soan-tu-mau") in client.get("/quan-tri/").content.decode()
    chosen = f"?mau={pattern.pk}"
    assert chosen in client.get(reverse("ban-tin:soan-tu-mau")).content.decode()
    form = client.get(reverse("ban-tin:soan-tu-mau") + chosen).content.decode()
    assert "Lịch cắt điện tại [.. xã ..]" in form and "[.. gi" in form
    told = {"title": "Lịch cắt điện tại [.. xã ..]", "body_html": pattern.body_html, "topic": "khac", "klass": "notice"}
    client.post(reverse("ban-tin:soan-tu-mau") + chosen, {**told, "origin": "own", "body": room.body.pk})
    bulletin = Bulletin.objects.get()
    refused = client.post(reverse("ban-tin:trinh", args=[bulletin.pk]))
    assert refused.status_code == 409 and "[.. xã ..], [.. giờ ..], [.. ngày ..]" in refused.content.decode()
    with pytest.raises(Refusal, match="giờ"):
        acts.submit(bulletin, by=room.author, on=DAY)
    acts.change(bulletin, by=room.author, on=DAY, title="Lịch cắt điện xã Lũng Cú", body_html="<p>Từ 7 giờ ngày 5/3.</p>")
    assert acts.submit(bulletin, by=room.author, on=DAY).standing == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 30, "²"])
def test_a_template_that_never_was_is_not_found(asked: str) -> None:
    assert signed_in(Newsroom().author).get(reverse("ban-tin:soan-tu-mau"), {"mau": asked}).status_code == 404


@pytest.mark.django_db
def test_without_templates_the_page_says_who_makes_them() -> None:
    assert "Người duyệt lập mẫu" in signed_in(Newsroom().author).get(reverse("ban-tin:soan-tu-mau")).content.decode()


@pytest.mark.django_db
def test_templates_are_kept_on_the_screens() -> None:
    room = Newsroom()
    client = signed_in(room.approver)
    assert 'role="alert"' in client.post(reverse("mau-tin:lap-mau"), {}).content.decode()
    assert client.post(reverse("mau-tin:lap-mau"), {**wording(), "body": room.body.pk}).status_code == 302
    pattern = Pattern.objects.get()
    assert client.post(reverse("mau-tin:sua", args=[pattern.pk]), wording(name="Mẫu cắt điện")).status_code == 302
    assert "Mẫu cắt điện" in client.get(reverse("mau-tin:record", args=[pattern.pk])).content.decode()
    assert client.post(reverse("mau-tin:thoi-dung", args=[pattern.pk])).status_code == 302
    assert client.get(reverse("mau-tin:sua", args=[pattern.pk])).status_code == 409
