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
    CALLED_OFF = "called_off", _("called off")


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
    """What was let pass for one reason, and what each said, in words, in the same order (since shape 3; shape 2 had one
    `finding` and its `warning`, shape 1 the finding alone)."""

    kind: ClassVar[str] = "reports.warning_passed"
    shape: ClassVar[int] = 3
    report: int
    findings: list[str]
    warnings: list[str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportApproved(Payload):
    """`figures` gives each printed figure's exact value as a string, None where there was none; `proofs` the SHA-256 over each
    value and the facts behind it (since shape 2; since shape 6 over all that is printed of it), `papers` that of each file;
    `passed` the entries by which warnings were let pass that stood (since shape 3), `stood` which of theirs did (since shape 5);
    `texts` the SHA-256 of each part by its key (since shape 4); `completeness` that of the lines on which sheets had come, ""
    where there are none (since shape 6); `signature` what is printed above the signer's name, line by line, `signing` by which
    paper they sign, "" where the outline alone says so (since shape 7)."""

    kind: ClassVar[str] = "reports.approved"
    shape: ClassVar[int] = 7
    report: int
    period: str
    as_of: int
    figures: dict[str, str | None]
    proofs: dict[str, str]
    papers: dict[str, str]
    passed: list[int]
    stood: list[str]
    texts: dict[str, str]
    completeness: str
    signature: list[str]
    signing: str


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


@dataclass(frozen=True, kw_only=True)
class NumberCorrected(Payload):
    """Number and day that stand from now on, those that stood before, and the SHA-256 of each file that was printed anew."""

    kind: ClassVar[str] = "reports.number_corrected"
    report: int
    number: int
    signed_on: date
    number_before: int
    signed_before: date
    reason: str
    papers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class ScanReplaced(Payload):
    kind: ClassVar[str] = "reports.signed_scan_replaced"
    report: int
    sha256: str
    size: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ScanConfirmed(Payload):
    """Somebody looked at the scan of this SHA-256: it bears this number and day, though they were corrected after it was kept."""

    kind: ClassVar[str] = "reports.signed_scan_confirmed"
    report: int
    number: int
    signed_on: date
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ReportCalledOff(Payload):
    kind: ClassVar[str] = "reports.called_off"
    report: int
    reason: str


SAYINGS = {
    ReportOpened.kind: _("Opened"),
    BlockEdited.kind: _("A part was rewritten"),
    BlockConfirmed.kind: _("A part was confirmed"),
    WarningPassed.kind: _("Warnings were let pass"),
    ReportApproved.kind: _("Approved; figures frozen"),
    ReportNumbered.kind: _("Numbered and dated"),
    ScanEntered.kind: _("Signed copy entered"),
    NumberCorrected.kind: _("Number or day corrected"),
    ScanReplaced.kind: _("Signed copy replaced"),
    ScanConfirmed.kind: _("Signed copy found to bear the right number"),
    ReportCalledOff.kind: _("Report called off"),
}
