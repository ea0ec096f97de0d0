"""Does a house stand where the surroundings say? Asked before anything is made: looking never founds a house."""

from argparse import Namespace
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from khen.settings.env import read
from khen.settings.shapes import quoted
from khen.web.trouble import Trouble

FOUNDING = ("setup", "demo")
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
