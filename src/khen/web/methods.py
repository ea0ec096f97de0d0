"""Which methods the public doors take; any other is answered 405 in words, before anything of the request is read."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from khen.web import faults
from khen.web.gate import DESK

READING = ("GET", "HEAD")
ANSWERED = ("GET", "HEAD", "POST")
TAKES = {
    "unsubscribe": ANSWERED,
    "invitation": ANSWERED,
    "no_letters": ANSWERED,
    "seen": ("POST",),
}  # by the name of the address; others are only read


class Methods:
    """A view that refuses a method without a word gets the same page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code == 405 and not response.content:
            return refused(response.get("Allow", "").split(", "))
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.route.startswith(DESK):
            return None
        taken = TAKES.get(match.url_name or "", READING)
        return None if request.method in taken else refused(taken)


def refused(taken: Sequence[str]) -> HttpResponse:
    response = faults.plain("wrong_method", 405)
    response["Allow"] = ", ".join(taken)
    return response
