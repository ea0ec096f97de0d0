"""Where the records are, as Django wants to be told: house rule 6, two databases and one code."""

from gettext import gettext as _
from typing import Any
from urllib.parse import unquote, urlsplit

KEPT_OPEN = 60  # seconds: whoever opens SQLite's file reads all its tables' descriptions first, which takes some milliseconds
ANSWERS = 5  # seconds within which a server lets us in, or is taken for one that is down: readers wait behind whoever asks it


def configured(address: str) -> dict[str, Any]:
    """Django's settings for a file path (SQLite) or a postgresql:// address. Raises ValueError for any other address."""
    if "://" not in address:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address, "OPTIONS": options, "CONN_MAX_AGE": KEPT_OPEN}
    try:
        parts = urlsplit(address)
        name, port = parts.path.lstrip("/"), parts.port
    except ValueError:
        name, port = "", None
    if not address.startswith("postgresql://") or not name:  # never said back: it may hold a password
        raise ValueError(_("KHEN_DATABASE must be the path of a file or postgresql://user:password@host:port/name."))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": {"options": "-c jit=off", "connect_timeout": ANSWERS},  # short questions take longer to compile than to answer
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,  # a database that came back is asked by a new connection, not by one that died with it
    }
