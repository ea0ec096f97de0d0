"""Parts of a file that a browser asks for, as a player does that jumps ahead (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes from `first` up to, not including, `end`; there is nothing to send where they are equal."""

    first: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.first


def asked(header: str, size: int) -> Part | None:
    """The one part that the header asks of a file of `size` bytes; None where the whole is sent: nothing was asked, it was not
    understood, or several parts were. What lies behind the end is an empty part: it cannot be had."""
    found = ONE.fullmatch(header.strip().lower())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return Part(max(size - int(last), 0), size) if int(last) else Part(size, size)
    if last and int(last) < int(first):
        return None
    return Part(min(int(first), size), min(int(last) + 1, size) if last else size)
