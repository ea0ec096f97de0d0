"""Questions about monthly lists: who sees the whole one, and what a closed one holds."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from khen.bodies.models import Person
from khen.bodies.reads import posts_reaching
from khen.bodies.terms import Action, Role, roles_allowing
from khen.book.models import Entry
from khen.domains.newsroom.models import FeeLine, FeeList
from khen.domains.newsroom.rules.fees import fingerprint, total
from khen.domains.newsroom.terms.fees import Line, ListClosed

# Who chooses coefficients or closes, and who looks into everything; everybody else meets their own bulletins.
WHOLE = {*roles_allowing(Action.PUBLISH), *roles_allowing(Action.SIGN), Role.INSPECTOR}


def sees_whole(person: Person, fee_list: FeeList, day: date) -> bool:
    """One query."""
    return posts_reaching(fee_list.body, day).filter(person=person, role__in=WHOLE).exists()


def closed_lines(fee_list: FeeList) -> list[Line]:
    """The lines of a closed list as they were closed. One query."""
    names = [name for name in Line.__dataclass_fields__ if name not in {"bulletin", "version", "author", "rate"}]
    rows = FeeLine.objects.filter(fee_list=fee_list).order_by("position")
    return [
        Line(
            bulletin=one.bulletin_id,
            version=one.version_id,
            author=one.author_id,
            rate=one.rate_id,
            **{name: getattr(one, name) for name in names},
        )
        for one in rows
    ]


def sealed(fee_list: FeeList, lines: Iterable[Line]) -> tuple[str, bool]:
    """The fingerprint in the journal of a closed list, and whether its lines still have it. One query."""
    entry = Entry.objects.get(kind=ListClosed.kind, about=FeeList._meta.label_lower, about_id=fee_list.pk)
    kept: str = entry.payload["fingerprint"]
    return kept, kept == fingerprint(fee_list.salt, lines)


def by_author(lines: Iterable[Line]) -> list[tuple[str, int, Decimal]]:
    """Each author's name, how many of their bulletins are paid, and their sum in whole đồng."""
    paid: dict[int, list[Line]] = {}
    for line in lines:
        if line.amount is not None:
            paid.setdefault(line.author, []).append(line)
    return [(some[0].author_name, len(some), total(some)) for some in paid.values()]
