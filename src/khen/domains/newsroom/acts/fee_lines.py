"""What a body published in a month and what each comes to, as it stands now: out of the entries of publication and withdrawal,
what was chosen for each bulletin, and the rates of its day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from khen.atoms.period import Period, parse
from khen.bodies.models import Body
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin, BulletinVersion, Elsewhere, FeeLine, FeeList, FeeMark, FeeRate, Placed
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.terms import PostedElsewhere, Published, Withdrawn
from khen.domains.newsroom.terms.fees import Line, Mark, Pay, Rate


@dataclass(frozen=True, slots=True)
class Out:
    """When a bulletin first went out, the entry that says so, and the day on which it was withdrawn."""

    day: date
    entry: int
    withdrawn_on: date | None = None


def rates_of(body: Body, period: Period) -> list[Rate]:
    """The rates of a body that hold on some day of a period. One query."""
    rows = FeeRate.objects.filter(Q(until=None) | Q(until__gt=period.first), body=body, since__lte=period.last, annulled=False)
    return [
        Rate(
            rate=one.pk,
            work=one.work,
            base=one.base,
            lowest=one.lowest,
            highest=one.highest,
            since=one.since,
            until=one.until,
        )
        for one in rows.order_by("work", "since")
    ]


def lines_now(fee_list: FeeList) -> list[Line]:
    """Every bulletin that first went out in the month, by day; what stands in another list that is closed is left out.

    Seven queries."""
    period = parse(fee_list.period)
    bulletins = list(_published(fee_list, period))
    outs, marks, rates = _outs(bulletins), _marks(bulletins), rates_of(fee_list.body, period)
    pairs = ((one, outs[one.pk]) for one in bulletins if one.pk in outs)
    found = [_line(one, out, marks.get(one.pk), rates) for one, out in pairs]
    return sorted(found, key=lambda line: (line.day, line.entry))


def _published(fee_list: FeeList, period: Period) -> QuerySet[Bulletin]:
    by_hand = Elsewhere.objects.filter(bulletin__body=fee_list.body_id, annulled=False)
    earlier = by_hand.filter(on__lt=period.first).values("bulletin")
    within = by_hand.filter(on__range=(period.first, period.last)).values("bulletin")
    settled = FeeLine.objects.exclude(fee_list=fee_list).values("bulletin")
    now = BulletinVersion.objects.only("bulletin", "number")
    rows = Bulletin.objects.filter(body=fee_list.body_id).select_related("author")
    first = Q(published_on__range=(period.first, period.last)) | Q(published_on=None) | Q(published_on__gt=period.last)
    return (
        rows.filter(first, Q(published_on__lte=period.last) | Q(pk__in=within))
        .exclude(pk__in=earlier)
        .exclude(pk__in=settled)
        .prefetch_related(
            Prefetch("versions", now),
            Prefetch("placed", Placed.objects.select_related("outlet").order_by("on", "pk")),
            Prefetch("elsewhere", Elsewhere.objects.filter(annulled=False).select_related("outlet").order_by("on", "pk")),
        )
    )


def _outs(bulletins: Iterable[Bulletin]) -> dict[int, Out]:
    """By the id of a bulletin, out of the journal. One query."""
    hand = {one.pk: bulletin.pk for bulletin in bulletins for one in bulletin.elsewhere.all()}
    keys = [one.pk for one in bulletins]
    of_bulletins = Q(kind__in=[Published.kind, Withdrawn.kind], about=Bulletin._meta.label_lower, about_id__in=keys)
    of_hand = Q(kind=PostedElsewhere.kind, about=Elsewhere._meta.label_lower, about_id__in=list(hand))
    found: dict[int, Out] = {}
    gone: dict[int, date] = {}
    for seq, kind, on, key in Entry.objects.filter(of_bulletins | of_hand).values_list("seq", "kind", "on", "about_id"):
        if kind == Withdrawn.kind:
            gone[key] = on
            continue
        key = hand[key] if kind == PostedElsewhere.kind else key
        if key not in found or (on, seq) < (found[key].day, found[key].entry):
            found[key] = Out(on, seq)
    return {key: Out(out.day, out.entry, gone.get(key)) for key, out in found.items()}


def _marks(bulletins: Iterable[Bulletin]) -> dict[int, Mark | None]:
    """What was chosen last for each. One query."""
    rows = FeeMark.objects.filter(bulletin__in=[one.pk for one in bulletins]).order_by("number")
    return {
        one.bulletin_id: Mark(work=one.work, coefficient=one.coefficient) if one.coefficient is not None else None for one in rows
    }


def _line(bulletin: Bulletin, out: Out, mark: Mark | None, rates: list[Rate]) -> Line:
    rate = rules.rate_on(out.day, mark.work, rates) if mark else None
    pay = rules.pay_of(mark, rate, withdrawn=out.withdrawn_on is not None)
    paid = rate if pay == Pay.PAID else None
    outlets = [one.outlet for one in bulletin.placed.all()] + [one.outlet for one in bulletin.elsewhere.all()]
    return Line(
        bulletin=bulletin.pk,
        version=next(one.pk for one in bulletin.versions.all() if one.number == bulletin.number),
        entry=out.entry,
        author=bulletin.author_id,
        author_name=str(bulletin.author),
        title=bulletin.title,
        day=out.day,
        places=", ".join(dict.fromkeys(one.name for one in outlets)),
        pay=pay.value,
        withdrawn_on=out.withdrawn_on,
        work=mark.work if mark else "",
        coefficient=mark.coefficient if mark else None,
        rate=paid.rate if paid else None,
        base=paid.base if paid else None,
        amount=rules.amount(paid.base, mark.coefficient) if paid and mark else None,
    )


def by_bulletin(lines: Iterable[Line]) -> Mapping[int, Line]:
    return {line.bulletin: line for line in lines}
