"""From where a request comes: asked by the lock of the door, by sessions and by lists of networks alike."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest | Any) -> str:
    """The reader's address, "" when nobody knows it. Behind a web server on this machine it is the last that this server added
    to X-Forwarded-For, where KHEN_FORWARDED says that it does so; whatever else stands in the header anybody may have written."""
    peer = str(request.META.get("REMOTE_ADDR") or "")
    said = str(request.META.get("HTTP_X_FORWARDED_FOR") or "").rpartition(",")[2].strip()
    return said if settings.ENV.forwarded and _is_here(peer) and _is_address(said) else peer


def _is_here(peer: str) -> bool:
    return _is_address(peer) and ipaddress.ip_address(peer).is_loopback


def _is_address(said: str) -> bool:
    try:
        ipaddress.ip_address(said)
    except ValueError:
        return False
    return True
