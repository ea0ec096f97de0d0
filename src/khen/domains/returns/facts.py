"""What an accepted return counts as: one declared figure, until it is withdrawn or accepted anew."""

from collections.abc import Iterator
from decimal import Decimal

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.book.models import Entry
from khen.domains.returns.terms import Accepted, Withdrawn


def read(entry: Entry) -> Iterator[Fact | Cancelled]:
    """DECLARED: place = item, subject = period, channel = answer, quantity = value * 10**decimals (0 without a number)."""
    if entry.kind not in {Accepted.kind, Withdrawn.kind}:
        return
    yield Cancelled(about=entry.about, about_id=entry.about_id, kinds=(Kind.DECLARED,))
    if entry.kind == Accepted.kind:
        said = entry.payload
        value = Decimal(said["value"] or 0)
        yield Fact(
            kind=Kind.DECLARED,
            on=entry.on,
            body=entry.body_id,
            quantity=int(value.scaleb(said["decimals"])),
            channel=said["state"],
            place=said["item"],
            subject=said["period"],
        )
