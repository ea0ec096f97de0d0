"""Questions about returns: what a body is asked for, who has sent, what still waits."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from khen.bodies.models import Body, Person
from khen.bodies.reads import Keys, in_reach
from khen.bodies.terms import Action
from khen.book.comparing import UNTOLD, Retold, day, rows
from khen.book.models import Entry
from khen.book.reading import batches
from khen.domains.returns import rules
from khen.domains.returns.models import Ask, Form, Item, Return, Version
from khen.domains.returns.terms import Accepted, Asked, Entered, Rhythm, SentBack, State, Submitted, Withdrawn

SENT = (State.SUBMITTED, State.ACCEPTED)
STATES = {
    Entered.kind: State.DRAFT,
    Submitted.kind: State.SUBMITTED,
    Accepted.kind: State.ACCEPTED,
    SentBack.kind: State.SENT_BACK,
    Withdrawn.kind: State.DRAFT,
}
COLUMNS = ("item__key", "period", "body_id", "state", "number", "answer", "value", "source", "submitted_by_id")
Said = tuple[object, ...]


def items_for(form: Form, period: str) -> QuerySet[Item]:
    """The items that a form holds at the end of a period, in their order."""
    day = rules.last_day(period)
    if day is None:
        return Item.objects.none()
    return form.items.filter(_held_on(day)).order_by("position")


def _held_on(day: date | OuterRef) -> Q:
    return Q(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def asked_of(bodies: QuerySet[Body]) -> QuerySet[Ask]:
    """Everything that these bodies are asked for, the newest period first."""
    return Ask.objects.filter(body__in=bodies.values("pk")).order_by("-period", "form", "body")


def asks_of(body: Body, period: str) -> QuerySet[Ask]:
    """What one body is asked for."""
    return Ask.objects.filter(body=body, period=period).select_related("form").order_by("due", "form")


@dataclass(frozen=True, slots=True)
class Part:
    """A body that has sent some of a form's items and not yet all of them."""

    body: Body
    sent: int
    items: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the bodies asked for one form: who has sent every item, who some of them, and who has sent nothing."""

    form: Form
    asked: int
    sent: tuple[Body, ...]
    missing: tuple[Body, ...]
    accepted: int
    partly: tuple[Part, ...] = ()

    def __str__(self) -> str:
        """ "10/11": sent of asked."""
        return f"{len(self.sent)}/{self.asked}"

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.partly


def progress(form: Form, period: str, *, bodies: QuerySet[Body] | None = None) -> Progress:
    """How far the returns of one form have come, of all who are asked or of `bodies` alone. Three queries."""
    return _progress([form], period, _asks(period, bodies))[0]


def _asks(period: str, bodies: QuerySet[Body] | None) -> QuerySet[Ask]:
    asks = Ask.objects.filter(period=period)
    return asks if bodies is None else asks.filter(body__in=bodies.values("pk"))


def _progress(forms: Sequence[Form], period: str, asks: QuerySet[Ask]) -> list[Progress]:
    """One for each form, in their order. Three queries, however many forms."""
    items, asked, day = defaultdict(set), defaultdict(list), rules.last_day(period)
    held = Item.objects.filter(_held_on(day), form__in=forms) if day else Item.objects.none()
    for form, item in held.values_list("form", "pk"):
        items[form].add(item)
    for ask in asks.filter(form__in=forms).select_related("body").order_by("body__key"):
        asked[ask.form_id].append(ask.body)
    states: dict[int, dict[int, str]] = defaultdict(dict)
    returned = Return.objects.filter(item__in=set().union(*items.values()), period=period)
    for body, item, state in returned.values_list("body", "item", "state"):
        states[body][item] = state
    return [_progress_of(form, asked[form.pk], items[form.pk], states) for form in forms]


def _progress_of(form: Form, asked: Sequence[Body], items: Collection[int], states: Mapping[int, dict[int, str]]) -> Progress:
    stand = [(body, _how_many(states.get(body.pk, {}), items, SENT)) for body in asked]
    sent = tuple(body for body, count in stand if count == len(items))
    partly = tuple(Part(body, count, len(items)) for body, count in stand if 0 < count < len(items))
    missing = tuple(body for body, count in stand if count == 0 < len(items))
    accepted = sum(_how_many(states.get(body.pk, {}), items, (State.ACCEPTED,)) == len(items) for body in sent)
    return Progress(form, len(asked), sent, missing, accepted, partly)


def _how_many(found: dict[int, str], items: Collection[int], states: Collection[str]) -> int:
    return sum(found.get(item) in states for item in items)


def all_progress(period: str, *, bodies: QuerySet[Body] | None = None) -> list[Progress]:
    """Every form that somebody (or one of `bodies`) is asked for in this period. Four queries."""
    asks = _asks(period, bodies)
    forms = list(Form.objects.filter(Exists(asks.filter(form=OuterRef("pk")))).order_by("pk"))
    return _progress(forms, period, asks)


def unasked(period: str, *, bodies: QuerySet[Body]) -> dict[str, Form]:
    """Key of an item that is declared for such a period -> its form, where none of `bodies` is asked for that. One query."""
    day = rules.last_day(period)
    if day is None:
        return {}
    asked = Ask.objects.filter(form=OuterRef("form"), period=period, body__in=bodies.values("pk"))
    fitting = [one for one in Rhythm if rules.of_rhythm(period, [one])]
    items = Item.objects.filter(_held_on(day), ~Exists(asked), rhythm__in=fitting)
    return {item.key: item.form for item in items.select_related("form").order_by("form", "position")}


@dataclass(frozen=True, slots=True)
class Declaration:
    """An accepted figure: which body declared it, who entered it after which document, who accepted it."""

    body: str
    entered_by: str
    source: str
    accepted_by: str


def declarations(accepted: Collection[int]) -> dict[int, Declaration]:
    """Number of the entry that accepted a figure -> where it comes from, as the journal has it. Two queries."""
    taken = list(Entry.objects.filter(pk__in=accepted, kind=Accepted.kind).select_related("body", "by"))
    about, records = Return._meta.label_lower, {entry.about_id for entry in taken}
    said = Entry.objects.filter(kind=Entered.kind, about=about, about_id__in=records).select_related("by")
    entered = {(entry.about_id, entry.payload["number"]): entry for entry in said}
    pairs = ((entry, entered.get((entry.about_id, entry.payload["number"]))) for entry in taken)
    return {
        entry.pk: Declaration(str(entry.body), str(first.by or ""), first.payload["source"], str(entry.by or ""))
        for entry, first in pairs
        if first is not None
    }


def standing_of(ask: Ask) -> dict[int, Return]:
    """Item -> what the body has declared for the asked form and period. One query."""
    rows = Return.objects.filter(item__form=ask.form_id, body=ask.body_id, period=ask.period).select_related("item__form", "body")
    return {record.item_id: record for record in rows}


def open_asks(bodies: Keys) -> QuerySet[Ask]:
    """What is asked of these bodies and not yet sent whole, the nearest day first: of each form the items that it held at the
    period's end. One query."""
    sent = Return.objects.filter(
        item=OuterRef("pk"), body=OuterRef(OuterRef("body")), period=OuterRef(OuterRef("period")), state__in=SENT
    )
    owed = Item.objects.filter(_held_on(OuterRef("last")), ~Exists(sent), form=OuterRef("form"))
    return Ask.objects.filter(Exists(owed), body__in=bodies).select_related("form", "body").order_by("due", "pk")


def waiting_for_acceptance(bodies: Keys) -> QuerySet[Return]:
    return Return.objects.filter(state=State.SUBMITTED, body__in=bodies)


def sent_back_to(person: Person, day: date) -> QuerySet[Return]:
    """What was sent back to the bodies for which this person declares. One query."""
    return Return.objects.filter(state=State.SENT_BACK, body__in=in_reach(person, {Action.DECLARE}, day))


def sent_back_by(person: Person, day: date) -> QuerySet[Return]:
    """What this person sent back last and has not come back yet. One query."""
    about = Entry.objects.filter(about="returns.return", about_id=OuterRef("pk"), kind=SentBack.kind)
    last = Subquery(about.order_by("-seq").values("by")[:1])
    rows = Return.objects.filter(state=State.SENT_BACK, body__in=in_reach(person, {Action.ACCEPT}, day))
    return rows.annotate(sent_back_by=last).filter(sent_back_by=person.pk)


def unaccepted(period: str) -> QuerySet[Return]:
    """Returns of the period that may not be printed yet."""
    rows = Return.objects.filter(period=period).exclude(state=State.ACCEPTED)
    return rows.select_related("item__form", "body").order_by("body", "item")


def differing(progress: Callable[[int], None] = lambda read: None) -> Iterator[int]:
    """The numbers of entries whose declared figure is not as they tell it: changed or missing. Two queries a batch."""
    for entries in batches(Q(kind=Entered.kind), progress=progress):
        kept = _kept({entry.about_id for entry in entries})
        yield from (entry.seq for entry in entries if kept.get((entry.about_id, entry.payload["number"])) != _told(entry))


def untold() -> int:
    """How many more declared figures are kept than entries tell of: 0 when nothing was made up. Two queries."""
    return max(0, Version.objects.count() - Entry.objects.filter(kind=Entered.kind).count())


def _told(entry: Entry) -> Said:
    said = entry.payload
    value = None if said["value"] is None else Decimal(said["value"])
    return (said["state"], value, said["source"], entry.by_id, entry.on)


def _kept(records: set[int]) -> dict[tuple[int, int], Said]:
    rows = Version.objects.filter(record__in=records).values_list(
        "record_id", "number", "answer", "value", "source", "entered_by_id", "entered_on"
    )
    return {(record, number): tuple(said) for record, number, *said in rows.iterator()}


def _retold(entries: Iterable[Entry]) -> dict[str, Any]:
    """A return by its columns, the file behind each of its versions by the version's number."""
    stands: dict[str, Any] = {}
    for entry in entries:
        said = entry.payload
        stands["state"] = STATES[entry.kind]
        if entry.kind == Entered.kind:
            stands |= {"item__key": said["item"], "period": said["period"], "body_id": entry.body_id, "number": said["number"]}
            stands |= {"answer": said["state"], "value": said["value"] and Decimal(said["value"]), "source": said["source"]}
            stands["submitted_by_id"] = None
            stands[f"paper {said['number']}"] = (said["paper"], said["sha256"]) if "paper" in said else UNTOLD
        elif entry.kind == Submitted.kind:
            stands["submitted_by_id"] = entry.by_id
    return stands


def _standing(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Two queries, and a look into the file of each version that has one."""
    rows = Return.objects.filter(pk__gt=after, pk__lte=last).values("pk", *COLUMNS)
    found: dict[int, dict[str, Any]] = {row.pop("pk"): row for row in rows}
    for one in Version.objects.filter(record__gt=after, record__lte=last):
        if one.record_id in found:
            found[one.record_id][f"paper {one.number}"] = (one.paper.name or "", one.paper_sha256())
    return found


def _request(entries: Iterable[Entry]) -> dict[str, Any]:
    """Asked again, the day changes."""
    stands: dict[str, Any] = {}
    for entry in entries:
        stands = {"form__key": entry.payload["form"], "period": entry.payload["period"], "body_id": entry.body_id}
        stands |= {"due": day(entry.payload, "due"), "last": rules.last_day(entry.payload["period"])}
    return stands


ASKS = Retold(Ask, (Asked.kind,), _request, rows(Ask, "form__key", "period", "body_id", "due", "last"))
RETURNS = Retold(Return, tuple(STATES), _retold, _standing)
