"""Which campaigns and topics a text, a template or an order may belong to."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from khen.bodies.models import Body
from khen.bodies.reads import on_day, serving
from khen.domains.newsroom.models import Bulletin, Campaign, Order, Pattern, Topic

Kept = TypeVar("Kept", Campaign, Topic)


def offered(rows: QuerySet[Kept], record: Model | None, day: date) -> QuerySet[Kept]:
    """Of the campaigns, or topics, in reach those that run on the day; for a record those that run for its body, and for a text
    or an order the one that it has, also when that has ended since."""
    if not isinstance(record, Bulletin | Order | Pattern):
        return rows.filter(on_day(day))
    of_body = Q(body=None) | serving(Body.objects.filter(pk=record.body_id), day)
    own = None if isinstance(record, Pattern) else record.campaign_id if rows.model is Campaign else record.topic_id
    return rows.model._default_manager.filter(on_day(day) & of_body | Q(pk=own))
