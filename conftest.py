"""What every test begins with: a cache that no other test has written to."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages are kept under their host and address; the portals of two tests often share both."""
    cache.clear()
