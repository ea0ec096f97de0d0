"""The days on which bulletins are meant to appear."""

from typing import ClassVar

from django.db import models

from khen.domains.newsroom.models.texts import Bulletin


class PlannedDay(models.Model):
    """The day planned for a bulletin; None once it was taken off the calendar."""

    bulletin = models.OneToOneField(Bulletin, on_delete=models.PROTECT, related_name="planned")
    day = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="planned_day")]

    def __str__(self) -> str:
        return f"{self.bulletin}: {self.day}"
