"""The journal as people look at it: who did what; what single people are told of it, and how that reaches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.book.models import Entry
from khen.egress.terms import Outcome, State
from khen.tidings.sayings import done
from khen.tidings.terms import IN_THEIR_PLACE, Pace, Road, Told, words


class Doing(Entry):
    """An entry of the journal as something that somebody did."""

    class Meta:
        proxy = True
        verbose_name = _("what was done")
        verbose_name_plural = _("what was done")
        default_related_name: ClassVar[str] = "+"

    def __str__(self) -> str:
        return str(done(self.kind))


class Receiver(models.Model):
    """A browser that somebody let be rung: the address at its push service and the keys of RFC 8291, base64url."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    key = models.CharField(max_length=100)
    secret = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    since = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="receiver_of_person")]

    def __str__(self) -> str:
        return self.name


class Parcel(models.Model):
    """One letter or one ring on its way to one person; what it says is asked for when it is sent, and kept nowhere."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    road = models.CharField(max_length=6, choices=Road)
    receiver = models.ForeignKey(Receiver, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["road", "not_before"], condition=Q(state="pending"), name="parcel_due"),
            models.Index(fields=["moved_at"], condition=Q(state="attempting"), name="parcel_open"),
            models.Index(fields=["person", "road", "-made_at"], name="parcel_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.road}: {self.state}"


class ParcelTry(models.Model):
    """One try to hand over a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="attempts")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    detail = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.began_at:%H:%M:%S} {self.outcome}"


class Notice(models.Model):
    """Somebody is told of an entry. `about` and `about_id` are the thing to which it leads; what that is called is asked when
    it is read: nothing of it is kept here. `shown`, `by_mail` and `by_push` are the roads that were wanted then."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=12, choices=Told)
    about = models.CharField(max_length=60, default="")
    about_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)
    by_push = models.BooleanField(default=False)
    letter = models.ForeignKey(Parcel, null=True, on_delete=models.PROTECT, related_name="notices")
    rung_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "entry", "told"], name="nobody_is_told_twice_of_an_entry"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["person"], condition=Q(by_mail=True, letter__isnull=True), name="notice_to_mail"),
            models.Index(fields=["person"], condition=Q(by_push=True, rung_at__isnull=True), name="notice_to_ring"),
        ]

    def __str__(self) -> str:
        where, _words = IN_THEIR_PLACE.get(self.entry.kind, ("", ""))
        theirs = where != "" and self.entry.payload[where] == self.person_id
        return str(words(self.told, self.entry.kind, theirs=theirs))


class TurnedDown(models.Model):
    """A sort of notices that somebody does not want on one road."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=12, choices=Told)
    road = models.CharField(max_length=6, choices=Road, default=Road.SCREEN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "told", "road"], name="a_sort_of_notices_is_turned_down_once_a_road"),
        ]

    def __str__(self) -> str:
        return str(self.get_told_display())


class LetterPace(models.Model):
    """How often somebody wants letters; who never chose has no row (see khen.tidings.choices.USUAL)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+", primary_key=True)
    pace = models.CharField(max_length=6, choices=Pace)

    def __str__(self) -> str:
        return str(self.get_pace_display())
