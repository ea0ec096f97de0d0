"""Lists of people that are entered row by row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.alphabet import Collated
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import Role


class Roll(models.Model):
    """The right rows of one file, to be entered by whoever handed it in; `body` keeps the register. `key` stands in the form."""

    key = models.UUIDField(unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed in by"))
    on = models.DateField(_("day"))
    name = models.CharField(_("file"), max_length=120)
    folded = models.CharField(max_length=120)
    collated = Collated()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")

    def __str__(self) -> str:
        return self.name


class RollLine(models.Model):
    """One row: who is to be entered, with which post; then either the person who was, or why not."""

    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    full_name = models.CharField(max_length=120)
    username = models.CharField(max_length=60)
    email = models.EmailField(max_length=254, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    person = models.OneToOneField(Person, null=True, on_delete=models.PROTECT, related_name="+")
    refused = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roll", "row"], name="a_row_stands_once_in_a_list_of_people"),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(refused=""), name="a_row_is_entered_or_refused"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["roll", "row"], condition=Q(person__isnull=True, refused=""), name="roll_line_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}: {self.row}"
