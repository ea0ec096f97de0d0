"""The part of `khen up` that answers readers: granian in front of khen.web.wsgi."""

import argparse
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from khen.web.parent import end_with


def main() -> None:
    words = argparse.ArgumentParser()
    for name in ("--port", "--workers", "--parent"):
        words.add_argument(name, type=int, required=True)
    asked = words.parse_args()
    end_with(asked.parent)
    Granian(
        "khen.web.wsgi:application",
        address="127.0.0.1",
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve(target_loader=loaded)


def loaded(target: str) -> Callable[..., Any]:
    """The application, loaded in the process that will answer.

    Forked from granian's main process it would hear a wish to stop with that process's ears, and so not at all, until it
    answers: while it loads it has nothing in hand and simply ends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    module, name = target.split(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application


if __name__ == "__main__":
    main()
