"""How many examples a property test is tried with."""

from hypothesis import settings

USUAL = 50  # of the profile that the tests of a run begin with (conftest.py)


def share(many: int) -> int:
    """So many where the profile is the usual one, and as much less as it is less: on a second kind of database."""
    return max(2, many * settings().max_examples // USUAL)
