"""A house of a test's own: a temporary home, and `khen` run in it as a process."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600  # seconds that a command may take on a machine that has much else to do
KHEN = (sys.executable, "-m", "khen.web.start")
SAYS = (
    "import django, json, sys; django.setup(); from importlib import import_module;"
    " json.dump(getattr(import_module(sys.argv[1]), sys.argv[2])(*sys.argv[3:]), sys.stdout)"
)


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command in this home; nothing of the test's own settings passes on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KHEN_", "DJANGO_"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**kept, "PYTHONPATH": path, "KHEN_HOME": str(home), "KHEN_SECOND_FACTOR": "0", "LANG": "C.UTF-8", **more}


def khen(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    environment = surroundings(home, **more)
    return subprocess.run(
        [*KHEN, *words], env=environment, cwd=home, capture_output=True, text=True, check=False, timeout=LONGEST
    )


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


def read(port: int, path: str, host: str) -> str:
    """The text that a portal of this host name answers. Raises RuntimeError for anything but 200."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as reader:
        reader.request("GET", path, headers={"Host": host})
        answer = reader.getresponse()
        text = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return text


def until(ask: Callable[[], object], *, within: float = 300.0) -> None:
    """Wait for something to become true, on a machine that has much else to do as well. Raises TimeoutError."""
    end = time.monotonic() + within
    while not ask():
        if time.monotonic() > end:
            raise TimeoutError("it did not become true")
        time.sleep(0.05)


@contextmanager
def served(home: Path, *words: str, port: int = 0, **more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`khen up` in this home, answering on `port` (0: any free one); stopped at the end, whatever happened."""
    port = port or free_port()
    command = [*KHEN, "up", "--port", str(port), *words]
    up = subprocess.Popen(command, env=surroundings(home, **more), cwd=home, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: status(port) == 200 or up.poll() is not None)
        yield up, port
    finally:
        if up.poll() is None:
            up.send_signal(signal.SIGTERM)
        up.communicate(timeout=120)


def children(pid: int) -> dict[int, str]:
    """Every process below this one: id -> command line."""
    found: dict[int, str] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            line = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
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


def answers_to(port: int) -> bool:
    """Does anybody take connections here?"""
    with closing(socket.socket()) as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def told(home: Path, module: str, function: str, *words: object, **more: str) -> Any:
    """What a function says that is called with these words, Django being ready, in a process of this home."""
    environment = surroundings(home, **{"DJANGO_SETTINGS_MODULE": "khen.settings.base", **more})
    command = [sys.executable, "-c", SAYS, module, function, *(str(word) for word in words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
