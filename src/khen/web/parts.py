"""The address to which the counter's pages send files in parts (khen.desk.parts), each person their own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.views.generic import View

from khen.bodies.models import Person
from khen.desk import parts
from khen.desk.backend import ENTER
from khen.web import faults
from khen.web.length import LARGEST_FILE, MB


class Parts(View):
    """`tep` is the file's SHA-256, `dai` its size in bytes. POST begins or finds it again, HEAD asks, PATCH appends at
    `Upload-Offset`; each answer says in that header how much is here. 403 when nobody is signed in, 404 for what this person
    has not begun, 409 for a part that does not belong there, 413 for a file larger than any that the house takes."""

    http_method_names = ["head", "post", "patch"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person):
            return faults.unmarked(request)  # a script asks: it needs the name of the fault, not the door
        told = f"{request.GET.get('tep', '')} {request.GET.get('dai', '')}"
        one = parts.sending(person, told) if person.has_perm(ENTER) else None
        if one is None:
            raise Http404
        if one.size > LARGEST_FILE:
            return faults.too_large(request, "body_too_large", LARGEST_FILE // MB)
        self.one = one
        return super().dispatch(request, *args, **kwargs)

    def head(self, request: HttpRequest) -> HttpResponse:
        return self.here(parts.arrived(self.one))

    def post(self, request: HttpRequest) -> HttpResponse:
        is_new = parts.begin(self.one)
        return self.here(parts.arrived(self.one), 201 if is_new else 200)

    def patch(self, request: HttpRequest) -> HttpResponse:
        said = request.headers.get("Upload-Offset", "")
        content = self.content(request)
        if content is None or not (said.isascii() and said.isdecimal() and len(said) < 10):
            return faults.wrong_request(request)
        at = int(said)
        here = parts.append(self.one, at, content)
        return self.here(here, 204 if here == at + len(content) else 409)

    def content(self, request: HttpRequest) -> bytes | None:
        """The part, or None where the line broke before all of it was here."""
        try:
            content: bytes = request.body
        except UnreadablePostError:
            return None
        return content if len(content) == int(request.META.get("CONTENT_LENGTH") or 0) else None

    def here(self, offset: int | None, status: int = 200) -> HttpResponse:
        if offset is None:
            raise Http404
        length = {"Upload-Offset": str(offset), "Upload-Length": str(self.one.size)}
        return HttpResponse(status=status, headers={**length, "Cache-Control": "no-store"})
