"""Words of the half-year report, and what its acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Standing(TextChoices):
    OPEN = "open", _("being written")
    APPROVED = "approved", _("approved, figures frozen")
    NUMBERED = "numbered", _("numbered and dated")
    SIGNED = "signed", _("signed copy kept")


class PaperFormat(TextChoices):
    WORD = "docx", "Word (.docx)"
    PDF = "pdf", "PDF"


@dataclass(frozen=True, kw_only=True)
class ReportOpened(Payload):
    kind: ClassVar[str] = "reports.opened"
    report: int
    period: str
    outline: str


@dataclass(frozen=True, kw_only=True)
class BlockEdited(Payload):
    kind: ClassVar[str] = "reports.block_edited"
    report: int
    block: str
    text: str


@dataclass(frozen=True, kw_only=True)
class BlockConfirmed(Payload):
    kind: ClassVar[str] = "reports.block_confirmed"
    report: int
    block: str


@dataclass(frozen=True, kw_only=True)
class WarningPassed(Payload):
    kind: ClassVar[str] = "reports.warning_passed"
    report: int
    finding: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportApproved(Payload):
    """`figures` gives each printed figure's exact value as a string, None where there was none; `proofs` the SHA-256 over each
    value and the facts behind it (since shape 2), `papers` that of each file."""

    kind: ClassVar[str] = "reports.approved"
    shape: ClassVar[int] = 2
    report: int
    period: str
    as_of: int
    figures: dict[str, str | None]
    proofs: dict[str, str]
    papers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class ReportNumbered(Payload):
    """`papers` gives the SHA-256 of each file (since shape 2)."""

    kind: ClassVar[str] = "reports.numbered"
    shape: ClassVar[int] = 2
    report: int
    number: int
    signed_on: date
    papers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class ScanEntered(Payload):
    kind: ClassVar[str] = "reports.signed_scan_entered"
    report: int
    sha256: str
    size: int


SAYINGS = {
    ReportOpened.kind: _("Opened"),
    BlockEdited.kind: _("A part was rewritten"),
    BlockConfirmed.kind: _("A part was confirmed"),
    WarningPassed.kind: _("A warning was let pass"),
    ReportApproved.kind: _("Approved; figures frozen"),
    ReportNumbered.kind: _("Numbered and dated"),
    ScanEntered.kind: _("Signed copy entered"),
}
