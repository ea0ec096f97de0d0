"""A house of a test's own: a temporary home, and `khen` run in it as a process."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KHEN = (sys.executable, "-m", "khen.web.cli")


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command in this home; nothing of the test's own settings passes on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KHEN_", "DJANGO_"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**kept, "PYTHONPATH": path, "KHEN_HOME": str(home), "LANG": "C.UTF-8", **more}


def khen(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    environment = surroundings(home, **more)
    return subprocess.run([*KHEN, *words], env=environment, cwd=home, capture_output=True, text=True, check=False, timeout=240)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int, path: str = "/quan-tri/login/") -> int:
    """The status of one answer; 0 when nobody answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as reader:
        try:
            reader.request("GET", path)
            return reader.getresponse().status
        except OSError:
            return 0


def until(ask: Callable[[], object], *, within: float = 60.0) -> None:
    """Wait for something to become true. Raises TimeoutError."""
    end = time.monotonic() + within
    while not ask():
        if time.monotonic() > end:
            raise TimeoutError("it did not become true")
        time.sleep(0.05)


@contextmanager
def served(home: Path, *words: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`khen up` in this home, answering; stopped at the end, whatever happened."""
    port = free_port()
    command = [*KHEN, "up", "--port", str(port), *words]
    up = subprocess.Popen(command, env=surroundings(home, **more), cwd=home, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: status(port) == 200 or up.poll() is not None)
        yield up, port
    finally:
        if up.poll() is None:
            up.send_signal(signal.SIGTERM)
        up.communicate(timeout=40)


def children(pid: int) -> dict[int, str]:
    """Every process below this one: id -> command line."""
    found: dict[int, str] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            line = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        found[int(place.name)] = f"{parent} {line}"
    return _below(pid, {one: (int(said.split(" ", 1)[0]), said.split(" ", 1)[1]) for one, said in found.items()})


def _below(pid: int, all_of_them: dict[int, tuple[int, str]]) -> dict[int, str]:
    direct = {one: line for one, (parent, line) in all_of_them.items() if parent == pid}
    return {**direct, **{key: line for one in direct for key, line in _below(one, all_of_them).items()}}


def is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
