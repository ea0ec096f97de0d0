"""From where a request comes: asked alike by the lock of the door, sessions, lists of networks and whoever counts readers."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

MOST_HOPS = 10  # proxies one behind the other


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks; what proxies say of it counts only from those that the surroundings name (KHEN_PROXIES).

    Each of them writes whom it was asked by at the end of X-Forwarded-For: the last that is no such proxy is the asker.
    Whatever stands before was told by the asker and counts for nothing."""
    asker = _plain(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").rsplit(",", MOST_HOPS)
    while asker in settings.ENV.proxies and hops and (before := _plain(hops.pop())):
        asker = before
    return asker


def _plain(said: str) -> str:
    """An address in its one spelling; "" for what is none."""
    try:
        return str(ip_address(said.strip()))
    except ValueError:
        return ""
