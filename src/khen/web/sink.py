"""The part of `khen up --sink` that takes every letter of the house and hands nothing on."""

import argparse
import asyncio
import logging
import os
import signal
from contextlib import suppress

from khen.egress import sink
from khen.settings import env
from khen.web.parent import end_with


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--parent", type=int, default=os.getppid())
    asked = words.parse_args()
    end_with(asked.parent)
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own attributes at each letter
    surroundings = env.read()
    asyncio.run(serve(surroundings))


async def serve(surroundings: env.Env) -> None:
    """Until asked to stop."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await sink.stay(surroundings.home / "mail", surroundings.smtp_port, surroundings.mail_password)


if __name__ == "__main__":
    main()
