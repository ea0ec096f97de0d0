"""Names of files that arrive with a form. Browsers write three signs in them otherwise (HTML, multipart/form-data encoding): a
quotation mark, and the two of a line break, which become a blank here."""

import re
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

BREAKS = re.compile("(?:%0D|%0A)+")


def meant(name: str) -> str:
    """The name as it is where the file comes from; any other % in it is its own."""
    return BREAKS.sub(" ", name).replace("%22", '"')


class InMemory(MemoryFileUploadHandler):
    """Small files."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, meant(file_name), *args, **kwargs)


class OnDisk(TemporaryFileUploadHandler):
    """All others."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, meant(file_name), *args, **kwargs)
