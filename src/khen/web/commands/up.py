"""khen up: the house in the foreground."""

import fcntl
import http.client
import os
import socket
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from gettext import gettext as _
from pathlib import Path

from django.db import connections
from django.utils.translation import gettext_noop

from khen.settings.env import Env, read
from khen.web import addresses, half_told
from khen.web.causes import why
from khen.web.commands.setup import prepare
from khen.web.supervisor import Part, Supervisor
from khen.web.trouble import Trouble

SINK = "khen.web.sink"
ANOTHER_S = gettext_noop(
    "The trial mailbox of another house listens on mail port %(port)s: it takes no letters of this house; they wait here. "
    "For a mailbox of its own: KHEN_SMTP_PORT=8026 khen up --sink"
)
NEWS = {
    "died": gettext_noop("%(part)s died and is started again"),
    "stopped": gettext_noop("%(part)s has stopped"),
    "killed": gettext_noop("%(part)s did not stop and was ended"),
}


def run(asked: Namespace) -> int:
    """Serve until asked to stop. Trouble when another one serves the same home, or the port is taken."""
    begun = time.monotonic()
    port = asked.port or read().port
    os.environ["KHEN_PORT"] = str(port)
    if asked.sink:
        os.environ["KHEN_SINK"] = "1"
    with alone(read().home / "up.lock"):
        refuse_taken(port)
        if asked.sink:
            refuse_taken_by_mail(read().smtp_port, web=port)
        elif is_mailbox_of_another(read()):
            say(_(ANOTHER_S) % {"port": read().smtp_port})
        half_told.tell()
        prepare()
        places = list(addresses.told(read(), sink=asked.sink))
        connections.close_all()
        Supervisor(parts(port, asked.workers, sink=asked.sink), tell, announcing(port, begun, places)).run()
    return 0


def parts(port: int, workers: int, *, sink: bool) -> list[Part]:
    """What makes the house: who answers readers, who works off the journal, and perhaps a mail server."""
    parent = ("--parent", str(os.getpid()))
    python = (sys.executable, "-m")
    made = [
        Part("web", (*python, "khen.web.server", "--port", str(port), "--workers", str(workers), *parent)),
        Part("worker", (*python, "khen.web.worker", *parent)),
    ]
    return [*made, Part("sink", (*python, SINK, *parent))] if sink else made


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Hold the home's lock; the kernel lets go of it however this process ends."""
    with place.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            said = {"home": place.parent, "pid": lock.read().strip() or "?"}
            busy = _(
                "Process %(pid)s serves or fills %(home)s already. Stop it first (Ctrl-C where it was started), then try again."
            )
            raise Trouble(busy % said) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def refuse_taken(port: int) -> None:
    if error := unusable(port):
        said = {"port": port, "error": error}
        raise Trouble(_("Port %(port)s cannot be used (%(error)s). Name another: khen up --port 8001") % said)


def refuse_taken_by_mail(port: int, *, web: int) -> None:
    """The house's own mail server would end again and again, and letters would go to whoever holds the port."""
    error = _("the house itself answers there") if port == web else unusable(port)
    if error:
        said = {"port": port, "error": error}
        raise Trouble(_("Mail port %(port)s cannot be used (%(error)s). Name another: KHEN_SMTP_PORT=8026 khen up --sink") % said)


def is_mailbox_of_another(env: Env) -> bool:
    """Does the trial mailbox of another house answer where this one would hand over its letters?"""
    if env.smtp_host not in {"127.0.0.1", "localhost"}:
        return False
    try:
        with socket.create_connection((env.smtp_host, env.smtp_port), timeout=2) as line, line.makefile("rb") as said:
            return said.readline(500).split()[-1:] == [b"khen"]
    except OSError:
        return False


def unusable(port: int) -> str:
    """Why nothing can listen here; "" when it can."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            return why(taken)
    return ""


def tell(part: str, news: str) -> None:
    if news in NEWS:
        say(_(NEWS[news]) % {"part": part})


def announcing(port: int, begun: float, places: Sequence[str]) -> Callable[[], None]:
    """Say once, when the first answer comes, where the house stands."""
    waiting = True

    def look() -> None:
        nonlocal waiting
        if waiting and answers(port):
            waiting = False
            said = {"seconds": f"{time.monotonic() - begun:.1f}".replace(".", ",")}
            say(_("The house is open after %(seconds)s s (Ctrl-C closes it)") % said)
            for place in places:
                say(place)

    return look


def answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as reader:
        try:
            reader.request("HEAD", "/quan-tri/login/")
            return reader.getresponse().status < 500
        except OSError:
            return False


def say(words: str) -> None:
    sys.stderr.write(f"khen: {words}\n")
    sys.stderr.flush()
