"""Run a command beside a throw-away PostgreSQL: python -m tests.services.with_postgres COMMAND...

The command sees its address as KHEN_DATABASE; its exit status is ours; the server is stopped and removed afterwards."""

import os
import subprocess
import sys

from tests.services.postgres import throw_away


def main(command: list[str]) -> int:
    if not command:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with throw_away() as cluster:
        return subprocess.run(command, env={**os.environ, "KHEN_DATABASE": cluster.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
