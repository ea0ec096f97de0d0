"""How far the sample of this home was told: half of it counts otherwise than the report that it tells."""

import sys
from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.db import connection

from khen.settings.env import read

BEGUN, TOLD = "begun", "told"


def marker() -> Path:
    """Says that the records of this home are the sample's, and whether they were told to the end."""
    place: Path = read().sample_marker
    return place


def said() -> str:
    """How far the sample of this home was told; "" when it was never begun."""
    return marker().read_text().strip() if marker().exists() else ""


def is_cut_off() -> bool:
    """Was the sample cut off in a database file of this home? Tables elsewhere are thrown away only when it is asked for."""
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    return said() == BEGUN and connection.vendor == "sqlite" and file.resolve().is_relative_to(read().home)


def hint() -> str:
    """That only half of the sample is there, and how it is finished; "" where it is whole, or there is none."""
    if said() != BEGUN:
        return ""
    way = "khen demo" if is_cut_off() else "khen demo --fresh"
    return _("The sample was cut off while it was told: only a part of it is here. To tell all of it: %(way)s") % {"way": way}


def tell() -> None:
    """Say so to the person at the terminal, in one line."""
    if words := hint():
        sys.stderr.write(f"khen: {words}\n")
