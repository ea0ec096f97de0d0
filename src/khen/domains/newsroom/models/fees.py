"""Rates of a body, its monthly lists of bulletins, what was chosen for each bulletin, and closed lists line by line."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from khen.bodies.dated import Dated
from khen.bodies.models import Body, Person
from khen.domains.newsroom.models.texts import Bulletin, BulletinVersion
from khen.domains.newsroom.terms.fees import Pay, Standing, Work

COEFFICIENT: dict[str, Any] = {"max_digits": 5, "decimal_places": 2}
MONEY: dict[str, Any] = {"max_digits": 14, "decimal_places": 0}  # whole đồng


class FeeRate(Dated):
    """What a coefficient of 1 is worth, and which coefficients may be chosen, by a decision; annulled: entered wrongly."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    work = models.CharField(_("sort of work"), max_length=10, choices=Work)
    base = models.DecimalField(_("base amount (đồng)"), **MONEY)
    lowest = models.DecimalField(_("lowest coefficient"), **COEFFICIENT)
    highest = models.DecimalField(_("highest coefficient"), **COEFFICIENT)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    on = models.DateField(_("entered on"))
    annulled = models.BooleanField(_("annulled"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(base__gte=1), name="a_rate_has_its_base"),
            models.CheckConstraint(
                condition=Q(lowest__gte=0, highest__gt=0, lowest__lte=F("highest")),
                name="coefficients_of_a_rate_are_in_order",
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="a_rate_has_its_legal_basis"),
            models.UniqueConstraint(
                fields=["body", "work", "since"], condition=Q(annulled=False), name="a_rate_begins_once_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "work", "since"], name="rate_of_body")]

    def __str__(self) -> str:
        return f"{self.get_work_display()} - {self.body}"


class FeeList(models.Model):
    """What a body published in a month (`period` is its key); `number` counts how often coefficients were chosen.

    `salt` goes into the fingerprint of the closed list."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    period = models.CharField(pgettext_lazy("of a list", "month"), max_length=7)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.OPEN)
    number = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("drawn up by"))
    on = models.DateField(_("drawn up on"))
    salt = models.CharField(max_length=32, blank=True)
    closed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("closed by")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("monthly list of bulletins")
        verbose_name_plural = _("monthly lists of bulletins")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "period"], name="a_month_of_a_body_has_one_list"),
            models.CheckConstraint(
                condition=Q(standing="open", closed_by__isnull=True, closed_on__isnull=True, salt="")
                | (Q(standing="closed", closed_by__isnull=False, closed_on__isnull=False) & ~Q(salt="")),
                name="a_closed_list_says_who_closed_it",
            ),
        ]

    def __str__(self) -> str:
        year, _dash, month = self.period.partition("-")
        said = {"month": month.lstrip("0"), "year": year, "body": self.body}
        return gettext("List of bulletins, %(month)s/%(year)s - %(body)s") % said


class FeeMark(models.Model):
    """As what a bulletin is paid and by which coefficient; the highest number holds, an empty one takes the choice back.

    The database refuses to change it."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="fee_marks")
    number = models.PositiveIntegerField()
    work = models.CharField(max_length=10, choices=Work, blank=True)
    coefficient = models.DecimalField(null=True, **COEFFICIENT)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="a_bulletin_counts_its_marks"),
            models.CheckConstraint(
                condition=Q(work="", coefficient__isnull=True) | (~Q(work="") & Q(coefficient__gte=0)),
                name="a_mark_has_its_work_and_its_coefficient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin}: {self.coefficient}"


class FeeLine(models.Model):
    """A line of a closed list, as it was closed; the database refuses to change it."""

    fee_list = models.ForeignKey(FeeList, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="+")
    entry = models.BigIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    day = models.DateField()
    places = models.TextField(blank=True)
    pay = models.CharField(max_length=10, choices=Pay)
    withdrawn_on = models.DateField(null=True)
    work = models.CharField(max_length=10, choices=Work, blank=True)
    coefficient = models.DecimalField(null=True, **COEFFICIENT)
    rate = models.ForeignKey(FeeRate, null=True, on_delete=models.PROTECT, related_name="+")
    base = models.DecimalField(null=True, **MONEY)
    amount = models.DecimalField(null=True, **MONEY)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fee_list", "position"], name="a_closed_list_counts_its_lines"),
            models.UniqueConstraint(fields=["bulletin"], name="a_bulletin_stands_in_one_closed_list"),
            models.CheckConstraint(
                condition=Q(pay="paid", amount__isnull=False) | (~Q(pay="paid") & Q(amount__isnull=True)),
                name="what_is_paid_has_its_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.title
