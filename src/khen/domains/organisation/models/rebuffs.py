"""What was tried and refused for want of right."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.domains.organisation.terms.rebuffs import Refused


class Rebuff(models.Model):
    """How often on a day a person tried one thing that was not theirs: of a link that no longer holds, whose link it was.

    `act` is the name of an address (khen.web.urls), never the address: which record, what was sent and which word stood in it
    are not kept. No entry of the journal, see khen.web.rebuffs."""

    day = models.DateField(_("day"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rebuffs", verbose_name=_("person"))
    act = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=Refused)
    times = models.PositiveSmallIntegerField(default=0)
    last = models.DateTimeField()

    class Meta:
        verbose_name = _("refused attempt")
        verbose_name_plural = _("refused attempts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day", "act", "kind"], name="an_attempt_is_one_row_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="refused_by_day")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"
