"""The part of `khen up` that answers readers: granian in front of khen.web.wsgi."""

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from khen.web.parent import end_with


def main() -> None:
    words = argparse.ArgumentParser()
    for name in ("--port", "--workers", "--parent"):
        words.add_argument(name, type=int, required=True)
    asked = words.parse_args()
    end_with(asked.parent)
    Granian(
        "khen.web.wsgi:application",
        address="127.0.0.1",
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
