"""The shapes that a variable of the surroundings may have. Each raises ValueError that names the variable and what was given."""

import os
import re
from gettext import gettext as _
from ipaddress import ip_address


def number(name: str, usual: int) -> int:
    given = os.environ.get(name) or str(usual)
    if not given.isascii() or not given.isdigit() or not 0 < int(given[:6]) < 65536:
        said = {"name": name, "given": quoted(given)}
        raise ValueError(_("%(name)s must be a port from 1 to 65535, not “%(given)s”") % said)
    return int(given)


def shaped(name: str, usual: str, shape: re.Pattern[str]) -> str:
    given = os.environ.get(name) or usual
    if not shape.fullmatch(given):
        said = {"name": name, "given": quoted(given), "usual": usual}
        raise ValueError(_("%(name)s cannot be “%(given)s”; it looks like this: %(usual)s") % said)
    return given


def addresses(name: str) -> frozenset[str]:
    """Addresses of machines with commas between them, each in its one spelling; none where nothing is given."""
    given = os.environ.get(name) or ""
    try:
        return frozenset(str(ip_address(one.strip())) for one in given.split(",") if one.strip())
    except ValueError:
        said = {"name": name, "given": quoted(given), "usual": "127.0.0.1,10.0.0.5"}
        raise ValueError(_("%(name)s cannot be “%(given)s”; it looks like this: %(usual)s") % said) from None


def choice(name: str) -> bool | None:
    """1 or 0; None where nobody chose."""
    given = os.environ.get(name) or ""
    if given not in {"", "0", "1"}:
        raise ValueError(_("%(name)s must be 0 or 1, not “%(given)s”") % {"name": name, "given": quoted(given)})
    return given == "1" if given else None


def quoted(given: str, *, longest: int = 40) -> str:
    """What somebody gave, short and harmless enough to be said back on a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in given[:longest])
