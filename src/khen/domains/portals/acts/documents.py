"""Official documents on portals: posted, corrected, withdrawn."""

import hashlib
from datetime import date, datetime
from typing import Any, Unpack

from khen.atoms import signs
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.portals import rules, terms
from khen.domains.portals.acts.keeping import keep, renew
from khen.domains.portals.acts.reaching import reached
from khen.domains.portals.models import Document, EarlierDocument, Paper, Portal
from khen.domains.portals.terms import DocumentState
from khen.domains.portals.terms.words import Particulars


@act
def post_document(
    *, portal: str, by: Person | None, on: date, abstract: str = "", file: bytes = b"", **particulars: Unpack[Particulars]
) -> Document:
    """Đăng văn bản: an official document stands on the portal with its particulars; `file` are the bytes of a PDF."""
    found = locked(reached([portal], by, on)[portal])
    paper = rules.tidied(particulars)
    refuse_if(rules.reasons_not_to_post(paper, on=on, file=file, posted_before=_is_there(paper, found)))
    document = _written(Document(portal=found, posted_on=on), paper, abstract, file)
    said: dict[str, Any] = {"number": document.number, "symbol": document.symbol, "text_sha256": document.digest()}
    posted = terms.DocumentPosted(document=document.pk, portal=portal, **said)
    journal.write(posted, by=by, body=found.body, on=on, about=document)
    return document


@act
def correct_document(
    document: Document,
    *,
    by: Person,
    on: date,
    at: datetime,
    reason: str,
    abstract: str = "",
    file: bytes = b"",
    seen: int | None = None,
    **particulars: Unpack[Particulars],
) -> Document:
    """Đính chính văn bản: it says what is right from now on, and why; what it said before is kept.

    `at` is the moment that readers are told. Without a new `file` its own stays. `seen` is the edition that stood in the form:
    over a newer one nothing is written."""
    (document, on), reason = _held(document, by=by, on=on), signs.line(reason)
    refuse_if(rules.reasons_about_reason(reason))
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, edition=document.edition))
    paper, posted_on = rules.tidied(particulars), document.posted_on
    there = _is_there(paper, document.portal, but=document.pk)
    refuse_if(rules.reasons_not_to_post(paper, on=posted_on, file=file, posted_before=there))
    before = EarlierDocument(document=document, edition=document.edition, replaced_on=on, **document.said())
    before.save()
    document.edition, document.correction, document.corrected_at = document.edition + 1, reason, at
    _written(document, paper, abstract, file)
    refuse_if(rules.reasons_not_to_repeat(same=document.said() == before.said()))
    now = {**_marks(document), "edition": document.edition, "text_sha256": document.digest(), "at": at.isoformat()}
    was = {f"{name.removesuffix('_on')}_before": value for name, value in _marks(before).items()}
    corrected = terms.DocumentCorrected(document=document.pk, portal=document.portal.key, reason=reason, **now, **was)
    journal.write(corrected, by=by, body=document.portal.body, on=on, about=document)
    return document


@act
def withdraw_document(document: Document, *, by: Person, on: date, reason: str) -> Document:
    """Gỡ văn bản: the portal shows it no more and tells when and why; it no longer counts."""
    (document, on), reason = _held(document, by=by, on=on), signs.line(reason)
    refuse_if(rules.reasons_about_reason(reason))
    document.state, document.ended_on = DocumentState.WITHDRAWN, on
    document.save(update_fields=["state", "ended_on"])
    renew([document.portal.key])
    sign = {"number": document.number, "symbol": document.symbol}
    withdrawn = terms.DocumentWithdrawn(document=document.pk, portal=document.portal.key, reason=reason, **sign)
    journal.write(withdrawn, by=by, body=document.portal.body, on=on, about=document)
    return document


def _held(document: Document, *, by: Person, on: date) -> tuple[Document, date]:
    """The document as it stands, with its portal, for whoever publishes there; and the day that an act upon it bears. That is
    always possible: where the last one bears a later day, as of a clock that ran ahead, it bears that day too."""
    portal = locked(reached([document.portal.key], by, on)[document.portal.key])
    document = locked(document)
    document.portal = portal
    refuse_if(rules.reasons_not_to_alter(state=document.state))
    return document, max(on, document.posted_on, *document.earlier.values_list("replaced_on", flat=True))


def _is_there(paper: Particulars, portal: Portal, but: int = 0) -> bool:
    """Does another that stands on the portal bear the same number, symbol and issuer, of the same year?"""
    asked = (paper["number"], paper["symbol"], paper["issuer"], paper["signed_on"])
    number, _symbol = rules.sign_as_read(*asked[:2])
    of_year = portal.documents.filter(state=DocumentState.STANDING, signed_on__year=paper["signed_on"].year)
    there = of_year.filter(number__endswith=number).exclude(pk=but)
    return any(rules.are_one(asked, one) for one in there.values_list("number", "symbol", "issuer", "signed_on"))


def _written(document: Document, paper: Particulars, abstract: str, file: bytes) -> Document:
    """Kept as it is said here, found by its words; none of the portal's kept pages is shown again."""
    for name, value in paper.items():
        setattr(document, name, value)
    document.abstract = as_seen(abstract).strip()
    sign = f"{document.number}/{document.symbol}"
    for name, value in rules.findable(document.title, document.abstract, document.issuer, sign).items():
        setattr(document, name, value)
    if file:
        document.file, document.file_size = f"van-ban/{hashlib.sha256(file).hexdigest()}.pdf", len(file)
        keep(document.file, file)
    document.save()
    renew([document.portal.key])
    return document


def _marks(paper: Paper) -> dict[str, Any]:
    """By what its entry tells it apart; `sha256` is of its file, in hexadecimal, "" where there is none."""
    said = paper.said()
    named = {name: said[name] for name in ("number", "symbol", "signed_on", "title")}
    return {**named, "sha256": paper.file.removeprefix("van-ban/").removesuffix(".pdf")}
