"""What the screen says once an act on a report is done: what happened, and what comes next."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.desk.periods import in_words
from khen.reports import reads
from khen.reports.findings import open_findings
from khen.reports.models import Block, Report
from khen.reports.outline import outline
from khen.reports.terms import Standing

DOUBTED = _("The signed copy may still bear the old number: look at it, and replace it or say that it bears the right one.")


def opened(report: Report) -> str:
    said = {"period": _period(report), "day": day_in_digits(report.due)}
    return (
        gettext("The report of %(period)s is open. Next: the divisions write and confirm their parts; it is due %(day)s.") % said
    )


def passed(report: Report) -> str:
    left = sum(one.warns for one in open_findings(report))
    return " ".join((gettext("The warning was let pass, with your name and reason."), *_to_approve(report, left)))


def _to_approve(report: Report, warnings: int) -> Iterator[str]:
    if warnings:
        yield ngettext("%(count)d warning still waits for a reason.", "%(count)d warnings still wait for a reason.", warnings) % {
            "count": warnings
        }
    elif reads.waiting(report):
        yield gettext("No warning waits any more. Next: the divisions confirm their parts.")
    else:
        yield gettext("No warning waits any more. Next: approve the report.")


def approved(report: Report) -> str:
    said = {"count": report.figures.count()}
    return (
        gettext("Approved: %(count)d figures, their proofs and the paper are frozen. Next: the clerk enters number and day.")
        % said
    )


def numbered(report: Report) -> str:
    return gettext("Numbered %(sign)s of %(day)s. Next: print it, have it signed and sealed, and enter the signed copy.") % _sign(
        report
    )


def scanned(report: Report) -> str:
    return gettext("The signed copy is kept; the report is complete. What changes later in its figures is shown on its page.")


def renumbered(report: Report) -> str:
    first = gettext("The number now is %(sign)s of %(day)s; the paper was printed anew, the earlier print is kept.") % _sign(
        report
    )
    if report.standing == Standing.SIGNED:
        return f"{first} {DOUBTED}"
    return first + " " + gettext("Next: print it, have it signed and sealed, and enter the signed copy.")


def rescanned(report: Report) -> str:
    return gettext("The right signed copy is kept; the one before is kept beside it, marked as replaced.")


def confirmed_scan(report: Report) -> str:
    return gettext("Noted: the signed copy bears no. %(sign)s of %(day)s. The doubt at the head of the page is gone.") % _sign(
        report
    )


def called_off(report: Report) -> str:
    return gettext("The report of %(period)s is called off. If one is still needed, open a new one.") % {
        "period": _period(report)
    }


def edited(block: Block) -> str:
    return gettext("The part “%(part)s” is kept. Next: read it through and confirm it.") % {"part": block}


def confirmed(block: Block) -> str:
    left = len(reads.waiting(block.report))
    first = gettext("The part “%(part)s” is confirmed.") % {"part": block}
    if not left:
        return first + " " + gettext("Every part is confirmed. Next: a leader looks at the warnings and approves.")
    return first + " " + ngettext("%(count)d part still waits.", "%(count)d parts still wait.", left) % {"count": left}


def _sign(report: Report) -> dict[str, str]:
    day = day_in_digits(report.signed_on) if report.signed_on else ""
    return {"sign": f"{report.number:02d}/{outline(report.outline).symbol}", "day": day}


def _period(report: Report) -> str:
    words = in_words(report.period)
    return words[:1].lower() + words[1:]
