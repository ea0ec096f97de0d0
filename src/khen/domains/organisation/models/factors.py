"""What people show besides a password: a secret of their phone, recovery codes, passkeys."""

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body, Person


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

    def digest(self) -> str:
        """SHA-256 over what decides which key opens which site: what its entry tells of it."""
        return hashlib.sha256("\n".join((self.host, self.credential, self.key)).encode()).hexdigest()
