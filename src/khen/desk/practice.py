"""What is true of work alone is said otherwise to whoever practises (docs/decisions/0015)."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.http import HttpRequest

from khen.bodies.training import is_for_training
from khen.desk.verbs import Words


def apart(work: Words, practice: Words, *, body: str = "body") -> Callable[[Any], Words]:
    """The answer to an act; `body` is the way from the record to the body for which it was done."""
    of = attrgetter(body)
    return lambda record: practice if is_for_training(of(record)) else work


def practises(request: HttpRequest) -> bool:
    """Whether this page is met by somebody who practises, as the door found. No query."""
    return hasattr(request, "practice")
