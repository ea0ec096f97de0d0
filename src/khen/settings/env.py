"""Everything that the surroundings may set, parsed once. Each name stands in docs/reference/settings.md."""

import os
import secrets
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    home: Path  # KHEN_HOME: where data, media and papers are kept
    database: str  # KHEN_DATABASE: a file, or postgresql://user:password@host:port/name
    domain: str  # KHEN_DOMAIN: the domain below which portals stand
    port: int  # KHEN_PORT: the port that readers see
    smtp_host: str  # KHEN_SMTP_HOST
    smtp_port: int  # KHEN_SMTP_PORT
    mail_from: str  # KHEN_MAIL_FROM
    sink: bool  # KHEN_SINK: 1 when letters go to the house's own mailbox, which anybody may then read
    debug: bool  # KHEN_DEBUG: 1 shows errors in the browser

    @property
    def address(self) -> str:
        """Where readers and officers find the house."""
        return f"http://{self.domain}:{self.port}"

    @property
    def sample_marker(self) -> Path:
        """A file that says that the records of this home are the sample's: papers made from them are marked as illustrative."""
        return self.home / "sample.txt"

    @property
    def secret(self) -> str:
        """The signing key: made once, readable by the owner only, never in the repository."""
        place = self.home / "secret"
        if not place.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            place.touch(mode=0o600, exist_ok=True)
            place.write_text(secrets.token_urlsafe(48))
        return place.read_text()


def read() -> Env:
    """The environment of this process. Raises ValueError naming the variable that cannot be used."""
    home = Path(os.environ.get("KHEN_HOME", "var")).resolve()
    return Env(
        home=home,
        database=os.environ.get("KHEN_DATABASE", str(home / "khen.sqlite3")),
        domain=os.environ.get("KHEN_DOMAIN", "localhost"),
        port=_number("KHEN_PORT", 8000),
        smtp_host=os.environ.get("KHEN_SMTP_HOST", "127.0.0.1"),
        smtp_port=_number("KHEN_SMTP_PORT", 8025),
        mail_from=os.environ.get("KHEN_MAIL_FROM", "ban-tin@khen.example"),
        sink=os.environ.get("KHEN_SINK", "") == "1",
        debug=os.environ.get("KHEN_DEBUG", "") == "1",
    )


def _number(name: str, usual: int) -> int:
    given = os.environ.get(name, str(usual))
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise ValueError(_("%(name)s must be a port from 1 to 65535, not “%(given)s”") % {"name": name, "given": given[:40]})
    return int(given)


def database(address: str) -> dict[str, Any]:
    """Django's settings for a file path (SQLite) or a postgresql:// address."""
    if not address.startswith("postgresql://"):
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address, "OPTIONS": options}
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
