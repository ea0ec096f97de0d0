"""A mailbox for demonstrations: takes every letter of its own house on 127.0.0.1, keeps it as a file, hands nothing on."""

import asyncio
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

from khen.atoms import clock
from khen.atoms.text import fold

IDENT = "khen"  # the last word of its greeting
KEPT = 500  # letters; the oldest give way
LARGEST = 5 * 1024 * 1024  # bytes of one letter
NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}-[0-9]{4,}")  # moment, and the how-manieth letter


@dataclass(frozen=True, slots=True)
class Head:
    """What a list shows of a letter."""

    name: str
    subject: str
    to: str

    def tells(self, words: str) -> bool:
        """Whether its subject or its recipient holds each of the words, marks or not."""
        told = fold(f"{self.subject} {self.to}")
        return all(word in told for word in fold(words).split())


class Keeper:
    """Keeps each letter before it says 250; letters of whoever has not signed in as this house are not taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count = 0

    async def keep(self, server: Any, session: Any, envelope: Any) -> str:
        self.count += 1
        name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{self.count:04d}"
        part = self.folder / f"{name}.part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / f"{name}.eml")
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return "250 2.0.0 kept"

    async def admit(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if not session.authenticated:
            return "530 5.7.0 this mailbox belongs to another house"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    handle_MAIL = admit  # what aiosmtpd calls them
    handle_DATA = keep


def letters(folder: Path) -> list[str]:
    """Names of the kept letters, the newest first."""
    return sorted((file.stem for file in folder.glob("*.eml")), reverse=True)


def heads(folder: Path, words: str = "") -> Iterator[Head]:
    """The letters that tell of these words, the newest first. Reads the folder once, and of each letter its headers once."""
    found = (_head(folder, name) for name in letters(folder))
    return (head for head in found if head and head.tells(words))


@lru_cache(maxsize=2 * KEPT)
def _head(folder: Path, name: str) -> Head | None:
    """A letter never changes; None when it gave way to newer ones since its name was read."""
    try:
        with (folder / f"{name}.eml").open("rb") as file:
            headers = BytesHeaderParser(policy=default).parse(file)
    except FileNotFoundError:
        return None
    return Head(name, str(headers["Subject"] or ""), str(headers["To"] or ""))


def letter(folder: Path, name: str) -> EmailMessage | None:
    """A kept letter by its name; None when there is none. Only what is named like a letter is looked for."""
    if not NAME.fullmatch(name):
        return None
    try:
        message = message_from_bytes((folder / f"{name}.eml").read_bytes(), policy=default)
    except FileNotFoundError:
        return None
    assert isinstance(message, EmailMessage)
    return message


async def serve(folder: Path, port: int, password: str) -> asyncio.Server:
    """Begin to listen on 127.0.0.1 for whoever says this password; port 0 takes any free one."""
    keeper, loop = Keeper(folder), asyncio.get_running_loop()

    def knows(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
        return AuthResult(success=hmac.compare_digest(said.password, password.encode()), handled=False)

    def answer() -> SMTP:
        return SMTP(keeper, data_size_limit=LARGEST, ident=IDENT, authenticator=knows, auth_require_tls=False)

    return await loop.create_server(answer, "127.0.0.1", port)


async def stay(folder: Path, port: int, password: str) -> None:
    """Take letters until the process ends."""
    server = await serve(folder, port, password)
    async with server:
        await server.serve_forever()
