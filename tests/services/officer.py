"""An officer at the counter, over HTTP: signs in, begins a record, does an act; asks again when the house is away."""

import http.client
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

Fields = dict[str, object]
PATIENCE = 90.0  # seconds for a house that is away
DOOR = "/quan-tri/login/"


class Broken(RuntimeError):
    """The house answered what it never should."""


class Officer:
    """`acknowledged` hears of an act when its answer has arrived, and of no other."""

    def __init__(self, port: int, username: str, password: str, acknowledged: Callable[[str, int], None]) -> None:
        self.port, self.acknowledged = port, acknowledged
        self.cookies: dict[str, str] = {}
        self.sure("GET", DOOR)
        status, _place = self.sure("POST", DOOR, {"username": username, "password": password})
        if status != 302:
            raise Broken(f"{username} did not come in: {status}")

    def begin(self, verb: str, **fields: object) -> int:
        """Begin a record by a form with its slip: sent again it leads to the same record. Its number."""
        status, place = self.sure("POST", f"/quan-tri/ban-tin/{verb}/", {"slip": uuid4(), **fields})
        if status != 302:
            raise Broken(f"{verb}: {status}")
        pk = int(place.rstrip("/").rpartition("/")[2])
        self.acknowledged(verb, pk)
        return pk

    def act(self, pk: int, verb: str, **fields: object) -> None:
        """Do an act. When the answer to an earlier try was cut off, the act may be done: then its page says that it is closed
        by now (409), or shows the form again with what speaks against it (200). It is not counted as acknowledged."""
        address, cut = f"/quan-tri/ban-tin/{pk}/{verb}/", False
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                status, _place = self.ask("POST", address, fields)
            except (OSError, http.client.HTTPException):
                cut = True
                time.sleep(0.05)
                continue
            if status == 302:
                self.acknowledged(verb, pk)
            elif not cut or status not in {200, 409}:
                raise Broken(f"{verb} {pk}: {status}")
            return
        raise TimeoutError(address)

    def sure(self, method: str, address: str, fields: Fields | None = None) -> tuple[int, str]:
        """Ask until there is an answer."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.ask(method, address, fields)
            except (OSError, http.client.HTTPException):
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def ask(self, method: str, address: str, fields: Fields | None = None) -> tuple[int, str]:
        """Ask once: the status and where it leads."""
        token = self.cookies.get("csrftoken", "")
        body = urlencode({**(fields or {}), "csrfmiddlewaretoken": token}, doseq=True) if method == "POST" else None
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=45)
        try:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            self.text = answer.read().decode(errors="replace")
        finally:
            line.close()
        for given in answer.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: one.value for name, one in SimpleCookie(given).items()})
        return answer.status, answer.headers.get("Location", "")
