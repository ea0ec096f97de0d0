"""The editions of an official document: the file of each, and what a correction made of the one before it."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.text import shortened, slug
from khen.desk.pages import FilePage
from khen.domains.portals.models import Document, Paper
from khen.domains.portals.terms import DocumentKind

OTHERWISE = (("title", _("Subject")), ("issuer", _("Issuer")), ("kind", _("Kind of document")), ("abstract", _("Abstract")))
SHOWN = 160  # characters of what it was, and of what it became


class EditionPage(FilePage):
    """The file of one version of a document, to whoever may look at the document."""

    def stored(self) -> tuple[str, str, str]:
        record, edition = self.record, self.kwargs["number"]
        found: Paper | None = record if edition == record.edition else record.earlier.filter(edition=edition).first()
        if found is None or not found.file:
            raise Http404
        return found.file, f"{slug(str(found))}.pdf", "application/pdf"


def otherwise(record: Document, edition: int) -> Iterator[str]:
    """What else this edition says than the one before it, by the editions that are kept; one query for a whole history."""
    prefetch_related_objects([record], "earlier")
    kept: dict[int, Paper] = {one.edition: one for one in record.earlier.all()} | {record.edition: record}
    before, now = kept.get(edition - 1), kept.get(edition)
    if before is None or now is None:
        return
    for name, label in OTHERWISE:
        was, became = getattr(before, name), getattr(now, name)
        if was != became:
            named = {"what": label, "before": _in_short(name, was), "now": _in_short(name, became)}
            yield gettext("%(what)s: %(before)s became %(now)s") % named


def _in_short(name: str, said: str) -> str:
    words = str(DocumentKind(said).label) if name == "kind" else said
    return f"“{shortened(words, SHOWN)}”" if words else gettext("(nothing)")
