"""A report on the screen: its blocks with every figure as a link to its proof, and what is still missing beside each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import reach
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.figures.asking import CHANGED, PERIOD, PLACE
from khen.figures.catalogue import FIGURES
from khen.figures.moments import AS_OF
from khen.figures.proving import ADDED, GONE
from khen.figures.sight import OutOfSightError, key_of, sight_of
from khen.reports import chips, completing, counting, waiving
from khen.reports.checks import kinds
from khen.reports.completing import Completeness
from khen.reports.composing import Waived
from khen.reports.findings import NEAR, Found, looked_at, passages
from khen.reports.models import Block, Report
from khen.reports.outline import outline
from khen.reports.reads import Drift, drift
from khen.reports.terms import BlockConfirmed, BlockEdited, NumberCorrected, ScanConfirmed, WarningPassed
from khen.reports.values import NOT_YET, Values

MOST_TOLD = 3  # warnings that the history tells in full; each stands among what was found


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a figure as it is printed with the address where it opens ("" where the reader may not open it)."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its lines ready to print, and the forms that not everybody has sent on which it stands."""

    block: Block
    lines: tuple[tuple[Piece, ...], ...]
    short: tuple[Completeness, ...] = ()


def shown_blocks(report: Report, values: Values, about: str, forms: Iterable[Completeness] = ()) -> list[Shown]:
    """Every block in order. One query. `about` is the end of each figure's address (see `address_end`)."""
    rests_on = {part.key: part.forms for part in outline(report.outline).parts}
    blocks = report.blocks.select_related("division", "confirmed_by")
    short = [one for one in forms if not one.is_whole]
    return [
        Shown(block, tuple(_lines(block.text, about, values)), tuple(_under(block, short, rests_on.get(block.key, ()))))
        for block in blocks
    ]


def _under(block: Block, short: Iterable[Completeness], forms: tuple[str, ...]) -> Iterator[Completeness]:
    printed = set(chips.keys(block.text))
    return (one for one in short if one.key in forms or printed & one.items)


def _lines(text: str, about: str, values: Values) -> Iterator[tuple[Piece, ...]]:
    for line in text.split("\n"):
        if line.strip():
            yield tuple(_pieces(line, about, values))


def _pieces(line: str, about: str, values: Values) -> Iterator[Piece]:
    for piece, begins in chips.placed(line):
        if isinstance(piece, str):
            yield Piece(piece)
            continue
        value = values.get(piece.key)
        printed = value.printed(two_digits=piece.two_digits) if value else NOT_YET
        printed = chips.begun(printed) if begins else printed
        yield Piece(printed, figure_url(piece.key, about), str(value.figure.title)) if value else Piece(printed)


def address_end(report: Report, person: Person, today: date) -> str:
    """What leads a figure's page to the report's place and period, and once it is approved to what was counted then; "" where
    that place lies out of the person's reach. Six queries."""
    place, period = counting.scope_of(report).place, parse(report.period)
    try:
        sight_of(person, today=today, day=period.last).scope(key_of(place))
    except OutOfSightError:
        return ""
    return end_now(report) + ("" if report.as_of is None else "&" + urlencode({AS_OF: report.as_of}))


def end_now(report: Report) -> str:
    """What leads a figure's page to the report's place and period as everything is known now."""
    return "?" + urlencode({PLACE: key_of(counting.scope_of(report).place), PERIOD: report.period})


def figure_url(key: str, about: str) -> str:
    """Where a figure opens to its facts, for the report's place and period; "" where it does not open."""
    return f"{reverse('so-lieu:figure', args=[key])}{about}" if about else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that changed since approval, with the ways to its proofs then and now and to the facts that were added or fell
    away; all "" where the reader may not open it."""

    drift: Drift
    then: str = ""
    now: str = ""
    come: str = ""
    gone: str = ""


def shown_drift(report: Report, about: str) -> list[Moved]:
    """What has changed since approval. `about` is the end of each figure's address as it was approved."""
    return [_moved(one, about, end_now(report)) for one in drift(report)]


def _moved(one: Drift, about: str, now: str) -> Moved:
    if not about:
        return Moved(one)
    proof = reverse("so-lieu:facts", args=[one.printed.figure.key])
    come, gone = (f"{proof}{about}&{urlencode({CHANGED: way})}" for way in (ADDED, GONE))
    return Moved(one, f"{proof}{about}", f"{proof}{now}", come, gone)


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, or was let pass, with the ways to the place it speaks of: the parts where it stands, the figure's page."""

    found: Found | Waived
    parts: tuple[Block, ...]
    url: str
    ask: str = ""  # where it can be asked for, if nobody was


def shown_findings(found: Iterable[Found], shown: Iterable[Shown], about: str, ask: Mapping[str, str]) -> list[Told]:
    """Each finding beside the parts that print its figure, or that bear its heading; `ask` says where a figure can be asked
    for (see `ways_to_ask`)."""
    told = _placed(((one, one.finding.where) for one in found), shown, about)
    return [replace(one, ask=ask.get(found.finding.where, "")) for one, found in zip(told, found, strict=True)]


def ways_to_ask(report: Report, forms: Iterable[Completeness], person: Person, day: date) -> dict[str, str]:
    """Where a person may ask for the forms that nobody was asked for, by the form's key and by those of its figures."""
    forgotten = [one for one in forms if not one.asked]
    if not forgotten or not reach(person, {Action.ACCEPT}, day).exists():
        return {}
    page, period = reverse("yeu-cau-so-lieu:yeu-cau"), completing.declared_in(report)
    urls = {one: f"{page}?{urlencode({'bieu': one.number, 'ky': period})}" for one in forgotten}
    return {key: url for one, url in urls.items() for key in (one.key, *one.items)}


def shown_waived(waived: Iterable[Waived], shown: Iterable[Shown], about: str) -> list[Told]:
    """The same for warnings that were let pass."""
    return list(_placed(((one, one.where) for one in waived), shown, about))


def _placed(told: Iterable[tuple[Found | Waived, str]], shown: Iterable[Shown], about: str) -> Iterator[Told]:
    places = [(block, passage.where[:NEAR]) for block, passage in passages(one.block for one in shown)]
    for one, where in told:
        parts = tuple(block for block, heading in places if where[:NEAR] == heading or where in chips.keys(block.text))
        yield Told(one, parts, figure_url(where, about) if where in FIGURES else "")


def detail(report: Report, entry: Entry) -> str:
    """What the history says of an entry besides what was done and why; "" where that says all."""
    told = entry.payload
    if entry.kind == WarningPassed.kind:
        return warning_of(report, told)
    if entry.kind in {BlockEdited.kind, BlockConfirmed.kind}:
        return report.parts.get(str(told["block"]), str(told["block"]))
    if entry.kind == NumberCorrected.kind:
        said = {name: day_in_digits(date.fromisoformat(told[name])) for name in ("signed_before", "signed_on")}
        said |= {name: f"{told[name]:02d}" for name in ("number_before", "number")}
        return gettext("No. %(number_before)s of %(signed_before)s became no. %(number)s of %(signed_on)s") % said
    if entry.kind == ScanConfirmed.kind:
        said = {"number": f"{told['number']:02d}", "day": day_in_digits(date.fromisoformat(told["signed_on"]))}
        return gettext("No. %(number)s of %(day)s") % said
    return ""


def warning_of(report: Report, told: Mapping[str, Any]) -> str:
    """What the warnings said that an entry let pass; of more than MOST_TOLD how many they are, and of what kind. Entries of the
    first shape kept a key: while the report is written, the words are those of the warning that still stands."""
    asked = not {"warning", "warnings"} & told.keys() and report.as_of is None
    said = {one.key: one.finding.message for one in looked_at(report).found} if asked else {}
    found = waiving.warnings_in(told, said)
    if len(found) > MOST_TOLD:
        kind = kinds.called(next(iter(found)).partition(":")[0])
        return gettext("%(count)d warnings of one kind: %(kind)s") % {"count": len(found), "kind": kind}
    return " ".join(found.values())
