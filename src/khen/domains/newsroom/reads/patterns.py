"""Which templates somebody may begin with."""

from datetime import date

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.bodies.reads import reach, serving
from khen.bodies.terms import Action
from khen.domains.newsroom.models import Pattern


def offered(person: Person, day: date) -> QuerySet[Pattern]:
    """Those of the bodies for which the person writes and of every body above them; a department's serve its whole area."""
    rows = Pattern.objects.filter(serving(reach(person, {Action.DRAFT}, day), day), retired_on=None)
    return rows.select_related("body", "topic").order_by("collated", "pk")
