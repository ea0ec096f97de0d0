"""The part of `khen up` that answers readers: granian in front of khen.web.wsgi."""

import argparse
import os
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from khen.web.parent import end_with

WISHES = (signal.SIGINT, signal.SIGTERM)  # to stop


def main() -> None:
    words = argparse.ArgumentParser()
    for name in ("--port", "--workers", "--parent"):
        words.add_argument(name, type=int, required=True)
    asked = words.parse_args()
    end_with(asked.parent)
    let_children_hear()
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


def let_children_hear() -> None:
    """Let every process that is forked from this one end when it is asked to, from its first moment on.

    It would hear a wish to stop with this process's ears until it sets its own, and so not at all: granian would wait for it for
    ever. A wish that comes while it is being forked waits until it is told what to do; while the application loads there is
    nothing in hand."""
    os.register_at_fork(before=keep_waiting, after_in_parent=let_in, after_in_child=simply_end)


def keep_waiting() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, WISHES)


def let_in() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WISHES)


def simply_end() -> None:
    for number in WISHES:
        signal.signal(number, signal.SIG_DFL)
    let_in()


def loaded(target: str) -> Callable[..., Any]:
    """The application, loaded in the process that will answer."""
    module, name = target.split(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application


if __name__ == "__main__":
    main()
