"""What the first page counts of dispatches."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk.sorts import Part, Sort
from khen.egress import watch
from khen.egress.models import Delivery, Dispatch
from khen.egress.terms import Look, State

LATELY = timedelta(days=7)


def published(person: Person, day: date, look: Look) -> QuerySet[Dispatch]:
    """Of the bodies for which this person publishes."""
    return watch.looked_for(within(Dispatch.objects.all(), person, Action.PUBLISH, day=day), look, clock.now())


def overdue(person: Person, day: date) -> QuerySet[Dispatch]:
    return published(person, day, Look.OVERDUE)


def unknown(person: Person, day: date) -> QuerySet[Dispatch]:
    return published(person, day, Look.UNKNOWN)


def not_taken(person: Person, day: date) -> QuerySet[Dispatch]:
    """Sent within the last days to an outlet that refused it, and not put right since."""
    lately = clock.midnight(day - LATELY)
    mine = within(Dispatch.objects.filter(frozen_at__gte=lately), person, Action.PUBLISH, day=day)
    return mine.filter(Exists(watch.not_taken(day).filter(dispatch=OuterRef("pk"))))


def troubled(person: Person, day: date) -> QuerySet[Dispatch]:
    """Frozen on that day: still under way after too long, or with letters refused or of unknown arrival. Bodies in reach."""
    bad = Exists(Delivery.objects.filter(dispatch=OuterRef("pk"), state__in=[State.REFUSED, State.UNKNOWN]))
    today = Dispatch.objects.filter(watch.held_up(clock.now()) | bad, frozen_at__gte=clock.midnight(day))
    return within(Dispatch.objects.filter(pk__in=today.values("pk")), person, Action.VIEW, day=day)


SORTS = (
    Sort(
        key="qua-lau",
        label=_("on their way for too long"),
        told=_("dispatches have been on their way for more than 15 minutes"),
        rows=overdue,
    ),
    Sort(
        key="khong-ro",
        label=_("with letters of unknown arrival"),
        told=_("dispatches have letters of which nobody knows whether they arrived"),
        rows=unknown,
    ),
    Sort(
        key="khong-nhan",
        label=_("refused by a portal or another channel of ours"),
        told=_("dispatches of the last seven days were refused by a channel, and the text is not there"),
        rows=not_taken,
    ),
    Sort(
        key="truc-trac-hom-nay",
        label=_("of today, with trouble"),
        told=_("dispatches of today have trouble"),
        rows=troubled,
        part=Part.OUT,
    ),
)
