"""A small identity provider on this machine: python -m tests.services.provider PORT [no-end].

It knows whoever `login_hint` names, without asking for anything; `flaw` makes it sign something that is not right; with
`no-end` it knows no way to sign out."""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

CAN_END = "no-end" not in sys.argv
CLIENT, SECRET = "khen", "khoa-cua-nha"
KEY, OTHER = (ECKey.generate_key("P-256", {"kid": "1", "use": "sig", "alg": "ES256"}) for _number in range(2))
ASKED: dict[str, dict[str, str]] = {}  # code -> what was asked


class Provider(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the test looks at the answers."""

    @property
    def issuer(self) -> str:
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            ways = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            ways |= {"end_session_endpoint": "logout"} if CAN_END else {}
            self.say({"issuer": self.issuer, **{name: f"{self.issuer}/{way}" for name, way in ways.items()}})
        elif parts.path == "/keys":
            self.say({"keys": [KEY.as_dict(private=False)]})
        elif parts.path == "/authorize":
            asked = dict(parse_qsl(parts.query))
            ASKED[code := secrets.token_urlsafe(16)] = asked
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            self.end_headers()
        elif parts.path == "/logout" and CAN_END:
            self.end(dict(parse_qsl(parts.query)))
        else:
            self.say({"error": "not_found"}, 404)

    def end(self, asked: dict[str, str]) -> None:
        """The session of whoever its own token names, and back to the door; a token that it did not sign ends nothing."""
        try:
            claims = jwt.decode(asked.get("id_token_hint", ""), KEY, algorithms=["ES256"]).claims
        except (JoseError, ValueError):
            self.say({"error": "invalid_token"}, 400)
            return
        self.send_response(302)
        self.send_header("Ended", str(claims["sub"]))
        self.send_header("Location", asked["post_logout_redirect_uri"])
        self.end_headers()

    def do_POST(self) -> None:
        sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        asked = ASKED.pop(sent.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        known = self.headers["Authorization"] == f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        if asked is None or not known or proof != asked["code_challenge"] or sent["redirect_uri"] != asked["redirect_uri"]:
            self.say({"error": "invalid_grant"}, 400)
            return
        self.say({"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked)})

    def signed(self, asked: dict[str, str]) -> str:
        now, flaw = int(time.time()), asked.get("flaw", "")
        claims = {
            "iss": self.issuer,
            "aud": asked["client_id"],
            "sub": asked["login_hint"],
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        wrong = {"iss": "https://khac.example", "aud": "khac", "nonce": "khac", "exp": now - 600, "azp": "khac", "sub": 7}
        claims |= {name: value for name, value in wrong.items() if name == flaw}
        claims = {name: value for name, value in claims.items() if flaw != f"no {name}"}
        if flaw == "unsigned":
            parts = ({"alg": "none"}, claims)
            return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."
        return jwt.encode({"alg": "ES256", "kid": "1"}, claims, OTHER if flaw == "key" else KEY)

    def say(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
