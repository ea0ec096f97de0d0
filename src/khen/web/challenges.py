"""What the house asks of a browser's keys: each challenge stands in the session, for ten minutes and one answer.

The site is the host name of the request, at the origin that readers see: a key made for one portal's name opens no other."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from khen.atoms import clock
from khen.domains.organisation import terms
from khen.web.hosts import host_of

ASKED, MINUTES = "passkey_asked", 10  # where the session keeps the challenge, and for how long it may be answered


def ask(request: HttpRequest, purpose: str) -> terms.Asked:
    """A new challenge; the one of before is void."""
    told = {"purpose": purpose, "challenge": secrets.token_urlsafe(32), "until": clock.now().timestamp() + MINUTES * 60}
    request.session[ASKED] = told
    return _at(request, told)


def answered(request: HttpRequest, purpose: str) -> terms.Asked | None:
    """The challenge that is being answered, void from now on; None when there is none for this purpose any more."""
    told = request.session.pop(ASKED, None)
    if told is None or told["purpose"] != purpose or not clock.stands(told["until"], MINUTES):
        return None
    return _at(request, told)


def _at(request: HttpRequest, told: dict[str, Any]) -> terms.Asked:
    host = host_of(request)
    return terms.Asked(host=host, origin=settings.ENV.address_of(host), challenge=told["challenge"])
