"""What stands open under /quan-tri/: our counters and the few pages of Wagtail's that they need. All else answers 404."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch

from khen.web.wagtail_hooks import COUNTERS

DESK = "quan-tri/"
OPEN = frozenset(
    {
        "account",  # where Wagtail's sidebar leads; from there to the password
        "change_password",
        "guide",
        "guide_page",
        "guide_picture",
        "language",
        "new_codes",
        "new_passkey",
        "new_phone",
        "notice_choices",
        "notices",
        "open_sessions",
        "parts",
        "remove_passkey",
        "provider_back",
        "provider_begin",
        "ring_worker",
        "saved_filters",
        "second_factor",
        "second_step",
        "tour",
        "training",
        "wagtailadmin_home",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
)


def is_open(match: ResolverMatch) -> bool:
    """Whether a resolved address may be answered at all; who may see what behind it is the counters' question."""
    if not match.route.startswith(DESK):
        return True
    if match.namespaces:
        return match.namespaces[0] in {counter.url_namespace for counter in COUNTERS}
    return match.url_name in OPEN


class Gate:
    """Stock addresses of Wagtail's admin do not exist here, for anybody."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.resolver_match and not is_open(request.resolver_match):
            raise Http404
