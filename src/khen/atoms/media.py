"""What a file is, told by its content and never by its name; pictures made anew so that nothing hidden travels with them."""

import hashlib
import warnings
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from khen.atoms import activity, fragments, office, pages, sound, wholeness
from khen.atoms.office import Foreign
from khen.atoms.pdf import beginning
from khen.atoms.values import UnknownError

PICTURE, AUDIO, FILE = "picture", "audio", "file"
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
WIDE, NARROW = 960, 480  # pixels: in an article, in a list
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}

# What Pillow only warns of on the console is refused here in words: see `made_anew`.
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Medium:
    """`kind` is picture, audio or file; `suffix` without a dot; `mime` as it is served."""

    kind: str
    suffix: str
    mime: str


ALSO = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "oga": "ogg", "opus": "ogg", "mp4": "m4a"}  # other usual endings
JPEG, PNG, WEBP = Medium(PICTURE, "jpg", "image/jpeg"), Medium(PICTURE, "png", "image/png"), Medium(PICTURE, "webp", "image/webp")
MP3, WAV, OGG = Medium(AUDIO, "mp3", "audio/mpeg"), Medium(AUDIO, "wav", "audio/wav"), Medium(AUDIO, "ogg", "audio/ogg")
M4A, PDF = Medium(AUDIO, "m4a", "audio/mp4"), Medium(FILE, "pdf", "application/pdf")
MAGIC = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (8, b"WEBP", WEBP),
    (0, b"ID3", MP3),
    (0, b"\xff\xfb", MP3),
    (0, b"\xff\xf3", MP3),
    (0, b"\xff\xf2", MP3),
    (0, b"\xff\xe3", MP3),
    (8, b"WAVE", WAV),
    (0, b"OggS", OGG),
    (4, b"ftypM4A", M4A),
    (4, b"ftypmp42", M4A),
    (4, b"ftypisom", M4A),
    (0, b"%PDF-", PDF),  # or behind what is passed over: see `pdf.beginning`
)


def _suffixes(kind: str) -> str:
    return ", ".join(dict.fromkeys(medium.suffix for *_place, medium in MAGIC if medium.kind == kind))


ACCEPTED = {  # what a refusal names
    "pictures": _suffixes(PICTURE),
    "recordings": _suffixes(AUDIO),
    "documents": ", ".join([_suffixes(FILE), *(suffix for suffix, _mime in OFFICE.values())]),
}


def examine(content: bytes) -> Medium | None:
    """The medium of these bytes by their magic numbers; None for anything that is not on the list."""
    for place, magic, medium in MAGIC:
        if content[place : place + len(magic)] == magic and (place != 8 or content[:4] == b"RIFF"):
            return medium
    if beginning(content) >= 0:
        return PDF
    return _office(content) if content[:4] == b"PK\x03\x04" else None


def named(medium: Medium | None, name: str) -> str:
    """The name of such a file, ending as what it is: a paper called .hta would be run by whoever opens it."""
    ending = name.rpartition(".")[2].lower()
    return name if medium is None or ALSO.get(ending, ending) == medium.suffix else f"{name}.{medium.suffix}"


class Flaw(StrEnum):
    """Why a file is not kept: what is wrong with it and what to do, in English to be translated."""

    STRANGE = "This is no kind of file that is accepted here, whatever its name says."
    BROKEN = "The file breaks off before its end; make or send it again."
    DAMAGED = "The PDF file is damaged inside: a part of it cannot be read. Send it again, or make or scan it anew."
    VAST = "The picture has more than 40 million points; choose a smaller size in the camera or make it smaller, then send it."
    SWELLING = "The file unpacks to far more than papers of its kind hold, so it is not opened; save its text in a new file."
    LOCKED = "The PDF file is encrypted; make it again without a password."
    ACTIVE = (
        "The PDF file carries a script, a form that sends, a film or another file, or opens something by itself: "
        "print it anew as PDF, and send that."
    )
    OBSCURE = "The PDF file is packed in a way that cannot be looked through: print it anew as PDF, and send that."
    MACROS = "The file carries macros: save it again without them, as .docx, .xlsx or .pptx."
    EMBEDDED = "The file carries another file, an OLE object or a control: delete it or paste it as a picture, and save again."
    FETCHED = "The file fetches a template, picture or table from elsewhere when it opens: break that link and save again."
    PIECES = "The recording is kept in fragments, and one is missing or cut; record it again, or save it as plain M4A or MP3."
    NO_SOUND = "The recording breaks off, is empty or holds something that is no sound; record it or save it again."


class TooManyPixelsError(ValueError):
    """A picture of more points than are worked on."""


FOREIGN = {Foreign.MACROS: Flaw.MACROS, Foreign.EMBEDDED: Flaw.EMBEDDED, Foreign.FETCHED: Flaw.FETCHED}


def flaw(content: bytes) -> Flaw | None:
    """What speaks against these bytes, told by their structure from the first to the last; None when nothing does."""
    medium = examine(content)
    if medium is None:
        return Flaw.STRANGE
    if medium.kind == AUDIO:
        return _flaw_of_recording(content, medium)
    if medium.kind == PICTURE:
        return _flaw_of_picture(content)
    if medium is PDF:
        return _flaw_of_pdf(content)
    return _flaw_of_office(content, medium.suffix)


def _flaw_of_pdf(content: bytes) -> Flaw | None:
    """Its places are counted from where it begins; one that could be read otherwise as well is two files in one."""
    begins = beginning(content)
    if begins and pages.has_places(content):
        return Flaw.OBSCURE
    content = content[begins:]
    if not wholeness.has_pages(content):
        return Flaw.BROKEN
    if not pages.can_be_read(content):
        return Flaw.DAMAGED
    if wholeness.is_locked(content):
        return Flaw.LOCKED
    try:
        return Flaw.ACTIVE if activity.is_active(content) else None
    except UnknownError:
        return Flaw.OBSCURE


def _flaw_of_recording(content: bytes, medium: Medium) -> Flaw | None:
    if sound.is_whole(content, medium.suffix):
        return None
    return Flaw.PIECES if medium is M4A and fragments.is_fragmented(content) else Flaw.NO_SOUND


def _flaw_of_office(content: bytes, suffix: str) -> Flaw | None:
    if wholeness.is_vast(content):
        return Flaw.SWELLING
    if not wholeness.has_parts(content, suffix):
        return Flaw.BROKEN
    try:
        found = office.foreign(content)
    except office.UNREADABLE:
        return Flaw.BROKEN
    return FOREIGN[found] if found else None


def _flaw_of_picture(content: bytes) -> Flaw | None:
    try:
        made_anew(content)
    except TooManyPixelsError:
        return Flaw.VAST
    except ValueError:
        return Flaw.BROKEN
    return None


def _office(content: bytes) -> Medium | None:
    """A Word, Excel or PowerPoint file (ISO/IEC 29500); whether it is whole and clean is `flaw`'s to say."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            names = opened.namelist()
    except office.UNREADABLE:
        return None
    if "[Content_Types].xml" not in names:
        return None
    found = next((kind for folder, kind in OFFICE.items() if any(name.startswith(folder) for name in names)), None)
    return Medium(FILE, *found) if found else None


def made_anew(content: bytes) -> tuple[bytes, int, int]:
    """A picture's bytes written again, upright, without EXIF, comments or a place on the map, and its width and height.

    Raises ValueError when it cannot be read, TooManyPixelsError when it is larger than 40 million pixels."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as opened:
            form = opened.format or ""
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixelsError
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            bare = upright.convert("RGBA" if form != "JPEG" and "A" in upright.getbands() else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as vast:
        raise TooManyPixelsError from vast
    except (UnidentifiedImageError, OSError, SyntaxError) as wrong:
        raise ValueError("not a readable picture") from wrong
    bare.info.clear()
    written = BytesIO()
    bare.save(written, form, **({} if form == "PNG" else {"quality": 86}))
    return written.getvalue(), bare.width, bare.height


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Rendition:
    """One picture in the two sizes that pages use; `digest` is the SHA-256 of what was handed over, in hexadecimal."""

    digest: str
    width: int
    height: int
    wide: bytes
    narrow: bytes


def rendition(content: bytes) -> Rendition:
    """The picture upright, without the camera's notes, as WebP in two widths (never enlarged)."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    wide = _at_most(upright, WIDE)
    return Rendition(
        digest=digest(content),
        width=wide.width,
        height=wide.height,
        wide=_webp(wide),
        narrow=_webp(_at_most(wide, NARROW)),
    )


def _at_most(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _webp(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "WEBP", quality=70, method=4)
    return kept.getvalue()
