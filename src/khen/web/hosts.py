"""Which portal a host name means. Names that are neither a portal's nor the house's own are refused."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from khen.domains.portals import reads
from khen.web import faults

Answer = Callable[[HttpRequest], HttpResponse]


def host_of(request: HttpRequest) -> str:
    """The host name asked for, in small letters, without its port; empty when it is none."""
    return split_domain_port(request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", "")))[0].rstrip(".")


def portal_key(host: str) -> str | None:
    """The key of the portal; "" for a name of the house while no portal answers it, None for an unknown name.

    A name that the cache does not know is looked up again: a new site is reached at once."""
    if not host:
        return None
    own = host in settings.ALLOWED_HOSTS and host != "*"
    asked = (host, "") if own else (host,)
    known = reads.hosts()
    if not any(name in known for name in asked):
        known = reads.hosts(anew=True)
    return next((known[name] for name in asked if name in known), "" if own else None)


class HostGate:
    """Says in `request.portal_key` which portal is meant; answers 400 to unknown names."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = portal_key(host_of(request))
        if key is None:
            return faults.wrong_request(request)
        request.__dict__["portal_key"] = key
        return self.answer(request)
