"""Does a house stand where the surroundings say, and who may look into it? Looking never founds a house."""

import os
import stat
from argparse import Namespace
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from khen.settings.env import read
from khen.settings.shapes import quoted
from khen.web.trouble import Trouble

FOUNDING = ("setup", "demo")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONGEST = 200  # characters of a path that are said back


def looks(asked: Namespace) -> bool:
    """Does this command need a house that is there already?"""
    return asked.command not in FOUNDING or (asked.command == "demo" and asked.passwords and not asked.fresh)


def stands(place: Path) -> bool:
    """Is something there? A place that cannot even be looked at holds no house either."""
    with suppress(OSError):
        return place.exists()
    return False


def ask_for_house() -> None:
    """Raise Trouble, and make nothing, where there is no home or no database file in it.

    Raises ValueError like `settings.env.read`. A database on PostgreSQL is asked later, by whoever opens it."""
    surroundings = read()
    kept = (str(surroundings.home), *(() if "://" in surroundings.database else (surroundings.database,)))
    missing = next((place for place in kept if not stands(Path(place))), "")
    if missing:
        said = _(
            "There is no house here yet: %(place)s does not exist. Begin with: khen demo (the sample) or khen setup"
            " (an empty house). If it stands elsewhere, name its folder in KHEN_HOME."
        )
        raise Trouble(said % {"place": quoted(missing, longest=LONGEST)})


def close_to_others() -> str:
    """Take the home, and a database file that stands elsewhere, from every other account of this machine.

    Answers with a place that stays open because others keep files there or it is somebody else's; "" when there is none."""
    surroundings = read()
    home, file = surroundings.home, Path(surroundings.database)
    places = (home, *(() if "://" in surroundings.database or file.is_relative_to(home) else (file,)))
    return next((str(place) for place in places if stands(place) and not closed(place)), "")


def closed(place: Path) -> bool:
    """Closes a file or folder of this account's own that others may look into. Is it closed now?"""
    found = place.stat()
    if not found.st_mode & OTHERS:
        return True
    inside = place.iterdir() if place.is_dir() else ()
    if found.st_mode & stat.S_ISVTX or any(one.st_uid != os.getuid() for one in (found, *(path.lstat() for path in inside))):
        return False
    place.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
    return True
