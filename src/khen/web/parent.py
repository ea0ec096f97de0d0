"""Processes that end when their parent does, however it ended."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with(parent: int) -> None:
    """Ask the kernel for a SIGTERM when the process that started us dies; leave at once if it already has."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
