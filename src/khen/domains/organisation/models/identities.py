"""By what name an identity provider knows somebody, from day to day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body, Person


class Identity(models.Model):
    """`subject` is what the provider signs ("sub"), good from `since` on; ended on its first day, it counts on none."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = _("account at the identity provider")
        verbose_name_plural = _("accounts at the identity provider")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=Q(until__isnull=True), name="an_account_of_a_provider_is_one_person"
            ),
            models.UniqueConstraint(
                fields=["issuer", "person"], condition=Q(until__isnull=True), name="a_person_has_one_account_of_a_provider"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="an_account_of_a_provider_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
