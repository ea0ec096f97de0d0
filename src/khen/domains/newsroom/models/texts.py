"""Bulletins with every version of their text, their files, where they stand and where people put them by hand."""

import hashlib
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical, plain
from khen.bodies.alphabet import Collated
from khen.bodies.models import Area, Body, Outlet, Person
from khen.domains.newsroom.models.regulations import Regulation
from khen.domains.newsroom.rules.counsel import draft_number
from khen.domains.newsroom.terms import Channel, Klass, MediaKind, Origin, Standing


class Dated(models.Model):
    """A named thing of the newsroom's lists, valid from `since` up to, not including, `until`."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    collated = Collated()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["collated"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="%(class)s_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last(self) -> date | None:
        """The last day on which it stands."""
        return self.until - timedelta(days=1) if self.until else None


class Named(Dated):
    """A name that is its body's and every body's below it; those of no body, with which a house opens, serve all."""

    folded = models.CharField(max_length=120)

    class Meta(Dated.Meta):
        abstract = True
        indexes: ClassVar = [models.Index(fields=["body", "since"], name="%(class)s_of_body")]


class Topic(Named):
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose topic")
    )

    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Campaign(Named):
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose campaign")
    )

    class Meta(Named.Meta):
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")


class Told(models.Model):
    """What is said, and what is said about it; `since` and `until` are the days of the window, both inside it."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=600, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("campaign")
    )
    klass = models.CharField(_("class"), max_length=10, choices=Klass)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    source = models.CharField(_("source"), max_length=200, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("area"))
    since = models.DateField(_("shown from"), null=True, blank=True)
    until = models.DateField(_("shown until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(class)s_window_is_in_order",
            ),
            models.CheckConstraint(condition=Q(origin="own") | ~Q(source=""), name="%(class)s_not_our_own_names_its_source"),
        ]


class Bulletin(Told):
    """The head of a text: its newest version's particulars, and where it stands.

    `released_number` is the version that was approved, or that went out before approval; later ones are corrections, which
    nobody had approved when they went out. `under` is the regulation by which it went out before approval."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    folded = models.TextField()
    collated = Collated()
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.DRAFT)
    number = models.PositiveIntegerField(default=1)
    submissions = models.PositiveSmallIntegerField(default=0)
    written_on = models.DateField(_("written on"))
    moved_on = models.DateField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_number = models.PositiveIntegerField(null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    under = models.ForeignKey(Regulation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    @property
    def draft_number(self) -> int:
        """The how-many-th draft this is; 0 once it is approved."""
        return draft_number(standing=self.standing, submissions=self.submissions)

    @property
    def corrections(self) -> int:
        """How often it was corrected after it went out."""
        return self.number - self.released_number if self.released_number else 0

    @property
    def stands(self) -> str:
        """Its standing in words; one that was corrected in public says how often, one that is out by hand alone says so (where
        it was asked for with that: reads.out_by_hand)."""
        if self.standing == Standing.APPROVED and self.__dict__.get("by_hand"):
            return str(gettext("Approved, published elsewhere"))
        if self.standing == Standing.PUBLISHED and self.corrections:
            times = self.corrections
            return str(ngettext("Corrected (%(times)d time)", "Corrected (%(times)d times)", times) % {"times": times})
        return str(Standing(self.standing).label)

    class Meta(Told.Meta):
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.CheckConstraint(
                condition=Q(standing__in=["draft", "submitted", "returned"])
                | Q(approved_by__isnull=False)
                | Q(standing__in=["published", "withdrawn"], under__isnull=False),
                name="nothing_stands_approved_without_who_approved_it",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["draft", "submitted", "returned"])
                | Q(released_number__isnull=False, released_number__lte=F("number")),
                name="what_went_out_names_its_first_version",
            ),
            models.CheckConstraint(
                condition=Q(under__isnull=True)
                | Q(standing__in=["published", "withdrawn"], approved_by__isnull=True, klass="news", origin="own"),
                name="only_ordinary_news_of_our_own_goes_out_before_approval",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=["published", "withdrawn"]) | Q(published_on__isnull=False),
                name="a_published_bulletin_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")), name="nobody_approves_their_own_text"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "standing", "-id"], name="bulletin_of_body"),
            models.Index(fields=["standing", "body", "author"], name="bulletin_waiting"),
            models.Index(fields=["body", "written_on", "topic", "standing", "klass", "folded"], name="bulletin_listed"),
            models.Index(fields=["standing", "until"], name="bulletin_ending"),
            models.Index(fields=["published_on"], name="bulletin_out"),
            models.Index(fields=["body", "collated", "-id"], name="bulletin_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


SAID = (
    *("title", "summary", "body_html", "source", "origin", "klass", "topic_id", "campaign_id", "area_id", "since", "until"),
    *("bulletin_id", "number", "by_id", "on"),
)


class BulletinVersion(Told):
    """One text as it once stood; the database refuses to change it."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body_html = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["bulletin", "number"], name="a_bulletin_counts_its_versions"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def digest(self) -> str:
        """SHA-256 over everything that this version says and is said of it: what an entry that names it tells."""
        said = {name: plain(getattr(self, name)) for name in SAID}
        return hashlib.sha256(canonical(said).encode()).hexdigest()


class Attachment(models.Model):
    """A file that stands with the versions from `added_in` up to, not including, `left_in`. Its bytes lie under its digest."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=10, choices=MediaKind)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(max_length=250, blank=True)
    caption = models.CharField(max_length=250, blank=True)
    added_in = models.PositiveIntegerField()
    left_in = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind="picture") | ~Q(alt=""), name="a_picture_is_described_in_words"),
        ]

    def __str__(self) -> str:
        return self.name


class Placed(models.Model):
    """The bulletin was published on this outlet, which the house feeds itself."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="placed")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulletin", "outlet"], name="a_bulletin_stands_once_on_an_outlet"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} - {self.outlet}"


class Elsewhere(models.Model):
    """A publication that somebody made by hand on a channel that the house does not feed."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="elsewhere", verbose_name=_("bulletin"))
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+", verbose_name=_("outlet"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    link = models.CharField(_("address"), max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True, db_default="")  # what all addresses of one post have in common
    reach = models.PositiveBigIntegerField(_("reach"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    on = models.DateField(_("day"))
    annulled = models.BooleanField(_("annulled"), default=False)

    class Meta:
        verbose_name = _("publication by hand")
        verbose_name_plural = _("publications by hand")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["outlet", "place"], condition=Q(annulled=False) & ~Q(place=""), name="one_post_is_entered_once"
            ),
            models.UniqueConstraint(
                fields=["bulletin", "outlet", "on"], condition=Q(annulled=False, link=""), name="one_slot_a_day_is_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.bulletin}"
