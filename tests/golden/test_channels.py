"""What one bulletin looks like on every channel, word for word: a change of these files is a change that readers see.

GOLDEN=write in the environment writes the files anew; look at the difference before it is kept."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.egress import run
from khen.egress.channels import CHANNELS
from khen.egress.tests.makers import Desk, Server, at

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
MOMENT = datetime(2020, 3, 2, 8, 30, tzinfo=clock.VIETNAM)
TEXT = "<p>Nước lũ lên nhanh tại các xã ven sông Lô.</p><ul><li>Không qua ngầm, tràn.</li><li>Nghe loa truyền thanh.</li></ul>"
DRIER, REASON = "Người dân ven sông chuẩn bị sơ tán.", "Chưa có lệnh sơ tán; người dân mới cần chuẩn bị."
RUNNING = (  # numbers that the database gives, and what is signed with this home's own key
    (r"ban-tin/\d+", "ban-tin/N"),
    (r"(/|%2F)tin(/|%2F)\d+-", r"\1tin\2N-"),
    (r"huy-nhan-tin/[^/]+/", "huy-nhan-tin/CHU-KY/"),
    (r"<\d+\.\d+@", "<N.N@"),
    (r'"id": "\d+\.\d+"', '"id": "N.N"'),
)


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """The mail server that took the letter, after the bulletin went to every channel."""
    with gone_out(settings) as (server, _desk, _bulletin):
        yield server


@pytest.fixture
def corrected(settings: Settings) -> Iterator[Server]:
    """The mail server that took the letter and its correction, an hour later."""
    with gone_out(settings) as (server, desk, bulletin), clock.held(MOMENT + timedelta(hours=1)):
        newsroom.correct(bulletin, by=desk.publisher, on=clock.today(), summary=DRIER, reason=REASON)
        run.work()
        yield server


@contextmanager
def gone_out(settings: Settings) -> Iterator[tuple[Server, Desk, Bulletin]]:
    server = Server()
    at(server, settings)
    with server.up(), clock.held(MOMENT):
        desk = Desk()
        desk.subscribers(1)
        bulletin = desk.everywhere(
            title="Cảnh báo lũ trên sông Lô", summary="Người dân ven sông chủ động sơ tán.", body_html=TEXT, klass="emergency"
        )
        run.work()
        yield server, desk, bulletin


def asked(address: str) -> str:
    answer = Client(headers={"host": "so-tttt.localhost"}).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def portal(server: Server) -> str:
    """The article's page between its frame's head and foot, one mark a line, without the frame's own spaces."""
    (address,) = set(re.findall(r'href="(/tin/\d+-[^"]+)"', asked("/tin/")))
    main = re.search(r"<main.*</main>", asked(address), re.DOTALL)
    assert main is not None
    return re.sub(r">\s+<", ">\n<", main[0])


def shown(kind: str, system: str) -> Callable[[Server], str]:
    return lambda server: json.dumps(json.loads(asked(f"/loa/{kind}/{system}.json")), ensure_ascii=False, indent=2)


def feed(server: Server) -> str:
    return re.sub(r"><", ">\n<", asked("/nguon-tin/so-tttt.atom"))


def email(server: Server) -> str:
    """The letter as a reader's program understands it: its headers, its text, its HTML."""
    letter = server.letter(-1)
    heads = [f"{name}: {value}" for name, value in letter.items() if name != "Content-Type"]
    parts = [part.get_content() for part in letter.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    return "\n".join([*heads, "", *parts])


SEEN: dict[str, Callable[[Server], str]] = {
    "portal.html": portal,
    "ticker.json": shown("ticker", "dichvucong"),
    "popup.json": shown("popup", "vnptioffice"),
    "feed.atom": feed,
    "email.txt": email,
}


@pytest.mark.parametrize("name", SEEN)
def test_a_bulletin_looks_the_same_as_ever(name: str, server: Server) -> None:
    looks(HERE / name, SEEN[name](server))


@pytest.mark.parametrize("name", SEEN)
def test_a_correction_looks_the_same_as_ever(name: str, corrected: Server) -> None:
    looks(HERE / "corrected" / name, SEEN[name](corrected))


def looks(kept: Path, seen: str) -> None:
    for running, standing in RUNNING:
        seen = re.sub(running, standing, seen)
    seen = "\n".join(line.rstrip() for line in seen.splitlines()) + "\n"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")


def test_every_channel_has_its_file() -> None:
    assert {Path(name).stem for name in SEEN} == {channel.key.value for channel in CHANNELS}
