"""Reports as files: what was kept last, or, before approval, what would be printed now."""

from collections.abc import Callable
from pathlib import Path

from khen.atoms.period import Period
from khen.reports import composing, fingerprints, freezing
from khen.reports.models import Report
from khen.reports.terms import PaperFormat, Standing


def write(period: Period, folder: Path, progress: Callable[[int, int], None]) -> list[Path]:
    """Write every report of the period as .docx and .pdf. Returns their paths; none when no report was opened.

    Raises AlteredError for a kept paper that is no longer what was frozen."""
    folder.mkdir(parents=True, exist_ok=True)
    standing = Report.objects.exclude(standing=Standing.CALLED_OFF).filter(period=period.key)
    reports = list(standing.select_related("body__area").order_by("pk"))
    written: list[Path] = []
    for done, report in enumerate(reports, 1):
        beside = f"-{report.body.key}" if done > 1 else ""
        for form, data in papers_of(report).items():
            place = folder / f"{composing.file_name(report)}{beside}.{form}"
            written.append(replaced(place, data))
        progress(done, len(reports))
    return written


def replaced(place: Path, data: bytes) -> Path:
    """Write a file whole or not at all: what stood there before stays until all bytes of the new one are on the disk."""
    part = place.with_name(f"{place.name}.part")
    try:
        part.write_bytes(data)
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(place)) from error
    return place


def papers_of(report: Report) -> dict[str, bytes]:
    """The bytes kept at the latest printed stage; of an open report the bytes of this moment. Raises AlteredError."""
    if report.as_of is None:
        return freezing.paper_bytes(report)
    stage = Standing.APPROVED if report.number is None else Standing.NUMBERED
    kept = {form: fingerprints.whole(report, stage, form) for form in PaperFormat}
    return {form: data for form, data in kept.items() if data is not None}
