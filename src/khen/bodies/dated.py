"""Rows valid between dates (`until` is the first day after)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Dated(models.Model):
    """Valid from `since` up to, not including, `until`."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="%(class)s_ends_after_it_begins"
            ),
        ]
