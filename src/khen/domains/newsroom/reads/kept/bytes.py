"""The bytes of pictures, recordings and files, which lie under their digests."""

from collections.abc import Iterator
from hashlib import file_digest

from django.core.files.storage import default_storage

from khen.domains.newsroom.models import Attachment, Variant


def lost_files() -> Iterator[int]:
    """The ids of files of bulletins whose bytes are missing or are not those that were attached."""
    rows = Attachment.objects.order_by("pk").values_list("pk", "path", "sha256")
    whole: dict[tuple[str, str], bool] = {}
    for pk, path, sha256 in rows.iterator():
        if (path, sha256) not in whole:
            whole[path, sha256] = _digest(path) == sha256
        if not whole[path, sha256]:
            yield pk


def lost_recordings() -> Iterator[int]:
    """The ids of renderings whose recording is missing, or is not the one that was spoken."""
    rows = Variant.objects.exclude(recording="").order_by("pk").values_list("pk", "recording")
    yield from (pk for pk, path in rows.iterator() if _digest(path) not in path.split("/")[-1].split("."))


def _digest(path: str) -> str:
    """An empty text for bytes that are not there."""
    try:
        with default_storage.open(path) as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
