"""Where the process `khen` begins, before anything else of the house is loaded.

Python tells of Ctrl-C by an exception, and what runs inside the importer's own callbacks swallows exceptions: asked to stop
while its modules load, the process would go on as if nothing had been said. So the signal's own handler ends it then, with one
line; nothing is begun yet that had to be ended in order."""

import os
import signal
import sys
from importlib import import_module
from types import FrameType

from khen.atoms import waste

INTERRUPTED = 130
STOPPED = "khen: Đã dừng theo yêu cầu.\n"
PRIVATE = 0o077  # what this process and all that it starts make is there for its owner alone


def main() -> int:
    """Run the command that the words name; see khen.web.cli."""
    os.umask(PRIVATE)
    waste.look_seldom()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started it wants it deaf to Ctrl-C
        signal.signal(signal.SIGINT, leave)
    status: int = import_module("khen.web.cli").main()
    return status


def leave(number: int, frame: FrameType | None) -> None:
    """The words of the house are not loaded yet: it says so in Vietnamese, as everything else by default."""
    os.write(2, STOPPED.encode())
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
