"""A request that only looks is one glance: its page asks each question once, however many parts of it want to know."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from khen.atoms.glance import glance

LOOKS = {"GET", "HEAD"}


class Looking:
    """Every other request asks anew: what it changes is asked about before and after."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in LOOKS:
            return self.answer(request)
        with glance():
            return self.answer(request)
