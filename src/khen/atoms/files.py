"""Files that are named by what they hold: there whole, or not there."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

OWN = 0o600  # for the house alone


def keep(place: Path | str, content: bytes) -> None:
    """Keep it at this place. What stands there already is compared, not trusted: a full disk or a cut
    current may have left a part. Written beside and moved, so that nobody meets half of it (POSIX rename); OSError when there
    is no room, and nothing is left."""
    place = Path(place)
    if is_kept(place, content):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{token_hex(4)}")
    try:
        part.touch(OWN, exist_ok=False)
        with part.open("r+b") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def is_kept(place: Path, content: bytes) -> bool:
    """Whether just this stands there."""
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except FileNotFoundError:
        return False
