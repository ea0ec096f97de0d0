"""Posts that are held in another's place."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person, Post


class Delegations(models.Manager["Delegation"]):
    def get_queryset(self) -> models.QuerySet["Delegation"]:
        return super().get_queryset().filter(for_post__isnull=False)


class Delegation(Post):
    """A post that is held in another's place."""

    objects: ClassVar = Delegations()

    class Meta:
        proxy = True
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def holder(self) -> Person | None:
        """In whose place the person acts."""
        return self.for_post.person if self.for_post else None

    @property
    def ends(self) -> date | None:
        """The first day on which it no longer counts: its own end, or that of the post."""
        return self.days[1]
