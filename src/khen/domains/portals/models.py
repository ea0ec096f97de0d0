"""Portals, and what stands on them. A portal's own copy of a text lets a reader see it whatever happens in the newsroom."""

import hashlib
from datetime import UTC
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from khen.atoms.media import AUDIO
from khen.atoms.payload import canonical, plain
from khen.atoms.text import slug
from khen.atoms.vietnamese import moment_in_words
from khen.bodies.alphabet import Collated
from khen.bodies.models import Body, Outlet
from khen.book.guards import Guarded
from khen.domains.portals.terms import LONGEST_CORRECTION, DocumentKind, DocumentState, Klass, Mode, State, Theme, sign_of

SAID = ("bulletin", "version", "title", "summary", "body_html", "topic", "topic_title", "klass", "source", "origin_id")
READ = (*SAID, "home_id", "published_on", "correction")
SHOWN = ("position", "digest", "alt", "caption", "width", "height")
SPOKEN = ("tag", "name", "own_name", "title", "body_html")
STANDS = ("article_id", "portal_id", "mode", "state", "topic", "since", "until", "pinned_until", "intro", "ended_on")


def _columns(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in names}


def _sha256(said: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(said).encode()).hexdigest()


class BodyFolder(Page):
    """A body in the page tree. Never live, never under a site's root: it carries permission and order, no address."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="folder")

    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False

    class Meta:
        verbose_name = _("place in the tree of pages")
        verbose_name_plural = _("places in the tree of pages")


class HomePage(Page):
    """The root of one portal's site."""

    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False


class Portal(models.Model):
    """The public site of a body. Its name, body and days stand in the outlet, its host name in the site."""

    key = models.SlugField(_("short name"), max_length=40, unique=True)
    outlet = models.OneToOneField(Outlet, on_delete=models.PROTECT, related_name="portal")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="portals", verbose_name=_("body"))
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="portal")
    root = models.OneToOneField(HomePage, on_delete=models.PROTECT, related_name="portal")
    name = models.CharField(_("name"), max_length=120)
    collated = Collated()
    tagline = models.CharField(max_length=200, blank=True)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme)

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")

    def __str__(self) -> str:
        return self.name


class Findable(models.Model):
    """Words as written and words folded, each between spaces, so that whole syllables are found on every database.

    `correction` tells readers why it was corrected last, `corrected_at` when: the beginning of a day where no hour is known."""

    exact = models.TextField()
    folded = models.TextField()
    corrected_at = models.DateTimeField(null=True)
    correction = models.CharField(max_length=LONGEST_CORRECTION, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def corrected_when(self) -> str:
        """When it was corrected last, in Vietnamese words; "" for what was not."""
        return moment_in_words(self.corrected_at) if self.corrected_at else ""


class Article(Findable):
    """One published text as it stands on portals: a copy of a bulletin's version."""

    bulletin = models.BigIntegerField(unique=True)
    version = models.BigIntegerField()
    title = models.CharField(max_length=300)
    collated = Collated()
    summary = models.TextField(blank=True)
    body_html = models.TextField()
    topic = models.SlugField(max_length=60)
    topic_title = models.CharField(max_length=120)
    klass = models.CharField(max_length=10, choices=Klass)
    source = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)  # [{"path", "digest", "kind", "name", "caption", "mime", "size"}]: recordings and papers
    origin = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Portal, null=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The title as it stands in addresses."""
        return slug(self.title)

    @property
    def recordings(self) -> list[dict[str, Any]]:
        """What readers listen to."""
        return [one for one in self.files if one["kind"] == AUDIO]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """What readers take along."""
        return [one for one in self.files if one["kind"] != AUDIO]

    def digest(self) -> str:
        """SHA-256 over everything that readers are shown of it, pictures, files and other languages included: what an entry about
        it tells. Files count where there are any. Two queries unless both are at hand."""
        corrected = self.corrected_at and self.corrected_at.astimezone(UTC).isoformat()
        pictures = [_columns(one, SHOWN) for one in self.pictures.all()]
        tongues = [_columns(one, SPOKEN) for one in self.tongues.all()]
        files = {"files": self.files} if self.files else {}  # entries of what had none never told of them
        return _sha256({**_columns(self, READ), "corrected_at": corrected, "pictures": pictures, "tongues": tongues, **files})


class ArticlePicture(models.Model):
    """Two sizes of one picture, as WebP, named by the content they were made from."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    alt = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "position"], name="an_article_shows_one_picture_at_a_position"),
        ]

    def __str__(self) -> str:
        return self.alt


class ArticleTongue(models.Model):
    """The same text in another language; it goes when the Vietnamese text is corrected."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tongues")
    tag = models.CharField(max_length=35)
    name = models.CharField(max_length=120)
    own_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    body_html = models.TextField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "tag", "name"], name="an_article_speaks_a_language_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Placement(models.Model):
    """One article on one portal: shown from `since` up to, not including, `until`."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="placements", verbose_name=_("text"))
    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="placements", verbose_name=_("site"))
    mode = models.CharField(_("how"), max_length=10, choices=Mode)
    state = models.CharField(_("state"), max_length=10, choices=State)
    topic = models.SlugField(max_length=60)
    since = models.DateField(_("shown from"))
    until = models.DateField(_("shown until"), null=True, blank=True)
    pinned_until = models.DateField(null=True, blank=True)
    intro = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "portal"], name="an_article_stands_once_on_a_portal"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="a_placement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.STANDING], ended_on__isnull=True)
                | Q(state__in=[State.DECLINED, State.TAKEN_DOWN], ended_on__isnull=False),
                name="an_ended_placement_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.SUGGESTED) | Q(state__in=[State.STANDING, State.TAKEN_DOWN]),
                name="a_mandatory_placement_is_not_declined",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["portal", "state", "-since", "-id"], name="placement_latest"),
            models.Index(fields=["portal", "state", "topic", "-since", "-id"], name="placement_by_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.article} - {self.portal}"

    @property
    def sign(self) -> str:
        return sign_of(self.topic)

    def digest(self) -> str:
        """SHA-256 over how the article stands there, and how long: what an entry of that portal tells."""
        return _sha256(_columns(self, STANDS))


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
        return _sha256({name: plain(value) for name, value in self.said().items()})

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
