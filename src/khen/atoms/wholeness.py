"""Whether a paper is what its first bytes claim: a PDF with pages, a Word or Excel file with its parts."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from khen.atoms.office import UNREADABLE
from khen.atoms.values import spelt

TAIL = 2048  # bytes at the end of a PDF in which its end mark stands
START = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF")
SECTION = re.compile(rb"\s*(?:xref\s|[0-9]{1,10}\s+[0-9]{1,5}\s+obj\b)")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
LOCKED = re.compile(spelt(b"Encrypt") + rb"(?:\s|%[^\r\n]*[\r\n])*(?:[0-9]+\s+[0-9]+\s+R|<<)")
PACKED = re.compile(rb"/Type\s*/ObjStm\b")
STREAM = re.compile(rb"stream\r?\n")
MOST_PACKED = 2000  # streams of objects that are looked into
MOST_OF_STREAM = 4 * 1024 * 1024  # bytes unpacked of one such stream
MOST_UNPACKED, MOST_RATIO, MOST_PARTS = 200 * 1024 * 1024, 200, 5000  # of an Office file, as its own list of contents says
SMALL = 1024 * 1024  # bytes: parts up to here may be packed as tightly as they like
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
NEEDED = ("[Content_Types].xml", "_rels/.rels")


def has_pages(pdf: bytes) -> bool:
    """A PDF that reaches its end, whose table of objects stands where it says, with at least one page (ISO 32000-1, 7.5)."""
    ends = list(START.finditer(pdf, max(0, len(pdf) - TAIL)))
    if not ends:
        return False
    place = int(ends[-1][1])
    if not 0 < place < len(pdf) or not SECTION.match(pdf, place):
        return False
    return bool(PAGE.search(pdf)) or any(PAGE.search(part) for part in _unpacked(pdf))


def is_locked(pdf: bytes) -> bool:
    """Encrypted: it cannot be read by everybody, or not for ever (ISO 32000-1, 7.6)."""
    return bool(LOCKED.search(pdf))


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """The streams in which newer PDFs keep their objects, each unpacked up to a bound."""
    for number, found in enumerate(PACKED.finditer(pdf)):
        begun = STREAM.search(pdf, found.end(), found.end() + 1000)
        if number >= MOST_PACKED or begun is None:
            return
        try:
            yield zlib.decompressobj().decompress(pdf[begun.end() :][:MOST_OF_STREAM], MOST_OF_STREAM)
        except zlib.error:
            continue


def has_parts(office: bytes, suffix: str) -> bool:
    """A .docx, .xlsx or .pptx with the parts without which it opens nowhere (ISO/IEC 29500), each begun as XML."""
    try:
        with zipfile.ZipFile(BytesIO(office)) as opened:
            if not _is_modest(opened.infolist()):
                return False
            return all(_is_xml(opened, name) for name in (*NEEDED, PARTS[suffix]))
    except UNREADABLE:
        return False


def _is_modest(parts: list[zipfile.ZipInfo]) -> bool:
    """Unpacked it is of a size that people write; told by the list of contents alone."""
    tight = any(one.file_size > max(SMALL, one.compress_size * MOST_RATIO) for one in parts)
    return len(parts) <= MOST_PARTS and sum(one.file_size for one in parts) <= MOST_UNPACKED and not tight


def is_vast(office: bytes) -> bool:
    """Would it take more room unpacked than any paper that people write? Nothing of it is unpacked to tell."""
    try:
        with zipfile.ZipFile(BytesIO(office)) as opened:
            return not _is_modest(opened.infolist())
    except UNREADABLE:
        return False


def _is_xml(opened: zipfile.ZipFile, name: str) -> bool:
    """The part is there, and is an element with a namespace."""
    with opened.open(name) as part:
        begun = part.read(4096)
    return begun.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"xmlns" in begun
