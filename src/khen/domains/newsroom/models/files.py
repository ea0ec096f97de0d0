"""What stands in the rows of files, said in one digest: an entry that lists files tells it."""

import hashlib
from collections.abc import Iterable

from khen.atoms.payload import canonical
from khen.domains.newsroom.models.texts import Attachment

ROW = ("pk", "kind", "name", "sha256", "path", "mime", "size", "width", "height", "alt", "caption", "added_in", "left_in")


def digest_of(files: Iterable[Attachment]) -> str:
    """SHA-256 over the rows of all files of one bulletin, those that left it too, in the order in which they came."""
    rows = [[getattr(one, name) for name in ROW] for one in files]
    return hashlib.sha256(canonical({"files": rows}).encode()).hexdigest()
