"""Whether a recording is one from its first byte to its last: each frame, page, chunk or box is walked, nothing stands outside.

MP3 (ISO/IEC 11172-3 and 13818-3, layer III), WAV (RIFF), Ogg with Opus or Vorbis (RFC 3533, 7845) and M4A (ISO/IEC 14496-12)."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from khen.atoms import fragments
from khen.atoms.boxes import all_within, boxes

MARKED = re.compile(rb"<script|<!doctype|<html[\s>]|<\?php\s", re.I)  # no sound says this; browsers that guess would obey it
PDF, PDF_WITHIN = b"%PDF-", 1024 + 5  # bytes at the start in which readers look for a PDF
BIT_RATES = {  # kbit/s by the frame's index; MPEG 1, then 2 and 2.5
    True: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz by version and index
LEAST_FRAMES = 2
ID3_OLD, APE = 128, 32  # bytes of an ID3v1 tag; of the head or foot of an APE tag
WAV_CODECS = frozenset({1, 3, 6, 7, 0xFFFE})  # PCM, floats, A-law, mu-law, extensible
OGG_CODECS = (b"OpusHead", b"\x01vorbis")
FIRST, LAST = 2, 4  # flags of a page of Ogg
MIRRORED = bytes(int(f"{one:08b}"[::-1], 2) for one in range(256))
M4A_BOXES = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"udta", b"meta", b"uuid", b"moof", b"mfra", b"sidx"}
)


def is_whole(content: bytes, suffix: str) -> bool:
    """A recording of this kind (mp3, wav, ogg or m4a) in which something is heard, complete, and nothing else beside."""
    try:
        return WALKS[suffix](content) and not _is_something_else(content)
    except (struct.error, IndexError):  # it ends in the middle of a number
        return False


def _is_something_else(content: bytes) -> bool:
    """Other programs would read it as an archive, a PDF or a web page: well-formed notes can hold those."""
    return zipfile.is_zipfile(BytesIO(content)) or PDF in content[:PDF_WITHIN] or MARKED.search(content) is not None


def _is_mp3(content: bytes) -> bool:
    begun, end = _after_tags(content), _before_tags(content)
    place, frames, kept = begun, 0, None
    while place < end:
        found = _frame(content, place)
        if found is None or kept not in {None, found[1]}:
            return False
        place, kept, frames = place + found[0], found[1], frames + 1
    return place == end and frames >= max(LEAST_FRAMES, _counted(content[begun : begun + 200]))


def _frame(content: bytes, place: int) -> tuple[int, tuple[int, int]] | None:
    """Length in bytes of the frame that begins here, and what all frames of a recording share: version and sampling rate."""
    (head,) = struct.unpack_from(">I", content, place)
    version, layer, bits, rate = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bits in {0, 15} or rate == 3:
        return None
    hertz = RATES[version][rate]
    per_bit = 144_000 if version == 3 else 72_000
    return per_bit * BIT_RATES[version == 3][bits - 1] // hertz + (head >> 9 & 1), (version, hertz)


def _counted(first: bytes) -> int:
    """How many frames the first one says there are; 0 when it does not count them."""
    found = max(first.find(b"Xing"), first.find(b"Info"))
    if found < 0 or not first[found + 7] & 1:
        return 0
    return int.from_bytes(first[found + 8 : found + 12], "big")


def _after_tags(content: bytes) -> int:
    """Where the first frame begins: behind ID3v2 tags and the zeros that some programs leave there."""
    place = 0
    while content[place : place + 3] == b"ID3":
        size = content[place + 6 : place + 10]
        if len(size) < 4 or max(size) > 0x7F:
            return len(content)
        foot = 10 if content[place + 5] & 0x10 else 0
        place += 10 + sum(one << shift for one, shift in zip(size, (21, 14, 7, 0), strict=True)) + foot
    if place:
        place = len(content) - len(content[place:].lstrip(b"\0"))
    return place


def _before_tags(content: bytes) -> int:
    """Where the last frame ends: before an ID3v1 tag and an APE tag."""
    end = len(content)
    if content[-ID3_OLD:][:3] == b"TAG":
        end -= ID3_OLD
    foot = content[max(0, end - APE) : end]
    if foot[:8] == b"APETAGEX":
        size, flags = struct.unpack_from("<I4xI", foot, 12)
        end -= size + (APE if flags >> 31 else 0)
    return end


def _is_wav(content: bytes) -> bool:
    size = int.from_bytes(content[4:8], "little")
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE" or not len(content) - 9 <= size <= len(content) - 8:
        return False
    place, form, heard = 12, False, False
    while place < len(content):
        kind, held = struct.unpack_from("<4sI", content, place)
        begun, place = place + 8, place + 8 + held + held % 2
        if place > len(content) + held % 2 or not kind.isascii():
            return False
        if kind == b"fmt ":
            form = held >= 16 and _is_form(content, begun)
        heard = heard or (kind == b"data" and form and held > 0)
    return heard


def _is_form(content: bytes, place: int) -> bool:
    codec, channels, hertz, _second, block = struct.unpack_from("<HHIIH", content, place)
    return codec in WAV_CODECS and 1 <= channels <= 8 and 4_000 <= hertz <= 384_000 and block > 0


def _is_ogg(content: bytes) -> bool:
    place, number, serial, ended, heard = 0, 0, 0, False, False
    while place < len(content):
        mark, version, flags, position, stream, counted = struct.unpack_from("<4sBBqII", content, place)
        pieces = content[place + 26]
        end = place + 27 + pieces + sum(content[place + 27 : place + 27 + pieces])
        serial = serial if number else stream
        if (mark, version, stream, counted) != (b"OggS", 0, serial, number) or ended or bool(flags & FIRST) != (number == 0):
            return False
        if end > len(content) or not _adds_up(content[place:end]):
            return False
        if number == 0 and not content.startswith(OGG_CODECS, place + 27 + pieces):
            return False
        place, number, ended, heard = end, number + 1, bool(flags & LAST), heard or position > 0
    return ended and heard


def _adds_up(page: bytes) -> bool:
    """The page's checksum: the polynomial of zlib's with every bit the other way round (RFC 3533, 6)."""
    bare = page[:22] + bytes(4) + page[26:]
    found = zlib.crc32(bare.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return page[22:26] == found.to_bytes(4, "big").translate(MIRRORED)


def _is_m4a(content: bytes) -> bool:
    top = list(boxes(content, 0, len(content)))
    kinds = [box.kind for box in top]
    if not kinds or kinds[0] != b"ftyp" or kinds.count(b"moov") != 1 or not M4A_BOXES.issuperset(kinds):
        return False
    within = list(all_within(content, *next((box.begun, box.end) for box in top if box.kind == b"moov")))
    if {content[box.begun + 8 : box.begun + 12] for box in within if box.kind == b"hdlr"} != {b"soun"}:
        return False
    told = sum(_sample_bytes(content, box.begun, box.end) for box in within if box.kind == b"stsz")
    if fragments.is_fragmented(content):
        return fragments.add_up(content, top, within, told)
    return 0 < told <= sum(box.end - box.begun for box in top if box.kind == b"mdat")


def _sample_bytes(content: bytes, begun: int, end: int) -> int:
    """What a table of sizes adds up to: one size for all samples, or one for each."""
    one, count = struct.unpack_from(">II", content, begun + 4)
    if one:
        return int(one * count)
    sizes = content[begun + 12 : end]
    return sum(struct.unpack_from(f">{count}I", sizes))


WALKS: dict[str, Callable[[bytes], bool]] = {"mp3": _is_mp3, "wav": _is_wav, "ogg": _is_ogg, "m4a": _is_m4a}
