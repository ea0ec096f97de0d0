"""What egress' entries count as."""

from collections.abc import Iterator

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.book.models import Entry
from khen.egress.terms import Mailed, ViewsCounted


def read(entry: Entry) -> Iterator[Fact | Cancelled]:
    """E-mails that a mail server accepted; page views of a site's day."""
    said = entry.payload
    if entry.kind == Mailed.kind and said["accepted"]:
        yield Fact(
            kind=Kind.MAIL_ACCEPTED,
            on=entry.on,
            body=entry.body_id,
            quantity=said["accepted"],
            channel="email",
            topic=said["topic"],
            subject=str(said["bulletin"]),
        )
    if entry.kind == ViewsCounted.kind and said["views"]:
        site, views = said["site"], said["views"]
        yield Fact(kind=Kind.PAGES_VIEWED, on=entry.on, body=entry.body_id, quantity=views, place=site, subject=site)
