"""Whoever holds an issued password changes it first; whoever's session has ended hears so."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khen.web.gate import DESK

UNLOCKED = frozenset(
    {
        "change_password",
        "guide",
        "guide_page",
        "guide_picture",
        "provider_back",
        "provider_begin",
        "second_step",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
)


class PasswordGate:
    """Stands before every address of the back office."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(DESK) or match.url_name in UNLOCKED:
            return None
        if not request.user.is_authenticated:
            if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
                messages.info(request, _("Your session has ended. Sign in again to go on."))
            return None
        return redirect("change_password") if getattr(request.user, "must_change_password", False) else None
