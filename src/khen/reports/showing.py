"""A report on the screen: its blocks with every figure as a link to its proof."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from khen.reports import chips
from khen.reports.models import Block, Report
from khen.reports.values import NOT_YET, Values


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a figure as it is printed with the address where it opens."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its lines ready to print."""

    block: Block
    lines: tuple[tuple[Piece, ...], ...]


def shown_blocks(report: Report, values: Values) -> list[Shown]:
    """Every block in order. One query."""
    blocks = report.blocks.select_related("division", "confirmed_by")
    return [Shown(block, tuple(_lines(block.text, report, values))) for block in blocks]


def _lines(text: str, report: Report, values: Values) -> Iterator[tuple[Piece, ...]]:
    for line in text.split("\n"):
        if line.strip():
            yield tuple(_pieces(line, report, values))


def _pieces(line: str, report: Report, values: Values) -> Iterator[Piece]:
    for piece in chips.split(line):
        if isinstance(piece, str):
            yield Piece(piece)
        elif piece.key in values:
            value = values[piece.key]
            yield Piece(value.printed(two_digits=piece.two_digits), figure_url(piece.key, report), str(value.figure.title))
        else:
            yield Piece(NOT_YET)


def figure_url(key: str, report: Report) -> str:
    """Where a figure opens to its facts, for the report's period."""
    return f"{reverse('so-lieu:figure', args=[key])}?period={report.period}"
