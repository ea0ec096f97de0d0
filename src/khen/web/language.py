"""The language of the screens: Vietnamese, whatever the browser asks for; English on the desk for whoever chose it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_POST

from khen.web.gate import DESK

COOKIE = "khen_english"  # holds the person who chose English in this browser, so that nobody else meets it there
KEPT = 365 * 24 * 3600  # seconds
ENGLISH = "en"


def language_of(request: HttpRequest) -> str:
    """Nobody's account is asked for unless the browser holds a choice."""
    chosen_by = request.COOKIES.get(COOKIE, "") if request.path.startswith(f"/{DESK}") else ""
    is_theirs = bool(chosen_by) and request.user.is_authenticated and chosen_by == str(request.user.pk)
    return ENGLISH if is_theirs else settings.LANGUAGE_CODE


class Language:
    """Stands where Django's LocaleMiddleware would, which follows the browser."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.__dict__["LANGUAGE_CODE"] = language
            response = self.answer(request)
        if language != settings.LANGUAGE_CODE and isinstance(response, StreamingHttpResponse):
            response.streaming_content = spoken(response.streaming_content, language)
        response.headers.setdefault("Content-Language", language)
        return response


def spoken(parts: Any, language: str) -> Iterator[bytes]:
    """The parts of an answer that are made only while it is sent, in the language in which it was asked for."""
    with translation.override(language):
        yield from parts


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The switch on the first page: `tieng` is "en", or anything else for Vietnamese."""
    response = redirect("wagtailadmin_home")
    if request.POST.get("tieng") == ENGLISH:
        mine, desk = str(request.user.pk), f"/{DESK}"
        response.set_cookie(COOKIE, mine, max_age=KEPT, path=desk, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, path=f"/{DESK}")
    return response
