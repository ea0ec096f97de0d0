"""Published pages: kept ones beside the same bytes as WhiteNoise serves them, fresh ones by their questions to the database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.row import Row, side_by_side
from khen.bodies.tests.makers import a_body
from khen.domains.portals import acts
from khen.domains.portals.models import Article

HOST = "tinh.localhost"
DAY = date(2020, 3, 12)
REQUESTS, READERS, ROUNDS, QUESTIONS = 600, 2, 9, 8
TEXT = "<p>Đeo khẩu trang khi đến chợ phiên, bến xe và những nơi đông người của huyện Đồng Văn.</p>" * 12


def run() -> Iterator[Row]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    address = _publish()
    for name, path in (("home", "/"), ("article", address)):
        yield Row(name=f"uncached {name}: queries", value=_questions(path), floor=QUESTIONS, unit="", most=1)
    yield from _rates({"home": "/", "article": address})


def _publish() -> str:
    """A portal with forty articles; the address of the last."""
    acts.open_site(by=None, body=a_body("Ủy ban nhân dân tỉnh"), key="tinh", host=HOST, name="Trang tỉnh", on=DAY, default=True)
    for number in range(1, 41):
        article = _article(number)
    return f"/tin/{article.pk}-{article.slug}/"


def _article(number: int) -> Article:
    return acts.place(
        bulletin=number,
        version=number,
        title=f"Khai báo sức khỏe toàn dân, bài {number}",
        summary="Mỗi người dân chỉ mất vài phút để khai báo tình trạng sức khỏe.",
        body_html=TEXT,
        topic=f"chuyen-muc-{number % 6}",
        klass="news",
        source="",
        portals=("tinh",),
        since=DAY,
        until=None,
        by=None,
        on=DAY,
    )


def _questions(path: str) -> int:
    """How often a fresh page asks the database, for a reader whose pages are never kept."""
    reader = Client(headers={"host": HOST})
    reader.cookies[settings.SESSION_COOKIE_NAME] = "x"
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(asked)


def _rates(pages: dict[str, str]) -> Iterator[Row]:
    """Requests a second, kept page and file in turns."""
    for name, path in pages.items():
        kept = Client(headers={"host": HOST}).get(path).content
        (Path(str(settings.STATIC_ROOT)) / f"{name}.html").write_bytes(kept)
    with _server() as port:
        for name, path in pages.items():
            asked, file = _request(path), _request(f"/static/{name}.html")
            bytes_served = {len(_answers(port, request, 1)) for request in (asked, file)}
            if len(bytes_served) != 1:
                raise RuntimeError(f"{name}: not the same bytes")
            page, plain = side_by_side(name, ROUNDS, partial(_load, port, asked), partial(_load, port, file))
            yield Row(
                name=f"cached {name} beside WhiteNoise", value=REQUESTS / page, floor=REQUESTS / plain, unit="req/s", least=0.5
            )


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\n\r\n".encode()


def _load(port: int, request: bytes) -> None:
    """A fixed number of requests, over a few connections that stay open."""
    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda _: _answers(port, request, REQUESTS // READERS), range(READERS)))


def _answers(port: int, request: bytes, times: int) -> bytes:
    """Ask `times` times over one connection; the last body. Raises RuntimeError for anything but 200."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        body = b""
        for _ in range(times):
            line.sendall(request)
            body = _body(line)
    return body


def _body(line: socket.socket) -> bytes:
    got = line.recv(262144)
    while b"\r\n\r\n" not in got:
        got += line.recv(262144)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(int(row.split(b":")[1]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode("latin-1"))
    while len(body) < length:
        body += line.recv(262144)
    return body


@contextmanager
def _server() -> Iterator[int]:
    """The house's own server with one worker, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    words = ["--port", str(port), "--workers", "1", "--parent", str(os.getpid())]
    server = subprocess.Popen([sys.executable, "-m", "khen.web.server", *words])
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            _answers(port, _request("/"), 1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")
