"""Opinions that are asked for and initials that are given before a text is approved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body, Person
from khen.domains.newsroom.models.texts import Bulletin, BulletinVersion
from khen.domains.newsroom.terms.counsel import Answer


class Opinion(models.Model):
    """Asked of `body`, or of one `person` there, about exactly this version; once `ended_on` it is no longer asked for.

    The row belongs to the body that is asked: that is how far the text is seen."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("text"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body asked"))
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person asked")
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_on = models.DateField(_("asked on"))
    until = models.DateField(_("answer by"))
    question = models.CharField(_("question"), max_length=300, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False)),
                name="an_opinion_said_names_who_said_it",
            ),
            models.CheckConstraint(condition=~Q(answer="notes") | ~Q(text=""), name="comments_have_words"),
            models.CheckConstraint(condition=Q(until__gte=models.F("asked_on")), name="an_opinion_may_be_said_in_time"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "ended_on", "answer"], name="opinion_of_body")]

    def __str__(self) -> str:
        return self.version.title

    @property
    def asked(self) -> str:
        """Who was asked, in words."""
        return f"{self.person} ({self.body})" if self.person else str(self.body)

    @property
    def is_late(self) -> bool:
        """Said after the day by which it was asked for."""
        return self.answered_on is not None and self.answered_on > self.until


class Initial(models.Model):
    """A leader has read this version and lets it go on to the approver."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="initials")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="a_version_is_initialled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} ({self.number}): {self.by}"
