"""What the portals' entries count as."""

from collections.abc import Iterator
from datetime import date

from khen.atoms.fact import Cancelled, Fact, Kind, Restated, Said
from khen.book.models import Entry
from khen.domains.portals import terms

DATED = 3  # the shape since which entries about an article tell its first day; earlier ones count on the day of the act


def read(entry: Entry) -> Iterator[Said]:
    """A site opened; an article posted on one portal from its first day there, a document posted: no longer once taken down."""
    said = entry.payload
    match entry.kind:
        case terms.Opened.kind:
            yield Fact(kind=Kind.SITE_OPENED, on=entry.on, body=entry.body_id, place=said["key"], subject=said["key"])
        case terms.Placed.kind:
            yield Fact(
                kind=Kind.ARTICLE_POSTED,
                on=max(entry.on, _begins(entry)),
                body=entry.body_id,
                place=said["portal"],
                topic=said["topic"],
                subject=str(said["bulletin"]),
            )
        case terms.Corrected.kind if entry.version >= DATED:
            yield Restated(
                topic=said["topic"],
                begins=_begins(entry),
                about=entry.about,
                about_id=entry.about_id,
                kinds=(Kind.ARTICLE_POSTED,),
                place=said["portal"],
            )
        case terms.TakenDown.kind | terms.Declined.kind:
            yield Cancelled(about=entry.about, about_id=entry.about_id, place=said["portal"])
        case terms.DocumentPosted.kind:
            subject = str(said["document"])
            yield Fact(kind=Kind.DOCUMENT_POSTED, on=entry.on, body=entry.body_id, place=said["portal"], subject=subject)
        case terms.DocumentWithdrawn.kind:
            yield Cancelled(about=entry.about, about_id=entry.about_id)


def _begins(entry: Entry) -> date:
    return date.fromisoformat(entry.payload["since"]) if entry.version >= DATED else entry.on
