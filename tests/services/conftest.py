"""Real servers for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.services.postgres import Cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL cluster of this test run's own; take `postgres.url`, or `postgres.create(name)` for an empty database."""
    with Cluster() as cluster:
        yield cluster
