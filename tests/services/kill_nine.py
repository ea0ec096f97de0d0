"""kill -9 of worker and server, round after round, while bulletins go out by mail and on every channel; then everything is
counted: python -m tests.services.kill_nine ROUNDS."""

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from khen.web.progress import following
from tests.services.house import KHEN, children, free_port, khen, read, status, surroundings, told, until
from tests.services.officer import Officer
from tests.services.postbox import standing

ACTING, SUBSCRIBERS = 2, 12
BETWEEN = 1.5  # seconds, at most, between a desk's bulletins: about as many as the mail server takes
WITH_MAIL_UNDER_WAY = 0.5  # share of the rounds
NOTHING_MOVES = 60.0  # seconds
HOST = "so-tttt.localhost"
VICTIMS = (("worker",), ("worker",), ("web",), ("web",), ("worker", "web"), ("worker", "web", "up"))
UNDONE = """SELECT (SELECT count(*) FROM egress_chunk WHERE hold <> 'done')
  + (SELECT count(*) FROM book_bookmark WHERE seq < (SELECT max(seq) FROM book_entry))"""
DONE = {
    "rounds",
    "worker killed",
    "web killed",
    "up killed",
    "acknowledged acts",
    "letters taken",
    "letters unknown",
    "letters unknown that arrived",
    "bulletins published",
    "facts",
}
"""What tells how much was done; everything else that the drill counts must be 0."""
Say = Callable[[int], None]


class House:
    """`khen up`, whose processes may be killed by name; started anew when it was killed itself."""

    def __init__(self, home: Path, smtp: int) -> None:
        self.home, self.port = home, free_port()
        self.environment = surroundings(home, KHEN_SMTP_PORT=str(smtp))
        self.kills: Counter[str] = Counter()
        self.start()

    def start(self) -> None:
        with (self.home / "up.log").open("ab") as log:
            command = [*KHEN, "up", "--port", str(self.port)]
            self.up = subprocess.Popen(command, env=self.environment, cwd=self.home, stderr=log)
        self.stands()

    def stands(self) -> None:
        until(lambda: self.processes("worker") and status(self.port) == 200, within=90)

    def processes(self, part: str) -> list[int]:
        below = children(self.up.pid)
        if part == "up":
            return [self.up.pid, *below]
        module = {"web": "khen.web.server ", "worker": "khen.web.worker "}[part]
        heads = [pid for pid, line in below.items() if module in line]
        return [*heads, *(pid for head in heads for pid in children(head))]

    def kill(self, *parts: str) -> None:
        for pid in {pid for part in parts for pid in self.processes(part)}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills.update(parts)
        if "up" in parts:
            self.up.wait(10)
            self.start()

    def undone(self) -> int:
        """Chunks not worked off and readers of the journal that are behind."""
        with closing(sqlite3.connect(f"file:{self.home / 'khen.sqlite3'}?mode=ro", uri=True, timeout=30)) as database:
            return int(database.execute(UNDONE).fetchone()[0])

    def calm(self) -> None:
        """Wait until everything is worked off. Raises TimeoutError when it does not become less."""
        self.stands()
        left = self.undone()
        while left:
            until(partial(self.less_than, left), within=NOTHING_MOVES)
            left = self.undone()

    def less_than(self, left: int) -> bool:
        return self.undone() < left

    def stop(self) -> int:
        self.up.send_signal(signal.SIGTERM)
        return self.up.wait(60)


class Newsroom:
    """Officers at the counter who write, submit, approve and publish, bulletin after bulletin; keeps what was acknowledged."""

    def __init__(self, port: int, cast: dict[str, Any]) -> None:
        self.port, self.cast = port, cast
        self.acknowledged: list[tuple[str, int]] = []
        self.faults: list[BaseException] = []
        self.enough = Event()

    def work(self, number: int) -> None:
        author, approver, publisher = (self.officer(role) for role in ("author", "approver", "publisher"))
        for turn in count(1):
            if self.enough.is_set():
                return
            said = {"title": f"Bản tin số {number}.{turn} trong khi máy ngừng", "text": "Người dân nộp hồ sơ tại nhà."}
            pk = author.begin("tin-nhanh", body=self.cast["body"], topic="khac", **said)
            author.act(pk, "trinh")
            approver.act(pk, "duyet", seen=1)
            publisher.act(pk, "dang", outlets=self.cast["outlets"])
            self.enough.wait(random.random() * BETWEEN)

    def officer(self, role: str) -> Officer:
        return Officer(self.port, self.cast[role], self.cast["password"], lambda verb, pk: self.acknowledged.append((verb, pk)))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ThreadPoolExecutor(ACTING) as pool:
            works = [pool.submit(self.work, number) for number in range(ACTING)]
            try:
                yield
            finally:
                self.enough.set()
        self.faults += [fault for one in works if (fault := one.exception())]


def drill(home: Path, rounds: int, say: Say = lambda done: None) -> dict[str, int]:
    """What was done, what is lost and what is there twice after so many rounds."""
    done = khen(home, "setup")
    if done.returncode:
        raise RuntimeError(done.stderr)
    cast, mail = told(home, "tests.services.aftermath", "found", SUBSCRIBERS), home / "letters.txt"
    with standing(mail) as smtp:
        house = House(home, smtp)
        newsroom = Newsroom(house.port, cast)
        try:
            with newsroom.at_work():
                for number in range(1, rounds + 1):
                    one_round(house, mail)
                    say(number)
            house.calm()
            seen = as_readers_see(house.port)
        finally:
            house.stop()
    kept = home / "acknowledged.json"
    kept.write_text(json.dumps(newsroom.acknowledged))
    counts = told(home, "tests.services.aftermath", "counted", kept, mail)
    shown = {"not listed on the portal": counts["bulletins published"] - seen.pop("listed"), **seen}
    faults = {"officers stopped by a fault": len(newsroom.faults), "chain broken": khen(home, "verify", "--deep").returncode}
    for fault in newsroom.faults:
        sys.stderr.write(f"{fault!r}\n")
    return {
        "rounds": rounds,
        **{f"{part} killed": house.kills[part] for part in ("worker", "web", "up")},
        **counts,
        **shown,
        **faults,
    }


def one_round(house: House, mail: Path) -> None:
    """Let the house stand, wait for a random moment, perhaps one at which letters are under way, and kill."""
    house.stands()
    if random.random() < WITH_MAIL_UNDER_WAY:
        size, end = mail.stat().st_size, time.monotonic() + 3
        while mail.stat().st_size == size and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(random.random() * 0.03)
    else:
        time.sleep(random.random() * 2)
    house.kill(*random.choice(VICTIMS))


def as_readers_see(port: int) -> dict[str, int]:
    """How many different bulletins the portal lists, leaf by leaf; how many lines of list, ticker, pop-up and feed are twice."""
    listed: list[str] = []
    for leaf in count(1):
        text = read(port, f"/tin/?trang={leaf}", HOST)
        listed += re.findall(r'<h2 class="title"><a href="/tin/(\d+)-', text)
        if f"trang={leaf + 1}" not in text:
            break
    lines = [listed, re.findall(r"<id>(tag:[^<]*ban-tin[^<]*)</id>", read(port, "/nguon-tin/so-tttt.atom", HOST))]
    for system in ("ticker/dichvucong", "popup/vnptioffice"):
        lines.append([one["text"] for one in json.loads(read(port, f"/loa/{system}.json", HOST))["items"]])
    if not all(lines):
        raise RuntimeError("a portal, feed, ticker or pop-up shows nothing")
    return {"listed": len(set(listed)), "lines doubled": sum(len(one) - len(set(one)) for one in lines)}


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="khen-kill-") as home, following("kill -9") as progress:
        counts = drill(Path(home), rounds, lambda done: progress(done, rounds))
    sys.stdout.writelines(f"{number:>8} {name}\n" for name, number in counts.items())


if __name__ == "__main__":
    main(int(sys.argv[1]))
