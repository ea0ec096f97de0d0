"""Files sent whole or, to a player that jumps ahead or takes up where the line broke, in the part that it asks for."""

from typing import IO, Any

from django.http import FileResponse, HttpRequest

from khen.atoms.ranges import asked

UNSATISFIABLE = 416


class Slice:
    """The next `length` bytes of an open file."""

    def __init__(self, opened: IO[bytes], length: int) -> None:
        self.opened, self.left = opened, length
        self.close = opened.close

    def read(self, size: int = -1) -> bytes:
        found = self.opened.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(found)
        return found


def sent(request: HttpRequest, opened: IO[bytes], **told: Any) -> FileResponse:
    """The file's answer: 200, or 206 with one part, or 416 where there is no such part. It takes the file over.

    A part that is asked for only if the file is still the same (If-Range) is not given: the whole is. Asked
    of the file's head alone, a part means nothing (RFC 9110, 14.2)."""
    response = FileResponse(opened, **told)
    size = int(response["Content-Length"])
    is_asked = request.method == "GET" and "If-Range" not in request.headers
    part = asked(request.headers.get("Range", ""), size) if is_asked else None
    if part:
        opened.seek(part.first)
        response = FileResponse(Slice(opened, part.length), status=206 if part.length else UNSATISFIABLE, **told)
        response["Content-Length"] = str(part.length)
        response["Content-Range"] = f"bytes {part.first}-{part.end - 1}/{size}" if part.length else f"bytes */{size}"
    response["Accept-Ranges"] = "bytes"
    return response
