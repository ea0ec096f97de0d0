"""Whoever practises works under the account that was made for it, and under no other, until they come back.

The session stays the person's own, with its password, second step and network; behind the gates, on the pages of work, the
account stands in its place. It holds posts at the body for training alone, so that no page can mix the two worlds."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khen.bodies.models import Person, Trainee
from khen.bodies.training import trainee_of
from khen.desk.backend import ENTER, PostBackend
from khen.web.gate import DESK
from khen.web.password_gate import UNLOCKED

KEPT = "practises"  # in the session: the account under which the person practises
OWN = UNLOCKED | {  # pages of the person's own account: whoever practises is still themselves there
    "account",
    "language",
    "new_codes",
    "new_passkey",
    "new_phone",
    "notice_choices",
    "open_sessions",
    "remove_passkey",
    "ring_worker",
    "second_factor",
    "training",
}


def begin(request: HttpRequest, trainee: Trainee) -> None:
    request.session[KEPT] = trainee.account_id


def leave(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def practises(request: HttpRequest) -> bool:
    """Told by the session alone; no query where it has none."""
    return KEPT in request.session


class Practice:
    """Stands behind every gate of the back office. Whoever's round has ended is told so, and nothing is done in their name."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match, person = request.resolver_match, request.user
        if match is None or not match.route.startswith(DESK) or not practises(request):
            return None
        if not isinstance(person, Person) or not person.has_perm(ENTER):
            return None
        trainee = trainee_of(person)
        if trainee is None or trainee.account_id != request.session[KEPT]:
            leave(request)
            messages.warning(request, _("This round of training has ended. You are back at your own work; nothing was done."))
            return redirect("training")
        request.__dict__["practice"] = trainee
        if match.url_name not in OWN:
            request.user = PostBackend().get_user(trainee.account_id)
        return None
