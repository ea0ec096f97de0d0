"""A paper as an accessible PDF (PDF/UA-1), laid out like its .docx. The same paper gives the same bytes on the same machine."""

from collections.abc import Mapping
from hashlib import sha256

from PIL import ImageFile
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from khen.deeds.blocks import Paper
from khen.deeds.html import page

ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets every picture of the process pass torn; uploads must not


class Nothing(URLFetcher):
    """Fetches nothing: a paper stands by itself, and no text of it may make the server call anybody."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises FatalURLFetchingError whatever is asked for."""
        raise FatalURLFetchingError(f"A paper refers to nothing outside itself: {url[:80]}")


def built(paper: Paper) -> bytes:
    """The .pdf of the paper; figures lead to their rows in the trace annex."""
    text = page(paper)
    identifier = sha256(text.encode()).hexdigest()[:32].encode()
    return HTML(string=text, url_fetcher=Nothing()).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
