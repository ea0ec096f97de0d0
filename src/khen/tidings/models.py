"""The journal as people look at it: who did what; and what single people are told of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.book.models import Entry
from khen.tidings.sayings import done
from khen.tidings.terms import Told


class Doing(Entry):
    """An entry of the journal as something that somebody did."""

    class Meta:
        proxy = True
        verbose_name = _("what was done")
        verbose_name_plural = _("what was done")
        default_related_name: ClassVar[str] = "+"

    def __str__(self) -> str:
        return str(done(self.kind))


class Notice(models.Model):
    """Somebody is told of an entry. What the thing is called is asked when it is read: nothing of it is kept here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=12, choices=Told)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "entry", "told"], name="nobody_is_told_twice_of_an_entry"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return str(self.get_told_display())


class TurnedDown(models.Model):
    """A sort of notices that somebody does not want."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=12, choices=Told)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "told"], name="a_sort_of_notices_is_turned_down_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_told_display())
