"""Documents that may be one paper, though they name other issuers."""

from khen.domains.portals import rules
from khen.domains.portals.models import Document
from khen.domains.portals.terms import DocumentState


def doubles(document: Document) -> list[Document]:
    """Others of the same year that stand there and may be the same paper. One query."""
    of_year = Document.objects.filter(portal=document.portal_id, signed_on__year=document.signed_on.year)
    number, _symbol = rules.sign_as_read(document.number, document.symbol)
    others = of_year.filter(state=DocumentState.STANDING, number__endswith=number).exclude(pk=document.pk).order_by("pk")
    return [one for one in others if rules.may_be_one(_marks(document), _marks(one))]


def _marks(document: Document) -> rules.Marks:
    return document.number, document.symbol, document.issuer, document.signed_on
