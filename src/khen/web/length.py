"""Addresses longer than anything of the house could ask are answered 414 in words, before anything is looked up.

Those of more than 65,534 bytes never arrive: the web server's HTTP library refuses them with an empty 414."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from khen.web import faults

LONGEST = 16_000  # characters with their escapes; Django refuses to lead on to addresses of more than 16,384


class Length:
    """One answer for every door, at the counter and on portals."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return faults.plain("too_long", 414) if len(request.get_full_path()) > LONGEST else self.answer(request)
