"""The check of what went out before anybody approved it: a text under its regulation, or a correction."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.atoms import workdays
from khen.bodies.models import Person
from khen.domains.newsroom.models.texts import Bulletin
from khen.domains.newsroom.terms.post_checks import Verdict


class PostCheck(models.Model):
    """Waits from the day on which version `number` went out; `due` is its last day."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="post_checks")
    number = models.PositiveIntegerField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("due"))
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="a_version_is_checked_once"),
            models.CheckConstraint(
                condition=Q(verdict="", by__isnull=True, on__isnull=True)
                | (~Q(verdict="") & Q(by__isnull=False, on__isnull=False)),
                name="a_verdict_names_who_gave_it",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["reminded", "removed"]) | ~Q(reason=""), name="a_verdict_against_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=models.F("published_by")), name="nobody_checks_what_they_published"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "due"], name="post_check_due")]

    @property
    def may_move(self) -> bool:
        """Whether the last day lies in a year whose holidays are not made known."""
        return not workdays.is_announced(self.due.year)

    def __str__(self) -> str:
        return f"{self.bulletin}: {self.get_verdict_display()}"
