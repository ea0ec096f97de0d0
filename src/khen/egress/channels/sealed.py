"""Rings sealed so that the push service between cannot read them (RFC 8291, RFC 8188), and who rings (VAPID, RFC 8292).

Written over `cryptography`, which is here anyway: pywebpush (MPL-2.0) would bring aiohttp, requests, http-ece and py-vapid, and
opens its connections itself, where this house must choose the address that it connects to (see ringer.py)."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CURVE = ec.SECP256R1()
RECORD, LAST = 4096, b"\x02"  # octets of the one record; what ends the last one (RFC 8188, section 2)
FILE = "push-key.pem"  # the house's key, in its home
LONGEST = 3000  # octets of what is said
HOLDS = timedelta(hours=12)  # how long the house's word to a push service holds; RFC 8292 allows 24
POINT = serialization.PublicFormat.UncompressedPoint


@dataclass(frozen=True, slots=True)
class Keys:
    """What a browser gave: its public point (65 octets) and its secret (16 octets)."""

    point: bytes
    secret: bytes

    @classmethod
    def read(cls, point: str, secret: str) -> "Keys":
        """From base64url. Raises ValueError for what is no point of P-256 or no secret of 16 octets."""
        found = cls(unwritten(point), unwritten(secret))
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, found.point)
        if len(found.point) != 65 or len(found.secret) != 16:
            raise ValueError("keys of another length")
        return found


def written(octets: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def unwritten(text: str) -> bytes:
    """The octets of base64url with or without padding. Raises ValueError."""
    return urlsafe_b64decode(text.rstrip("=").encode("ascii") + b"=" * (-len(text.rstrip("=")) % 4))


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.X962, POINT)


def sealed(said: bytes, keys: Keys, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None) -> bytes:
    """The body of a push message (Content-Encoding: aes128gcm), for this browser alone; `own` and `salt` are new for each."""
    if len(said) > LONGEST:
        raise ValueError("too long for one record")
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    theirs, mine = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, keys.point), point_of(own)
    shared = own.exchange(ec.ECDH(), theirs)
    material = _derived(shared, keys.secret, b"WebPush: info\x00" + keys.point + mine, 32)
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4, "big") + len(mine).to_bytes(1, "big") + mine
    return head + AESGCM(key).encrypt(nonce, said + LAST, None)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def signed(key: ec.EllipticCurvePrivateKey, *, service: str, contact: str, now: datetime) -> str:
    """The Authorization header: who rings (a mailto: or https: address), to which service (its origin), until when."""
    claims = {"aud": service, "exp": int((now + HOLDS).timestamp()), "sub": contact}
    text = ".".join(written(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return f"vapid t={text}.{written(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={written(point_of(key))}"


def make(home: Path) -> None:
    """Make the house's key where there is none, readable by the owner only."""
    place = home / FILE
    if place.exists():
        return
    made = ec.generate_private_key(CURVE).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    part = place.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    try:
        os.link(part, place)  # whoever is first; never half a key
    except FileExistsError:
        pass
    finally:
        part.unlink()


def key(home: Path) -> ec.EllipticCurvePrivateKey | None:
    """The house's key; None where `khen setup` has not made it or the file holds no key of this kind."""
    try:
        found = serialization.load_pem_private_key((home / FILE).read_bytes(), None)
    except (FileNotFoundError, ValueError, TypeError, InvalidKey):
        return None
    return found if isinstance(found, ec.EllipticCurvePrivateKey) and isinstance(found.curve, ec.SECP256R1) else None
