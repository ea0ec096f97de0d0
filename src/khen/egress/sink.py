"""A mailbox for demonstrations: takes every letter on 127.0.0.1, keeps it as a file, hands nothing on."""

import asyncio
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

from aiosmtpd.smtp import SMTP

from khen.atoms import clock
from khen.atoms.text import fold

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
    """Keeps each letter before it says 250."""

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

    handle_DATA = keep  # what aiosmtpd calls it


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


async def serve(folder: Path, port: int) -> asyncio.Server:
    """Begin to listen on 127.0.0.1; port 0 takes any free one."""
    keeper, loop = Keeper(folder), asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(keeper, data_size_limit=LARGEST, ident="khen"), "127.0.0.1", port)


async def stay(folder: Path, port: int) -> None:
    """Take letters until the process ends."""
    server = await serve(folder, port)
    async with server:
        await server.serve_forever()
