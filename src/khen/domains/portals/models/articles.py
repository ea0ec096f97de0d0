"""Texts on portals. A portal's own copy of a text lets a reader see it whatever happens in the newsroom."""

from datetime import UTC
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khen.atoms.media import AUDIO
from khen.atoms.text import slug
from khen.bodies.alphabet import Collated
from khen.bodies.models import Body
from khen.domains.portals.models.sites import Portal
from khen.domains.portals.models.words import Findable, columns, digest_of
from khen.domains.portals.terms import Klass, Mode, State, sign_of

SAID = ("bulletin", "version", "title", "summary", "body_html", "topic", "topic_title", "klass", "source", "origin_id")
READ = (*SAID, "home_id", "published_on", "correction")
SHOWN = ("position", "digest", "alt", "caption", "width", "height")
SPOKEN = ("tag", "name", "own_name", "title", "body_html")
STANDS = ("article_id", "portal_id", "mode", "state", "topic", "since", "until", "pinned_until", "intro", "ended_on")


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
    files = models.JSONField(
        default=list
    )  # [{"path", "digest", "kind", "name", "caption", "mime", "size"}]: recordings and papers
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
        return [one for one in self._placed() if one["kind"] == AUDIO]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """What readers take along."""
        return [one for one in self._placed() if one["kind"] != AUDIO]

    def _placed(self) -> list[dict[str, Any]]:
        """Its files with the place of each, counted from 1, by which its address tells it from one of the same bytes."""
        return [{**one, "place": place} for place, one in enumerate(self.files, 1)]

    def digest(self) -> str:
        """SHA-256 over everything that readers are shown of it, pictures, files and other languages included: what an entry about
        it tells. Files count where there are any. Two queries unless both are at hand."""
        corrected = self.corrected_at and self.corrected_at.astimezone(UTC).isoformat()
        pictures = [columns(one, SHOWN) for one in self.pictures.all()]
        tongues = [columns(one, SPOKEN) for one in self.tongues.all()]
        files = {"files": self.files} if self.files else {}  # entries of what had none never told of them
        return digest_of({**columns(self, READ), "corrected_at": corrected, "pictures": pictures, "tongues": tongues, **files})


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
        return digest_of(columns(self, STANDS))
