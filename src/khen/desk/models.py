"""Slips: a form that was sent twice does its act once. Habits: what a person keeps for themselves."""

from django.db import models

from khen.bodies.models import Person


class Slip(models.Model):
    """The number on a form that begins a record, used up by its first arrival; `place` is where that arrival led."""

    key = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    used_at = models.DateTimeField()

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
