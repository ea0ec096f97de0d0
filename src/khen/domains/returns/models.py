"""Forms with their items, who is asked for them by when, and what was declared: every version is kept."""

import hashlib
from typing import ClassVar

from django.core.exceptions import SuspiciousFileOperation
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.atoms.nature import Nature
from khen.bodies.alphabet import Collated
from khen.bodies.models import Body, Person
from khen.bodies.terms import BodyKind
from khen.book.guards import Guarded
from khen.desk.periods import in_words
from khen.domains.returns.terms import LONGEST_SOURCE, Answer, Rhythm, State

ENDS_AFTER = Q(until__isnull=True) | Q(until__gt=F("since"))
A_VALUE_HAS_ITS_NUMBER = Q(answer=Answer.VALUE, value__isnull=False) | (~Q(answer=Answer.VALUE) & Q(value__isnull=True))


class Form(models.Model):
    """A sheet of items that bodies of some kinds fill in together."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    kinds = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.title

    @property
    def fillers(self) -> list[str]:
        """The kinds of body that fill it in; every form is practised."""
        return [*self.kinds, BodyKind.TRAINING]

    def is_for(self, kind: str) -> bool:
        return kind in self.fillers


class Item(models.Model):
    """One figure that is declared: its unit, how many decimals it keeps, and the levels that have such a figure at all."""

    key = models.CharField(max_length=60, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, default="", editable=False)
    collated = Collated()
    unit = models.CharField(max_length=40)
    decimals = models.PositiveSmallIntegerField()
    nature = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Nature])
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.HALF)
    levels = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["form", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="an_item_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="an_item_keeps_at_most_four_decimals"),
        ]

    def __str__(self) -> str:
        return self.title


class Ask(models.Model):
    """One body is asked for one form for one period, by a day."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="asks", verbose_name=_("form"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    period = models.CharField(_("period"), max_length=10)
    last = models.DateField(null=True, editable=False)  # day of the period
    due = models.DateField(_("due by"))

    class Meta:
        verbose_name = _("request for figures")
        verbose_name_plural = _("requests for figures")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "period", "body"], name="a_body_is_asked_once_for_a_form_and_period"),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {in_words(self.period)}"


class Return(models.Model):
    """What one body declares for one item and period, as it stands now; `number` is its version."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="returns", verbose_name=_("figure"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    period = models.CharField(_("period"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveSmallIntegerField(_("version"), default=0)
    answer = models.CharField(_("answer"), max_length=14, choices=Answer, default=Answer.VALUE)
    value = models.DecimalField(_("number"), max_digits=20, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("source document"), max_length=LONGEST_SOURCE)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("declared figure")
        verbose_name_plural = _("declared figures")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "period", "body"], name="a_figure_is_declared_once_per_body_and_period"),
            models.CheckConstraint(condition=A_VALUE_HAS_ITS_NUMBER, name="a_return_has_a_number_only_when_it_says_so"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="a_return_is_never_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {in_words(self.period)}"


class Version(models.Model):
    """What was entered once, by whom and when; never changed."""

    record = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=14, choices=Answer)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    source = models.CharField(max_length=LONGEST_SOURCE)
    paper = models.FileField(upload_to="returns/%Y", blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "number"], name="a_version_of_a_return_has_its_own_number"),
            models.CheckConstraint(condition=A_VALUE_HAS_ITS_NUMBER, name="a_version_has_a_number_only_when_it_says_so"),
        ]

    def __str__(self) -> str:
        return f"{self.record} ({self.number})"

    def paper_sha256(self) -> str:
        """Of the bytes that are kept now; "" where no file is named, or where it is gone."""
        if not self.paper:
            return ""
        try:
            with self.paper.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, SuspiciousFileOperation):
            return ""


KEPT = (Guarded("returns_version", "declared", "what was declared", (("id",), ("record_id", "number"))),)
