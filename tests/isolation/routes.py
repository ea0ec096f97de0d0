"""The URL map, walked: every route with its counter and verb, and addresses that it matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from khen.desk.counter import Counter, Verb
from khen.web.access import Access
from khen.web.matrix import access

EXAMPLES = {"int": "1", "number": "1", "str": "a", "slug": "a", "path": "a/b", "uuid": "00000000-0000-4000-8000-000000000000"}


@dataclass(frozen=True)
class Route:
    """One line of the URL map: its pattern from the root, its full name, and its view."""

    pattern: str
    name: str
    view: Any

    def __str__(self) -> str:
        return self.pattern or "(first page)"

    @property
    def access(self) -> Access:
        found = access(self.pattern)
        assert found is not None, f"{self.pattern} does not stand in khen.web.matrix: write down who may use it"
        return found

    @property
    def made(self) -> dict[str, Any]:
        """What a class of views was given."""
        made: dict[str, Any] = getattr(self.view, "view_initkwargs", {})
        return made

    @property
    def takes_posts(self) -> bool:
        """Whether its view is a class that answers POST."""
        return hasattr(getattr(self.view, "view_class", None), "post")

    @property
    def counter(self) -> Counter | None:
        return self.made.get("counter")

    @property
    def verb(self) -> Verb | None:
        return self.made.get("verb")

    @property
    def bulk(self) -> Verb | None:
        """The verb of a page that acts on several rows."""
        return self.made.get("bulk")

    @property
    def words(self) -> set[str]:
        """The names of what the address takes."""
        return set(re.findall(r"<(?:\w+:)?(\w+)>", self.pattern))

    def at(self, **words: Any) -> str:
        return reverse(self.name, kwargs=words)

    def filled(self, **words: Any) -> str:
        """The address with these words in it, whether or not the route has a name."""
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(words[found[1]]), self.pattern)
        return "/" + filled.replace("^((?:[\\w\\-]+/)*)$", "gi-do/")

    def example(self) -> str:
        """An address that the route matches, of nothing in particular."""
        filled = re.sub(r"\(\?P<\w+>[^)]*\)", "1", self.pattern)
        filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES[found[1] or "str"], filled)
        return "/" + filled.replace("^((?:[\\w\\-]+/)*)$", "gi-do/").replace("^", "").replace("$", "").replace(".*/", "gi-do/")


def routes() -> list[Route]:
    """Every route of the house in the order in which Django tries them."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, here, (*spaces, one.namespace) if one.namespace else spaces)
        else:
            yield Route(here, ":".join([*spaces, one.name or ""]), one.callback)
