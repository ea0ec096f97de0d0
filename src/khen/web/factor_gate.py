"""Whoever holds a post that needs the second step of signing in sets it up before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from khen.bodies.models import Person
from khen.desk import scope
from khen.domains.organisation import reads, rules
from khen.web.gate import DESK
from khen.web.password_gate import UNLOCKED

BEFORE = UNLOCKED | {"second_factor"}


def lacks_factor(person: Any) -> bool:
    """Whether a post of today needs a second factor that this person has not set up. At most one query more than the roles."""
    needs = isinstance(person, Person) and rules.NEED_FACTOR & set(scope.roles(person))
    return bool(needs) and settings.ENV.needs_second_factor and not reads.has_factor(person)


class FactorGate:
    """Stands before every address of the back office, behind the gate of issued passwords."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(DESK) or match.url_name in BEFORE:
            return None
        return redirect("second_factor") if lacks_factor(request.user) else None
