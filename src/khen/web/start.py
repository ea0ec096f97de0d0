"""Where the process `khen` begins, before anything else of the house is loaded.

Python tells of Ctrl-C by an exception, and what runs inside the importer's own callbacks swallows exceptions: asked to stop
while its modules load, the process would go on as if nothing had been said. So nothing but the signal itself ends it then;
nothing is begun yet that had to be ended in order."""

import os
import signal
import sys
from importlib import import_module

PRIVATE = 0o077  # what this process and all that it starts make is there for its owner alone


def main() -> int:
    """Run the command that the words name; see khen.web.cli."""
    os.umask(PRIVATE)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started it wants it deaf to Ctrl-C
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    status: int = import_module("khen.web.cli").main()
    return status


if __name__ == "__main__":
    sys.exit(main())
