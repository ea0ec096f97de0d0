"""Everything that the surroundings may set, parsed once. Each name stands in docs/reference/settings.md."""

import hmac
import os
import re
import secrets
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from khen.settings import provider
from khen.settings.shapes import addresses, choice, number, quoted, shaped

DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,198}[a-z0-9])?")
PUBLIC = re.compile(rf"https?://(?P<host>{DOMAIN.pattern})(?::(?P<port>[0-9]{{1,5}}))?/?", re.ASCII)
USUAL = {"http": 80, "https": 443}  # ports that an address leaves out
MAIL = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    home: Path  # KHEN_HOME: where data, media and papers are kept
    database: str  # KHEN_DATABASE: a file, or postgresql://user:password@host:port/name
    domain: str  # KHEN_DOMAIN: the domain below which portals stand
    port: int  # KHEN_PORT: the port that the house listens on
    public_url: str  # KHEN_PUBLIC_URL: scheme, domain and perhaps port as readers see them; "" when they see KHEN_PORT itself
    proxies: frozenset[str]  # KHEN_PROXIES: addresses of web servers in front whose word on who asks is taken
    smtp_host: str  # KHEN_SMTP_HOST
    smtp_port: int  # KHEN_SMTP_PORT
    mail_from: str  # KHEN_MAIL_FROM
    sink: bool  # KHEN_SINK: 1 when letters go to the house's own mailbox, which anybody may then read
    second_factor: bool | None  # KHEN_SECOND_FACTOR: whether leaders, editors and administrators need a second step; None: usual
    provider: provider.Provider | None  # KHEN_OIDC_ISSUER, KHEN_OIDC_CLIENT, KHEN_OIDC_SECRET
    debug: bool  # KHEN_DEBUG: 1 shows errors in the browser

    @property
    def address(self) -> str:
        """Where readers and officers find the house."""
        return self.address_of(self.domain)

    def address_of(self, host: str) -> str:
        """Where readers find a host of the house now, whatever the port was when it was founded."""
        seen = urlsplit(self.public_url or f"{'https' if self.port == 443 else 'http'}://{host}:{self.port}")
        port = "" if seen.port in (None, USUAL[seen.scheme]) else f":{seen.port}"
        return f"{seen.scheme}://{host}{port}"

    def reached(self, address: str) -> str:
        """An address of the house that was kept, as it is reached now."""
        kept = urlsplit(address)
        return f"{self.address_of(kept.hostname)}{urlunsplit(('', '', *kept[2:]))}" if kept.hostname else address

    @property
    def sample_marker(self) -> Path:
        """A file that says that the records of this home are the sample's: papers made from them are marked as illustrative."""
        return self.home / "sample.txt"

    @property
    def needs_second_factor(self) -> bool:
        """As chosen; where nobody chose, in every home but the sample's."""
        return not self.sample_marker.exists() if self.second_factor is None else self.second_factor

    @property
    def secret(self) -> str:
        """The signing key: made once, readable by the owner only, never in the repository."""
        place = self.home / "secret"
        if not place.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            place.touch(mode=0o600, exist_ok=True)
            place.write_text(secrets.token_urlsafe(48))
        return place.read_text()

    @property
    def mail_password(self) -> str:
        """What this house says to its own mailbox, which takes no other house's letters; "" where letters go elsewhere."""
        return hmac.new(self.secret.encode(), b"mailbox", "sha256").hexdigest() if self.sink else ""


def read() -> Env:
    """The environment of this process. Raises ValueError naming the variable that cannot be used."""
    home, (public_url, domain) = _home(), _public()
    return Env(
        home=home,
        database=os.environ.get("KHEN_DATABASE") or str(home / "khen.sqlite3"),
        domain=domain,
        port=number("KHEN_PORT", 8000),
        public_url=public_url,
        proxies=addresses("KHEN_PROXIES"),
        smtp_host=os.environ.get("KHEN_SMTP_HOST", "127.0.0.1"),
        smtp_port=number("KHEN_SMTP_PORT", 8025),
        mail_from=shaped("KHEN_MAIL_FROM", "ban-tin@khen.example", MAIL),
        sink=os.environ.get("KHEN_SINK", "") == "1",
        second_factor=choice("KHEN_SECOND_FACTOR"),
        provider=provider.read(),
        debug=os.environ.get("KHEN_DEBUG", "") == "1",
    )


def _home() -> Path:
    given = os.environ.get("KHEN_HOME") or "var"
    try:
        return Path(given).resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        raise ValueError(_("The folder KHEN_HOME (%(given)s) cannot be found.") % {"given": quoted(given)}) from None


def _public() -> tuple[str, str]:
    """KHEN_PUBLIC_URL as given, and the domain: KHEN_DOMAIN, where it is not set the one of the address."""
    given = os.environ.get("KHEN_PUBLIC_URL") or ""
    found = PUBLIC.fullmatch(given)
    if given and (found is None or not 0 < int(found["port"] or 1) < 65536):
        said = _("KHEN_PUBLIC_URL cannot be “%(given)s”; it looks like this: https://tinh.example or https://tinh.example:8443")
        raise ValueError(said % {"given": quoted(given)})
    host = found["host"] if found else ""
    domain = shaped("KHEN_DOMAIN", host or "localhost", DOMAIN)
    if host and domain != host:
        said = _("KHEN_PUBLIC_URL names %(host)s, KHEN_DOMAIN names %(domain)s; both must be the same.")
        raise ValueError(said % {"host": quoted(host), "domain": quoted(domain)})
    return given.rstrip("/"), domain
