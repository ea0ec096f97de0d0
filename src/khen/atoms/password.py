"""Passwords that the house itself makes up."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
GROUPS, GROUP = 4, 4  # 16 letters of 31: 79 bits


def random_password() -> str:
    """Four groups of four letters and digits joined by hyphens, easy to read aloud and to type on a phone."""
    return _grouped(GROUPS)


def random_code() -> str:
    """Two such groups: 39 bits, for a code that is good once, at a door that locks."""
    return _grouped(GROUPS // 2)


def _grouped(groups: int) -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(groups))
