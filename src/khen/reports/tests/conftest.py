"""A report at some step of its road, made once for all tests of a class; each test finds it as it was made.

What happens to it in one test is undone after it, and after the class it is gone: other tests begin with an empty house."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from khen.reports.models import Report
from khen.reports.tests.makers import House, a_numbered, a_signed

Made = tuple[House, Report]


def _made(make: Callable[[House], Report], blocker: Any) -> Iterator[Made]:
    with blocker.unblock(), transaction.atomic():
        house = House()
        yield house, make(house)
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def made_once(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    yield from _made(vars(request.cls)["make"], django_db_blocker)


@pytest.fixture(scope="class")
def numbered_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    yield from _made(a_numbered, django_db_blocker)


@pytest.fixture(scope="class")
def signed_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    yield from _made(a_signed, django_db_blocker)


@pytest.fixture
def made(made_once: Made) -> Made:
    """The house and its report, as the `make` of the test's class makes it."""
    return deepcopy(made_once)


@pytest.fixture
def numbered(numbered_once: Made) -> Made:
    """The house and its report, which bears number 58."""
    return deepcopy(numbered_once)


@pytest.fixture
def signed(signed_once: Made) -> Made:
    """The house and its report, which bears number 58 and whose signed copy was entered."""
    return deepcopy(signed_once)
