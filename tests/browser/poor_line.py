"""A poor line between a browser and the house: slow both ways, and it loses requests, in every run the same ones."""

import hashlib
import re
from socket import create_connection
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Self

from playwright.sync_api import CDPSession, Page

BITS, LATENCY, SHARE = 64_000, 1.0, 0.1  # a second, seconds, of the requests
TWICE = "line 6890"  # the seed with which the second part of a file is cut, then the answer to a quick bulletin is lost
FATES = ("unsent", "cut", "unheard")  # nothing arrives; half of it; all of it, but the answer is lost


class PoorLine(ThreadingTCPServer):
    """Stands before the house on a port of its own. Whether a request is lost hangs on the seed, on what is asked and on how
    often it was asked before, and on nothing else. `sent` counts the bytes of bodies by their methods."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, house: int, *, seed: str) -> None:
        super().__init__(("127.0.0.1", 0), Ride)
        self.house, self.seed, self.share = house, seed, 0.0
        self.asked: dict[str, int] = {}
        self.lost: list[str] = []
        self.sent: dict[str, int] = {}
        self.weight = 0  # bytes both ways, heads and all

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.shutdown()
        self.server_close()

    def fate(self, method: str, path: str) -> str:
        """What becomes of this request; "" when it goes through."""
        what = f"{method} {re.sub('[0-9]+', '_', path.partition('?')[0])}"
        self.asked[what] = self.asked.get(what, 0) + 1 if self.share else 0
        drawn = hashlib.sha256(f"{self.seed} {what} {self.asked[what]}".encode()).digest()
        if int.from_bytes(drawn[:4]) >= self.share * 2**32:
            return ""
        fate = FATES[drawn[4] % len(FATES)]
        self.lost.append(f"{what} ({fate})")
        return fate


class Ride(StreamRequestHandler):
    """One request and its answer; then the connection is closed, so that no browser repeats by itself what was lost."""

    server: PoorLine

    def handle(self) -> None:
        lines = list(iter(self.rfile.readline, b"\r\n"))
        if not lines or not lines[-1]:
            return  # opened in advance and never used
        method, path, _version = lines[0].decode().split()
        kept = [line for line in lines if not line.lower().startswith(b"connection:")]
        size = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        head, body = b"".join([*kept, b"Connection: close\r\n\r\n"]), self.rfile.read(size)
        self.server.sent[method] = self.server.sent.get(method, 0) + size
        self.server.weight += len(head) + size
        if (fate := self.server.fate(method, path)) != "unsent":
            self.carry(head, body[: size // 2] if fate == "cut" else body, fate)

    def carry(self, head: bytes, body: bytes, fate: str) -> None:
        with create_connection(("127.0.0.1", self.server.house)) as house:
            house.sendall(head + body)
            if fate == "cut":
                return
            while piece := house.recv(65536):
                if not fate:
                    self.server.weight += len(piece)
                    self.wfile.write(piece)


def slow(page: Page, line: CDPSession | None = None) -> None:
    """From now on the page's requests are as slow as the line; `line` where one speaks with the page already."""
    line, rate = line or page.context.new_cdp_session(page), BITS / 8
    line.send("Network.enable")
    throttle = {"offline": False, "latency": LATENCY * 1000, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", throttle)
