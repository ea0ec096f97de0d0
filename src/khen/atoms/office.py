"""What an Office file carries besides text, pictures and links (ISO/IEC 29500-2): what runs, other files, what it fetches."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import BytesIO

from lxml import etree

TYPES, RELATIONS = "[content_types].xml", ".rels"
LONGEST_LISTS = 4_000_000  # bytes of all parts together that list types and relations
MOST_TABLES = 50  # behind charts
UNREADABLE = (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError)
MACROS_SAID = ("macroenabled", "vbaproject", "macrosheet")
FETCHING = ("/externallinks/", "/connections.xml", "/querytables/")
RUNNING = "/activex/"
RUNNING_SAID = frozenset(
    {"oleObject", "control", "activeXControlBinary", "aFChunk", "subDocument"}
)  # last words of relation types
FOLLOWED_BY_HAND = "hyperlink"
USUAL = frozenset(
    {".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp"}
    | {".wdp", ".odttf", ".fntdata", ".ttf", ".mp3", ".m4a", ".wav", ".mp4", ".m4v", ".psmdcp", ".sigs"}
)
TABLES = (".xlsx", ".docx", ".pptx")
PRINTERS = "printersettings"
FOREIGN_MAGIC = (b"MZ", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x7fELF", b"%PDF-", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"#!")


class Foreign(StrEnum):
    """What does not belong into a paper."""

    MACROS = "macros"
    EMBEDDED = "embedded"
    FETCHED = "fetched"


def foreign(content: bytes, *, within: bool = False) -> Foreign | None:
    """The gravest thing that does not belong there, or None. `within`: it is itself a part of such a file, and holds no more.

    Of modest size (`wholeness.has_parts`). Raises one of UNREADABLE when it cannot be read, or not with certainty."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return _gravest(opened, _parts(opened), within)


def has_macros(opened: zipfile.ZipFile) -> bool:
    """Whether a part is one that runs: by its name, or by what the lists of types and relations say of it whatever it is called.

    Of modest size. Raises one of UNREADABLE as `foreign` does."""
    parts = _parts(opened)
    return _are_macros(_said(opened, parts))


def _parts(opened: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = [part for part in opened.infolist() if not part.is_dir()]
    parts = {f"/{part.filename}".lower(): part for part in listed}
    if len(parts) != len(listed):
        raise ValueError("two parts of one name")
    if sum(part.file_size for name, part in parts.items() if name.endswith((TYPES, RELATIONS))) > LONGEST_LISTS:
        raise ValueError("lists that are longer than any")
    return parts


def _said(opened: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Iterator[str]:
    """How the parts are called, of which types they are, and how they are related."""
    yield from parts
    for one in _elements(opened, parts["/" + TYPES]):
        yield from map(str, one.attrib.values())
    yield from (kind for kind, _out in _related(opened, parts))


def _are_macros(said: Iterable[str]) -> bool:
    return any(word in one.lower() for one in said for word in MACROS_SAID)


def _gravest(opened: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], within: bool) -> Foreign | None:
    if _are_macros(_said(opened, parts)):
        return Foreign.MACROS
    related = list(_related(opened, parts))
    if _runs(parts, related) or _holds_files(opened, parts, within):
        return Foreign.EMBEDDED
    return Foreign.FETCHED if _fetches(parts, related) else None


def _runs(parts: Iterable[str], related: Iterable[tuple[str, bool]]) -> bool:
    return any(RUNNING in name for name in parts) or any(kind in RUNNING_SAID and not out for kind, out in related)


def _holds_files(opened: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], within: bool) -> bool:
    """Also when it holds more tables than are looked into."""
    tables = sum(name.endswith(TABLES) for name in parts)
    return tables > MOST_TABLES or any(_is_another_file(opened, name, part, within) for name, part in parts.items())


def _fetches(parts: Iterable[str], related: Iterable[tuple[str, bool]]) -> bool:
    named = any(word in name for word in FETCHING for name in parts)
    return named or any(out and kind != FOLLOWED_BY_HAND for kind, out in related)


def _related(opened: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, bool]]:
    """Of every relation of every part: the last word of its type, and whether it leads out of the file."""
    for name, part in parts.items():
        if name.endswith(RELATIONS):
            for one in _elements(opened, part):
                if "Target" in one.attrib:
                    yield str(one.get("Type", "")).rpartition("/")[2], one.get("TargetMode", "Internal") != "Internal"


def _elements(opened: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(opened.read(part), parser)
    except etree.XMLSyntaxError as wrong:
        raise ValueError("a list that cannot be read") from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a list with words of its own")
    return (one for one in root.iter() if isinstance(one.tag, str))


def _is_another_file(opened: zipfile.ZipFile, name: str, part: zipfile.ZipInfo, within: bool) -> bool:
    """Told by its ending and by how it begins; the table behind a chart is looked into."""
    suffix = "." + name.rpartition(".")[2]
    if suffix in TABLES:
        return within or not _is_clean(opened.read(part))
    if suffix not in USUAL and PRINTERS not in name:
        return True
    with opened.open(part) as begun:
        return begun.read(8).startswith(FOREIGN_MAGIC)


def _is_clean(table: bytes) -> bool:
    try:
        return foreign(table, within=True) is None
    except UNREADABLE:
        return False
