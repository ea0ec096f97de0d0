"""What is asked of the identity provider, and what it signs: authorization code with PKCE (OpenID Connect Core, RFC 7636).

Nothing of what it says is believed before its signature, its issuer, for whom and until when it is, and the nonce were seen."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.utils.translation import gettext_lazy as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.settings.provider import Provider

LONGEST_TOKEN = 4000  # characters: what an address still carries through every server
PATIENCE, LEEWAY = 5, 60  # seconds: for one answer; that its clock may differ
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
SILENT = _("The identity provider cannot be reached now. Sign in with the password, or try again later.")
WRONG = _("The identity provider's answer is not valid for this sign-in. Begin again from this page.")
NOT_RIGHT = (JoseError, AuthlibBaseError, ValueError, KeyError, TypeError)


def begun(provider: Provider, back: str) -> tuple[str, dict[str, str]]:
    """Where to send the browser, and what to keep until it is back. Raises Refusal."""
    kept = {"nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(48)}
    address = _found(provider)["authorization_endpoint"]
    place, state = _line(provider, back).create_authorization_url(address, nonce=kept["nonce"], code_verifier=kept["verifier"])
    return place, {**kept, "state": state}


def meant(provider: Provider, back: str, kept: Mapping[str, str], answer: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The "sub" that the provider signs for whoever came back with this answer; and what is needed to sign out there again:
    nothing where the provider knows no such way. Raises Refusal."""
    if not secrets.compare_digest(kept["state"].encode(), answer.get("state", "").encode()) or "code" not in answer:
        raise Refusal(WRONG)
    if answer.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise Refusal(WRONG)
    found = _found(provider)
    try:
        told = _line(provider, back).fetch_token(
            found["token_endpoint"], code=answer["code"], code_verifier=kept["verifier"], timeout=PATIENCE, allow_redirects=False
        )
        keys = requests.get(found["jwks_uri"], timeout=PATIENCE, allow_redirects=False).json()
        subject = _subject(provider, KeySet.import_key_set(keys), told["id_token"], kept["nonce"])
        return subject, _way_out(provider, found, told["id_token"])
    except requests.RequestException as silent:
        raise Refusal(SILENT) from silent
    except NOT_RIGHT as wrong:
        raise Refusal(WRONG) from wrong


def signed_out(kept: Mapping[str, str], client: str, back: str) -> str:
    """Where the browser goes to end the provider's session too (OpenID Connect RP-Initiated Logout 1.0), and comes back from."""
    asked = {"id_token_hint": kept["token"], "client_id": client, "post_logout_redirect_uri": back}
    return f"{kept['way']}{'&' if '?' in kept['way'] else '?'}{urlencode(asked)}"


def _way_out(provider: Provider, found: Mapping[str, Any], token: str) -> dict[str, str]:
    """A way that is not as safe as the provider itself, or a token too long for an address, is none."""
    way = found.get("end_session_endpoint")
    if not isinstance(way, str) or not way.startswith(_safe(provider)) or len(token) > LONGEST_TOKEN:
        return {}
    return {"issuer": provider.issuer, "way": way, "token": token}


def _safe(provider: Provider) -> tuple[str, str]:
    """How the provider's addresses begin."""
    return f"{provider.issuer.partition('://')[0]}://", "https://"


def _subject(provider: Provider, keys: KeySet, token: str, nonce: str) -> str:
    claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    must: dict[str, str] = {"iss": provider.issuer, "aud": provider.client, "nonce": nonce}
    registry = jwt.JWTClaimsRegistry(
        now=int(clock.now().timestamp()),
        leeway=LEEWAY,
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        **{name: ClaimsOption(essential=True, value=value) for name, value in must.items()},
    )
    registry.validate(claims)
    subject = claims["sub"]
    if not isinstance(subject, str) or claims.get("azp", provider.client) != provider.client:
        raise ValueError("not for this house")
    return subject


def _line(provider: Provider, back: str) -> OAuth2Session:
    more = {"scope": "openid", "redirect_uri": back, "code_challenge_method": "S256"}
    return OAuth2Session(provider.client, provider.secret, default_timeout=PATIENCE, **more)


def _found(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself; its addresses are as safe as its own."""
    try:
        place = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        found: dict[str, Any] = requests.get(place, timeout=PATIENCE, allow_redirects=False).json()
        ways = [str(found[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    except (requests.RequestException, ValueError, KeyError, TypeError) as silent:
        raise Refusal(SILENT) from silent
    if found.get("issuer") != provider.issuer or not all(way.startswith(_safe(provider)) for way in ways):
        raise Refusal(WRONG)
    return found
