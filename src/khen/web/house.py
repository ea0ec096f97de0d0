"""Does a house stand where the surroundings say, and who may look into it? Looking never founds a house."""

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
PUBLIC = "static"  # the folder of what browsers are given anyhow
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


def open_to_others() -> str:
    """A place of the house into which other accounts of this machine can look, "" when there is none. Nothing is changed:
    what khen makes is closed from the start, and what somebody else opened, a folder of the system perhaps, is theirs."""
    surroundings = read()
    home, file = surroundings.home, Path(surroundings.database)
    if is_open(home) and any(is_open(inside) for inside in home.iterdir() if inside.name != PUBLIC):
        return str(home)
    outside = "://" not in surroundings.database and not file.is_relative_to(home)
    return str(file) if outside and file.is_file() and is_open(file) else ""


def is_open(place: Path) -> bool:
    """May others than its owner look into this file or folder? A link leads where it leads, and is not asked."""
    mode = place.lstat().st_mode if stands(place) else 0
    return bool(mode & OTHERS) and not stat.S_ISLNK(mode)
