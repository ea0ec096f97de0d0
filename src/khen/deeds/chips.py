"""The figures of a .docx that came back: what each prints now, whoever wrote over it since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from khen.deeds.blocks import LONGEST_KEY, Chip
from khen.deeds.layout.lines import words
from khen.deeds.layout.opening import opened

TAG = "fig:"


@dataclass(frozen=True, slots=True)
class Overtyped:
    """A figure that prints something else than it should; `should` is "" for a key that the paper never had."""

    key: str
    prints: str
    should: str


def printed(data: bytes) -> tuple[Chip, ...]:
    """The content controls "fig:<key>" of a .docx in reading order. Raises layout.opening.NotAPaperError."""
    return tuple(_chips(data))


def overtyped(data: bytes, should: Mapping[str, str]) -> tuple[Overtyped, ...]:
    """Figures changed by hand, compared with what each key should print. Nothing is set right here. Raises NotAPaperError."""
    return tuple(
        Overtyped(one.key, one.text, should.get(one.key, "")) for one in printed(data) if should.get(one.key) != one.text
    )


def _chips(data: bytes) -> Iterator[Chip]:
    for control in opened(data).element.body.iter(qn("w:sdt")):
        tag, alias = (control.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}") for name in ("tag", "alias"))
        name = tag.get(qn("w:val"), "") if tag is not None else ""
        key = name.removeprefix(TAG)
        if name.startswith(TAG) and 0 < len(key) <= LONGEST_KEY:
            yield Chip(key, words(control), alias.get(qn("w:val"), "") if alias is not None else "")
