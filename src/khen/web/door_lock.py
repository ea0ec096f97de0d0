"""Three locks at the door: five failures lock one name from one address, many failures over any names lock the address, and
failures of one name from many addresses lock the name, for a few minutes and not for browsers that its owner has used before."""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address, get_client_username, get_cool_off
from axes.models import AccessAttempt, AccessFailureLog
from django.db.models import Max, Sum
from django.http import HttpRequest

from khen.atoms import clock
from khen.domains.organisation import reads, rules
from khen.settings import entrance

COOKIE = "khen_device"  # holds the word by which a browser is known again


class DoorLock(AxesDatabaseHandler):
    """As axes does it, and besides by address and by name. Whoever tries while one of these is locked lengthens nothing."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return further_lock(request, credentials) is not None or super().is_locked(request, credentials)

    def user_login_failed(
        self, sender: Any, credentials: dict[Any, Any], request: HttpRequest | None = None, **more: Any
    ) -> None:
        if request is not None and further_lock(request, credentials):
            request.__dict__["axes_locked_out"] = True
            return
        super().user_login_failed(sender, credentials, request, **more)

    def clean_expired_user_attempts(self, request: HttpRequest | None = None, credentials: dict[str, Any] | None = None) -> int:
        """At each sign-in what is too old is forgotten, and what administrators see of failures with it."""
        kept = clock.now() - timedelta(days=entrance.FAILURES_KEPT_DAYS)
        AccessFailureLog.objects.filter(attempt_time__lt=kept).delete()
        return int(super().clean_expired_user_attempts(request, credentials))


def further_lock(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When the locks end that are not of one name at one address; None while there are none."""
    return address_locked_until(request) or name_locked_until(request, credentials)


def name_locked_until(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When somebody may try this name again from here, after failures from many places; None while it is not locked, or when
    its owner has signed in by this very browser before."""
    name = get_client_username(request, credentials)
    until = reads.locked_elsewhere(reads.tried(name, clock.now()), clock.now()) if name else None
    known = until is not None and reads.is_known(name, rules.digest(request.COOKIES.get(COOKIE, "")))
    return None if known else until


def address_locked_until(request: HttpRequest) -> datetime | None:
    """When people at this address may try again, at the latest; None while it is not locked.

    One name counts no more than what locks it: a device that keeps trying an old password locks no office."""
    wait = get_cool_off(request) or timedelta()
    failures = AccessAttempt.objects.filter(ip_address=get_client_ip_address(request), attempt_time__gte=clock.now() - wait)
    names = failures.order_by().values_list("username").annotate(Sum("failures_since_start"), Max("attempt_time"))
    counted = [(min(tries, entrance.AXES_FAILURE_LIMIT), last) for _name, tries, last in names]  # few: a locked address adds none
    if sum(tries for tries, _last in counted) < entrance.ADDRESS_FAILURE_LIMIT:
        return None
    return max(last for _tries, last in counted) + wait
