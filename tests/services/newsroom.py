"""Officers of a newsroom at work over HTTP, whatever becomes of the house meanwhile."""

import random
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event
from typing import Any

from tests.services.house import until
from tests.services.officer import Officer

BETWEEN = 1.5  # seconds, at most, between a desk's bulletins: about as many as the mail server takes
SOON = 0.4  # seconds, at most, between a publication and what is done to it
CORRECTED_BEFORE = 0.5  # share of those that are withdrawn


class Newsroom:
    """Officers at the counter who write, submit, approve and publish, bulletin after bulletin, correct some of them and
    withdraw some; keeps what was acknowledged."""

    def __init__(self, port: int, cast: dict[str, Any]) -> None:
        self.port, self.cast = port, cast
        self.acknowledged: list[tuple[str, int]] = []
        self.faults: list[BaseException] = []
        self.works: list[Future[None]] = []
        self.enough = Event()

    def goes_on(self, acts: int) -> None:
        """Wait until so many acts are acknowledged, however much else the machine has to do; not for officers who gave up."""
        until(lambda: len(self.acknowledged) >= acts or all(one.done() for one in self.works), within=600)

    def work(self, number: int) -> None:
        author, approver, publisher = (self.officer(role) for role in ("author", "approver", "publisher"))
        for turn in count(1):
            if self.enough.is_set():
                return
            said = {"title": f"Bản tin số {number}.{turn} trong khi máy ngừng", "text": "Người dân nộp hồ sơ tại nhà."}
            pk = author.begin("tin-nhanh", body=self.cast["body"], topic="khac", **said)
            author.act(pk, "trinh", seen=1)
            approver.act(pk, "duyet", seen=1)
            publisher.act(pk, "dang", seen=1, outlets=self.cast["outlets"])
            if turn % 3 != 1:
                self.change(publisher, pk, said["title"], withdraw=turn % 3 == 0)
            self.enough.wait(random.random() * BETWEEN)

    def change(self, publisher: Officer, pk: int, title: str, *, withdraw: bool) -> None:
        """Correct a bulletin while its letters may be under way, or withdraw it, or one after the other."""
        self.enough.wait(random.random() * SOON)
        if not withdraw or random.random() < CORRECTED_BEFORE:
            words = {"title": f"{title}, bản đúng", "body_html": "<p>Nộp tại bộ phận một cửa.</p>", "topic": "khac"}
            more = {"klass": "news", "origin": "own", "seen": 1, "reason": "Ghi nhầm nơi nộp"}
            publisher.act(pk, "dinh-chinh", **words, **more)
        if withdraw:
            self.enough.wait(random.random() * SOON)
            publisher.act(pk, "go", reason="Tin không còn đúng")

    def officer(self, role: str) -> Officer:
        return Officer(self.port, self.cast[role], self.cast["password"], lambda verb, pk: self.acknowledged.append((verb, pk)))

    @contextmanager
    def at_work(self, desks: int) -> Iterator[None]:
        """So many desks work for the time of a `with`."""
        with ThreadPoolExecutor(desks) as pool:
            self.works = [pool.submit(self.work, number) for number in range(desks)]
            try:
                yield
            finally:
                self.enough.set()
        self.faults += [fault for one in self.works if (fault := one.exception())]
