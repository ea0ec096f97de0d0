"""Opens a .docx that anybody may have sent: what is not one, or would swell beyond measure, is refused before it is read."""

import io
import zipfile
import zlib

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.document import Document as Docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

LARGEST = 20 * 2**20
LARGEST_UNPACKED = 120 * 2**20
LARGEST_XML = 40 * 2**20
MOST_ENTRIES = 2000
MOST_LINES = 20_000
_BROKEN = (OpcError, PythonDocxError, LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError, AttributeError)
_ALSO_BROKEN = (TypeError, AssertionError, NotImplementedError, RuntimeError, EOFError, OSError)


class NotAPaperError(ValueError):
    """The file cannot be read as a .docx; `saying` is the sentence to translate."""

    def __init__(self, saying: Promise | str) -> None:
        self.saying = saying
        super().__init__(saying)

    def __str__(self) -> str:
        return str(self.saying)


def opened(data: bytes) -> Docx:
    """The document; raises NotAPaperError for anything that is not a sound .docx of at most 20 MB."""
    _measure(data)
    try:
        document = Document(io.BytesIO(data))
        lines = len(document.element.body.xpath(".//w:p"))
    except (*_BROKEN, *_ALSO_BROKEN):
        raise NotAPaperError(_("The file is damaged or is not a Word document (.docx).")) from None
    if lines > MOST_LINES:
        raise NotAPaperError(_("The document has too many paragraphs to be a paper."))
    return document


def _measure(data: bytes) -> None:
    if len(data) > LARGEST:
        raise NotAPaperError(_("The file is larger than 20 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _weigh(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as broken:
        if isinstance(broken, NotAPaperError):
            raise
        raise NotAPaperError(_("The file is damaged or is not a Word document (.docx).")) from None


def _weigh(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED or len(names) < len(entries):
        raise NotAPaperError(_("Unpacked, the file would be too large; it was not opened."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotAPaperError(_("The document is locked by a password."))
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            if entry.file_size > LARGEST_XML:
                raise NotAPaperError(_("Unpacked, the file would be too large; it was not opened."))
            if b"<!DOCTYPE" in package.read(entry) or b"<!ENTITY" in package.read(entry):
                raise NotAPaperError(_("The document holds definitions that no Word document needs; it was not opened."))
