"""A mail server in a process of its own: python -m tests.services.postbox PORT FILE.

Every letter it takes becomes one line of the file (its Message-ID and its recipient) before it says 250; letters are never
put together. Now and then it says so in other numbers of the same meaning (251, 200). It takes its time, as mail servers do,
so that whoever is killed is often killed between DATA and the reply."""

import asyncio
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from subprocess import Popen
from typing import Any

from aiosmtpd.smtp import SMTP

from tests.services.house import ROOT, answers_to, free_port, until

TAKEN = (250, 251, 200)
LONGEST = 0.03  # seconds before a letter is answered


class Postbox:
    def __init__(self, file: Path) -> None:
        self.kept = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def take(self, server: Any, session: Any, envelope: Any) -> str:
        name = message_from_bytes(envelope.content, policy=default)["Message-ID"]
        await asyncio.sleep(random.random() * LONGEST)
        os.write(self.kept, f"{name}\t{envelope.rcpt_tos[0]}\n".encode())
        await asyncio.sleep(random.random() * LONGEST)
        return f"{random.choice(TAKEN)} 2.0.0 taken"

    handle_DATA = take


def letters(file: Path) -> list[tuple[str, str]]:
    """(Message-ID, recipient) of every letter taken, in order."""
    taken = [line.split("\t") for line in file.read_text().splitlines()]
    return [(name, address) for name, address in taken]


@contextmanager
def standing(file: Path) -> Iterator[int]:
    """A postbox for the time of a `with`; its port."""
    port = free_port()
    file.touch()
    process = Popen([sys.executable, "-m", "tests.services.postbox", str(port), str(file)], cwd=ROOT)
    try:
        until(lambda: answers_to(port))
        yield port
    finally:
        process.terminate()
        process.wait(10)


async def main(port: int, file: Path) -> None:
    box, loop = Postbox(file), asyncio.get_running_loop()
    async with await loop.create_server(lambda: SMTP(box, ident="postbox"), "127.0.0.1", port) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
