"""kill -9 of worker, web server and the whole `khen up`, a hundred times while bulletins go out; what is lost, what is twice."""

from collections.abc import Iterator

from tests.services.kill_nine import DONE, drill

from benchmarks.row import Row, nothing
from khen.settings.env import read
from khen.web.progress import following

ROUNDS = 100


def run() -> Iterator[Row]:
    with following("kill -9") as progress:
        counts = drill(read().home, ROUNDS, lambda done: progress(done, ROUNDS))
    for name, number in counts.items():
        told = Row(name=f"kill -9: {name}", value=number, floor=number, unit="")
        yield told if name in DONE else nothing(f"kill -9: {name}", number)
    yield Row(name="kill -9: bulletins published a round", value=counts["bulletins published"], floor=ROUNDS, unit="", least=0.5)
