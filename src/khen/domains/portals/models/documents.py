"""Official documents on portals, with what each said before it was corrected."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import plain
from khen.bodies.alphabet import Collated
from khen.book.guards import Guarded
from khen.domains.portals.models.sites import Portal
from khen.domains.portals.models.words import Findable, digest_of
from khen.domains.portals.terms import DocumentKind, DocumentState


class Paper(models.Model):
    """What an official document says of itself with, where there is one, its file, named by its content."""

    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    number = models.CharField(_("number"), max_length=20)
    symbol = models.CharField(_("symbol"), max_length=60)
    title = models.CharField(_("title"), max_length=500)
    abstract = models.TextField(blank=True)
    issuer = models.CharField(_("issuing body"), max_length=200)
    signed_on = models.DateField(_("signed on"))
    file = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"

    def said(self) -> dict[str, object]:
        """Everything that it says of itself, by name."""
        return {field.attname: getattr(self, field.attname) for field in Paper._meta.fields}

    def digest(self) -> str:
        """SHA-256 over all of that: what the entry that tells of it says."""
        return digest_of({name: plain(value) for name, value in self.said().items()})

    @property
    def kind_beside_title(self) -> str:
        """The kind in words, unless the title begins with it."""
        kind = str(self.get_kind_display())
        return "" if self.title.casefold().startswith(kind.casefold()) else kind.capitalize()


class Document(Paper, Findable):
    """An official document that directs or guides. `edition` counts its corrections from 1; readers are told the last one."""

    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="documents", verbose_name=_("site"))
    collated = Collated(of="title")
    posted_on = models.DateField(_("posted on"))
    state = models.CharField(_("state"), max_length=10, choices=DocumentState, default=DocumentState.STANDING)
    ended_on = models.DateField(null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["portal", "issuer", "number", "symbol", "signed_on"],
                condition=Q(state=DocumentState.STANDING),
                name="a_document_stands_once_on_a_portal",
            ),
            models.CheckConstraint(condition=Q(posted_on__gte=F("signed_on")), name="a_document_is_signed_before_it_is_posted"),
            models.CheckConstraint(
                condition=Q(state=DocumentState.STANDING, ended_on__isnull=True)
                | Q(state=DocumentState.WITHDRAWN, ended_on__isnull=False),
                name="a_withdrawn_document_has_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["portal", "-signed_on", "-id"], name="document_latest")]


class EarlierDocument(Paper):
    """What a document said before it was corrected; never changed."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="earlier")
    edition = models.PositiveSmallIntegerField()
    replaced_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "edition"], name="an_edition_of_a_document_is_kept_once"),
        ]


KEPT = (Guarded("portals_earlierdocument", "papers", "what a document said", (("id",), ("document_id", "edition"))),)
