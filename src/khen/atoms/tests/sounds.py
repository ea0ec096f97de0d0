"""Small recordings that are whole: a moment of silence in each of the forms that are accepted."""

import struct
import wave
import zlib
from io import BytesIO

MIRRORED = bytes(int(f"{one:08b}"[::-1], 2) for one in range(256))


def a_wav(said: str = "", *, samples: int = 80) -> bytes:
    """A hundredth of a second; `said` stands in a note, so that no two are the same file."""
    kept = BytesIO()
    with wave.open(kept, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(2 * samples))
    note = said.encode() + b"\0" * (len(said.encode()) % 2)
    listed = b"INFOICMT" + struct.pack("<I", len(note)) + note
    whole = kept.getvalue() + (b"LIST" + struct.pack("<I", len(listed)) + listed if said else b"")
    return b"RIFF" + struct.pack("<I", len(whole) - 8) + whole[8:]


def an_mp3(*, frames: int = 4, tag: bytes = b"") -> bytes:
    """Frames of MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes each; `tag` begins an ID3 of version 2.3."""
    size = len(tag)
    marked = b"ID3\x03\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0)) + tag if tag else b""
    return marked + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def a_page(number: int, packet: bytes, *, flags: int = 0, position: int = 0, serial: int = 7) -> bytes:
    """A page of Ogg with one packet of less than 255 bytes (RFC 3533, 6)."""
    bare = b"OggS\0" + struct.pack("<BqIII", flags, position, serial, number, 0) + bytes((1, len(packet))) + packet
    sum_ = int(f"{zlib.crc32(bare.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF:032b}"[::-1], 2)
    return bare[:22] + struct.pack("<I", sum_) + bare[26:]


def an_ogg(*, head: bytes = b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0") -> bytes:
    """Opus: its head, its tags, one packet of sound (RFC 7845)."""
    tags = b"OpusTags" + struct.pack("<I", 4) + b"khen" + struct.pack("<I", 0)
    return a_page(0, head, flags=2) + a_page(1, tags) + a_page(2, b"\xf8\xff\xfe", flags=4, position=960)


def a_box(kind: bytes, *parts: bytes) -> bytes:
    """A box of ISO/IEC 14496-12."""
    held = b"".join(parts)
    return struct.pack(">I", len(held) + 8) + kind + held


def an_m4a(*, handler: bytes = b"soun", samples: int = 40) -> bytes:
    """One track whose table of sizes names what lies in its mdat."""
    sizes = a_box(b"stsz", bytes(4), struct.pack(">II", 1, samples))
    media = a_box(b"mdia", a_box(b"hdlr", bytes(8), handler, bytes(13)), a_box(b"minf", a_box(b"stbl", sizes)))
    moov = a_box(b"moov", a_box(b"mvhd", bytes(100)), a_box(b"trak", a_box(b"tkhd", bytes(84)), media))
    return a_box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + moov + a_box(b"mdat", bytes(samples))


FRAME, SIZE, RATE, MOVIE_RATE = 1024, 7, 44100, 1000  # of the fragments below: samples and bytes of a frame, units of a second


def a_full_box(kind: bytes, flags: int, *parts: bytes, version: int = 0) -> bytes:
    return a_box(kind, struct.pack(">I", version << 24 | flags), *parts)


def a_fragmented_m4a(*tells: str, fragments: int = 4, frames: int = 3, single: bool = False) -> bytes:
    """A track in fragments (ISO/IEC 14496-12, 8.8) that tells how long it is where `tells` says: mehd, sidx, mfra. Every second
    fragment names size and length of each frame, the others rely on what holds for all; `single` keeps to the latter."""
    pieces = [_fragment(number, frames, named=number % 2 == 0 and not single) for number in range(1, fragments + 1)]
    length = fragments * frames * FRAME * MOVIE_RATE // RATE
    mehd = a_full_box(b"mehd", 0, struct.pack(">I", length)) if "mehd" in tells else b""
    mvex = a_box(b"mvex", mehd, a_full_box(b"trex", 0, struct.pack(">IIIII", 1, 1, FRAME, SIZE, 0)))
    mdhd = a_full_box(b"mdhd", 0, struct.pack(">IIII", 0, 0, RATE, 0), bytes(4))
    stbl = a_box(b"stbl", a_full_box(b"stsz", 0, struct.pack(">II", 0, 0)))
    media = a_box(b"mdia", mdhd, a_box(b"hdlr", bytes(8), b"soun", bytes(13)), a_box(b"minf", stbl))
    trak = a_box(b"trak", a_full_box(b"tkhd", 3, struct.pack(">III", 0, 0, 1), bytes(68)), media)
    moov = a_box(b"moov", a_full_box(b"mvhd", 0, struct.pack(">IIII", 0, 0, MOVIE_RATE, 0), bytes(80)), trak, mvex)
    begun = a_box(b"ftyp", b"M4A \0\0\0\0M4A isom") + moov
    if "sidx" in tells:
        listed = b"".join(struct.pack(">III", len(piece), frames * FRAME, 0x90000000) for piece in pieces)
        begun += a_full_box(b"sidx", 0, struct.pack(">IIIIHH", 1, RATE, 0, 0, 0, len(pieces)), listed)
    return begun + b"".join(pieces) + (_index(len(begun), pieces) if "mfra" in tells else b"")


def _fragment(number: int, frames: int, *, named: bool) -> bytes:
    each = struct.pack(">II", FRAME, SIZE) * frames if named else b""
    trun = a_full_box(b"trun", 0x301 if named else 0x1, struct.pack(">II", frames, 0), each)
    traf = a_box(b"traf", a_full_box(b"tfhd", 0x20000, struct.pack(">I", 1)), trun)
    return a_box(b"moof", a_full_box(b"mfhd", 0, struct.pack(">I", number)), traf) + a_box(b"mdat", bytes(frames * SIZE))


def _index(place: int, pieces: list[bytes]) -> bytes:
    listed = b""
    for number, piece in enumerate(pieces):
        listed += struct.pack(">IIBBB", number, place, 1, 1, 1)
        place += len(piece)
    tfra = a_full_box(b"tfra", 0, struct.pack(">III", 1, 0, len(pieces)), listed)
    return a_box(b"mfra", tfra, a_full_box(b"mfro", 0, struct.pack(">I", 8 + len(tfra) + 16)))
