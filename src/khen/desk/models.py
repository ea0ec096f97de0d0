"""Slips: a form that was sent twice does its act once. Habits: what a person keeps for themselves."""

from django.db import models

from khen.bodies.models import Person


class Slip(models.Model):
    """The number on a form, used up by its first arrival; `place` is where that arrival led.

    `said` is a digest of what came with it (khen.desk.slips); "" where it was used before that was kept."""

    key = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    used_at = models.DateTimeField()
    said = models.CharField(max_length=64, db_default="")

    def __str__(self) -> str:
        return str(self.key)


class Habits(models.Model):
    """A person's saved filters, each {"list", "name", "query"}; no act and no entry, see khen.desk.habits.

    `unread` counts the notices they have not read; whoever tells them keeps it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="habits", primary_key=True)
    views = models.JSONField(default=list)
    unread = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.person)
