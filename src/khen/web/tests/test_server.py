"""A process that answers readers hears a wish to stop from its first moment on."""

import os
import signal
import subprocess
import sys

import pytest

AS_GRANIAN_DOES = """
import os, signal, sys, time
from khen.web.server import let_children_hear
number = signal.Signals(int(sys.argv[1]))
let_children_hear()
signal.signal(number, lambda *_: None)  # granian's main process notes the wish and stops its children
child = os.fork()
if not child:
    time.sleep(20)
    os._exit(0)
os.kill(child, number)
_pid, status = os.waitpid(child, 0)
os.kill(os.getpid(), number)  # its own ears are as they were
sys.exit(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_child_that_is_asked_to_stop_as_soon_as_it_is_forked_ends(number: signal.Signals) -> None:
    asked = [sys.executable, "-c", AS_GRANIAN_DOES, str(int(number))]
    assert subprocess.run(asked, env=os.environ, check=False, timeout=10).returncode == number
