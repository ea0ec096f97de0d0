"""What stands before whoever approves a report, in one line that the form carries: each figure as printed, each part's words."""

from collections.abc import Iterator

from django.utils.translation import gettext

from khen.reports import chips
from khen.reports.fingerprints import PART, Kept, part_digest
from khen.reports.models import Report
from khen.reports.values import Values

LONGEST = 20_000  # letters of a line
SHORT = 16  # letters of a part's digest

Marks = dict[Kept, str]


def mark(report: Report, values: Values) -> str:
    """ "licences.granted=40|part:II.3=9f0c...". One query."""
    return "|".join(f"{kept.key}={said}" for kept, said in _standing(report, values).items())


def changed(seen: str | None, report: Report, values: Values) -> list[str]:
    """In words, what is no longer as `seen`, an earlier such line, has it; nothing where there is none. One query."""
    if seen is None:
        return []
    then = {key: said for key, _equals, said in (one.partition("=") for one in seen.split("|"))}
    return list(_moved(then, _standing(report, values)))


def _standing(report: Report, values: Values) -> Marks:
    blocks = list(report.blocks.all())
    printed = {key for block in blocks for key in chips.keys(block.text)}
    figures = {Kept(key): one.printed() for key, one in values.items() if key in printed}
    return figures | {Kept(PART + block.key, block.called): part_digest(block)[:SHORT] for block in blocks}


def _moved(then: dict[str, str], now: Marks) -> Iterator[str]:
    for kept, said in now.items():
        before = then.get(kept.key)
        if before == said:
            continue
        was_and_is = {"what": kept, "before": before or "-", "now": said}
        yield str(kept) if kept.key.startswith(PART) else gettext("%(what)s (%(before)s → %(now)s)") % was_and_is
