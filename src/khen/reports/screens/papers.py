"""The bytes of a report: as they were kept at a stage, or, while it is open, as they would be printed now."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from khen.desk.pages import Page
from khen.reports import composing, fingerprints, freezing
from khen.reports.fingerprints import AlteredError
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

    def __str__(self) -> str:
        return str(fingerprints.paper_kept(self.paper.stage, self.paper.format, self.paper.round))

    @property
    def end(self) -> str:
        return "" if self.stands else f"?{AT}={self.paper.round}"


def kept(record: Report) -> list[Kept]:
    """The papers that are kept, without their bytes, stage by stage. One query."""
    order = list(Standing)
    papers = sorted(record.papers.defer("data").order_by("pk"), key=lambda one: order.index(Standing(one.stage)))
    last = {(one.stage, one.format): one.round for one in papers}
    return [Kept(one, one.round == last[one.stage, one.format]) for one in papers]


class PaperPage(Page):
    """The paper's bytes: as kept at a stage, or, while the report is open, as they would be printed now."""

    template_name = "reports/altered.html"

    def get_page_title(self) -> str:
        return gettext("A kept paper that is no longer as it was")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        stage, form = self.kwargs["stage"], self.kwargs["form"]
        if form not in TYPES:
            raise Http404
        at = request.GET.get(AT, "")
        if at and not ROUND.fullmatch(at):
            raise Http404
        try:
            data = self.now(form) if stage == NOW else self.as_kept(stage, form, at)
        except AlteredError as broken:
            return self.refused(broken)
        name = f"{composing.file_name(self.record)}{NAMES[stage]}{f'-lan-{at}' if at else ''}"
        response = HttpResponse(data, content_type=TYPES[PaperFormat(form)])
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response

    def as_kept(self, stage: str, form: str, at: str) -> bytes:
        """Those of one round; without a round those that stand. Raises AlteredError for what is not as it was frozen."""
        data = fingerprints.whole(self.record, stage, form, int(at) if at else None)
        if data is None:
            raise Http404
        return data

    def refused(self, broken: AlteredError) -> HttpResponse:
        """What no longer matches its fingerprint is handed out as nothing: which paper, since when, and what to do."""
        return self.shown(409, record=self.record, broken=broken, back=self.url("record", self.record.pk))

    def now(self, form: str) -> bytes:
        if self.record.standing != Standing.OPEN:
            raise Http404
        return freezing.paper_bytes(self.record, [PaperFormat(form)])[form]
