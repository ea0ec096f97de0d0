"""What the portals' entries count as."""

from collections.abc import Iterator

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.book.models import Entry
from khen.domains.portals import terms


def read(entry: Entry) -> Iterator[Fact | Cancelled]:
    """A site opened; an article posted on one portal, a document posted: no longer once taken down."""
    said = entry.payload
    match entry.kind:
        case terms.Opened.kind:
            yield Fact(kind=Kind.SITE_OPENED, on=entry.on, body=entry.body_id, place=said["key"], subject=said["key"])
        case terms.Placed.kind:
            yield Fact(
                kind=Kind.ARTICLE_POSTED,
                on=entry.on,
                body=entry.body_id,
                place=said["portal"],
                topic=said["topic"],
                subject=str(said["bulletin"]),
            )
        case terms.TakenDown.kind | terms.Declined.kind:
            yield Cancelled(about=entry.about, about_id=entry.about_id, place=said["portal"])
        case terms.DocumentPosted.kind:
            subject = str(said["document"])
            yield Fact(kind=Kind.DOCUMENT_POSTED, on=entry.on, body=entry.body_id, place=said["portal"], subject=subject)
        case terms.DocumentWithdrawn.kind:
            yield Cancelled(about=entry.about, about_id=entry.about_id)
