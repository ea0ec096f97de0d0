"""What leaves the house: frozen dispatches, their deliveries, chunks and attempts; what public systems show; who subscribes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, Outlet, Person
from khen.book.models import Entry
from khen.egress.rules import masked
from khen.egress.terms import Change, ChannelKey, Course, Hold, Outcome, Standing, State


class Wording(models.Model):
    """The text of one version as it left the newsroom; every channel's dispatch of that version says this."""

    version = models.BigIntegerField(primary_key=True)
    bulletin = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    body_html = models.TextField()
    topic = models.SlugField(max_length=60)
    topic_title = models.CharField(max_length=120)
    klass = models.CharField(max_length=10)
    source = models.CharField(max_length=200, blank=True)
    pictures = models.JSONField(default=list)  # [{"path", "alt", "caption"}], paths in the storage
    files = models.JSONField(
        default=list
    )  # [{"path", "digest", "kind", "name", "caption", "mime", "size"}]: recordings and papers
    words = models.JSONField(default=dict)  # {carrier: {"title", "text"}}: what single channels say in words of their own
    folded = models.TextField(default="")  # title and summary, for finding

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """One entry of the newsroom on its way by one channel: the text, and to whom, as they stood then. Days are inclusive."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_("channel"), max_length=10, choices=ChannelKey)
    change = models.CharField(_("what"), max_length=10, choices=Change)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="dispatches", verbose_name=_("bulletin"))
    bulletin = models.BigIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    on = models.DateField(_("day"))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    course = models.CharField(_("course"), max_length=10, choices=Course, default=Course.GOING)
    held_because = models.CharField(_("waits because"), max_length=300, blank=True)
    next_try = models.DateTimeField(_("next attempt"), null=True, blank=True)
    frozen_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)  # when a worker last took something of it
    stopped_at = models.DateTimeField(null=True, blank=True)  # by an officer: nothing more of it goes out
    told = models.JSONField(default=dict)  # what its entries have said so far: {"accepted", "refused", "unknown"}

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "channel"], name="an_entry_leaves_once_by_each_channel"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bulletin", "channel"], name="dispatch_bulletin"),
            models.Index(fields=["body", "-id"], name="dispatch_body"),
            models.Index(fields=["frozen_at"], condition=~Q(course="ended"), name="dispatch_open"),
            models.Index(fields=["frozen_at"], name="dispatch_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display().capitalize()}: {self.wording}"


class Subscriber(models.Model):
    """An address on a mailing list; `folded` is the address in small letters."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+", verbose_name=_("mailing list"))
    address = models.EmailField(_("address"))
    folded = models.CharField(max_length=254)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.SUBSCRIBED)
    bounces = models.PositiveSmallIntegerField(_("refusals in a row"), default=0)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outlet", "folded"], name="an_address_stands_once_on_a_mailing_list"),
        ]

    def __str__(self) -> str:
        return masked(self.address)


class Delivery(models.Model):
    """One recipient of a dispatch: an outlet by its key, or an address; and what became of it."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="deliveries")
    position = models.PositiveIntegerField()
    address = models.CharField(_("recipient"), max_length=254)
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    detail = models.CharField(_("last reply"), max_length=300, blank=True)
    moved_at = models.DateTimeField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispatch", "position"], name="recipients_of_a_dispatch_are_numbered"),
            models.UniqueConstraint(fields=["dispatch", "address"], name="a_dispatch_reaches_an_address_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dispatch", "state"], name="delivery_state"),
            models.Index(fields=["state"], condition=Q(state="unknown"), name="delivery_unknown"),
        ]

    def __str__(self) -> str:
        return masked(self.address) if self.subscriber_id else self.place

    @cached_property
    def place(self) -> str:
        """The name of the outlet that it is for. One query, where a list has not asked for all its rows together."""
        return Outlet.objects.filter(key=self.address).values_list("name", flat=True).first() or masked(self.address)


class Chunk(models.Model):
    """Deliveries lo <= position < hi of a dispatch, worked by whoever holds the lease."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="chunks")
    lo = models.PositiveIntegerField()
    hi = models.PositiveIntegerField()
    hold = models.CharField(max_length=6, choices=Hold, default=Hold.FREE)
    lease_until = models.DateTimeField(null=True)
    token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispatch", "lo"], name="chunks_of_a_dispatch_do_not_begin_alike"),
            models.CheckConstraint(condition=Q(hi__gt=F("lo")), name="a_chunk_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(hold="leased") | (Q(lease_until__isnull=False) & ~Q(token="")), name="a_leased_chunk_has_its_lease"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["hold", "not_before"], condition=~Q(hold="done"), name="chunk_due"),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id}: {self.lo}-{self.hi}"


class Attempt(models.Model):
    """One try; without a delivery when not even the server was reached, or an error stopped the chunk as a whole."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="attempts")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="attempts")
    token = models.CharField(max_length=32)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dispatch", "-id"], name="attempt_dispatch"),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%H:%M:%S} {self.outcome}"


class Showing(models.Model):
    """What a ticker, a pop-up or a feed shows of one bulletin, from `since` to `until` inclusive, until it ended."""

    kind = models.CharField(max_length=10, choices=ChannelKey)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    bulletin = models.BigIntegerField()
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    more = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    topic = models.SlugField(max_length=60)
    topic_title = models.CharField(max_length=120)
    klass = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    shown_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "outlet", "bulletin"], name="an_outlet_shows_a_bulletin_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "outlet", "-changed_at"], name="showing_outlet"),
            models.Index(fields=["kind", "topic", "-changed_at"], name="showing_topic"),
        ]

    def __str__(self) -> str:
        return self.text


class DayOfViews(models.Model):
    """Page views of one site on one day that is over."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    views = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("page views of a day")
        verbose_name_plural = _("page views of days")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outlet", "day"], name="a_site_s_day_is_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {day_in_digits(self.day)}"


class ArticleViews(models.Model):
    """How many of a site's page views on one day were of one article; together never more than those of the site."""

    counted = models.ForeignKey(DayOfViews, on_delete=models.PROTECT, related_name="articles")
    article = models.BigIntegerField()
    views = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("page views of an article")
        verbose_name_plural = _("page views of articles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "counted"], name="an_article_s_day_is_counted_once_a_site"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.views}"


class InvitationLetter(models.Model):
    """A letter with an invitation's link on its way; what it says is asked of organisation when it is written."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    invitation = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    detail = models.CharField(_("last reply"), max_length=300, blank=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["not_before"], condition=Q(state="pending"), name="invitation_letter_due"),
            models.Index(fields=["moved_at"], condition=Q(state="attempting"), name="invitation_letter_open"),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.state}"


class InvitationTry(models.Model):
    """One try to hand over a letter of invitation."""

    letter = models.ForeignKey(InvitationLetter, on_delete=models.PROTECT, related_name="attempts")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    detail = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.began_at:%H:%M:%S} {self.outcome}"
