"""Who signs for a body in which form, and the forms that the law knows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.dated import Dated
from khen.bodies.models import Body, Person
from khen.domains.organisation.terms import signing


class SigningForm(Dated):
    """A form of signing by a law, between two days. Rows of law come by migrations (`migrations/signing_forms.csv`)."""

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    lines = models.CharField(max_length=200)
    kinds = models.CharField(max_length=300)
    below = models.BooleanField()
    alone = models.BooleanField()
    limited = models.BooleanField()
    passes = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["key", "since"], name="a_form_of_signing_begins_once_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def told(self) -> signing.Form:
        """The same, as rules read it."""
        switches = (self.below, self.alone, self.limited, self.passes)
        return signing.Form(
            self.key, self.name, self.lines, tuple(self.kinds.split()), *switches, self.since, self.until, self.source
        )


class Signing(models.Model):
    """Somebody signs for a body in a form of the law, from `since` up to, not including, `until`.

    Called off before it began, it ends on its first day and counts on none."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("who signs"))
    form = models.SlugField(_("form of signing"), max_length=40)
    own = models.CharField(_("own post"), max_length=80, blank=True)
    head = models.CharField(_("post of the head"), max_length=80, blank=True)
    collective = models.CharField(_("name of the collective"), max_length=120, blank=True)
    unit = models.CharField(_("post of the unit's head"), max_length=80, blank=True)
    basis = models.CharField(_("by which paper"), max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    since = models.DateField(_("from which day"))
    until = models.DateField(_("first day on which it no longer holds"), null=True)

    class Meta:
        verbose_name = _("authority to sign")
        verbose_name_plural = _("authorities to sign")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_authority_to_sign_ends_after_it_begins_or_was_called_off",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "since", "until"], name="signing_for_body")]

    def __str__(self) -> str:
        return str(self.person)

    def named(self) -> dict[str, str]:
        """What is printed, by what a form calls it."""
        return {name: getattr(self, name) for name in signing.NAMED}
