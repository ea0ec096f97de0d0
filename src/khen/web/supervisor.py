"""Keeps the parts of `khen up` running: starts them, starts again what dies, stops all of them together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

SHORTEST, LONGEST = 0.2, 10.0  # seconds before a part that died is started again; doubled each time
STEADY = 30.0  # seconds after which a part counts as running well
PATIENCE = 15.0  # seconds that a part has for finishing what it has in hand
AGAIN = 1.0  # seconds before a part that did not stop is asked again
TICK = 0.1
Tell = Callable[[str, str], None]  # (part, "started" | "died" | "stopped" | "killed")


@dataclass
class Part:
    """One process with all that it starts: it leads a group of its own, so that nothing of it is left behind."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    begun: float = 0.0
    wait: float = SHORTEST
    due: float = 0.0

    def start(self) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, env={**os.environ, **self.environment}, start_new_session=True
        )

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask(self) -> None:
        """Ask the part to stop."""
        if self.process is not None:
            self.process.terminate()

    def sweep(self) -> None:
        """End whatever is left of the part's group."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # nothing is left
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def put_off(self, now: float) -> None:
        """When to start again: soon after a long life, later and later after short ones."""
        self.wait = SHORTEST if now - self.begun > STEADY else self.wait
        self.due = now + self.wait
        self.wait = min(self.wait * 2, LONGEST)


class Supervisor:
    """`run` returns when somebody asks the process to stop; by then every part has ended."""

    def __init__(
        self, parts: Sequence[Part], tell: Tell, each: Callable[[], None] = lambda: None, *, patience: float = PATIENCE
    ) -> None:
        self.parts, self.tell, self.each, self.patience = parts, tell, each, patience
        self.stopping = False

    def run(self) -> None:
        before = {number: signal.signal(number, self.stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            while not self.stopping:
                self.look()
                self.each()
                time.sleep(TICK)
        finally:
            self.end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def look(self) -> None:
        """Start what does not run and is due."""
        for part in self.parts:
            now = time.monotonic()
            if part.died():
                part.sweep()
                part.put_off(now)
                self.tell(part.name, "died")
            if part.process is None and now >= part.due:
                part.start()
                self.tell(part.name, "started")

    def end(self) -> None:
        """Ask every part to stop, wait, and end what does not.

        Asked again each second: a process that is just starting may not have heard."""
        running = [part for part in self.parts if part.process is not None]
        until, asked = time.monotonic() + self.patience, -AGAIN
        while (now := time.monotonic()) < until and (deaf := [part for part in running if not part.died()]):
            if now - asked >= AGAIN:
                asked = now
                for part in deaf:
                    part.ask()
            time.sleep(TICK)
        for part in running:
            self.tell(part.name, "stopped" if part.died() else "killed")
            part.sweep()
