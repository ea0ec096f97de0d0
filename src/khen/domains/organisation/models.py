"""Lists of people that are entered row by row, and what people come in by: links to choose a password, second factors."""

from datetime import datetime, timedelta
from typing import ClassVar

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.alphabet import Collated
from khen.bodies.models import Area, Body, Person, Post
from khen.bodies.terms import Role
from khen.domains.organisation.terms import Standing


class Roll(models.Model):
    """The right rows of one file, to be entered by whoever handed it in; `body` keeps the register. `key` stands in the form."""

    key = models.UUIDField(unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed in by"))
    on = models.DateField(_("day"))
    name = models.CharField(_("file"), max_length=120)
    folded = models.CharField(max_length=120)
    collated = Collated()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")

    def __str__(self) -> str:
        return self.name


class RollLine(models.Model):
    """One row: who is to be entered, with which post; then either the person who was, or why not."""

    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    full_name = models.CharField(max_length=120)
    username = models.CharField(max_length=60)
    email = models.EmailField(max_length=254, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    person = models.OneToOneField(Person, null=True, on_delete=models.PROTECT, related_name="+")
    refused = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roll", "row"], name="a_row_stands_once_in_a_list_of_people"),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(refused=""), name="a_row_is_entered_or_refused"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["roll", "row"], condition=Q(person__isnull=True, refused=""), name="roll_line_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}: {self.row}"


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


class Factor(models.Model):
    """The secret that somebody's phone keeps too, sealed by `rules.sealed`. `step` is that of the last code taken (30 seconds
    each, since 1970): neither it nor one before it is taken again. `body` answers for it in the journal."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="factor")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    sealed = models.CharField(max_length=300)
    step = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.person_id)


class RecoveryCode(models.Model):
    """A code on paper, good once, for whoever has no phone at hand: its keyed digest alone."""

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    used = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["factor", "digest"], name="a_recovery_code_stands_once_for_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.factor_id)


class Passkey(models.Model):
    """The public half of a key that a device of somebody's keeps, beside the code of their phone: gone with that.

    It signs for one site alone (`host`). `credential` and `key` are base64url, `counter` is the last that the device told;
    once `doubted` it opens nothing any more."""

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name of the key"), max_length=60)
    host = models.CharField(max_length=255)
    credential = models.CharField(max_length=1364, unique=True)
    key = models.TextField()
    counter = models.BigIntegerField()
    doubted = models.BooleanField(default=False)
    since = models.DateTimeField()
    last_used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["factor", "name"], name="a_passkey_has_a_name_of_its_own"),
        ]

    def __str__(self) -> str:
        return self.name


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


def counting_failures(at: datetime) -> models.QuerySet[AccessAttempt]:
    """The wrong passwords that still count towards a lock; in what order is for whoever asks."""
    return AccessAttempt.objects.filter(attempt_time__gte=at - (get_cool_off() or timedelta())).order_by()
