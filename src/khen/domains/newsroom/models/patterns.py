"""Texts to start from."""

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical
from khen.bodies.alphabet import Collated
from khen.bodies.models import Body
from khen.domains.newsroom.models.texts import Topic
from khen.domains.newsroom.terms import Klass


class Pattern(models.Model):
    """A template of this body and of every body below it, until it is retired."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120)
    collated = Collated()
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.CharField(_("summary"), max_length=600, blank=True)
    body_html = models.TextField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))
    klass = models.CharField(_("class"), max_length=10, choices=Klass)

    made_on = models.DateField(_("made on"))
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        indexes: ClassVar = [models.Index(fields=["body", "retired_on"], name="pattern_of_body")]

    def __str__(self) -> str:
        return self.name

    def digest(self) -> str:
        """SHA-256 over all that it says: what its entries tell of it."""
        said = {name: getattr(self, name) for name in ("name", "title", "summary", "body_html", "klass")}
        return hashlib.sha256(canonical({**said, "topic": self.topic.key}).encode()).hexdigest()
