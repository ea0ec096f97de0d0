"""How far a long step has come, on stderr: one line that changes on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

QUIET = 2.0  # seconds before a step says anything, and between two lines where no terminal is


class Progress:
    """Call it with how much is done, of how much (0: unknown), and in words what is being done."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self.what, self.stream = what, stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.begun = self.said = time.monotonic()
        self.open = False

    def __call__(self, done: int, total: int = 0, words: str = "") -> None:
        now = time.monotonic()
        if now - self.begun < QUIET or now - self.said < (0.2 if self.terminal else QUIET):
            return
        self.said = now
        share = f"{done * 100 // total} %" if total else f"{done:,}".replace(",", ".")
        line = f"{self.what}: {share} {words}".rstrip()
        self.stream.write(f"\r\033[K{line}" if self.terminal else f"{line}\n")
        self.stream.flush()
        self.open = self.terminal

    def close(self) -> None:
        if self.open:
            self.stream.write("\r\033[K")
            self.stream.flush()


@contextmanager
def following(what: str) -> Iterator[Progress]:
    """A progress that leaves no half line behind."""
    progress = Progress(what)
    try:
        yield progress
    finally:
        progress.close()
