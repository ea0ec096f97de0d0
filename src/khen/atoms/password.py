"""Passwords that the house itself makes up."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
GROUPS, GROUP = 4, 4  # 16 letters of 31: 79 bits


def random_password() -> str:
    """Four groups of four letters and digits joined by hyphens, easy to read aloud and to type on a phone."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
