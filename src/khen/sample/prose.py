"""Words: the simple markup of the full bulletins, and sentences filled in with places and days. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from khen.sample.plans import AreaPlan

LINK = re.compile(r"\[([^\]]+)\]\((https://[^\s)\"]+)\)")
COVID_NAMED_ON = date(2020, 2, 12)
BEFORE_THE_NAME = "dịch bệnh do chủng mới của vi rút Corona"
WITH_THE_NAME = "dịch COVID-19"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a family of woven bulletins is about: sentences with {noi}, {Noi}, {day}, {dich}."""

    key: str
    topic: str
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    details: tuple[str, ...]
    closings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The finished text of a bulletin."""

    title: str
    summary: str
    body_html: str


def html(markup: str) -> str:
    """Blank lines part the blocks: `## ` a heading, lines of `- ` a list, anything else a paragraph; [words](https://...) in them
    lead there. All text is escaped."""
    blocks = (block.strip() for block in markup.strip().split("\n\n"))
    return "\n".join(_block(block) for block in blocks if block)


def _block(block: str) -> str:
    if block.startswith("## "):
        return f"<h2>{_line(block[3:])}</h2>"
    if block.startswith("- "):
        items = "".join(f"<li>{_line(line[2:])}</li>" for line in block.splitlines())
        return f"<ul>{items}</ul>"
    return f"<p>{_line(block)}</p>"


def _line(text: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))


def place_words(area: AreaPlan, district: AreaPlan | None) -> tuple[str, str]:
    """(full, short): ("xã Lũng Cú (Đồng Văn)", "xã Lũng Cú"); a district has one name for both."""
    short = f"{area.title} {area.name}"
    return (f"{short} ({district.name})" if district else short, short)


def weave_words(subject: Subject, *, turn: int, full: str, short: str, on: date) -> Words:
    """The `turn`-th telling of a subject at a place: each turn another title, lead, order and close."""
    fill = {"noi": full, "Noi": capital(full), "day": short, "dich": epidemic(on)}
    sentences = [*told(subject.details, turn), pick(subject.closings, turn + len(full))]
    return Words(
        title=capital(pick(subject.titles, turn).format_map(fill)),
        summary=capital(pick(subject.leads, turn).format_map(fill)),
        body_html=html("\n\n".join(sentence.format_map(fill) for sentence in sentences)),
    )


def told(details: tuple[str, ...], turn: int) -> Iterator[str]:
    """Three of the sentences: up to three keep their order; of more, one that names no place is left out and the rest turned."""
    if len(details) <= 3:
        return iter(details)
    dropped = pick(tuple(detail for detail in details if "{day}" not in detail), turn)
    kept = [detail for detail in details if detail != dropped]
    start = turn % len(kept)
    return iter(kept[start:] + kept[:start])


def epidemic(on: date) -> str:
    """The epidemic as it was called on a day: the name COVID-19 was given on 11/02/2020."""
    return WITH_THE_NAME if on >= COVID_NAMED_ON else BEFORE_THE_NAME


def capital(text: str) -> str:
    """The first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def pick(choices: tuple[str, ...], turn: int) -> str:
    """The choice whose turn it is."""
    return choices[turn % len(choices)]
