"""kill -9 of worker and server, round after round, while bulletins go out by mail and on every channel, are corrected and
withdrawn; then everything is counted: python -m tests.services.kill_nine ROUNDS [DATABASE]."""

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
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from itertools import count
from pathlib import Path

import psycopg

from khen.web.progress import following
from tests.services.house import KHEN, children, free_port, khen, read, status, surroundings, told, until
from tests.services.newsroom import Newsroom
from tests.services.postbox import standing

ACTING, SUBSCRIBERS = 2, 12
WITH_MAIL_UNDER_WAY = 0.5  # share of the rounds
NOTHING_MOVES = 180.0  # seconds
LEAST_ACTS, ACTS_A_ROUND = 24, 3  # by 24 two desks have corrected or withdrawn two bulletins, however they share the acts
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
    "letters no longer sent",
    "bulletins published",
    "bulletins corrected",
    "bulletins withdrawn",
    "facts",
}
"""What tells how much was done; everything else that the drill counts must be 0."""
Say = Callable[[int], None]


class House:
    """`khen up`, whose processes may be killed by name; started anew when it was killed itself."""

    def __init__(self, home: Path, smtp: int, database: str) -> None:
        self.home, self.port, self.database = home, free_port(), database
        self.environment = surroundings(home, KHEN_SMTP_PORT=str(smtp), KHEN_DATABASE=database)
        self.kills: Counter[str] = Counter()
        self.start()

    def start(self) -> None:
        with (self.home / "up.log").open("ab") as log:
            command = [*KHEN, "up", "--port", str(self.port)]
            self.up = subprocess.Popen(command, env=self.environment, cwd=self.home, stderr=log)
        self.stands()

    def stands(self) -> None:
        until(lambda: self.processes("worker") and status(self.port) == 200)

    def processes(self, part: str) -> list[int]:
        below = children(self.up.pid)
        if part == "up":
            return [self.up.pid, *below]
        module = {"web": "khen.web.server ", "worker": "khen.web.worker "}[part]
        heads = [pid for pid, line in below.items() if module in line]
        return [*heads, *(pid for head in heads for pid in children(head))]

    def kill(self, *parts: str) -> None:
        lines = [self.processes(part) for part in sorted(parts, key="up".__ne__)]  # from above: who is dead starts nobody anew
        for pid in dict.fromkeys(pid for line in lines for pid in line):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills.update(parts)
        if "up" in parts:
            self.up.wait(10)
            self.start()

    def undone(self) -> int:
        """Chunks not worked off and readers of the journal that are behind."""
        if self.database:
            with psycopg.connect(self.database) as asked:
                row = asked.execute(UNDONE).fetchone()
        else:
            with closing(sqlite3.connect(f"file:{self.home / 'khen.sqlite3'}?mode=ro", uri=True, timeout=30)) as file:
                row = file.execute(UNDONE).fetchone()
        return int(row[0]) if row else 0

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


def drill(home: Path, rounds: int, say: Say = lambda done: None, *, database: str = "") -> dict[str, int]:
    """What was done, what is lost and what is there twice after so many rounds; on SQLite, or on this empty PostgreSQL."""
    done = khen(home, "setup", KHEN_DATABASE=database)
    if done.returncode:
        raise RuntimeError(done.stderr)
    cast, mail = told(home, "tests.services.aftermath", "found", SUBSCRIBERS, KHEN_DATABASE=database), home / "letters.txt"
    with standing(mail) as smtp:
        house = House(home, smtp, database)
        newsroom = Newsroom(house.port, cast)
        try:
            with newsroom.at_work(ACTING):
                for number in range(1, rounds + 1):
                    one_round(house, mail)
                    newsroom.goes_on(max(LEAST_ACTS, ACTS_A_ROUND * rounds) * number // rounds)
                    say(number)
            house.calm()
            seen = as_readers_see(house.port)
        finally:
            house.stop()
    kept = home / "acknowledged.json"
    kept.write_text(json.dumps(newsroom.acknowledged))
    counts = told(home, "tests.services.aftermath", "counted", kept, mail, KHEN_DATABASE=database)
    listed = counts["bulletins published"] - counts["bulletins withdrawn"]
    broken = khen(home, "verify", "--deep", KHEN_DATABASE=database).returncode
    for fault in newsroom.faults:
        sys.stderr.write(f"{fault!r}\n")
    return {
        "rounds": rounds,
        **{f"{part} killed": house.kills[part] for part in ("worker", "web", "up")},
        **counts,
        "listed on the portal or not, wrongly": abs(listed - seen.pop("listed")),
        **seen,
        "officers stopped by a fault": len(newsroom.faults),
        "chain broken": broken,
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


def main(rounds: int, database: str = "") -> None:
    with tempfile.TemporaryDirectory(prefix="khen-kill-") as home, following("kill -9") as progress:
        counts = drill(Path(home), rounds, lambda done: progress(done, rounds), database=database)
    sys.stdout.writelines(f"{number:>8} {name}\n" for name, number in counts.items())


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
