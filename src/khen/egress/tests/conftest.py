"""A mail server for each test that wants one."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from khen.egress.tests.makers import Server, at


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """A well-behaved server, up; change its replies to make it behave badly."""
    server = Server()
    at(server, settings)
    with server.up():
        yield server
