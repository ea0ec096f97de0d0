"""Processes that end when their parent does, however it ended."""

import ctypes
import os
import signal
from threading import Thread
from time import sleep

PR_SET_PDEATHSIG = 1  # prctl(2)
AGAIN = 1.0  # seconds


def end_with(parent: int) -> None:
    """Ask the kernel for a SIGTERM when the process that started us dies; leave at once if it already has.

    The kernel says it once, and a server that is just replacing one of its own processes may miss it: a thread says it again
    until it was heard."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
    Thread(target=_insist, args=(parent,), daemon=True).start()


def _insist(parent: int) -> None:
    while os.getppid() == parent:
        sleep(AGAIN)
    while True:
        sleep(AGAIN)
        os.kill(os.getpid(), signal.SIGTERM)
