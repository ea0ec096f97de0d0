"""A text on paper, for those who read it with a pen: which draft and which version it is stands at its head."""

from django.http import HttpRequest, HttpResponse

from khen.desk.pages import Page
from khen.domains.newsroom import reads


class PrintPage(Page):
    """The page alone, without the counter around it; the browser prints it."""

    template_name = "newsroom/print.html"

    def get(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        text, files = reads.current(self.record), reads.attachments_of(self.record.pk, self.record.number)
        return self.shown(record=self.record, text=text, files=files, day=self.day)
