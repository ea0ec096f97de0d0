"""What officers remark on a text among themselves; never shown to readers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.domains.newsroom.models.texts import Bulletin


class Remark(models.Model):
    """On version `number`: on the words in `quote`, or on the whole. An answer is a remark `to` another one."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    quote = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to__isnull=True) | Q(quote="", settled_on__isnull=True), name="an_answer_is_settled_with_its_remark"
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_on__isnull=True)
                | Q(settled_by__isnull=False, settled_on__isnull=False),
                name="a_settled_remark_names_who_settled_it",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["bulletin", "settled_on"], name="remark_of_bulletin")]

    def __str__(self) -> str:
        return f"{self.quote}: {self.text}" if self.quote else self.text
