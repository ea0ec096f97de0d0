"""The bytes of a report: as they were kept at a stage, or, while it is open, as they would be printed now."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from khen.desk.pages import Page
from khen.reports import composing, freezing
from khen.reports.models import Paper, Report
from khen.reports.terms import PaperFormat, Standing

TYPES = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
}
ROUND = re.compile(r"[1-9][0-9]{0,2}")
AT = "lan"  # in an address: which round of a stage
NOW = "nay"  # in an address: the paper as it stands now
NAMES = {NOW: "-ban-soan", Standing.APPROVED: "-da-duyet", Standing.NUMBERED: "", Standing.SIGNED: "-da-ky"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper on the list of a report's papers and the end of its address. It `stands` unless one of its stage was kept later."""

    paper: Paper
    stands: bool

    @property
    def end(self) -> str:
        return "" if self.stands else f"?{AT}={self.paper.round}"


def kept(record: Report) -> list[Kept]:
    """The papers that are kept, without their bytes. One query."""
    papers = list(record.papers.defer("data").order_by("pk"))
    last = {(one.stage, one.format): one.round for one in papers}
    return [Kept(one, one.round == last[one.stage, one.format]) for one in papers]


class PaperPage(Page):
    """The paper's bytes: as kept at a stage, or, while the report is open, as they would be printed now."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        stage, form = self.kwargs["stage"], self.kwargs["form"]
        if form not in TYPES:
            raise Http404
        at = request.GET.get(AT, "")
        if at and not ROUND.fullmatch(at):
            raise Http404
        data = self.now(form) if stage == NOW else self.as_kept(stage, form, at)
        name = f"{composing.file_name(self.record)}{NAMES[stage]}{f'-lan-{at}' if at else ''}"
        response = HttpResponse(data, content_type=TYPES[PaperFormat(form)])
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response

    def as_kept(self, stage: str, form: str, at: str) -> bytes:
        """Those of one round; without a round those that stand."""
        papers = self.record.papers.filter(stage=stage, format=form, **({"round": int(at)} if at else {}))
        paper = papers.order_by("-round").first()
        if paper is None:
            raise Http404
        return bytes(paper.data)

    def now(self, form: str) -> bytes:
        if self.record.standing != Standing.OPEN:
            raise Http404
        return freezing.paper_bytes(self.record)[form]
