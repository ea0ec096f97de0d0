"""Saved filters: lists as a person likes to see them.

No official act: it says nothing about a record and counts for nobody else, so it is kept beside the journal like the language
of the screens. They lie with their person and are named by nothing but their list and name: nobody can ask for another's."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from khen.atoms.refusal import Refusal
from khen.atoms.text import alike, as_seen, shows, unreadable
from khen.bodies.models import Person
from khen.desk.forms import UNREADABLE
from khen.desk.models import Habits

MOST, LONGEST_NAME, LONGEST_QUERY = 20, 40, 1000  # views of a list; letters
OF_THE_MOMENT = {"p", "export", "_w_filter_fragment", "chon", "moi"}  # no part of how a list is narrowed


def views_of(person: Any, place: str) -> list[Mapping[str, str]]:
    """The person's saved views of one list, as {"list", "name", "query"}. No query where the person came in by the door."""
    kept = getattr(person, "habits", None)
    return [view for view in kept.views if view["list"] == place] if kept else []


def narrowing(asked: QueryDict) -> str:
    """Filters, search and order out of an address; "" where it asks for nothing."""
    return urlencode([(name, value) for name, values in asked.lists() if name not in OF_THE_MOMENT for value in values if value])


def keep_view(person: Person, *, place: str, name: str, query: str) -> None:
    """Keep a view under a name, without what of it cannot be seen; one of the same name is replaced. Raises Refusal."""
    typed, name, query = name, _seen(name), narrowing(QueryDict(query[: 2 * LONGEST_QUERY]))
    with transaction.atomic():
        habits, _made = Habits.objects.select_for_update().get_or_create(person=person)
        others = [view for view in habits.views if view["list"] != place or _seen(view["name"]).casefold() != name.casefold()]
        beside = [view["name"] for view in others if view["list"] == place]
        if reasons := list(_against(typed, name, query, beside)):
            raise Refusal(*reasons)
        habits.views = [*others, {"list": place, "name": name, "query": query}]
        habits.save(update_fields=["views"])


def drop_view(person: Person, *, place: str, name: str) -> bool:
    """Forget a view; False where there is none of that name."""
    with transaction.atomic():
        habits = Habits.objects.select_for_update().filter(person=person).first()
        others = [view for view in habits.views if (view["list"], view["name"]) != (place, name)] if habits else []
        if habits is None or len(others) == len(habits.views):
            return False
        habits.views = others
        habits.save(update_fields=["views"])
    return True


def _seen(name: str) -> str:
    return " ".join(as_seen(name).split())


def _against(typed: str, name: str, query: str, beside: Collection[str]) -> Iterator[str]:
    """`beside` are the names of the person's other views of that list."""
    if unreadable(typed):
        yield str(UNREADABLE)
    elif not shows(name) or len(name) > LONGEST_NAME:
        yield _("Give the filter a name of at most %(most)d letters.") % {"most": LONGEST_NAME}
    if like := next((one for one in beside if alike(one) == alike(name)), None):
        yield _("Your filter “%(name)s” looks alike: choose another name, or delete that one first.") % {"name": _seen(like)}
    if not query or len(query) > LONGEST_QUERY:
        yield _("There is nothing to save: search, filter or sort the list first.")
    if len(beside) >= MOST:
        yield _("At most %(most)d filters are kept for a list; delete one first.") % {"most": MOST}
