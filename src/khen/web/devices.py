"""Which browser somebody signs in from, and when it was used last.

A browser is known again by a random word in a cookie that opens nothing: whoever holds it still needs password and code."""

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.desk.whence import address_of
from khen.domains.organisation import acts, rules
from khen.domains.organisation.acts.devices import end_all
from khen.domains.organisation.models import Device
from khen.web.door_lock import COOKIE
from khen.web.gate import DESK

R = TypeVar("R", bound=HttpResponse)

WORD = re.compile(r"[A-Za-z0-9_-]{43}")
YEAR = timedelta(days=365)
KEPT = "device"  # where the session keeps which row is its own
SELDOM, MOST_SESSIONS = timedelta(minutes=10), 20_000  # between two writes for one session; sessions that a process remembers


def met(request: HttpRequest, person: Person, answer: R) -> R:
    """The person has just signed in by this request: their browser is known again, or written down as new."""
    word = request.COOKIES.get(COOKIE, "")
    word = word if WORD.fullmatch(word) else secrets.token_urlsafe(32)
    with suppress(Refusal):  # whoever holds no post has nothing to sign in to
        device = _known(request, person, rules.digest(word))
        request.session[KEPT] = device.pk
        _begins(device, request)
        root = f"/{DESK}"
        answer.set_cookie(
            COOKIE, word, max_age=YEAR, path=root, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return answer


def _known(request: HttpRequest, person: Person, digest: str) -> Device:
    found = Device.objects.filter(person=person, digest=digest).first()
    told = {"agent": request.headers.get("User-Agent", ""), "address": address_of(request)}
    if found is None:
        return acts.meet_device(person, digest=digest, **told, on=clock.today(), at=clock.now())
    end_all(Device.objects.filter(pk=found.pk), but=request.session.session_key)  # left open when that browser was closed
    found.name, found.network = rules.name_of(told["agent"]), rules.network_of(told["address"])
    found.since = clock.now()
    return found


def _begins(device: Device, request: HttpRequest) -> None:
    key = request.session.session_key
    Device.objects.filter(session=key).exclude(pk=device.pk).update(session=None)  # that browser has lost its word
    device.session_id, device.last_used = key, clock.now()
    device.save()


def goes_on(request: HttpRequest) -> None:
    """The session of this request was given another key: it still runs in the same browser."""
    Device.objects.filter(pk=request.session.get(KEPT, 0)).update(session=request.session.session_key, last_used=clock.now())


class Lately:
    """For which names something was done a short while ago by this process; forgets all when there are too many."""

    def __init__(self, span: timedelta, most: int) -> None:
        self.span, self.most, self.done = span, most, dict[str, datetime]()

    def is_due(self, name: str, at: datetime) -> bool:
        """Whether it is to be done now; then it counts as done."""
        if name in self.done and abs(at - self.done[name]) < self.span:
            return False
        if len(self.done) >= self.most:
            self.done.clear()
        self.done[name] = at
        return True


LATELY = Lately(SELDOM, MOST_SESSIONS)


class LastUsed:
    """Writes down that a session of the back office is used: at most once in ten minutes, whatever is asked."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        if request.path.startswith(f"/{DESK}"):
            used(request, clock.now())
        return answer


def used(request: HttpRequest, at: datetime) -> None:
    key, device = request.session.session_key, request.session.get(KEPT)
    if key and device and LATELY.is_due(key, at):
        Device.objects.filter(pk=device, session=key, last_used__lte=at - SELDOM).update(last_used=at)
