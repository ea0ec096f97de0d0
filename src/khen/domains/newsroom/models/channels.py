"""Words of one channel for one version of a text; what text messages cost, and under which name they go out."""

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical
from khen.bodies.models import Body, Person
from khen.domains.newsroom.models.texts import BulletinVersion
from khen.domains.newsroom.terms.channels import Carrier


class ChannelWords(models.Model):
    """What one channel says of one version, as somebody wrote it; the highest number holds, empty: the house's own words.

    The database refuses to change it."""

    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="words")
    carrier = models.CharField(max_length=10, choices=Carrier)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "carrier", "number"], name="words_of_a_channel_are_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.get_carrier_display()}: {self.text}"

    def digest(self) -> str:
        """SHA-256 over what it says: what the entry that names it tells."""
        return hashlib.sha256(canonical({"title": self.title, "text": self.text}).encode()).hexdigest()


class MessagePrice(models.Model):
    """What one part of a text message costs in one network, in đồng; `is_example` until a contract's price takes its place."""

    network = models.CharField(_("network"), max_length=40)
    price = models.PositiveIntegerField(_("price of one part"))
    source = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="a_price_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["network", "since"], name="a_network_s_price_begins_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.price}"


class SenderName(models.Model):
    """The registered name (brandname) under which a body's text messages arrive: at most 11 letters, digits and marks."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=11)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="a_sender_s_name_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name
