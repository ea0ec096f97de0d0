"""Three locks at the door: five failures lock one name from one address, many failures over any names lock the address, and
failures of one name from many addresses lock the name, for a few minutes.

Browsers that the owner of a name has used before stand outside the first and the third: whoever tries that name elsewhere, be it
behind the same address, keeps its owner out of none of them. Five failures in such a browser lock the name there."""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address, get_client_username, get_cool_off
from axes.models import AccessAttempt, AccessFailureLog
from django.db.models import Max, Sum
from django.http import HttpRequest

from khen.atoms import clock
from khen.domains.organisation import reads, rules
from khen.domains.organisation.models import counting_failures
from khen.settings import entrance

COOKIE = "khen_device"  # holds the word by which a browser is known again
KNOWN = "known browser "  # and what its word's digest follows where failures in it are counted, in the place of its name


class DoorLock(AxesDatabaseHandler):
    """As axes does it, and besides by address and by name. Whoever tries while one of these is locked lengthens nothing."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        return sum(tries for tries, _last in failures_here(request, credentials))

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return further_lock(request, credentials) is not None or super().is_locked(request, credentials)

    def user_login_failed(
        self, sender: Any, credentials: dict[Any, Any], request: HttpRequest | None = None, **more: Any
    ) -> None:
        if request is not None and self.is_locked(request, credentials):
            request.__dict__["axes_locked_out"] = True
            return
        if request is not None and (browser := known_browser(request, credentials)):
            request.__dict__["axes_user_agent"] = browser
        super().user_login_failed(sender, credentials, request, **more)

    def clean_expired_user_attempts(self, request: HttpRequest | None = None, credentials: dict[str, Any] | None = None) -> int:
        """At each sign-in what is too old is forgotten, and what administrators see of failures with it; so is what was counted
        while the clock ran ahead, and would be counted with what is counted now."""
        now = clock.now()
        AccessFailureLog.objects.filter(attempt_time__lt=now - timedelta(days=entrance.FAILURES_KEPT_DAYS)).delete()
        AccessAttempt.objects.filter(attempt_time__gt=now + (get_cool_off(request) or timedelta())).delete()
        return int(super().clean_expired_user_attempts(request, credentials))


def further_lock(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When the locks end that are not of one name at one address; None while there are none."""
    return address_locked_until(request) or name_locked_until(request, credentials)


def known_browser(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What failures in this browser are counted under if the owner of the name has signed in by it before; "" if not."""
    name, word = get_client_username(request, credentials), request.COOKIES.get(COOKIE, "")
    digest = rules.digest(word)
    return f"{KNOWN}{digest}" if name and word and reads.is_known(name, digest) else ""


def failures_here(request: HttpRequest, credentials: dict[str, Any] | None) -> list[tuple[int, datetime]]:
    """How often the name failed lately from this address, in a browser that its owner knows in that browser alone, and when
    last, the oldest first."""
    browser, name = known_browser(request, credentials), get_client_username(request, credentials)
    here = {"user_agent": browser} if browser else {"ip_address": get_client_ip_address(request)}
    rows = counting_failures(clock.now()).filter(username=name, **here).order_by("attempt_time")
    return list(rows.values_list("failures_since_start", "attempt_time"))


def place_locked_until(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When this name opens again here: as soon as so many failures are too old to count that fewer than the limit are left."""
    failures = failures_here(request, credentials)
    left = sum(tries for tries, _last in failures)
    for tries, last in failures if left >= entrance.AXES_FAILURE_LIMIT else ():
        left -= tries
        if left < entrance.AXES_FAILURE_LIMIT:
            return last + (get_cool_off(request) or timedelta())
    return None


def name_locked_until(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When somebody may try this name again from here, after failures from many places; None while it is not locked, or when
    its owner has signed in by this very browser before."""
    name = get_client_username(request, credentials)
    until = reads.locked_elsewhere(reads.tried(name, clock.now()), clock.now()) if name else None
    return None if until is not None and known_browser(request, credentials) else until


def address_locked_until(request: HttpRequest) -> datetime | None:
    """When people at this address may try again, at the latest; None while it is not locked.

    One name counts no more than what locks it: a device that keeps trying an old password locks no office."""
    wait = get_cool_off(request) or timedelta()
    failures = counting_failures(clock.now()).filter(ip_address=get_client_ip_address(request))
    names = failures.values_list("username").annotate(Sum("failures_since_start"), Max("attempt_time"))
    counted = [(min(tries, entrance.AXES_FAILURE_LIMIT), last) for _name, tries, last in names]  # few: a locked address adds none
    if sum(tries for tries, _last in counted) < entrance.ADDRESS_FAILURE_LIMIT:
        return None
    return max(last for _tries, last in counted) + wait
