"""Pictures that are too large are refused in words; nothing is said on the console."""

import struct
import subprocess
import sys
import zlib

import pytest

from khen.atoms import media

ASK = """import sys
from khen.atoms import media
print(media.flaw(sys.stdin.buffer.read()).name)"""


def drawn(side: int) -> bytes:
    """The head of a PNG that says it has so many points a side."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, body, b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("side", [7_000, 10_000, 20_000], ids=["49 million", "100 million", "400 million"])
def test_a_huge_picture_is_refused_and_the_console_stays_silent(side: int) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], input=drawn(side), capture_output=True, check=True)
    assert (asked.stdout.decode().strip(), asked.stderr.decode()) == (media.Flaw.VAST.name, "")
