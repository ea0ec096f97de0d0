"""One look at a page: what several parts of the page ask alike is asked once.

A request that only looks is one glance (khen.web.looking). What was found is kept no longer than that, and forgotten as soon as
an act ends; outside a glance, so in acts and jobs, every question is asked anew."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_found: ContextVar[dict[Hashable, Any] | None] = ContextVar("found_at_a_glance", default=None)


@contextmanager
def glance() -> Iterator[None]:
    """What is asked within it by `once` is asked once."""
    before = _found.set({})
    try:
        yield
    finally:
        _found.reset(before)


def forget() -> None:
    """Something was changed: ask anew from here on."""
    if (found := _found.get()) is not None:
        found.clear()


def once(question: Callable[P, R]) -> Callable[P, R]:
    """Make a function a question that one glance asks once of the same things. Many read its answer: none changes it."""

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        found = _found.get()
        if found is None:
            return question(*args, **kwargs)
        about = question, args, tuple(sorted(kwargs.items()))
        if about not in found:
            found[about] = question(*args, **kwargs)
        answer: R = found[about]
        return answer

    return ask
