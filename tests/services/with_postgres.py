"""Run a command beside a throw-away PostgreSQL: python -m tests.services.with_postgres COMMAND...

The command sees its address as KHEN_DATABASE; its exit status is ours; the server is stopped and removed afterwards."""

import os
import subprocess
import sys
from pathlib import Path

from tests import ready
from tests.services.postgres import throw_away

LIKE = "TESTS_LIKE"  # names the database that the tests' own are copied from: it has its tables


def main(command: list[str]) -> int:
    if not command:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with throw_away() as cluster:
        around = {**os.environ, "KHEN_DATABASE": cluster.url}
        if run := os.environ.get(ready.SHARED):
            around[LIKE] = ready.copied(Path(run), cluster)
        return subprocess.run(command, env=around, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
