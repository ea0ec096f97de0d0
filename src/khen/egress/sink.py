"""A mailbox for demonstrations: takes every letter on 127.0.0.1, keeps it as a file, hands nothing on."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from khen.atoms import clock

KEPT = 500  # letters; the oldest give way
LARGEST = 5 * 1024 * 1024  # bytes of one letter


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


def letter(folder: Path, name: str) -> EmailMessage | None:
    """A kept letter by its name; None when there is none. Only names from `letters` are looked for."""
    if name not in letters(folder):
        return None
    message = message_from_bytes((folder / f"{name}.eml").read_bytes(), policy=default)
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
