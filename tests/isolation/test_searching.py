"""A list is searched, sorted and filtered only by what its rows show to whoever looks: a search tells nothing more than they."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial, reduce
from html import unescape
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.text import fold
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Area, Person
from khen.desk import periods
from khen.desk.counter import Counter
from khen.figures.screens import Figures
from khen.web.wagtail_hooks import COUNTERS
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
LISTS = [one for one in COUNTERS if not isinstance(one, Figures) and one.model is not Area]
SAMPLE = 8  # rows of a list whose pages are read
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def found(person: Person, counter: Counter, word: str) -> int:
    """How many rows of the list this person finds by a word."""
    client = Client()
    client.force_login(person)
    context = client.get(reverse(counter.get_url_name("index_results")), {"q": word}).context
    return int(context["page_obj"].paginator.count)


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_words_that_somebody_may_not_know_find_nothing(world: World, counter: Counter) -> None:
    """Each of these stands in every text of places out of reach."""
    for person, forbidden in ((world.own.officer, world.forbidden), (world.watcher, world.unseen)):
        told = {word: found(person, counter, word) for word in forbidden if not word[0].isdecimal()}
        assert told == dict.fromkeys(told, 0)


def asked_of(counter: Counter) -> list[str]:
    """The folded words by which the list is searched or sorted, wherever they stand."""
    listing = counter.listing()
    columns = listing.view_class(**listing.view_initkwargs).columns
    keys = [one.sort_key for one in columns if one.sort_key and one.sort_key.endswith("folded")]
    return list(dict.fromkeys([*counter.search_fields, *keys]))


def said_by(client: Client, counter: Counter, pk: int) -> str:
    """All that the row's page says, folded; nothing where it does not open."""
    page = client.get(reverse(counter.get_url_name("record"), args=[pk]))
    return fold(unescape(TAGS.sub(" ", page.content.decode()))) if page.status_code == 200 else ""


def around(counter: Counter, row: Model, path: str) -> Iterator[tuple[Counter, int]]:
    """The row, and the rows of other lists that lie on the way to the column."""
    yield counter, row.pk
    one: Any = row
    for step in path.split("__")[:-1]:
        if (one := getattr(one, step)) is None:
            return
        yield from ((other, one.pk) for other in LISTS if isinstance(one, other.model))


def some(counter: Counter, person: Person) -> list[Any]:
    """The newest rows, and so those that other bodies' things led here."""
    return list(counter.rows(person, clock.today()).order_by("-pk").distinct()[:SAMPLE])


def word_of(row: Any, path: str) -> str:
    for step in path.split("__"):
        row = getattr(row, step, None)
    return str(row or "")


def opened_by(person: Person) -> tuple[Person, Callable[..., str]]:
    """Somebody, and what the pages say that open to them; each is asked for once."""
    client = Client()
    client.force_login(person)
    return person, cache(partial(said_by, client))


@pytest.mark.parametrize("counter", LISTS, ids=lambda counter: counter.name)
def test_every_word_by_which_a_row_is_found_or_sorted_stands_on_a_page_that_opens(world: World, counter: Counter) -> None:
    """On the row's own page, else on that of a row on the way to the word, to this very person."""
    person, pages = opened_by(world.own.officer)
    for path in asked_of(counter):
        for row in some(counter, person):
            missing = set(fold(word_of(row, path)).split())
            for place in around(counter, row, path) if missing else ():
                missing = {word for word in missing if word not in pages(*place)}
                if not missing:
                    break
            assert missing == set(), f"{counter.name} {row.pk} is found by {missing} of {path}, which no page shows"


def filtered_by(counter: Counter) -> list[str]:
    """The columns of other tables by which the list is filtered without a question of its own."""
    filters = counter.filterset_class.base_filters.values() if counter.filterset_class else ()
    return [one.field_name for one in filters if "__" in str(one.field_name) and one.method is None]


def in_words(value: Any, path: str) -> str:
    """As pages say it."""
    if isinstance(value, date):
        return day_in_digits(value)
    return periods.in_words(value) if path.endswith("period") else str(value or "")


def is_everybodys(value: Any) -> bool:
    """A row of a catalogue that no body keeps: whoever looks is offered all of it."""
    return isinstance(value, Model) and "body" not in {field.name for field in value._meta.fields}


@pytest.mark.parametrize("counter", [one for one in LISTS if filtered_by(one)], ids=lambda counter: counter.name)
def test_what_a_row_is_filtered_by_in_another_table_stands_on_a_page_that_opens(world: World, counter: Counter) -> None:
    person, pages = opened_by(world.own.officer)
    for path in filtered_by(counter):
        for row in some(counter, person):
            value = reduce(getattr, path.split("__"), row)
            words = "" if is_everybodys(value) else fold(in_words(value, path))
            assert any(words in pages(*place) for place in around(counter, row, path)), f"{counter.name} {row.pk}: {path}"
