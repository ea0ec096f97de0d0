"""What officers ask about what left the house: how far it came, what waits too long, of what nobody knows whether it arrived."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, number
from khen.egress import rules
from khen.egress.models import Attempt, DayOfViews, Delivery, Dispatch
from khen.egress.terms import UNANSWERED, Change, ChannelKey, Course, Look, Outcome, State

COUNTED = {"accepted": (State.ACCEPTED,), "refused": (State.REFUSED,), "unknown": (State.UNKNOWN,)}
WHOLE = (Change.PUBLISHED, Change.CORRECTED, Change.WITHDRAWN)  # what concerns the text itself, not one of its languages
MOODS = {
    State.PENDING: "wait",
    State.ATTEMPTING: "calm",
    State.ACCEPTED: "good",
    State.REFUSED: "bad",
    State.UNKNOWN: "bad",
    State.CANCELLED: "calm",
    State.SETTLED: "calm",
}
OUTCOMES = {
    Outcome.OPEN: "calm",
    Outcome.ACCEPTED: "good",
    Outcome.REFUSED: "bad",
    Outcome.DEFERRED: "wait",
    Outcome.UNKNOWN: "bad",
    Outcome.UNREACHABLE: "wait",
    Outcome.BROKEN: "bad",
}


def counted(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Each dispatch with its text, its body and its numbers `audience`, `accepted`, `refused` and `unknown`. One query."""
    return rows.select_related("wording", "body").annotate(
        audience=_number(), **{name: _number(state__in=states) for name, states in COUNTED.items()}
    )


def _number(**which: object) -> Coalesce:
    mine = Delivery.objects.filter(dispatch=OuterRef("pk"), **which).order_by().values("dispatch")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


def looked_for(rows: QuerySet[Dispatch], look: str, now: datetime) -> QuerySet[Dispatch]:
    """Those among the dispatches that an officer looks for."""
    match look:
        case Look.OVERDUE:
            return rows.filter(held_up(now))
        case Look.UNKNOWN | Look.REFUSED:
            return rows.filter(Exists(Delivery.objects.filter(dispatch=OuterRef("pk"), state=look)))
        case Look.OPEN:
            return rows.exclude(course=Course.ENDED)
        case _:
            return rows.filter(course=look)


def held_up(now: datetime) -> Q:
    """On their way for too long; letters of a later day count from the first moment of that day."""
    long_ago = now - rules.OVERDUE
    begun = ~Q(channel=ChannelKey.EMAIL) | Q(since__lte=long_ago.astimezone(clock.VIETNAM).date())
    return ~Q(course=Course.ENDED) & Q(frozen_at__lte=long_ago) & begun


def standing(dispatch: Dispatch, numbers: Mapping[str, int]) -> tuple[str, str]:
    """How a dispatch stands: the mood of its chip and its words; `numbers` counts its deliveries by state."""
    if unknown := numbers.get(State.UNKNOWN, 0):
        return "bad", gettext("%(n)s unknown") % {"n": number(unknown)}
    if dispatch.course == Course.SCHEDULED:
        return "wait", gettext("waits for %(day)s") % {"day": day_in_digits(dispatch.since)}
    if dispatch.course == Course.WAITING:
        return "wait", str(Course.WAITING.label)
    if dispatch.course == Course.GOING:
        return "calm", str(Course.GOING.label)
    if dispatch.stopped_at:
        return "calm", gettext("stopped by hand")
    return ("wait", gettext("ended, with refusals")) if numbers.get(State.REFUSED) else ("good", str(Course.ENDED.label))


def results(audience: int, numbers: Mapping[str, int]) -> str:
    """What came of it in one line: "2.300/2.500 accepted, 1 refused"."""
    said = [gettext("%(n)s/%(all)s accepted") % {"n": number(numbers.get(State.ACCEPTED, 0)), "all": number(audience)}]
    for state, words in (
        (State.REFUSED, _("%(n)s refused")),
        (State.UNKNOWN, _("%(n)s unknown")),
        (State.PENDING, _("%(n)s wait")),
    ):
        said += [str(words) % {"n": number(numbers[state])}] if numbers.get(state) else []
    return ", ".join(said)


def of_bulletin(bulletin: int, *, most: int) -> list[Dispatch]:
    """A bulletin's newest dispatches. One query."""
    return list(counted(Dispatch.objects.filter(bulletin=bulletin)).order_by("-pk")[:most])


def not_taken(day: date) -> QuerySet[Delivery]:
    """Outlets of the house's own channels that refused a text which is still to stand there, or to go: nothing that was sent to
    them later has put it right, and its days are not over. Letters and other languages are told of elsewhere."""
    told = {"change__in": WHOLE, "channel__in": [key for key in ChannelKey if key != ChannelKey.EMAIL]}
    same = {"bulletin": OuterRef("dispatch__bulletin"), "channel": OuterRef("dispatch__channel"), "pk__gt": OuterRef("dispatch")}
    ended = {"deliveries__address": OuterRef("address"), "deliveries__state__in": [State.ACCEPTED, State.REFUSED]}
    current = Q(dispatch__until=None) | Q(dispatch__until__gte=day)
    refused = Delivery.objects.filter(
        current, state=State.REFUSED, **{f"dispatch__{name}": value for name, value in told.items()}
    )
    return refused.exclude(Exists(Dispatch.objects.filter(change__in=WHOLE, **same, **ended)))


def is_put_off(dispatch: Dispatch) -> bool:
    """A channel of the house's own did not take it at the last attempt, and will be given it again."""
    return dispatch.course == Course.WAITING and dispatch.channel != ChannelKey.EMAIL


def last_unanswered(dispatch: Dispatch) -> Attempt | None:
    """The newest attempt after which something waits; it says why. One query."""
    return dispatch.attempts.filter(outcome__in=UNANSWERED).order_by("-pk").first()


def waits_for_article(dispatch: Dispatch, now: datetime) -> datetime | None:
    """Until when, at the latest, letters wait for their article to stand; None when they do not wait for it. One query."""
    latest = dispatch.frozen_at + rules.ARTICLE_FIRST
    if dispatch.channel != ChannelKey.EMAIL or dispatch.course in (Course.ENDED, Course.SCHEDULED) or latest <= now:
        return None
    articles = Dispatch.objects.filter(entry=dispatch.entry_id, channel=ChannelKey.PORTAL)
    return latest if articles.exclude(course=Course.ENDED).exists() else None


def views_since(dispatch: Dispatch, sites: list[str]) -> dict[str, int]:
    """Site -> page views of the whole site on the counted days since the dispatch's day. One query."""
    days = DayOfViews.objects.filter(outlet__key__in=sites, day__gte=dispatch.since).values_list("outlet__key")
    return dict(days.annotate(n=Sum("views")).order_by("outlet__key"))


def own_words(said: str) -> str:
    """What the house itself says of an attempt, in the reader's language; "" where the words are a server's."""
    told = gettext(said) if said else ""
    return told if told != said else ""


def reply(said: str) -> str:
    """A server's words without addresses; our own words in the reader's language."""
    return rules.masked(gettext(said)) if said else ""
