"""What a body's newsroom follows besides the usual road, from one day to another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.dated import Dated
from khen.bodies.models import Body, Person
from khen.domains.newsroom.terms.regulations import Regulated


class Regulation(Dated):
    """Holds for the texts of this body, on its legal basis; one on post-checks for the news of one `author`, checked within
    `days` working days."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    regulated = models.CharField(_("what is regulated"), max_length=12, choices=Regulated)
    author = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    on = models.DateField()

    class Meta(Dated.Meta):
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations of newsrooms")
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(regulated="post_check", author__isnull=False, days__isnull=False, days__gte=1)
                | (~Q(regulated="post_check") & Q(author__isnull=True, days__isnull=True)),
                name="a_post_check_names_its_author_and_its_days",
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="a_regulation_has_its_legal_basis"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "regulated", "since"], name="regulation_of_body")]

    def __str__(self) -> str:
        return f"{self.get_regulated_display()} - {self.body}"
