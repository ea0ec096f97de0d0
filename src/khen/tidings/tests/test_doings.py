"""What somebody did, newest first, to themselves and to whoever inspects them."""

import csv
from io import StringIO
from itertools import product, takewhile
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms import clock
from khen.atoms.text import fold
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, signed_in
from khen.book.models import Entry
from khen.desk.counter import Counter
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Campaign, Topic
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.organisation.tests.makers import a_province
from khen.domains.portals.tests.makers import a_portal
from khen.tidings.models import Doing
from khen.tidings.screens import DOINGS, kinds
from khen.tidings.things import named, names

pytestmark = pytest.mark.django_db
INDEX = "/quan-tri/viec-da-lam/"


def whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def listed(person: Person, **asked: Any) -> list[list[str]]:
    """The rows of the list as a file, without its headings and without the empty row below which it is signed off."""
    answer = signed_in(person).get(INDEX, {**asked, "export": "csv"})
    assert answer.status_code == 200
    told = whole(answer).decode().partition("\ufeff")[2]
    return list(takewhile(any, csv.reader(StringIO(told))))[1:]


def test_an_officer_sees_their_own_acts_with_the_names_of_things() -> None:
    room = Newsroom()
    acts.send_back(room.submitted(title="Lịch tiêm chủng"), by=room.approver, on=DAY, reason="Thiếu nguồn")
    assert [(row[1], row[4]) for row in listed(room.author)] == [
        ("Đã trình duyệt", "Lịch tiêm chủng"),
        ("Đã soạn", "Lịch tiêm chủng"),
    ]
    assert [row[1] for row in listed(room.approver)] == ["Đã trả lại người viết"]
    assert "Lịch tiêm chủng" in signed_in(room.author).get(INDEX).content.decode()
    one = Doing.objects.get(kind="newsroom.returned")
    page = signed_in(room.approver).get(f"{INDEX}{one.pk}/").content.decode()
    assert "Thiếu nguồn" in page and reverse("so-lieu:entry", args=[one.pk]) in page
    assert signed_in(room.author).get(f"{INDEX}{one.pk}/").status_code == 404


def test_they_are_filtered_by_day_kind_and_person() -> None:
    room = Newsroom()
    inspector = a_person(Role.INSPECTOR, body=room.body)
    room.submitted()
    assert len(listed(inspector)) == 2
    assert len(listed(inspector, kind="newsroom.submitted")) == 1
    assert len(listed(inspector, nguoi=room.author.username)) == 2 and listed(inspector, nguoi=room.approver.username) == []
    assert listed(inspector, on_tu="2020-03-03") == [] and len(listed(inspector, on_den="2020-03-02")) == 2


def test_a_user_name_that_the_reader_does_not_meet_is_not_found_out_by_filtering() -> None:
    """Somebody of a body above did it: their name stands in the list, their user name on no page that opens."""
    above, below = a_body("Ở trên"), Newsroom()
    inspector = a_person(Role.INSPECTOR, body=below.body)
    worker = a_person(Role.AUTHOR, Role.APPROVER, body=above)
    Post.objects.filter(person=worker).update(body=below.body)
    acts.send_back(below.submitted(), by=worker, on=DAY, reason="Thiếu nguồn")
    assert len(listed(inspector, nguoi=worker.username)) == len(listed(worker, nguoi=worker.username)) == 1
    Post.objects.filter(person=worker).update(body=above)
    assert worker.full_name in signed_in(inspector).get(INDEX).content.decode()
    assert listed(inspector, nguoi=worker.username) == []


def test_nobody_sees_another_bodys_acts_nor_what_they_did_where_they_left() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    room.submitted(title="Lịch tiêm chủng")
    stranger = a_person(*Role.values, body=other.body)
    assert listed(stranger) == []
    assert "Lịch tiêm chủng" not in signed_in(stranger).get(INDEX, {"nguoi": room.author.username}).content.decode()
    pk = Doing.objects.earliest("pk").pk
    assert signed_in(stranger).get(f"{INDEX}{pk}/").status_code == 404
    Post.objects.filter(person=room.author).update(until=clock.today())
    Post.objects.create(person=room.author, body=other.body, role=Role.AUTHOR, since=clock.today())
    assert listed(room.author) == []


def test_a_persons_page_leads_to_what_they_did() -> None:
    room = Newsroom()
    administrator, foreign = a_person(Role.ADMINISTRATOR, body=room.body), a_person(Role.ADMINISTRATOR, body=a_body("Khác"))
    room.submitted(title="Lịch tiêm chủng")
    place = reverse("can-bo:record", args=[room.author.pk])
    page = signed_in(administrator).get(place).content.decode()
    assert f"{INDEX}?nguoi={room.author.username}" in page and "Lịch tiêm chủng" in page
    assert signed_in(foreign).get(place).status_code == 404


def test_the_page_asks_as_much_for_many_acts_as_for_few() -> None:
    room = Newsroom()
    inspector = a_person(Role.INSPECTOR, body=room.body)
    for _ in range(20):
        room.submitted()
    client = signed_in(inspector)
    client.get(INDEX)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(INDEX).status_code == 200
    assert 0 < len(asked) <= 8


def test_every_kind_that_is_written_has_its_words() -> None:
    room = Newsroom()
    room.published()
    assert set(Doing.objects.values_list("kind", flat=True)) <= {kind for kind, _words in kinds()}
    assert DOINGS.name == "viec-da-lam"


def test_places_sites_and_bodies_are_called_by_their_names_and_people_by_theirs_to_themselves() -> None:
    world = a_province()
    rows = {row[2]: row[4] for row in listed(world.admin)}
    assert {"Cơ quan", "Địa bàn"} <= set(rows) and all(rows.values())
    portal, own = a_portal("huyen-dong-van", name="Cổng huyện Đồng Văn"), a_person()
    opened, met = Doing.objects.filter(kind="portals.opened"), Doing.objects.filter(about="bodies.person")
    assert [row.thing for row in opened.annotate(thing=named(own, DAY))] == [portal.name]
    told = {row.about_id: row.thing for row in met.annotate(thing=named(world.admin, DAY))}
    assert told[world.admin.pk] == world.admin.full_name
    assert not any(row.thing for row in met.annotate(thing=named(own, DAY)))


def test_names_that_are_asked_for_together_are_those_of_each_whoever_asks() -> None:
    world, room = a_province(), Newsroom()
    room.published()
    a_portal("huyen-dong-van", name="Cổng huyện Đồng Văn")
    things = set(Doing.objects.values_list("about", "about_id")) | {("newsroom.bulletin", 0), ("khong.co", 1)}
    people = [world.admin, room.author, a_person(Role.VIEWER, body=room.body), a_person()]
    people.append(a_person(*Role.values, body=room.body))
    people[-1].is_active = False
    told = {}
    for person in people:
        rows = Doing.objects.annotate(thing=named(person, DAY)).values_list("about", "about_id", "thing")
        told[person.pk] = {(label, key): name for label, key, name in rows if name}
        known = names(things, person, DAY)
        assert {thing: name for thing, name in known.items() if thing in things} == told[person.pk]
    assert len({len(one) for one in told.values()}) >= 3 and names([], people[0], DAY).keys() == {("bodies.person", people[0].pk)}


def test_what_a_person_did_and_what_was_done_to_their_account_stand_under_two_headings() -> None:
    world = a_province()
    page = signed_in(world.admin).get(f"/quan-tri/can-bo/{world.admin.pk}/").content.decode()
    assert "Việc người này đã làm" in page and "Việc đã làm với hồ sơ này" in page


PIECES = st.sampled_from(["Lý", "Vàng", "Đồng", "Văn", "Vang", "on", "7", "a_b", "100%", "'", "xã"])
NAMES = st.lists(st.lists(PIECES, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=3)


def test_a_search_finds_exactly_what_bears_every_word_in_who_did_it_and_for_whom() -> None:
    @settings(max_examples=share(8), deadline=None)
    @given(people=NAMES, bodies=NAMES, asked=st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
    def holds(people: list[str], bodies: list[str], asked: str) -> None:
        with transaction.atomic():
            doers, places = [None, *(a_person(name=name) for name in people)], [a_body(name) for name in bodies]
            last = Doing.objects.aggregate(last=Max("seq", default=0))["last"]
            made = [an_entry(last + at, *pair) for at, pair in enumerate(product(places, doers), start=1)]
            Entry.objects.bulk_create(made)
            rows, words = Doing.objects.filter(seq__gt=last), fold(asked).split()
            borne = {one.seq: f"{one.by.folded if one.by else ''}\n{one.body.folded}" for one in made}
            found = DOINGS.found(rows, words)
            assert {row.seq for row in found} == {seq for seq, names in borne.items() if all(word in names for word in words)}
            assert set(found) == set(Counter.found(DOINGS, rows, words)) and found.count() == len(found)
            transaction.set_rollback(True)

    holds()


def an_entry(seq: int, body: Body, by: Person | None) -> Entry:
    """An entry of the journal as far as a list looks at it."""
    return Entry(
        seq=seq,
        kind="newsroom.written",
        version=1,
        body=body,
        by=by,
        on=DAY,
        written_at=clock.now(),
        about="newsroom.bulletin",
        about_id=1,
        canon="{}",
        seal=f"{seq:064x}",
    )


@pytest.mark.parametrize("words", ["so vang", "thong tin", "khong co"])
def test_the_pages_of_a_search_are_the_pieces_of_one_list_and_a_page_too_far_is_the_last(words: str) -> None:
    room = Newsroom()
    inspector, officer = a_person(Role.INSPECTOR, body=room.body), a_person(Role.AUTHOR, body=room.body, name="Vàng Thị Lý")
    made = Entry.objects.bulk_create(an_entry(at, room.body, officer if at % 2 else room.author) for at in range(10_000, 10_070))
    seqs = [one.seq for one in made]
    held = {"so vang": seqs[1::2], "thong tin": seqs, "khong co": []}[words][::-1]
    client, whole = signed_in(inspector), [held[at : at + 30] for at in range(0, len(held), 30)] or [[]]
    for page in (1, len(whole), 999, 1000):
        told = client.get(INDEX, {"q": words, "p": str(page)}).context["page_obj"]
        assert told.paginator.count == len(held)
        assert [row.pk for row in told] == whole[min(page, len(whole)) - 1]


def test_a_search_for_a_mark_alone_narrows_nothing() -> None:
    room = Newsroom()
    room.draft()
    assert len(signed_in(room.author).get(INDEX, {"q": "\u0301"}).context["page_obj"]) == 1


def test_a_topic_or_a_campaign_of_the_whole_house_is_called_by_its_name_and_one_of_another_body_is_not() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    things: list[tuple[str, int]] = []
    for model, label in ((Topic, "newsroom.topic"), (Campaign, "newsroom.campaign")):
        for body in (None, room.body, other.body):
            row = model.objects.create(key=f"k{len(things)}", name=f"Tên {len(things)}", folded="ten", body=body, since=DAY)
            things.append((label, row.pk))
    known = names(things, room.publisher, clock.today())
    assert sorted(known[one] for one in things if one in known) == ["Tên 0", "Tên 1", "Tên 3", "Tên 4"]
