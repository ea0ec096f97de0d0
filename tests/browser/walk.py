"""Somebody follows every link of the counter; each sort of screen is met once."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from tests.browser.visitor import sort_of

FILE = re.compile(r"/(tep|tai-lieu|xlsx|mau|logout)/|\.(docx|pdf|xlsx|csv)$|[?&]export=")
LINKS = "() => [...new Set([...document.querySelectorAll('a[href^=\"/quan-tri/\"]')].map((one) => one.pathname + one.search))]"


FIRST = "/quan-tri/"


def walk(meet: Callable[[str, str], Iterable[str]]) -> set[str]:
    """Meet one screen of each sort, from the first page on: `meet` is given a path and its sort and gives the paths of its links.

    Files and the way out are left alone. Gives the sorts that were met."""
    met, waiting = set[str](), [FIRST]
    while waiting:
        path = waiting.pop(0)
        if FILE.search(path) or (sort := sort_of(urlsplit(path).path)) in met:
            continue
        met.add(sort)
        waiting += meet(path, sort)
    return met
