"""Ways to break a paper, one rule at a time."""

from collections.abc import Callable

from docx.document import Document as Docx
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from khen.deeds.layout.lines import words
from khen.deeds.word_parts import element, paragraph, run

Break = Callable[[Docx], object]


def line(document: Docx, start: str) -> Element:
    found: Element = next(p for p in document.element.body.iter(qn("w:p")) if words(p).strip().startswith(start))
    return found


def marked(start: str, tag: str, **attributes: str | int) -> Break:
    """Put a property on every run of the line that begins so."""

    def change(document: Docx) -> None:
        for one in line(document, start).iter(qn("w:r")):
            marks = one.find(qn("w:rPr"))
            if marks is None:
                marks = element("rPr")
                one.insert(0, marks)
            for old in marks.findall(qn(f"w:{tag}")):
                marks.remove(old)
            marks.append(element(tag, attributes))

    return change


def shaped(start: str, tag: str, **attributes: str | int) -> Break:
    """Put a property on the paragraph that begins so."""

    def change(document: Docx) -> None:
        properties = line(document, start).find(qn("w:pPr"))
        assert properties is not None
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
        properties.append(element(tag, attributes))

    return change


def said(start: str, text: str) -> Break:
    """Write something else in the line that begins so."""

    def change(document: Docx) -> None:
        texts = list(line(document, start).iter(qn("w:t")))
        for one in texts[1:]:
            one.text = ""
        texts[0].text = text

    return change


def gone(start: str) -> Break:
    def change(document: Docx) -> None:
        one = line(document, start)
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)

    return change


def unruled(start: str) -> Break:
    """Take the drawn line away below."""

    def change(document: Docx) -> None:
        below = line(document, start).getnext()
        assert below is not None
        for border in list(below.iter(qn("w:pBdr"))):
            above = border.getparent()
            assert above is not None
            above.remove(border)

    return change


def sheet(tag: str, which: int = 0, **attributes: str | int) -> Break:
    def change(document: Docx) -> None:
        section = document.sections[which]._sectPr
        for one in section.findall(qn(f"w:{tag}")):
            for name, value in attributes.items():
                one.set(qn(f"w:{name}"), str(value))

    return change


def no_sheet(tag: str, which: int = 0) -> Break:
    def change(document: Docx) -> None:
        section = document.sections[which]._sectPr
        for one in section.findall(qn(f"w:{tag}")):
            section.remove(one)

    return change


def head_paragraph(document: Docx) -> Element:
    found: Element = document.sections[0].header.paragraphs[0]._p
    return found


def head_left(document: Docx) -> None:
    properties = head_paragraph(document).find(qn("w:pPr"))
    assert properties is not None
    properties.append(element("jc", {"val": "left"}))


def head_bold(document: Docx) -> None:
    for one in head_paragraph(document).iter(qn("w:r")):
        one.insert(0, element("rPr", None, element("b")))


def number_below(document: Docx) -> None:
    code = element("instrText")
    code.text = " PAGE "
    document.sections[0].footer.paragraphs[0]._p.append(element("r", None, code))


def head_unframed(document: Docx) -> None:
    """Header lines one below the other, not side by side."""
    table = document.element.body.find(qn("w:tbl"))
    assert table is not None
    for at, one in enumerate(list(table.iter(qn("w:p")))):
        document.element.body.insert(at, one)
    document.element.body.remove(table)


def annex_in_the_flow(document: Docx) -> None:
    """No page and no section of its own."""
    carrier = document.element.body.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    assert carrier is not None
    properties = carrier.getparent()
    assert properties is not None
    properties.remove(carrier)


def wide(document: Docx) -> None:
    for section in document.sections:
        section.page_width, section.page_height = section.page_height, section.page_width


def signed_by(name: str, **marks: bool) -> Break:
    def change(document: Docx) -> None:
        post = line(document, "PHÓ GIÁM ĐỐC")
        post.addnext(paragraph("Signer", run(name, **marks)))

    return change


def unnamed(document: Docx) -> None:
    for start in ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"):
        marked(start, "b", val=0)(document)


def unsigned(document: Docx) -> None:
    for start in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"):
        gone(start)(document)
