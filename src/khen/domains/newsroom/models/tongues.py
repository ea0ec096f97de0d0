"""The languages that people speak here, and texts rendered in them."""

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical
from khen.bodies.models import Person
from khen.domains.newsroom.models.texts import Bulletin, BulletinVersion, Dated
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.tongues import Heard


class Language(Dated):
    """A language: `name` in Vietnamese, `own_name` as its speakers call it, `tag` for readers' programs (BCP 47).

    `script` is the ISO 15924 code of what it is written in, empty where it has no written habit here."""

    tag = models.CharField(max_length=35)
    own_name = models.CharField(max_length=120, blank=True)
    script = models.CharField(max_length=4, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


SAID = ("number", "title", "body_html", "gist", "translator", "recording", "recording_name", "recording_mime")


class Variant(models.Model):
    """One rendering of one version in one language; a better one has a higher number. What it says is never changed."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="+", verbose_name=_("bulletin"))
    version = models.ForeignKey(BulletinVersion, on_delete=models.PROTECT, related_name="+")
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"))
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body_html = models.TextField(blank=True)
    gist = models.TextField(_("what it says in Vietnamese"))
    translator = models.CharField(_("translator"), max_length=120)
    recording = models.CharField(max_length=120, blank=True)
    recording_name = models.CharField(max_length=120, blank=True)
    recording_mime = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    on = models.DateField(_("day"))
    standing = models.CharField(_("standing"), max_length=10, choices=Heard, default=Heard.WAITING)
    heard_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    heard_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulletin", "language", "number"], name="renderings_of_a_language_are_counted"),
            models.CheckConstraint(condition=~Q(body_html="") | ~Q(recording=""), name="a_rendering_is_written_or_spoken"),
            models.CheckConstraint(
                condition=Q(standing__in=["waiting", "returned"]) | Q(heard_by__isnull=False, heard_on__isnull=False),
                name="no_rendering_leaves_before_somebody_understood_it",
            ),
            models.CheckConstraint(
                condition=Q(heard_by__isnull=True) | ~Q(heard_by=F("by")), name="nobody_confirms_their_own_rendering"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["bulletin", "language", "-number"], name="variant_of_bulletin")]

    def __str__(self) -> str:
        return f"{self.language}: {self.bulletin}"

    @property
    def gone(self) -> str:
        """With what it went from the portals on which it was published, in words; "" of one that stands there or never did.

        That another took its place is known where it was asked for with that (reads.tongues.with_replaced)."""
        if self.standing != Heard.PUBLISHED:
            return ""
        if self.bulletin.standing == Standing.WITHDRAWN:
            return gettext("Withdrawn with the Vietnamese text")
        if self.version.number < self.bulletin.number:
            return gettext("Gone since the Vietnamese text was corrected")
        return gettext("Replaced by a newer rendering") if self.__dict__.get("replaced") else ""

    @property
    def stands(self) -> str:
        """Its standing in words."""
        return self.gone or str(Heard(self.standing).label)

    def digest(self) -> str:
        """SHA-256 over all that it says: what the entry that it began with tells. A recording lies under its own digest."""
        said = {name: getattr(self, name) for name in SAID}
        return hashlib.sha256(canonical(said).encode()).hexdigest()
