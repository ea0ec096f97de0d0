"""The journal: append-only, numbered without gaps, each entry sealed with the hash of the one before."""

import json
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from khen.atoms import clock
from khen.bodies.models import Body, Person


class Entry(models.Model):
    """One act, as it was done; never changed, only answered by a later entry.

    `canon` is the sealed text; every other column repeats what it says so that it can be asked for.
    """

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    written_at = models.DateTimeField()
    about = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    canon = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["about", "about_id", "seq"], name="entry_about"),
            models.Index(fields=["body", "seq"], name="entry_body"),
            models.Index(fields=["kind", "seq"], name="entry_kind"),
            models.Index(fields=["by", "seq"], name="entry_by"),
            models.Index(fields=["body", "on", "by", "seq"], name="entry_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def moment(self) -> datetime:
        """When it was done, as people are told: the time of its writing where that lies on the day for which it counts."""
        return clock.within(self.on, self.written_at)

    @property
    def payload(self) -> dict[str, Any]:
        """What the act said of itself, as plain values."""
        content: dict[str, Any] = json.loads(self.canon)["payload"]
        return content


class Bookmark(models.Model):
    """How far a reader of the journal has come."""

    reader = models.CharField(max_length=40, primary_key=True)
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader}: {self.seq}"
