"""A paper as a .docx laid out by Decree 30/2020/NĐ-CP, Appendix I. The same paper gives the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime, time

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.section import Section as Pages
from docx.shared import Mm
from lxml.etree import _Element as Element

from khen.deeds import columns, wording
from khen.deeds.blocks import Annex, Block, Bullets, Paper, Paragraph, Section, Table
from khen.deeds.word_frames import blank_table, cell, letterhead, signing
from khen.deeds.word_parts import STYLES, TWIPS_PER_POINT, Figures, clean, defaults, element, line, paragraph, run, style

PAPER_MM = (210, 297)
MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_NO_DAY = date(2000, 1, 1)
OF_THE_TEMPLATE = {  # what the library's blank document brings along and no paper of ours says
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,  # an empty list of sources
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
MADE_BY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Khèn</Application></Properties>"
)


def built(paper: Paper) -> bytes:
    """The .docx of the paper. Figures are content controls with the tag "fig:<key>" inside bookmarks "fig_<n>"."""
    document = _empty(paper)
    figures = Figures()
    body = document.element.body
    for one in (*_head(paper), *_blocks(paper.blocks, figures), *_foot(paper)):
        body.insert(len(body) - 1, one)
    for annex in paper.annexes:
        _annex(document, paper, annex, figures)
    return _packed(document)


def _empty(paper: Paper) -> Docx:
    document = Document()
    for rels in (document.part.package.rels if document.part.package else {}, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in OF_THE_TEMPLATE]:
            del rels[key]
    styles = document.styles.element
    for old in list(styles):
        styles.remove(old)
    styles.extend([*defaults(), *(style(name) for name in STYLES)])
    _pages(document.sections[0], paper)
    _properties(document, paper)
    return document


def _properties(document: Docx, paper: Paper) -> None:
    head, about = paper.letterhead, document.core_properties
    moment = datetime.combine(head.signed_on or _NO_DAY, time(), UTC)
    about.title = clean(" ".join((paper.kind, *paper.subject)))[:255]
    about.author = about.last_modified_by = clean(head.agency)[:255]
    about.created = about.modified = moment
    (made_by,) = (part for part in document.part.package.iter_parts() if part.partname == "/docProps/app.xml")
    made_by._blob = MADE_BY.encode()
    about.language, about.comments, about.revision = "vi-VN", clean(paper.note)[:255], 1


def _pages(pages: Pages, paper: Paper) -> None:
    pages.page_width, pages.page_height = (Mm(side) for side in PAPER_MM)
    for side, size in MARGINS_MM.items():
        setattr(pages, side, Mm(size))
    pages.header_distance = pages.footer_distance = Mm(10)
    pages.different_first_page_header_footer = True
    _numbered_from_one(pages)
    fields = [element("fldChar", {"fldCharType": kind}) for kind in ("begin", "end")]
    code = element("instrText")
    code.text = "PAGE"
    number = paragraph("PageNumber", *(element("r", None, part) for part in (fields[0], code, fields[1])))
    notes = [paragraph("Note", run(paper.note)) if paper.note else paragraph("Note") for _ in range(2)]
    frames = (pages.header, number), (pages.first_page_header, paragraph("PageNumber")), (pages.footer, notes[0])
    for frame, content in (*frames, (pages.first_page_footer, notes[1])):
        frame.is_linked_to_previous = False
        root = frame.paragraphs[0]._p.getparent()
        assert root is not None
        root.replace(frame.paragraphs[0]._p, content)


def _numbered_from_one(pages: Pages) -> None:
    sheet = pages._sectPr
    for old in sheet.xpath("./w:pgNumType"):
        sheet.remove(old)
    at = next(index for index, child in enumerate(sheet) if child.tag.endswith("}pgMar"))
    sheet.insert(at + 1, element("pgNumType", {"start": 1}))


def _head(paper: Paper) -> list[Element]:
    gap = paragraph("Gap", spacing=element("spacing", {"before": 0, "after": 240}))
    subject = [paragraph("Subject", run(words)) for words in paper.subject]
    under = line(wording.subject_rule(paper), wording.ROOM)
    after = paragraph("Gap", spacing=element("spacing", {"before": 0, "after": 160}))
    return [letterhead(paper), gap, paragraph("Kind", run(paper.kind.upper())), *subject, under, after, *_addressees(paper)]


def _addressees(paper: Paper) -> list[Element]:
    lines = wording.addressees(paper)
    if len(lines) < 2:
        return [paragraph("To", run(f"Kính gửi: {name}")) for name in lines]
    first = paragraph("ToList", run("Kính gửi:"), ind=element("ind", {"left": round(wording.TO_LEFT * TWIPS_PER_POINT)}))
    last = element("spacing", {"before": 0, "after": 240})
    others = [paragraph("ToList", run(name), spacing=last if name is lines[-1] else None, ind=_deep()) for name in lines]
    return [first, *others]


def _deep() -> Element:
    dash = round(wording.DASH * TWIPS_PER_POINT)
    return element("ind", {"left": round(wording.under_colon() * TWIPS_PER_POINT) + dash, "hanging": dash})


def _blocks(blocks: tuple[Block, ...], figures: Figures) -> list[Element]:
    return [made for block in blocks for made in _block(block, figures)]


def _block(block: Block, figures: Figures) -> list[Element]:
    if isinstance(block, Paragraph):
        keep = element("keepNext") if block.with_next else None
        return [paragraph("Body", *figures.elements(block.runs), keepNext=keep)]
    if isinstance(block, Bullets):
        return [paragraph("Dash", run("- "), *figures.elements(runs)) for runs in block.items]
    if isinstance(block, Table):
        return _table(block, figures)
    assert isinstance(block, Section)
    return [paragraph(f"Heading{block.level}", run(wording.heading(block))), *_blocks(block.blocks, figures)]


def _table(table: Table, figures: Figures) -> list[Element]:
    widths = [round(points * TWIPS_PER_POINT) for points in columns.widths(table)]
    made = blank_table(widths, ruled=True)
    head = [cell(size, paragraph("CellHead", run(column.title))) for size, column in zip(widths, table.columns, strict=True)]
    made.append(element("tr", None, element("trPr", None, element("cantSplit"), element("tblHeader")), *head))
    for row in table.rows:
        cells = []
        for size, column, runs in zip(widths, table.columns, row.cells, strict=True):
            keep, align = element("keepNext") if row.below else None, element("jc", {"val": column.align})
            cells.append(cell(size, paragraph("Cell", *figures.elements(runs), keepNext=keep, jc=align)))
        made.append(_row(*cells))
        if row.below:
            made.append(_row(cell(sum(widths), paragraph("CellBelow", *figures.elements(row.below)), over=len(widths))))
    caption = [paragraph("Caption", run(table.caption))] if table.caption else []
    return [*caption, made, paragraph("Gap", spacing=element("spacing", {"before": 0, "after": 120}))]


def _row(*cells: Element) -> Element:
    return element("tr", None, element("trPr", None, element("cantSplit")), *cells)


def _foot(paper: Paper) -> list[Element]:
    gap = paragraph("Gap", spacing=element("spacing", {"before": 0, "after": 120}))
    return [
        paragraph("Body", run(wording.closing(paper)), keepNext=element("keepNext")),
        gap,
        signing(paper),
        paragraph("Gap"),
    ]


def _annex(document: Docx, paper: Paper, annex: Annex, figures: Figures) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    _last_paragraph_flat(document)
    name, title = paragraph("AnnexName", run(wording.annex_name(annex))), paragraph("AnnexTitle", run(annex.title.upper()))
    note = paragraph("AnnexNote", run(wording.attached_to(paper)))
    body = document.element.body
    for one in (name, title, note, *_blocks(annex.blocks, figures)):
        body.insert(len(body) - 1, one)


def _last_paragraph_flat(document: Docx) -> None:
    """The paragraph that carries the break between two sections takes no room, so that no empty page follows."""
    carrier = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1]
    carrier.pPr.insert(0, element("pStyle", {"val": "Gap"}))


def _packed(document: Docx) -> bytes:
    """Saved, then zipped again in a fixed order with a fixed day."""
    loose, firm = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(firm, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(entry, source.read(name))
    return firm.getvalue()
