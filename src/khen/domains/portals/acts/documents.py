"""Official documents on portals."""

import hashlib
from datetime import date
from typing import Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act
from khen.domains.portals import rules, terms
from khen.domains.portals.acts.keeping import keep, renew
from khen.domains.portals.acts.reaching import reached
from khen.domains.portals.models import Document
from khen.domains.portals.terms import Particulars


@act
def post_document(
    *, portal: str, by: Person | None, on: date, abstract: str = "", file: bytes = b"", **particulars: Unpack[Particulars]
) -> Document:
    """Đăng văn bản: an official document stands on the portal with its particulars; `file` are the bytes of a PDF."""
    found = reached([portal], by, on)[portal]
    paper = rules.tidied(particulars)
    marks = {name: paper[name] for name in ("number", "symbol", "signed_on")}
    refuse_if(rules.reasons_not_to_post(paper, on=on, file=file, posted_before=found.documents.filter(**marks).exists()))
    name = f"van-ban/{hashlib.sha256(file).hexdigest()}.pdf" if file else ""
    keep(name, file)
    document = Document.objects.create(
        **paper,
        **rules.findable(paper["title"], abstract, paper["issuer"], f"{paper['number']}/{paper['symbol']}"),
        portal=found,
        abstract=nfc(abstract),
        posted_on=on,
        file=name,
        file_size=len(file),
    )
    renew([portal])
    posted = terms.DocumentPosted(document=document.pk, portal=portal, number=document.number, symbol=document.symbol)
    journal.write(posted, by=by, body=found.body, on=on, about=document)
    return document
