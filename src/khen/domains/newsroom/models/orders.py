"""Topics ordered from bodies and the press, and what they returned."""

import hashlib
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.alphabet import Collated
from khen.bodies.models import Body, Person
from khen.domains.newsroom.models.texts import Bulletin, Campaign, Topic
from khen.domains.newsroom.rules.orders import state
from khen.domains.newsroom.terms.orders import Gone, Medium, Run, State


class Order(models.Model):
    """`body` orders of each body asked so many `pieces`, at the latest on `due`."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("ordered by"))
    subject = models.CharField(_("subject of the order"), max_length=200)
    folded = models.CharField(max_length=200)
    collated = Collated()
    wanted = models.TextField(_("what is wanted"))
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("campaign")
    )
    pieces = models.PositiveSmallIntegerField(_("pieces of each body"))
    due = models.DateField(_("due"))
    standing = models.CharField(_("standing"), max_length=10, choices=Run, default=Run.OPEN)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("who ordered"))
    on = models.DateField(_("ordered on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="an_order_wants_a_piece"),
            models.CheckConstraint(condition=Q(due__gte=F("on")), name="an_order_is_due_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(standing="open", ended_on__isnull=True) | (~Q(standing="open") & Q(ended_on__isnull=False)),
                name="an_order_that_runs_no_more_has_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "standing", "due"], name="order_of_body")]

    def __str__(self) -> str:
        return self.subject

    def digest(self) -> str:
        """SHA-256 over the words of what is wanted: what its entries tell of them."""
        return hashlib.sha256(self.wanted.encode()).hexdigest()


class Asked(models.Model):
    """One body that an order asks. `returned` is how many of its pieces count now; `unable_on` the day it said it cannot,
    `out_on` the day it was taken out of the order.

    The row belongs to the body that is asked: that is how far the order is seen."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="asked", verbose_name=_("order"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body that is asked"))
    on = models.DateField(_("ordered on"))
    returned = models.PositiveSmallIntegerField(_("returned"), default=0)
    unable_on = models.DateField(null=True, blank=True)
    unable_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    out_on = models.DateField(null=True, blank=True)
    out_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    out_reason = models.CharField(_("why it was taken out"), max_length=500, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("ordered of a body")
        verbose_name_plural = _("ordered of bodies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "body"], name="an_order_asks_a_body_once"),
            models.CheckConstraint(
                condition=Q(unable_on__isnull=True, unable_by__isnull=True, reason="")
                | (Q(unable_on__isnull=False, unable_by__isnull=False) & ~Q(reason="")),
                name="who_cannot_says_why",
            ),
            models.CheckConstraint(
                condition=Q(out_on__isnull=True, out_by__isnull=True, out_reason="")
                | (Q(out_on__isnull=False, out_by__isnull=False) & ~Q(out_reason="")),
                name="who_is_taken_out_is_told_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "order"], name="asked_body")]

    def __str__(self) -> str:
        return self.order.subject

    def state_on(self, day: date) -> State:
        """How far the body has come on a day."""
        order = self.order
        return state(
            standing=order.standing,
            out=self.out_on is not None,
            unable=self.unable_on is not None,
            returned=self.returned,
            pieces=order.pieces,
            due=order.due,
            day=day,
            ended_on=order.ended_on,
        )


class Piece(models.Model):
    """What was published and returned for an order: a bulletin of the house, or something outside with its title.

    `on` is the day of publication; `late` whether it came after the day that was the last one then. Once `gone` it stays
    readable and no longer counts."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="returned_pieces", verbose_name=_("order"))
    bulletin = models.ForeignKey(
        Bulletin, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("bulletin")
    )
    title = models.CharField(_("title"), max_length=200)
    medium = models.CharField(_("where it was published"), max_length=10, choices=Medium)
    link = models.CharField(_("address"), max_length=500, blank=True)
    on = models.DateField(_("day of publication"))
    returned_on = models.DateField(_("returned on"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    late = models.BooleanField(default=False, db_default=False)
    gone = models.CharField(max_length=10, choices=Gone, blank=True)
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("returned piece")
        verbose_name_plural = _("returned pieces")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(medium="house", bulletin__isnull=False) | (~Q(medium="house") & Q(bulletin__isnull=True)),
                name="a_piece_of_the_house_is_a_bulletin",
            ),
            models.CheckConstraint(
                condition=Q(gone="", gone_on__isnull=True) | (~Q(gone="") & Q(gone_on__isnull=False)),
                name="a_piece_that_is_gone_has_its_day",
            ),
            models.UniqueConstraint(fields=["asked", "bulletin"], condition=Q(gone=""), name="a_bulletin_is_returned_once"),
            models.UniqueConstraint(
                fields=["asked", "link"], condition=Q(gone="") & ~Q(link=""), name="an_address_is_returned_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
