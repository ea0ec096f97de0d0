"""How people come in and from where: links to choose a password, browsers, networks, wrong passwords."""

from datetime import datetime, timedelta
from typing import ClassVar

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body, Person
from khen.domains.organisation.terms import Standing


class Invitation(models.Model):
    """A link that was written to somebody: of its word only the digest is kept. `body` answers for it in the journal."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(max_length=254)
    nonce = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    turned_away = models.PositiveSmallIntegerField(default=0)  # how often somebody came after it ended, as far as recorded

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(standing="open"), name="a_person_has_one_open_invitation"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_standing_display()}"


class Device(models.Model):
    """A browser in which somebody has signed in, known again by a word that it keeps: of it only the digest stands here.

    `session` is the one in which they are in now, none once it has ended; `since` when that began."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="devices")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    network = models.CharField(max_length=50)  # as rules.network_of cuts an address
    session = models.OneToOneField(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField()
    last_used = models.DateTimeField()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "digest"], name="a_browser_stands_once_for_a_person"),
        ]

    def __str__(self) -> str:
        return self.name


class NetworkList(models.Model):
    """The networks from which alone a body's administrators work, one a line in one spelling, from `since` on.

    The next list of the body takes its place; ended on its first day, it counts on none."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    networks = models.TextField(_("networks"))
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("listed by"))
    since = models.DateField(_("from which day"))
    until = models.DateField(_("first day on which it no longer holds"), null=True)

    class Meta:
        verbose_name = _("list of networks")
        verbose_name_plural = _("lists of networks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body"], condition=Q(until__isnull=True), name="a_body_has_one_list_of_networks"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_list_of_networks_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def named(self) -> list[str]:
        return self.networks.splitlines()


def counting_failures(at: datetime) -> models.QuerySet[AccessAttempt]:
    """The wrong passwords that still count towards a lock; in what order is for whoever asks. What was counted while the clock
    ran ahead counts no more once it is right: it would lock for as long as it ran ahead."""
    span = get_cool_off() or timedelta()
    return AccessAttempt.objects.filter(attempt_time__range=(at - span, at + span)).order_by()
