"""Which limits hold on a day."""

from datetime import date

from khen.bodies.reads import on_day
from khen.domains.organisation.models import Limit
from khen.domains.organisation.terms.limits import Limited, Limits


def limits_on(day: date) -> Limits:
    """One query."""
    held = dict(Limit.objects.filter(on_day(day)).order_by("since").values_list("what", "days"))
    return Limits(length=held.get(Limited.LENGTH), ahead=held.get(Limited.AHEAD))
