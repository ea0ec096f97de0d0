"""Pages of the counter go out packed: they are mostly the same words, and the line to a commune is thin.

Portals pack their own pages once and keep them (web/pagecache). Django's GZipMiddleware makes the length of each answer
uncertain against whoever guesses at secrets by it (BREACH; "Heal the BREACH", IEEE 2022)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from khen.web.gate import DESK


class Packing(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.get("Content-Type", "").startswith("text/html") or request.path.endswith("/sprite/")
        if not request.path.startswith(f"/{DESK}") or not is_page or not isinstance(response, HttpResponse):
            return response
        return super().process_response(request, response)
