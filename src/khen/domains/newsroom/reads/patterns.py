"""Which templates somebody may begin with."""

from datetime import date

from django.db.models import Q, QuerySet

from khen.bodies.models import AreaLineage, BodyLineage, Person
from khen.bodies.reads import on_day, reach
from khen.bodies.terms import Action, BodyKind
from khen.domains.newsroom.models import Pattern


def offered(person: Person, day: date) -> QuerySet[Pattern]:
    """Those of the bodies for which the person writes and of every body above them; a department's serve its whole area."""
    written = reach(person, {Action.DRAFT}, day)
    above = BodyLineage.objects.filter(on_day(day), body__in=written.values("pk")).values("above")
    around = AreaLineage.objects.filter(on_day(day), area__in=written.values("area")).values("above")
    serving = Q(body__in=above) | Q(body__kind=BodyKind.DEPARTMENT, body__area__in=around)
    return Pattern.objects.filter(serving, retired_on=None).select_related("body", "topic").order_by("collated", "pk")
