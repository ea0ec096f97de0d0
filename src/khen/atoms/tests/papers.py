"""Small papers that are whole: a PDF of one page, a Word and an Excel file of nothing much."""

import zipfile
from io import BytesIO

OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
)
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def a_pdf(said: str = "", *, trailer: bytes = b"") -> bytes:
    """One empty page; `said` stands in a comment, so that no two are the same file."""
    made = b"%PDF-1.7\n%" + said.encode() + b"\n"
    places = []
    for number, one in enumerate(OBJECTS, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size 4/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(made))
    return made + table + end


def an_office_file(suffix: str, **parts: str | bytes) -> bytes:
    """A .docx, .xlsx or .pptx; `parts` replaces or adds (main, rels, types or a path)."""
    bare = '<x xmlns="http://vidu.example/"/>'
    names = {"types": "[Content_Types].xml", "rels": "_rels/.rels", "main": MAIN[suffix]}
    held = {**dict.fromkeys(names.values(), bare), **{names.get(name, name): said for name, said in parts.items()}}
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, said in held.items():
            if said:
                made.writestr(name, said)
    return kept.getvalue()
