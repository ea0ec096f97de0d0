"""A real push service on 127.0.0.1: https, a browser's keys, rings that it opens, answers that may be bad."""

import json
import ssl
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

from khen.egress.channels.ringer import Way
from khen.egress.channels.sealed import written

HOST = "push.khen.test"
CURVE, SHA = ec.SECP256R1(), hashes.SHA256()


@dataclass
class Browser:
    """Its keys; what was sealed for it, it alone opens."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    secret: bytes = b"sixteen octets.."

    @property
    def point(self) -> bytes:
        form = serialization.PublicFormat.UncompressedPoint
        return self.key.public_key().public_bytes(serialization.Encoding.X962, form)

    def form(self, path: str = "one") -> dict[str, str]:
        """What the page's button sends."""
        keys = {"p256dh": written(self.point), "auth": written(self.secret)}
        return {"nhan": "1", "endpoint": f"https://{HOST}/{path}", **keys}

    def opened(self, body: bytes) -> Any:
        """What is said in a message (RFC 8291, section 3.4). Raises InvalidTag for one that is not for this browser."""
        salt, mine, text = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, mine))
        material = HKDF(SHA, 32, self.secret, b"WebPush: info\x00" + self.point + mine).derive(shared)
        key = HKDF(SHA, 16, salt, b"Content-Encoding: aes128gcm\x00").derive(material)
        nonce = HKDF(SHA, 12, salt, b"Content-Encoding: nonce\x00").derive(material)
        plain = AESGCM(key).decrypt(nonce, text, None)
        assert plain.endswith(b"\x02")
        return json.loads(plain[:-1])


def claims(header: str) -> tuple[dict[str, Any], str]:
    """What the house says of itself to the service, and its public key; the signature is checked (RFC 8292)."""
    token, _split, key = header.removeprefix("vapid t=").partition(", k=")
    head, said, signature = token.split(".")
    octets = _read(signature)
    numbers = (int.from_bytes(octets[:32], "big"), int.from_bytes(octets[32:], "big"))
    house = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _read(key))
    house.verify(encode_dss_signature(*numbers), f"{head}.{said}".encode(), ec.ECDSA(SHA))
    return json.loads(_read(said)), key


def _read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Service:
    """`took` holds path, headers and body of each ring; `answer` the status that is said, 0: the line is cut instead."""

    def __init__(self, folder: Path) -> None:
        self.took: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: Callable[[str], int] = lambda path: 201
        self.folder = folder

    @contextmanager
    def up(self) -> Iterator["Service"]:
        cert = self._certificate()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.took.append((self.path, dict(self.headers), body))
                status = service.answer(self.path)
                if status:
                    self.send_response(status)
                    self.send_header("Location", "https://127.0.0.1/elsewhere")
                    self.end_headers()
                self.close_connection = True

            def log_message(self, *said: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(cert)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        self.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def way(self) -> Way:
        """How the house finds this service and believes it."""
        tls = ssl.create_default_context(cafile=str(self.folder / "push.pem"))
        return Way(known=lambda host: host == HOST, find=lambda host: ("127.0.0.1", self.port), tls=tls)

    def _certificate(self) -> Path:
        """A certificate of this service's own, with its key, in one file."""
        key, name = ec.generate_private_key(CURVE), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        pem = serialization.Encoding.PEM
        plain = serialization.NoEncryption()
        file = self.folder / "push.pem"
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
        file.write_bytes(made.sign(key, SHA).public_bytes(pem) + private)
        return file
