"""kill -9 of worker, web server and the whole `khen up`, round after round while bulletins go out, are corrected and withdrawn,
on SQLite and on PostgreSQL; what is lost, what is twice."""

from collections.abc import Iterator

from tests.services.kill_nine import DONE, drill
from tests.services.postgres import throw_away

from benchmarks.row import Row, nothing
from khen.settings.env import read
from khen.web.progress import following

ROUNDS, ON_POSTGRESQL = 100, 30


def run() -> Iterator[Row]:
    yield from rows("kill -9", ROUNDS)
    with throw_away(durable=True) as cluster:
        yield from rows("kill -9, PostgreSQL", ON_POSTGRESQL, cluster.url)


def rows(what: str, rounds: int, database: str = "") -> Iterator[Row]:
    home = read().home / ("server" if database else "file")
    home.mkdir()
    with following(what) as progress:
        counts = drill(home, rounds, lambda done: progress(done, rounds), database=database)
    for name, number in counts.items():
        told = Row(name=f"{what}: {name}", value=number, floor=number, unit="")
        yield told if name in DONE else nothing(f"{what}: {name}", number)
    yield Row(name=f"{what}: bulletins published a round", value=counts["bulletins published"], floor=rounds, unit="", least=0.5)
