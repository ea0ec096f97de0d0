"""The first page: what waits, what is due, what went back and what went out; and what it says while nothing does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts as organisation
from khen.domains.portals.tests.makers import a_portal
from khen.web.hints import SAYINGS, hints
from khen.web.wagtail_hooks import WAITS

pytestmark = pytest.mark.django_db


def counts(person: Person) -> dict[str, int]:
    """By the sort in the list's address."""
    return {one.url.partition("=")[2]: one.count for waits in WAITS for one in waits(person) if one.count}


def page(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_text_that_was_returned_stands_with_both_until_it_is_submitted_again() -> None:
    room = Newsroom()
    today, bulletin = clock.today(), room.submitted()
    other = a_person(Role.APPROVER, body=room.body)
    acts.send_back(bulletin, by=room.approver, on=today, reason="Thiếu nguồn")
    assert counts(room.author) == {"bi-tra-lai": 1}
    assert counts(room.approver) == {"da-tra-lai": 1} and counts(other) == {}
    acts.submit(bulletin, by=room.author, on=today)
    assert counts(room.author) == {"da-trinh": 1} and counts(room.approver) == counts(other) == {"duyet": 1}
    acts.send_back(bulletin, by=other, on=today, reason="Thiếu ảnh")
    assert counts(room.approver) == {} and counts(other) == {"da-tra-lai": 1}


def test_what_went_out_today_is_seen_by_all_and_what_ends_soon_by_whoever_publishes() -> None:
    room, today = Newsroom(), clock.today()
    site = room.outlet()
    for days in (1, 3, 4, None):
        ready = room.approved(until=None if days is None else today + timedelta(days=days))
        acts.publish(ready, by=room.publisher, on=today, outlets=[site])
    assert counts(room.publisher) == {"sap-het-han": 2, "dang-hom-nay": 4}
    assert counts(a_person(Role.VIEWER, body=room.body)) == {"dang-hom-nay": 4}
    assert counts(a_person(Role.VIEWER)) == {}


def test_delegations_and_posts_that_end_are_told_in_time() -> None:
    body, today = a_body(), clock.today()
    holder, other, administrator = (a_person(one, body=body) for one in (Role.CLERK, Role.VIEWER, Role.ADMINISTRATOR))
    post = Post.objects.get(person=holder)
    until = today + timedelta(days=6)
    organisation.delegate(post, to=other, since=today, until=until, by=holder, on=today)
    assert counts(holder) == counts(other) == {}  # on its first day both know how long it lasts
    leaving = a_person(body=body)
    Post.objects.create(person=leaving, body=body, role=Role.VIEWER, since=LONG_AGO, until=today + timedelta(days=29))
    assert counts(administrator) == {"sap-het-vi-tri": 1} and counts(leaving) == {}
    with clock.held(clock.now() + timedelta(days=1)):
        assert counts(holder) == counts(other) == {"sap-het": 1}
        assert f"hết từ {until:%d/%m/%Y}" in page(other)
    with clock.held(clock.now() + timedelta(days=6)):
        assert counts(holder) == counts(other) == {}


@pytest.mark.parametrize("role", Role.values)
def test_an_empty_first_page_says_what_will_stand_there_and_where_to_go(role: str) -> None:
    assert SAYINGS.keys() == set(Role.values)
    person = a_person(role)
    with translation.override("vi"):
        hint = hints()[role]
        said = page(person)
        others = [one for key, one in hints().items() if key != role]
        assert escape(str(hint.says)) in said and f'href="{hint.url}"' in said
        assert not any(escape(str(one.says)) in said for one in others)
    client = Client()
    client.force_login(person)
    assert client.get(hint.url).status_code == 200


def test_what_waits_takes_the_place_of_the_hint() -> None:
    room = Newsroom()
    room.submitted()
    said = page(room.approver)
    assert "?cho=duyet" in said
    with translation.override("vi"):
        assert escape(str(hints()[Role.APPROVER].says)) not in said


NOTHING = "Không có việc nào đang chờ bạn"


def test_an_author_finds_their_own_unfinished_texts_there_the_newest_first() -> None:
    room, today = Newsroom(), clock.today()
    other = a_person(Role.AUTHOR, body=room.body)
    drafts = [room.draft(title=f"Bản nháp số {number}") for number in range(7)]
    assert counts(room.author) == {"dang-viet": 7} and counts(other) == {}
    said = page(room.author)
    assert NOTHING not in said and NOTHING in page(other)
    places = [said.index(reverse("ban-tin:record", args=[one.pk])) for one in reversed(drafts[2:])]
    assert places == sorted(places) and all(f"Bản nháp số {number}<" not in said for number in range(2))
    acts.submit(drafts[0], by=room.author, on=today)
    assert counts(room.author) == {"dang-viet": 6, "da-trinh": 1}
    client = Client()
    client.force_login(room.author)
    assert "Bản nháp số 6" in client.get(reverse("ban-tin:index"), {"cho": "dang-viet"}).content.decode()


def test_what_was_handed_in_is_seen_until_it_is_out_and_waits_for_others() -> None:
    room, today = Newsroom(), clock.today()
    bulletin = room.submitted(title="Chợ phiên họp lại")
    said = page(room.author)
    assert "Chợ phiên họp lại" in said and "Đang chờ người khác" in said and NOTHING in said
    acts.approve(bulletin, by=room.approver, on=today)
    assert counts(room.author) == {"da-trinh": 1}
    acts.publish(Bulletin.objects.get(), by=room.publisher, on=today, outlets=[room.outlet()])
    assert "da-trinh" not in counts(room.author)


def test_a_returned_text_waits_for_its_author_and_nobody_says_that_nothing_does() -> None:
    room = Newsroom()
    acts.send_back(room.submitted(title="Tin trả lại"), by=room.approver, on=clock.today(), reason="Thiếu nguồn")
    said = page(room.author)
    waiting = said[said.index('id="waiting"') :].partition("<h2")[0]
    assert "Tin trả lại" in waiting and NOTHING not in said
    assert NOTHING in page(room.approver)  # it waits for somebody else


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_what_is_counted_goes_on_in_small_letters_after_its_number(tongue: str) -> None:
    person = a_person(*Role, body=Newsroom().body)
    with translation.override(tongue):
        told = [str(one.label) for waits in WAITS for one in waits(person)]
    assert len(told) > 20 and not [one for one in told if one[0].isupper()]


def test_an_author_with_everything_still_asks_little() -> None:
    room = Newsroom()
    a_portal("so", body=room.body, default=True)
    person = a_person(*Role, body=room.body)
    room.submitted()
    room.author = person
    room.submitted()
    room.draft()
    client = Client()
    client.force_login(person)
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as asked:
        said = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "dang-viet" in said and "da-trinh" in said and len(asked) <= 12, "\n".join(one["sql"][:200] for one in asked)


def test_the_filter_offers_what_may_be_this_persons_and_empty_ones_are_called_alike() -> None:
    room = Newsroom()
    room.draft()

    def offered(person: Person) -> set[str]:
        client = Client()
        client.force_login(person)
        answer = client.get(reverse("ban-tin:index"))
        assert "---------" not in answer.content.decode()
        return {key for key, _label in answer.context["filters"].form.fields["cho"].choices if key}

    author, approver = offered(room.author), offered(room.approver)
    assert {"bi-tra-lai", "dang-viet", "da-trinh", "gop-y"} <= author and not author & {"duyet", "dang", "hau-kiem", "da-tra-lai"}
    assert {"duyet", "hau-kiem", "da-tra-lai"} <= approver and not approver & {"dang-viet", "dang"}
