"""Who holds a lease: named so that another process of the same machine can tell whether the holder still lives.

A token is 8 digits for the machine, 6 for the process, 10 for when it began (a number of a process comes back, its beginning
does not), and 8 that are random; all hexadecimal."""

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

PROC = Path("/proc")
MACHINE, PROCESS, BEGAN = slice(0, 8), slice(8, 14), slice(14, 24)


def token() -> str:
    """A token of this process, another one each time."""
    return f"{_machine()}{os.getpid():06x}{_began(os.getpid()):010x}{secrets.token_hex(4)}"


def is_dead(of: str) -> bool:
    """Has the process that made this token ended? Never said of processes that cannot be seen from here."""
    if of[MACHINE] != _machine():
        return False
    return f"{_began(int(of[PROCESS], 16)):010x}" != of[BEGAN]


def lives(of: str) -> bool:
    """Does a process that can be seen from here hold it?"""
    return of[MACHINE] == _machine() and not is_dead(of)


@cache
def _machine() -> str:
    """This start of this machine, and within it what this process sees of others: containers do not see each other."""
    boot = (PROC / "sys/kernel/random/boot_id").read_text()
    return hashlib.sha256(f"{boot}{(PROC / 'self/ns/pid').readlink()}".encode()).hexdigest()[MACHINE]


def _began(process: int) -> int:
    """Clock ticks between the machine's start and the process's; 0 when there is none or it has ended (proc_pid_stat(5))."""
    try:
        state, *fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if state in "ZX" else int(fields[18])
