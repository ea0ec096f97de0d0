"""A mail server that takes connections and never says a word keeps nobody waiting but the letters."""

import socket
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.services.conftest import Furnish
from tests.services.house import read, served, told, until
from tests.services.kill_nine import HOST
from tests.services.officer import Officer

SOON = 14.0  # seconds; whoever waits for the silent server waits 15 each time
TITLE = "Đăng lên trang trong khi máy chủ thư im lặng"


@pytest.fixture
def silent() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        yield int(door.getsockname()[1])


def test_readers_see_a_bulletin_while_its_letters_wait(tmp_path: Path, furnish: Furnish, silent: int) -> None:
    cast = told(furnish(tmp_path), "tests.services.aftermath", "found", 3)
    with served(tmp_path, KHEN_SMTP_PORT=str(silent)) as (_up, port):
        author, approver, publisher = (
            Officer(port, cast[role], cast["password"], lambda verb, pk: None) for role in ("author", "approver", "publisher")
        )
        for title in (f"{TITLE} 1", f"{TITLE} 2"):
            pk = author.begin("tin-nhanh", body=cast["body"], topic="khac", title=title, text="Nộp hồ sơ tại nhà.")
            author.act(pk, "trinh", seen=1)
            approver.act(pk, "duyet", seen=1)
            publisher.act(pk, "dang", seen=1, outlets=cast["outlets"])
            until(partial(listed, port, title), within=SOON)


def listed(port: int, title: str) -> bool:
    return title in read(port, "/tin/", HOST)
