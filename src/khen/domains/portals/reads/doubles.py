"""Documents that may be one paper, though they name other issuers."""

from khen.domains.portals import rules
from khen.domains.portals.models import Document
from khen.domains.portals.terms import DocumentState


def doubles(document: Document) -> list[Document]:
    """Others that stand there with the same number, symbol and day. One query."""
    sign = rules.sign_as_read(document.number, document.symbol)
    there = Document.objects.filter(portal=document.portal_id, state=DocumentState.STANDING, signed_on=document.signed_on)
    others = there.filter(number__endswith=sign[0]).exclude(pk=document.pk).order_by("pk")
    return [one for one in others if rules.sign_as_read(one.number, one.symbol) == sign]
