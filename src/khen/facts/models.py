"""Countable things, append-only, each with the entry that proves it. All of it can be made anew from the journal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from khen.atoms.fact import Kind
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body
from khen.book.models import Entry

BY_PLACE = ("kind", "place", "on", "body", "entry", "quantity", "channel", "subject", "id")
BY_DAY = ("on", "entry", "id")
BY_CHANNEL = ("kind", "channel", "on", "body", "entry", "quantity", "subject", "id")


class StoredFact(models.Model):
    """One countable thing: what, how much, for which body, on which day, where. `entry` (its column is `seq`) is the proof.

    What was restated is a fact of the later entry; `root` is then the entry that told it first, by whose record it is found.
    Figures read the first two indexes alone: they begin with what a figure asks for and carry what it measures. The third says
    since when records are kept."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="facts", db_column="seq")
    root = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+", db_column="root_seq")
    kind = models.PositiveSmallIntegerField()
    on = models.DateField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    channel = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=60, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=list(BY_PLACE), name="fact_by_place"),
            models.Index(fields=list(BY_CHANNEL), name="fact_by_channel"),
            models.Index(fields=list(BY_DAY), condition=~Q(kind=int(Kind.DECLARED)), name="fact_from_records_by_day"),
        ]

    def __str__(self) -> str:
        return f"{Kind(self.kind).name} {day_in_digits(self.on)} ({self.entry_id})"


class Cancellation(models.Model):
    """From this entry on, the fact no longer counts. The fact itself stays: "as of" an earlier entry it still counts."""

    fact = models.OneToOneField(StoredFact, on_delete=models.PROTECT, related_name="cancellation")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_column="seq", db_index=False)

    def __str__(self) -> str:
        return f"{self.fact_id} until {self.entry_id}"
