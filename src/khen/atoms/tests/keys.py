"""A key as a device keeps it: it signs what a page tells it, or what an attacker would like to be signed."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

HERE = "http://testserver:8000"  # the origin of the house in these tests
PRESENT, MADE = 0x01, 0x40  # somebody touched it; a key stands in what it says (Web Authentication, 6.1)


def letters(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Key:
    """Counts with every use from `counter` on; with 0 it does not count, as most phones do not."""

    counter: int = 0
    name: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, told: dict[str, Any], *, origin: str = HERE, host: str = "", **more: Any) -> str:
        """The browser's answer to `navigator.credentials.create`."""
        public = self.private.public_key().public_numbers()
        cose = {1: 2, 3: more.pop("algorithm", -7), -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        within = bytes(16) + struct.pack(">H", len(self.name)) + self.name + cbor.encode(cose)
        told_by_device = self.device(host or told["rp"]["id"], MADE) + within
        whole = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told_by_device})
        client = self.client("webauthn.create", told, origin, **more)
        return self.answer({"clientDataJSON": letters(client), "attestationObject": letters(whole)})

    def signs(self, told: dict[str, Any], *, origin: str = HERE, host: str = "", **more: Any) -> str:
        """The browser's answer to `navigator.credentials.get`."""
        self.counter += bool(self.counter)
        device, client = self.device(host or told["rpId"]), self.client("webauthn.get", told, origin, **more)
        signature = self.private.sign(device + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": device, "signature": signature}
        return self.answer({name: letters(part) for name, part in parts.items()})

    def device(self, host: str, flags: int = 0) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([PRESENT | flags]) + struct.pack(">I", self.counter)

    def client(self, sort: str, told: dict[str, Any], origin: str, **more: Any) -> bytes:
        return json.dumps({"type": sort, "challenge": told["challenge"], "origin": origin, "crossOrigin": False, **more}).encode()

    def answer(self, response: dict[str, str]) -> str:
        name = letters(self.name)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
