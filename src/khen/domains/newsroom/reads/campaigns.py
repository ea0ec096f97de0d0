"""Which campaigns a text or an order may belong to."""

from datetime import date

from django.db.models import Model, Q, QuerySet

from khen.bodies.models import Body
from khen.bodies.reads import on_day, serving
from khen.domains.newsroom.models import Bulletin, Campaign, Order


def offered(rows: QuerySet[Campaign], record: Model | None, day: date) -> QuerySet[Campaign]:
    """Of the campaigns in reach those that run on the day; for a record those that run for its body, and the one that it has,
    also when that has ended since."""
    if not isinstance(record, Bulletin | Order):
        return rows.filter(on_day(day))
    of_body = Q(body=None) | serving(Body.objects.filter(pk=record.body_id), day)
    return Campaign.objects.filter(on_day(day) & of_body | Q(pk=record.campaign_id))
