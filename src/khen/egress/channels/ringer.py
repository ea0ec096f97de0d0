"""Handing a ring to a browser's push service (RFC 8030). The address was given by a browser, so by anybody: only https on the
hosts of push_services.toml is rung, only where the name leads to a public address, and to that very address; no redirect is
followed."""

import http.client
import ipaddress
import re
import socket
import ssl
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from khen.egress.channels.sealed import Keys, sealed, signed
from khen.egress.terms import Outcome, Result

LONGEST = 1000  # characters of an address
ADDRESS = re.compile(r"https://[a-z0-9.-]{1,200}/[!-~]{1,900}")
PATIENCE = 10.0  # seconds for connecting, and for each piece of the answer
GONE = frozenset({404, 410})  # the browser let itself be rung no more
KEPT = 12 * 3600  # seconds for which a service keeps a ring for a phone that is switched off
Place = tuple[str, int]


def _read(path: Path) -> list[tuple[str, bool]]:
    return [(one["host"], one["below"]) for one in tomllib.loads(path.read_text(encoding="utf-8"))["service"]]


SERVICES = _read(Path(__file__).with_name("push_services.toml"))


def is_service(host: str) -> bool:
    """Is this a push service of a browser?"""
    return any(host == name or (below and host.endswith(f".{name}")) for name, below in SERVICES)


def is_taken(endpoint: str, known: Callable[[str], bool] = is_service) -> bool:
    """May this address be rung: https, a known service, its usual port, nobody's name or password in it?"""
    return len(endpoint) <= LONGEST and bool(ADDRESS.fullmatch(endpoint)) and known(urlsplit(endpoint).hostname or "")


def public(host: str) -> Place:
    """Where a name leads now. Raises OSError where it leads nowhere or to an address that is not public."""
    found = [info[4][0] for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    if not found or not all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found):
        raise OSError("the name leads to no public address")
    return str(found[0]), 443


@dataclass(frozen=True, slots=True)
class Way:
    """Which services there are, where their names lead, and whose certificates are believed."""

    known: Callable[[str], bool] = is_service
    find: Callable[[str], Place] = public
    tls: ssl.SSLContext | None = None


class _Line(http.client.HTTPSConnection):
    """A connection to the address that was looked at, however often the name is asked for again."""

    def __init__(self, host: str, place: Place, tls: ssl.SSLContext) -> None:
        super().__init__(host, 443, timeout=PATIENCE, context=tls)
        self.place, self.tls = place, tls

    def connect(self) -> None:
        raw = socket.create_connection(self.place, PATIENCE)
        try:
            self.sock = self.tls.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """What one browser is rung with."""

    endpoint: str
    keys: Keys
    said: bytes


def ring(one: Ring, *, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime, way: Way | None = None) -> Result:
    """Hand over one ring. `bounced` where the browser is gone for good. Cut off after it was sent: nobody knows."""
    way = way or Way()
    if not is_taken(one.endpoint, way.known):
        return Result(outcome=Outcome.REFUSED, detail="not an address of a push service", bounced=True)
    parts = urlsplit(one.endpoint)
    host = parts.hostname or ""
    headers = {
        "Authorization": signed(key, service=f"https://{host}", contact=contact, now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Topic": "khen",  # a later ring takes the place of one that still waits
        "Urgency": "normal",
    }
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        line = _Line(host, way.find(host), way.tls or ssl.create_default_context())
        line.connect()
    except (OSError, UnicodeError) as error:
        return Result(outcome=Outcome.UNREACHABLE, detail=_words(error))
    try:
        line.request("POST", path, body=sealed(one.said, one.keys), headers=headers)
        answer = line.getresponse()
        return answered(answer.status, answer.reason)
    except (OSError, http.client.HTTPException) as error:
        return Result(outcome=Outcome.UNKNOWN, detail=_words(error))
    finally:
        line.close()


def answered(status: int, reason: str) -> Result:
    """What the service's answer means (RFC 8030, sections 5 and 8.4)."""
    said = f"{status} {reason}"[:200]
    if 200 <= status < 300:
        return Result(outcome=Outcome.ACCEPTED, detail=said)
    if status == 429 or status >= 500:
        return Result(outcome=Outcome.DEFERRED, detail=said)
    return Result(outcome=Outcome.REFUSED, detail=said, bounced=status in GONE)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
