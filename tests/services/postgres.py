"""A throw-away PostgreSQL: a cluster of its own in a temporary folder, on a free port of 127.0.0.1, gone at the end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

OWNER = "khen"
READY_WITHIN = 30.0  # seconds


def binaries() -> Path:
    """The folder of the newest PostgreSQL server here. Raises RuntimeError when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("no PostgreSQL server here: install the Debian package postgresql (make setup does it as root)")


@dataclass(frozen=True, slots=True)
class Account:
    """Who the server runs as: it refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def fitting(cls) -> Self:
        entry = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        return cls(entry.pw_uid, entry.pw_gid)

    def asked_of_popen(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}


class Cluster:
    """One running server; `with Cluster() as cluster:` starts it, `cluster.url` is its address, leaving stops it.

    `durable=True` keeps fsync on, for tests that kill the server itself."""

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.account = Account.fitting()
        self.folder = Path(tempfile.mkdtemp(prefix="khen-postgres-"))
        self.port = _free_port()
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.address("khen")

    def address(self, database: str) -> str:
        """The address of one database of this cluster, as KHEN_DATABASE takes it."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def __enter__(self) -> Self:
        try:
            self._make()
            self._start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        self._remove()

    def create(self, database: str, *, like: str = "template1") -> str:
        """Make one more database, empty or a copy of one that nobody is connected to; its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, "-T", like, database)
        return self.address(database)

    def dump(self, database: str) -> bytes:
        """All of a database as SQL."""
        return self._run("pg_dump", *self._asked(database), "--no-owner")

    def load(self, database: str, sql: bytes) -> None:
        """Read into an empty database what `dump` gave."""
        self._run("psql", "-q", "-v", "ON_ERROR_STOP=1", *self._asked(database), said=sql)

    def _asked(self, database: str) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, "-d", database]

    def stop(self) -> None:
        """Fast shutdown: connections are ended, nothing is lost."""
        if self.server is None:
            return
        self.server.send_signal(signal.SIGINT)
        try:
            self.server.wait(20)
        except subprocess.TimeoutExpired:
            self.server.send_signal(signal.SIGQUIT)
            self.server.wait(20)
        self.server = None

    def _make(self) -> None:
        os.chown(self.folder, self.account.uid, self.account.gid)
        self._run("initdb", "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _start(self) -> None:
        quick = [] if self.durable else ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        places = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={self.port}", "-c", "unix_socket_directories="]
        with (self.folder / "log").open("wb") as log:
            self.server = subprocess.Popen(
                [binaries() / "postgres", "-D", self.data, *places, *quick, "-c", "max_connections=200"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # a Ctrl-C at the terminal reaches the tests, which then stop the server
                **self.account.asked_of_popen(),
            )
        self._wait()
        self.create("khen")

    def _wait(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self.server is None or self.server.poll() is not None:
                break
            asked = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(asked, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text(errors='replace')}")

    def _run(self, program: str, *words: str, said: bytes = b"") -> bytes:
        command = [str(binaries() / program), *words]
        account = self.account.asked_of_popen()
        done = subprocess.run(command, cwd=self.folder, input=said, capture_output=True, check=False, **account)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode(errors='replace')}")
        return bytes(done.stdout)

    def _remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Cluster]:
    """A running cluster for the time of a `with`; a SIGTERM meanwhile stops it too."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        with Cluster(durable=durable) as cluster:
            yield cluster
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
