"""Nobody submits or publishes a text other than the one that stood before them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.tests.makers import signed_in
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_post_checks import regulated
from khen.domains.newsroom.tests.test_screens import noon, shown

__all__ = ["noon"]
pytestmark = pytest.mark.django_db
CHANGED = "Người khác đã sửa tin này"


def rewritten(room: Newsroom, bulletin: Bulletin) -> Bulletin:
    """Approved once more, in other words than before."""
    bulletin = acts.send_back(bulletin, by=room.approver, on=DAY, reason="Sai giờ")
    bulletin = acts.change(bulletin, by=room.author, on=DAY, title="Lời chưa ai ở Ban Biên tập xem")
    return acts.approve(acts.submit(bulletin, by=room.author, on=DAY), by=room.approver, on=DAY)


def reworded(room: Newsroom, bulletin: Bulletin) -> Bulletin:
    return acts.change(bulletin, by=room.author, on=DAY, title="Lời chưa ai xem lại")


CASES: list[tuple[str, Callable[[Newsroom], tuple[Bulletin, Person]], Callable[[Newsroom, Bulletin], Bulletin]]] = [
    ("dang", lambda room: (room.approved(), room.publisher), rewritten),
    ("trinh", lambda room: (room.draft(), room.author), reworded),
]


@pytest.mark.parametrize(("name", "begun", "changed"), CASES)
def test_a_text_that_was_rewritten_since_its_page_was_opened_is_looked_at_again_first(
    name: str, begun: Any, changed: Any
) -> None:
    room = Newsroom()
    outlet, (bulletin, person) = room.outlet(), begun(room)
    client, address, stood = signed_in(person), reverse(f"ban-tin:{name}", args=[bulletin.pk]), bulletin.standing
    opened = client.get(address).context["form"].initial
    changed(room, bulletin)
    late = client.post(address, {**opened, "outlets": [outlet.pk]})
    assert CHANGED in shown(late) and Bulletin.objects.get().standing == stood
    assert client.post(address, {**client.get(address).context["form"].initial, "outlets": [outlet.pk]}).status_code == 302


@pytest.mark.parametrize(("name", "begun", "changed"), CASES)
def test_among_several_only_what_was_seen_is_done(name: str, begun: Any, changed: Any) -> None:
    room = Newsroom()
    outlet, (kept, person), (other, _person) = room.outlet(), begun(room), begun(room)
    client, address = signed_in(person), reverse(f"ban-tin:together_{name}")
    page = shown(client.get(address, {"chon": [kept.pk, other.pk]}))
    assert all(f'name="thay-{one.pk}" value="1"' in page for one in (kept, other))
    marks = {f"thay-{one.pk}": 1 for one in (kept, other)}
    changed(room, other)
    said = shown(client.post(address, {"chon": [kept.pk, other.pk], "outlets": [outlet.pk], "slip": uuid4(), **marks}))
    assert "Đã làm xong 1 dòng." in said and CHANGED in said


def test_a_page_for_several_that_comes_back_for_another_reason_still_says_what_it_showed() -> None:
    room = Newsroom()
    outlet, bulletin, person = room.outlet(), room.approved(), room.publisher
    client, address = signed_in(person), reverse("ban-tin:together_dang")
    sent = {"chon": [bulletin.pk], "slip": uuid4(), f"thay-{bulletin.pk}": 1}
    rewritten(room, bulletin)
    back = shown(client.post(address, sent))  # no portal was chosen
    assert f'name="thay-{bulletin.pk}" value="1"' in back
    assert CHANGED in shown(client.post(address, {**sent, "outlets": [outlet.pk]}))


def test_the_acts_themselves_look_at_what_was_seen() -> None:
    room = Newsroom()
    with pytest.raises(Refusal, match=CHANGED):
        acts.submit(room.draft(), by=room.author, on=DAY, seen=2)
    regulated(room)
    with pytest.raises(Refusal, match=CHANGED):
        acts.publish_unapproved(room.submitted(), by=room.publisher, on=DAY, outlets=[room.outlet()], seen=2)
    with pytest.raises(Refusal, match=CHANGED):
        acts.publish(room.approved(), by=room.publisher, on=DAY, outlets=[room.outlet()], seen=2)
