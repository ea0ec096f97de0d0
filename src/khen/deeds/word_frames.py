"""The two tables without rules that hold the head and the foot of a paper."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from khen.deeds import wording
from khen.deeds.blocks import Paper
from khen.deeds.widths import width
from khen.deeds.word_parts import TWIPS_PER_POINT, element, line, paragraph, run

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def blank_table(widths: Sequence[int], *, ruled: bool = False) -> Element:
    """A table of fixed columns (twips) without rows; cells without margins at the sides unless it is ruled."""
    pen: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    side = 80 if ruled else 0
    above = 40 if ruled else 0
    insets = (("top", above), ("left", side), ("bottom", above), ("right", side))
    edges = [element(edge, {"w": inset, "type": "dxa"}) for edge, inset in insets]
    rules = [element("tblBorders", None, *(element(edge, pen) for edge in _SIDES))] if ruled else []
    size = element("tblW", {"w": sum(widths), "type": "dxa"})
    properties = element("tblPr", None, size, element("tblInd", {"w": 0, "type": "dxa"}), *rules)
    properties.extend([element("tblLayout", {"type": "fixed"}), element("tblCellMar", None, *edges)])
    return element("tbl", None, properties, element("tblGrid", None, *(element("gridCol", {"w": one}) for one in widths)))


def cell(size: int, *paragraphs: Element, over: int = 1) -> Element:
    """A cell `size` twips wide, `over` so many columns."""
    span = [element("gridSpan", {"val": over})] if over > 1 else []
    return element("tc", None, element("tcPr", None, element("tcW", {"w": size, "type": "dxa"}), *span), *paragraphs)


def letterhead(paper: Paper) -> Element:
    """Agency over agency on the left, the national header on the right; number and place below them."""
    head = paper.letterhead
    frame = wording.frame(head)
    ours = [paragraph("ParentAgency", run(words)) for words in frame.parents]
    ours += [paragraph("Agency", run(words)) for words in frame.agency]
    nation = [paragraph("Nation", run(wording.NATION)), paragraph("Motto", run(wording.MOTTO))]
    nation.append(line(width(wording.MOTTO, 13, bold=True), frame.right))
    below = element("spacing", {"before": 80, "after": 0})
    number = paragraph("NumberLine", run(wording.number_line(head)), spacing=below)
    place = paragraph("PlaceDate", run(wording.place_and_date(head)), spacing=element("spacing", {"before": 80, "after": 0}))
    sizes = [round(frame.left * TWIPS_PER_POINT), round(frame.right * TWIPS_PER_POINT)]
    made = blank_table(sizes)
    made.append(element("tr", None, cell(sizes[0], *ours, line(frame.rule, frame.left)), cell(sizes[1], *nation)))
    made.append(element("tr", None, cell(sizes[0], number), cell(sizes[1], place)))
    return made


def signing(paper: Paper) -> Element:
    """Recipients on the left; authority, post, room for the signature and the name on the right. Never parted by a page."""
    sizes = [round(wording.ROOM * TWIPS_PER_POINT * share) for share in (0.48, 0.52)]
    list_ = [paragraph("RecipientsHead", run("Nơi nhận:"))]
    list_ += [paragraph("Recipients", run(words)) for words in wording.recipients(paper)]
    hand = paper.signature
    titles = [paragraph("Authority", run(words.upper())) for words in hand.lines]
    name = paragraph("Signer", run(hand.name), spacing=element("spacing", {"before": 1500, "after": 0}))
    made = blank_table(sizes)
    whole = element("trPr", None, element("cantSplit"))
    made.append(element("tr", None, whole, cell(sizes[0], *list_), cell(sizes[1], *titles, name)))
    return made
