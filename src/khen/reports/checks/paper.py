"""A paper's sections as the checks read them: what was typed, with a mark where a figure was set by its key."""

from collections.abc import Iterator

from khen.deeds.blocks import Block, Chip, Paper, Runs, Section, runs_of
from khen.reports.checks.sheet import SOURCED, Passage


def passages(paper: Paper) -> tuple[Passage, ...]:
    """Every section of the paper in reading order, each with its own text and not that of the sections below it.

    Annexes are left out: they are made from the figures themselves.
    """
    return tuple(_passages(paper.blocks))


def _passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for section in (block for block in blocks if isinstance(block, Section)):
        own = (block for block in section.blocks if not isinstance(block, Section))
        lines = [runs for block in own for runs in runs_of(block)]
        keys = tuple(run.key for runs in lines for run in runs if isinstance(run, Chip))
        yield Passage(section.numeral, section.level, section.title, "\n".join(map(_typed, lines)), keys=keys)
        yield from _passages(section.blocks)


def _typed(runs: Runs) -> str:
    return "".join(SOURCED if isinstance(run, Chip) else run.text for run in runs)
