"""Words are found anywhere in a bulletin's title and summary, in any order, with marks or without, in one's own bodies alone."""

import re

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.atoms.text import fold
from khen.bodies.tests.makers import signed_in
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown

__all__ = ["noon"]
pytestmark = pytest.mark.django_db
FOUND = re.compile(r'name="chon" value="(\d+)"')
PIECES = st.sampled_from(["Đồng", "Văn", "đồng văn", "xã", "y tế", "100%", "a_b", "VAN", "on", "é", '"', "\\", "*", "'"])


TITLES = st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)


def test_exactly_the_bulletins_that_hold_every_word_are_found() -> None:
    room, other = Newsroom(), Newsroom("Xã khác")
    client = signed_in(room.author)

    @settings(max_examples=8, deadline=None)
    @given(titles=TITLES, asked=st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
    def holds(titles: list[str], asked: str) -> None:
        with transaction.atomic():
            mine = [room.draft(title=f"Bản tin {title}") for title in titles]
            other.draft(title=f"Bản tin {asked}")
            listed = shown(client.get(reverse("ban-tin:index"), {"q": asked}))
            held = {one.pk for one in mine if all(word in one.folded for word in fold(asked).split())}
            assert {int(key) for key in FOUND.findall(listed)} == held
            transaction.set_rollback(True)

    holds()


def test_a_search_of_several_pages_is_counted_and_turned_as_the_list_is() -> None:
    room = Newsroom()
    keys = [room.draft(title=f"Chợ phiên {number}").pk for number in range(32)]
    room.draft(title="Tin khác")
    client = signed_in(room.author)
    pages = [shown(client.get(reverse("ban-tin:index"), {"q": "phien cho", "p": page})) for page in (1, 2)]
    assert [[int(key) for key in FOUND.findall(page)] for page in pages] == [keys[:1:-1], keys[1::-1]]
    assert all("32" in page for page in pages)


def test_postgresql_keeps_an_index_of_three_letters() -> None:
    """Only there: SQLite reads its list of folded texts faster than it would join one."""
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, Bulletin._meta.db_table)
    assert ("bulletin_pieces" in names) == (connection.vendor == "postgresql")
