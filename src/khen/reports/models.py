"""A report: blocks while it is written; values, proofs and bytes once it is approved."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.bodies.alphabet import Bytes
from khen.bodies.models import Body, Person
from khen.desk.periods import in_words
from khen.figures.figure import State
from khen.reports.terms import PaperFormat, Standing


def name(period: str, body: object) -> str:
    """What a report of this period (its key) is called."""
    words = in_words(period)
    return gettext("Report of %(period)s - %(body)s") % {"period": words[:1].lower() + words[1:], "body": body}


class KeptBytes(Bytes):
    """Bytes, read as such also where somebody wrote text into the column behind the house: SQLite keeps what it is given."""

    def select_format(self, compiler: Any, sql: str, params: Any) -> Any:
        return (f"CAST({sql} AS BLOB)" if compiler.connection.vendor == "sqlite" else sql), params

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs


class Report(models.Model):
    """One body's report on one period, after one outline."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    period = models.CharField(_("period"), max_length=12)
    outline = models.CharField(max_length=60)
    due = models.DateField(_("due"))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.OPEN)
    as_of = models.BigIntegerField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    completeness = models.TextField(blank=True)  # at approval: who had sent what, a line for each form
    signed_as = models.TextField(blank=True, db_default="")  # at approval: what is printed above the signer's name
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    signed_on = models.DateField(_("day on the paper"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "period", "outline"],
                condition=~Q(standing="called_off"),
                name="one_report_for_a_body_and_period_stands",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["open", "called_off"], as_of__isnull=True)
                | (~Q(standing__in=["open", "called_off"]) & Q(as_of__isnull=False)),
                name="only_an_approved_report_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["open", "approved", "called_off"], number__isnull=True)
                | Q(standing__in=["numbered", "signed"], number__isnull=False, signed_on__isnull=False),
                name="a_numbered_report_has_number_and_day",
            ),
        ]

    def __str__(self) -> str:
        return name(self.period, self.body)

    @cached_property
    def parts(self) -> dict[str, str]:
        """What each part is called in a list of several, by its key. One query."""
        return {block.key: block.called for block in self.blocks.all()}


class Block(models.Model):
    """One division's part: text with {figure.key} where a figure stands."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    numeral = models.CharField(max_length=6)
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, default="", editable=False)
    division = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("division in charge"))
    due = models.DateField(_("due"))
    text = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )

    class Meta:
        verbose_name = _("part of the report")
        verbose_name_plural = _("parts of the report")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "key"], name="a_block_stands_once_in_a_report")]

    def __str__(self) -> str:
        return f"{self.numeral}. {self.title}"

    @property
    def called(self) -> str:
        """With the numerals above it, where its key says them: "II.1. Công nghệ thông tin"."""
        return f"{self.key if self.key.rpartition('.')[2] == self.numeral else self.numeral}. {self.title}"


class PassedWarning(models.Model):
    """A warning that a leader let pass, and why."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="passed")
    finding = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "finding"], name="a_warning_is_passed_once")]

    def __str__(self) -> str:
        return self.finding


class FrozenFigure(models.Model):
    """A figure as it was printed: its value, that of the same period a year before, the facts behind it, and a hash over them.
    Each value with the state of its cell, which tells why there is no number.

    `facts` has a line "fact,entry" for each fact; `source` is what the annex says of them."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    state = models.CharField(max_length=20, db_default=State.VALUE.value)
    before = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    state_before = models.CharField(max_length=20, db_default=State.VALUE.value)
    source = models.TextField(blank=True)
    facts = models.TextField()
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "key"], name="a_figure_is_frozen_once")]

    def __str__(self) -> str:
        return self.key


class Paper(models.Model):
    """The bytes of an approved report, and of its numbered and scanned forms. None is ever replaced: what is printed or scanned
    anew stands beside it as the next round of its stage."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="papers")
    stage = models.CharField(max_length=10, choices=Standing)
    round = models.PositiveSmallIntegerField(default=1)
    format = models.CharField(max_length=5, choices=PaperFormat)
    data = KeptBytes()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "stage", "round", "format"], name="a_paper_of_a_round_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.stage}.{self.format}"
