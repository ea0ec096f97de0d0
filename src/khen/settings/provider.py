"""The identity provider that people of the house may sign in by; none where nobody names one."""

import os
from dataclasses import dataclass
from gettext import gettext as _
from urllib.parse import urlsplit

from khen.settings.shapes import quoted

NEAR = {"localhost", "127.0.0.1", "::1"}  # where plain http may be spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    issuer: str  # KHEN_OIDC_ISSUER: its address, as it writes it in what it signs; https but on this machine
    client: str  # KHEN_OIDC_CLIENT: by what name it knows this house
    secret: str  # KHEN_OIDC_SECRET


def read() -> Provider | None:
    """All three or none. Raises ValueError that names what is missing or cannot be."""
    given = {name: os.environ.get(name, "") for name in ("KHEN_OIDC_ISSUER", "KHEN_OIDC_CLIENT", "KHEN_OIDC_SECRET")}
    if not any(given.values()):
        return None
    missing = ", ".join(name for name, one in given.items() if not one)
    if missing:
        raise ValueError(_("The identity provider is named in part: %(missing)s is missing.") % {"missing": missing})
    issuer, client, secret = given.values()
    parts = urlsplit(issuer)
    near = parts.scheme == "http" and parts.hostname in NEAR
    if not parts.hostname or not (parts.scheme == "https" or near) or parts.query or parts.fragment:
        said = _("KHEN_OIDC_ISSUER cannot be “%(given)s”; it looks like this: https://dinh-danh.example")
        raise ValueError(said % {"given": quoted(issuer)})
    return Provider(issuer=issuer, client=client, secret=secret)
