"""Limits that hold between days, by a law or by the house's own rule."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from khen.bodies.dated import Dated
from khen.domains.organisation.terms.limits import Limited


class Limit(Dated):
    """So many days at the most, by `source`. Rows come by migrations (`migrations/limits.csv`)."""

    what = models.CharField(max_length=20, choices=Limited)
    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(days__gte=1), name="a_limit_leaves_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="a_limit_names_its_source"),
            models.UniqueConstraint(fields=["what", "since"], name="a_limit_begins_once_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.days}"
