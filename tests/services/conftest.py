"""Real servers and ready houses for the tests of this folder."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import ready
from tests.services.postgres import Cluster

Furnish = Callable[[Path], Path]
LONGEST = ("test_up", "test_kill_nine", "test_demo", "test_hostile_commands")  # nobody waits for them at the end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first; each stays whole, as the tests of one share its houses."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(ranks)))


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """A process that was started in the background hands a deaf ear for Ctrl-C on to all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def a_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `khen setup` leaves it: made once in a run, by whichever of its processes comes first."""
    return ready.house(ready.place_of(tmp_path_factory))


@pytest.fixture(scope="session")
def furnish(a_house: Path) -> Furnish:
    """Copies that home into an empty folder."""

    def copy(home: Path) -> Path:
        return Path(shutil.copytree(a_house, home, dirs_exist_ok=True))

    return copy


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL cluster of this test run's own; take `postgres.url`, or `postgres.create(name)` for an empty database."""
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def database(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Makes a database of this name with all tables, as `khen setup` leaves it; its address."""
    like = ready.copied(ready.place_of(tmp_path_factory), postgres)
    return lambda name: postgres.create(name, like=like)
