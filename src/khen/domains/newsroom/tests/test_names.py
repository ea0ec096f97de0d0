"""Topics and campaigns alike: named by a body for all below it, chosen while they stand, kept by nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, page_of, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Campaign, Topic
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
NAME, LATER = "Cao nguyên đá", date(2020, 3, 20)


@dataclass(frozen=True)
class Sort:
    """A sort of names: the field of a text that bears it, its acts, its addresses."""

    field: str
    model: type[Campaign | Topic]
    open: Callable[..., Any]
    rename: Callable[..., Any]
    end: Callable[..., Any]
    place: str
    ending: str
    steps: tuple[str, str, str]

    def opened(self, room: Newsroom, **given: Any) -> Any:
        return self.open(by=room.publisher, body=room.body, on=DAY, **{"name": NAME, "since": DAY, **given})


TOPICS = Sort(
    "topic",
    Topic,
    acts.open_topic,
    acts.rename_topic,
    acts.close_topic,
    "chu-de",
    "dong",
    ("opened", "renamed", "closed"),
)
CAMPAIGNS = Sort(
    "campaign",
    Campaign,
    acts.open_campaign,
    acts.rename_campaign,
    acts.end_campaign,
    "dot-tuyen-truyen",
    "ket-thuc",
    ("opened", "renamed", "ended"),
)


@pytest.fixture(params=[TOPICS, CAMPAIGNS], ids=["topics", "campaigns"])
def sort(request: pytest.FixtureRequest) -> Iterator[Any]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield request.param


def test_one_is_opened_renamed_and_ended_through_acts(sort: Sort) -> None:
    room = Newsroom()
    one = sort.rename(sort.opened(room), by=room.publisher, on=DAY, name="Công viên  địa chất")
    assert (one.name, one.key, one.last) == ("Công viên địa chất", "cao-nguyen-da", None)
    assert sort.end(one, by=room.publisher, on=DAY, last=LATER).last == LATER
    entries = Entry.objects.order_by("seq").values_list("kind", "about", "about_id", "body")
    label = f"newsroom.{sort.field}"
    assert list(entries) == [(f"{label}_{step}", label, one.pk, room.body.pk) for step in sort.steps]
    assert {entry.payload[sort.field] for entry in Entry.objects.all()} == {one.key if sort is TOPICS else one.pk}


def test_one_opened_by_a_department_is_chosen_by_all_below_and_nobody_beside(sort: Sort) -> None:
    above, beside = Newsroom("Sở Thông tin và Truyền thông"), Newsroom("Sở Y tế")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    one, own = sort.opened(above), sort.opened(below, name="Chuyên mục của trung tâm")
    assert NAME in page_of(below.author, "ban-tin:soan") and own.name in page_of(below.author, "ban-tin:soan")
    assert NAME in page_of(below.publisher, "dat-tuyen-truyen:dat")
    assert NAME not in page_of(beside.author, "ban-tin:soan") + page_of(beside.publisher, "dat-tuyen-truyen:dat")
    assert getattr(below.draft(**{sort.field: one.key}), sort.field) == one
    for room, foreign in ((beside, one), (above, own)):
        with pytest.raises(Refusal):
            room.draft(**{sort.field: foreign.key})


def test_no_two_of_one_name_may_be_chosen_on_one_day(sort: Sort) -> None:
    room = Newsroom()
    first = sort.opened(room)
    other = sort.opened(room, name="Chuyên mục khác")
    for name in (" ", "x" * 121, "cao nguyen da"):
        with pytest.raises(Refusal):
            sort.opened(room, name=name)
        with pytest.raises(Refusal):
            sort.rename(other, by=room.publisher, on=DAY, name=name)
    sort.end(first, by=room.publisher, on=DAY, last=LATER)
    with pytest.raises(Refusal):
        sort.opened(room, since=LATER)
    assert sort.opened(room, since=date(2020, 3, 21)).key == "cao-nguyen-da-2"  # the same name again once the first is over
    with pytest.raises(Refusal):  # nor by letting the first last longer
        sort.end(first, by=room.publisher, on=DAY, last=date(2020, 3, 30))
    assert sort.model.objects.get(pk=first.pk).last == LATER


def test_what_is_over_keeps_its_name_and_its_days(sort: Sort) -> None:
    room, after = Newsroom(), date(2020, 3, 3)
    one = sort.opened(room)
    with pytest.raises(Refusal, match="02/03/2020"):
        sort.end(one, by=room.publisher, on=DAY, last=date(2020, 3, 1))
    sort.end(one, by=room.publisher, on=DAY, last=DAY)
    with pytest.raises(Refusal, match=r"mở .+ mới"):
        sort.end(one, by=room.publisher, on=after, last=LATER)
    with pytest.raises(Refusal, match=r"mở .+ mới"):
        sort.rename(one, by=room.publisher, on=after, name="Tên khác")


def test_nobody_from_elsewhere_and_no_author_keeps_them(sort: Sort) -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    one = sort.opened(room)
    for person in (room.author, other.publisher):
        with pytest.raises(Refusal):
            sort.open(by=person, body=room.body, on=DAY, name="Tên khác", since=DAY)
        for act, given in ((sort.end, {"last": LATER}), (sort.rename, {"name": "Tên khác"})):
            with pytest.raises(Refusal):
                act(one, by=person, on=DAY, **given)
    stranger = a_person(*Role.values, body=other.body)
    for name in ("record", sort.ending, "doi-ten"):
        assert signed_in(stranger).get(reverse(f"{sort.place}:{name}", args=[one.pk])).status_code == 404
    assert NAME not in page_of(stranger, f"{sort.place}:index") + page_of(stranger, "dat-tuyen-truyen:index")
