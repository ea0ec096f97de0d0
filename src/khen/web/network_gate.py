"""Administrators whose body lists networks sign in and work from these alone."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.governing import GOVERNING
from khen.bodies.models import Person
from khen.desk import scope
from khen.desk.whence import address_of
from khen.domains.organisation import acts, reads
from khen.web.gate import DESK

OUTSIDE = frozenset({"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"})


def turned_away(request: HttpRequest, person: Any) -> HttpResponse | None:
    """What somebody hears who is kept out, written down; None for everybody else. No query for whoever governs nothing."""
    if not isinstance(person, Person) or not set(GOVERNING) & set(scope.roles(person)):
        return None
    address = address_of(request)
    row = reads.kept_out(person, address, clock.today())
    if row is None:
        return None
    with suppress(Refusal):  # recorded a moment ago
        acts.keep_out(person, row=row, address=address, on=clock.today(), at=clock.now())
    told = {"body": row.body, "address": address, "inside": request.user == person}
    return render(request, "web/kept_out.html", told, status=403)


class NetworkGate:
    """Stands before every address of the back office but the door, also in a session that began inside."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(DESK) or match.url_name in OUTSIDE:
            return None
        return turned_away(request, request.user)
