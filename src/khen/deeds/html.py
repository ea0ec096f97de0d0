"""A paper as one HTML page for print: the same tree and words as the .docx, looks in paper.css."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from khen.deeds import columns, wording
from khen.deeds.blocks import Annex, Block, Bullets, Chip, Paper, Paragraph, Row, Run, Runs, Section, Table, chips, traced
from khen.deeds.widths import width
from khen.deeds.word_parts import clean

_LOOKS = Path(__file__).with_name("paper.css")


def page(paper: Paper) -> str:
    """The whole page, looks included; it refers to nothing outside itself."""
    title = said(" ".join((paper.kind, *paper.subject)))
    looks = _LOOKS.read_text(encoding="utf-8") + _noted(paper) + "".join(_own_pages(at) for at in range(len(paper.annexes)))
    body = "".join(_Page(paper).parts())
    head = f'<meta charset="utf-8"><title>{title}</title><meta name="author" content="{said(paper.letterhead.agency)}">'
    return f'<!DOCTYPE html><html lang="vi"><head>{head}<style>{looks}</style></head><body>{body}</body></html>'


def said(text: str) -> str:
    """Text as HTML."""
    return escape(clean(text))


def tag(name: str, kind: str, inside: str) -> str:
    """An element with a class."""
    return f'<{name} class="{kind}">{inside}</{name}>'


def _noted(paper: Paper) -> str:
    """The note at the foot of every page, each letter as a CSS escape, so that no text can end the string."""
    letters = "".join(f"\\{ord(letter):06x}" for letter in clean(paper.note))
    return f'\n@page {{ @bottom-center {{ content: "{letters}"; }} }}' if letters else ""


def _own_pages(at: int) -> str:
    """Each annex counts its own pages from 1 and hides the first number."""
    hidden = "{ counter-reset: page 1; @top-center { content: none; } }"
    return f"\n#annex-{at} {{ page: annex-{at}; }}\n@page :nth(1 of annex-{at}) {hidden}"


class _Page:
    """Writes one paper; knows where each key's row is."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        rows = traced(paper)
        self.places = {key: f"so-lieu-{at}" for at, key in enumerate(sorted({chip.key for chip in chips(paper)} | rows), start=1)}
        self.traced = rows
        self.waiting = set(rows)

    def parts(self) -> Iterator[str]:
        """From the head to the last annex."""
        paper = self.paper
        yield from _head(paper)
        yield from self.blocks(paper.blocks)
        yield tag("p", "body closing", said(wording.closing(paper)))
        yield _signing(paper)
        for at, annex in enumerate(paper.annexes):
            yield f'<section class="annex" id="annex-{at}">{"".join(self._annex(annex))}</section>'

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Blocks one after the other."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield tag("p", "body with-next" if block.with_next else "body", self.runs(block.runs))
            elif isinstance(block, Bullets):
                yield from (tag("p", "dash", f"- {self.runs(runs)}") for runs in block.items)
            elif isinstance(block, Table):
                yield self._table(block)
            else:
                yield from self._section(block)

    def runs(self, runs: Runs) -> str:
        """Words and figures of one line; a figure leads to its row where there is one."""
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if isinstance(run, Chip):
            inside = f'title="{said(run.title or run.key)}"'
            words = said(run.text)
            if run.key not in self.traced:
                return f"<span {inside}>{words}</span>"
            return f'<a {inside} href="#{self.places[run.key]}">{words}</a>'
        words = said(run.text)
        words = f"<b>{words}</b>" if run.bold else words
        return f"<i>{words}</i>" if run.italic else words

    def _section(self, section: Section) -> Iterator[str]:
        yield tag(f"h{section.level + 1}", f"h{section.level}", said(wording.heading(section)))
        yield from self.blocks(section.blocks)

    def _table(self, table: Table) -> str:
        grid = "".join(f'<col style="width:{points / wording.ROOM:.3%}">' for points in columns.widths(table))
        head = "".join(f'<th scope="col">{said(column.title)}</th>' for column in table.columns)
        rows = "".join(self._row(table, row) for row in table.rows)
        caption = tag("p", "caption", said(table.caption)) if table.caption else ""
        inside = f"<colgroup>{grid}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        return caption + tag("table", "ruled", inside)

    def _row(self, table: Table, row: Row) -> str:
        cells = zip(table.columns, row.cells, strict=True)
        inside = "".join(tag("td", column.align, self.runs(runs)) for column, runs in cells)
        marks = f' id="{self.places[row.key]}"' if row.key in self.waiting else ""
        self.waiting.discard(row.key)
        if not row.below:
            return f"<tr{marks}>{inside}</tr>"
        below = f'<td colspan="{len(row.cells)}">{self.runs(row.below)}</td>'
        return f'<tr class="above"{marks}>{inside}</tr>{tag("tr", "below", below)}'

    def _annex(self, annex: Annex) -> Iterator[str]:
        yield tag("p", "annex-name hand", said(wording.annex_name(annex)))
        yield tag("h2", "annex-title", said(annex.title.upper()))
        yield tag("p", "annex-note", said(wording.attached_to(self.paper)))
        yield from self.blocks(annex.blocks)


def _head(paper: Paper) -> Iterator[str]:
    head = paper.letterhead
    frame = wording.frame(head)
    ours = [tag("p", "parent", said(words)) for words in frame.parents]
    ours += [tag("p", "agency", said(words)) for words in frame.agency]
    nation = tag("p", "nation", wording.NATION) + tag("p", "motto", wording.MOTTO) + _rule(width(wording.MOTTO, 13, bold=True))
    top = f'<tr><td style="width:{frame.left:.2f}pt">{"".join(ours)}{_rule(frame.rule)}</td><td>{nation}</td></tr>'
    number, place = tag("p", "number", said(wording.number_line(head))), tag("p", "place", said(wording.place_and_date(head)))
    yield tag("table", "frame", f"{top}<tr><td>{number}</td><td>{place}</td></tr>")
    yield tag("h1", "kind", said(paper.kind.upper()))
    yield from (tag("p", "subject hand", said(words)) for words in paper.subject)
    yield _rule(wording.subject_rule(paper))
    yield _addressees(paper)


def _rule(points: float) -> str:
    return f'<div class="rule" style="width:{points:.2f}pt"></div>'


def _addressees(paper: Paper) -> str:
    lines = wording.addressees(paper)
    if len(lines) == 1:
        return tag("p", "to", f"Kính gửi: {said(lines[0])}")
    left = f"margin-left:{wording.under_colon() + wording.DASH:.2f}pt;text-indent:-{wording.DASH}pt"
    inside = "".join(f'<p style="{left}">{said(words)}</p>' for words in lines)
    first = f'<p style="margin-left:{wording.TO_LEFT}pt">Kính gửi:</p>'
    return tag("div", "to-list", first + inside) if lines else ""


def _signing(paper: Paper) -> str:
    hand = paper.signature
    left = tag("p", "recipients", "Nơi nhận:") + "".join(f"<p>{said(words)}</p>" for words in wording.recipients(paper))
    right = "".join(tag("p", "hand", said(words.upper())) for words in hand.lines)
    return tag("table", "frame signing", f"<tr><td>{left}</td><td>{right}{tag('p', 'name', said(hand.name))}</td></tr>")
