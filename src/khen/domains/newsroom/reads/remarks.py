"""Questions about remarks."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from khen.atoms.glance import once
from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.newsroom.models import Bulletin, Remark


@once
def threads(bulletin: Bulletin) -> Sequence[tuple[Remark, Sequence[Remark]]]:
    """Every remark with its answers; open ones first, each in the order in which they were made. One query."""
    found = list(Remark.objects.filter(bulletin=bulletin).select_related("by", "settled_by").order_by("pk"))
    heads = sorted((one for one in found if one.to_id is None), key=lambda one: (one.settled_on is not None, one.pk))
    return [(head, [one for one in found if one.to_id == head.pk]) for head in heads]


def open_remarks(bulletin: Bulletin) -> QuerySet[Remark]:
    """Those that nobody has settled."""
    return Remark.objects.filter(bulletin=bulletin, to=None, settled_on=None).order_by("pk")


def with_open_remarks(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only those bulletins on which a remark is open."""
    return rows.filter(pk__in=Remark.objects.filter(to=None, settled_on=None).values("bulletin"))


def remarked_on(person: Person, day: date) -> QuerySet[Bulletin]:
    """The person's own texts with open remarks, where they still write. One query."""
    mine = within(Bulletin.objects.filter(author=person).exclude(standing="withdrawn"), person, Action.DRAFT, day=day)
    return with_open_remarks(mine)
