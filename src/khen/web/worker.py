"""The part of `khen up` that works off what the journal asks for: what leaves the house, what counts, what is due.

Nobody asks for anything but by an act, and every act writes an entry: while there is nothing to do, one look at the number of the
newest entry is all that is done five times a second; what waits for an hour, not for an entry, is looked for once a second."""

import argparse
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from threading import Event, Thread

import django
from django.db import close_old_connections

from khen.web.parent import end_with

LOG = logging.getLogger(__name__)
IDLE, ROUND = 0.2, 1.0  # seconds between two looks for a new entry; between two rounds without one
LONGEST_REST = 60.0  # seconds
Step = Callable[[], int]  # how much it did
NEWEST = "khen.book.reading:last_seq"
FIRST = ("khen.egress.leases:end_those_of_the_dead",)
STEPS = (
    "khen.egress.freeze:follow",
    "khen.egress.run:show",
    "khen.egress.run:count",
    "khen.facts.gather:gather",
    "khen.domains.organisation.jobs:enter_rolls",
    "khen.tidings.reading:follow",
    "khen.desk.parts:sweep",
)
LETTERS = ("khen.egress.run:mail", "khen.egress.invitations:send")
NOTICES = ("khen.tidings.digests:send", "khen.tidings.rings:send")  # apart: a slow push service keeps no bulletin waiting


class Guarded:
    """A step whose faults stop nothing else: each is told, and the step rests, after the next in a row twice as long."""

    def __init__(self, step: Step, clock: Callable[[], float] = time.monotonic) -> None:
        self.step, self.clock = step, clock
        self.faults, self.rests_until = 0, 0.0

    def __call__(self) -> int:
        if self.clock() < self.rests_until:
            return 0
        try:
            done = self.step()
        except Exception:
            LOG.exception("the step %s.%s broke", self.step.__module__, self.step.__qualname__)
            rest = min(LONGEST_REST, 2.0 ** min(self.faults, 10))
            self.faults, self.rests_until = self.faults + 1, self.clock() + rest
            return 0
        self.faults = 0
        return done


def steps(names: Sequence[str] = STEPS) -> list[Step]:
    """The steps of these names, in order."""
    found = []
    for name in names:
        module, function = name.split(":")
        found.append(getattr(import_module(module), function))
    return found


def work(each: Sequence[Step], stop: Event) -> None:
    """Round after round until asked to stop; the step in hand is finished first, and one that breaks leaves the others alone."""
    guarded, newest = [Guarded(step) for step in each], Guarded(*steps([NEWEST]))
    while not stop.is_set():
        seen, done = newest(), 0
        for step in guarded:
            if stop.is_set():
                return
            done += step()
        close_old_connections()
        if not done:
            rest(stop, newest, seen)


def rest(stop: Event, newest: Step, seen: int) -> None:
    """Wait until there may be something to do: there is a newer entry, a second is over, or it is asked to stop."""
    until = time.monotonic() + ROUND
    while not stop.wait(IDLE) and time.monotonic() < until and newest() == seen:
        pass


def beside(each: Sequence[Step], stop: Event) -> Thread:
    """The same in a thread; when it breaks, the whole process ends and is started again."""

    def loop() -> None:
        try:
            work(each, stop)
        finally:
            if not stop.is_set():
                traceback.print_exc()
                os._exit(1)

    thread = Thread(target=loop)
    thread.start()
    return thread


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--parent", type=int, default=os.getppid())
    asked = words.parse_args()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    end_with(asked.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khen.settings.base")
    django.setup()
    for step in steps(FIRST):
        step()
    others = [beside(steps(names), stop) for names in (LETTERS, NOTICES)]
    try:
        work(steps(), stop)
    finally:
        stop.set()
        for one in others:
            one.join()
    sys.exit(0)


if __name__ == "__main__":
    main()
