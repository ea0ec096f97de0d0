"""Questions about orders: how far they are, what waits for whom."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Least

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.newsroom.models import Asked, Bulletin, Order, Piece
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.orders import Run, State

SOON = timedelta(days=3)  # before an order is due


def in_state(state: str, day: date, way: str = "") -> Q:
    """Rows of bodies asked that have come so far on a day: what `rules.orders.state` says of one row, asked of the database.

    `way` leads to them from another table, ending in two underscores."""

    def so(**named: Any) -> Q:
        return Q(**{f"{way}{name}": value for name, value in named.items()})

    order = f"{way}order__"
    out, off, unable, full = (
        so(out_on__isnull=False),
        ~so(out_on__isnull=False) & Q(**{f"{order}standing": Run.CALLED_OFF}),
        so(unable_on__isnull=False),
        so(returned__gte=F(f"{order}pieces")),
    )
    late = Q(**{f"{order}ended_on__isnull": True, f"{order}due__lt": day})
    late |= Q(**{f"{order}ended_on__isnull": False, f"{order}due__lt": F(f"{order}ended_on")})
    here = ~out & ~off
    going = here & ~unable & ~full
    return {
        State.OUT: out,
        State.CALLED_OFF: off,
        State.UNABLE: here & unable,
        State.DONE: here & ~unable & full,
        State.LATE: going & late,
        State.SOME: going & ~late & so(returned__gt=0),
        State.WAITING: going & ~late & so(returned=0),
    }[State(state)]


def in_states(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Bodies asked, each with its `state` on a day."""
    whens = (When(in_state(one, day), then=Value(one.value)) for one in State)
    told: QuerySet[Any] = rows.annotate(state=Case(*whens, output_field=CharField()))
    return told


def counted(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Orders with how many bodies each asks (`bodies`), how many answered (`answered`) and are late (`late`), and how many
    pieces came back (`came`) of those wanted (`asked_for`): of each body at most what is wanted of it, for what one returns
    beyond that (`beyond`) does not stand for another. Apart from them how many bodies were taken out (`out`) and how many pieces
    of theirs count (`kept`). One query."""
    here = Q(asked__isnull=False, asked__out_on=None)
    wanted = Least(F("asked__returned"), F("pieces"))
    told: QuerySet[Any] = rows.annotate(
        bodies=Count("asked", filter=here),
        answered=Count("asked", filter=here & (Q(asked__returned__gt=0) | Q(asked__unable_on__isnull=False))),
        late=Count("asked", filter=in_state(State.LATE, day, "asked__")),
        asked_for=F("pieces") * Count("asked", filter=here),
        came=Coalesce(Sum(wanted, filter=here), 0),
        beyond=Coalesce(Sum(F("asked__returned") - wanted, filter=here), 0),
        out=Count("asked", filter=Q(asked__out_on__isnull=False)),
        kept=Coalesce(Sum("asked__returned", filter=Q(asked__out_on__isnull=False)), 0),
    )
    return told


def answers(order: Order) -> QuerySet[Asked]:
    """Every body asked with its pieces, by name. Two queries."""
    return order.asked.select_related("body", "order").prefetch_related("returned_pieces").order_by("body__collated", "pk")


def pieces(asked: Asked) -> QuerySet[Piece]:
    """What a body returned, the newest first. One query."""
    return asked.returned_pieces.select_related("by", "bulletin", "asked__order").order_by("-pk")


def returnable(asked: Asked) -> QuerySet[Bulletin]:
    """Published bulletins of the body asked, since the order, that were not returned for it yet."""
    out = Bulletin.objects.filter(body=asked.body_id, standing=Standing.PUBLISHED, published_on__gte=asked.order.on)
    there = Piece.objects.filter(asked=asked, gone="", bulletin__isnull=False).values("bulletin")
    return out.exclude(pk__in=there).order_by("-published_on", "-pk")


def to_return(person: Person, day: date) -> QuerySet[Asked]:
    """What the bodies for which this person writes still owe. One query."""
    running = Asked.objects.filter(order__standing=Run.OPEN, out_on=None, unable_on=None, returned__lt=F("order__pieces"))
    return within(running, person, Action.DRAFT, day=day)


def due_soon(person: Person, day: date) -> QuerySet[Asked]:
    """Of these what is due within three days, or was. One query."""
    return to_return(person, day).filter(order__due__lte=day + SOON)


def overdue(person: Person, day: date) -> QuerySet[Order]:
    """Running orders of bodies for which this person publishes, past their day, with bodies that still owe. One query."""
    owing = Asked.objects.filter(out_on=None, unable_on=None, returned__lt=F("order__pieces")).values("order")
    late = Order.objects.filter(standing=Run.OPEN, due__lt=day, pk__in=owing)
    return within(late, person, Action.PUBLISH, day=day)
