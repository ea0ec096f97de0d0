"""Errors that nobody foresaw, in words for officers; their traces are in the log."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _


def told(fault: Exception) -> str:
    """What an officer reads of an error; a missing file is named as it lies in the store of the house."""
    if isinstance(fault, FileNotFoundError) and fault.filename:
        return _("A file is missing from the store: %(name)s") % {"name": _in_store(Path(str(fault.filename)))}
    return _("An error that was not foreseen; its trace is in the log: %(error)s") % {"error": f"{type(fault).__name__}: {fault}"}


def _in_store(file: Path) -> Path:
    return file.relative_to(settings.MEDIA_ROOT) if file.is_relative_to(settings.MEDIA_ROOT) else file
