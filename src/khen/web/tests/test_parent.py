"""A process ends with the one that started it, also when it misses the first signal."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

CHILD = """
import os, signal, sys, time
from khen.web.parent import end_with
heard = []
signal.signal(signal.SIGTERM, lambda *told: heard.append(1) if not heard else sys.exit(0))
end_with(os.getppid())
print(os.getpid(), flush=True)
time.sleep(60)
while True:
    time.sleep(1)
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_who_misses_the_first_signal_is_told_again() -> None:
    path = os.pathsep.join(filter(None, sys.path))
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    until = monotonic() + 15
    while is_alive(child) and monotonic() < until:
        sleep(0.05)
    assert not is_alive(child)
