"""Two locks at the door: five failures lock one name from one address, many failures over any names lock the address."""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.db.models import Max, Sum
from django.http import HttpRequest

from khen.atoms import clock
from khen.settings import entrance


class DoorLock(AxesDatabaseHandler):
    """As axes does it, and besides by address. Whoever tries while the address is locked lengthens nothing."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return address_locked_until(request) is not None or super().is_locked(request, credentials)

    def user_login_failed(
        self, sender: Any, credentials: dict[Any, Any], request: HttpRequest | None = None, **more: Any
    ) -> None:
        if request is not None and address_locked_until(request):
            request.__dict__["axes_locked_out"] = True
            return
        super().user_login_failed(sender, credentials, request, **more)


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
