"""What readers got by mail, in the mail server's own order, beside what the house remembers. Django must be ready."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from khen.book.models import Entry
from khen.egress.models import Attempt, Delivery, Dispatch, Subscriber
from khen.egress.terms import Change, ChannelKey, Outcome, State
from tests.services.postbox import letters

GOT = (State.ACCEPTED, State.UNKNOWN)
CHANGES = tuple(f"newsroom.{change}" for change in Change)


@dataclass(frozen=True, slots=True)
class Letter:
    """One delivery by e-mail: what it is called, in which dispatch, about which bulletin, for whom, and how it ended."""

    name: str
    dispatch: int
    bulletin: int
    reader: int
    state: str


def remembered() -> dict[str, Letter]:
    """Every letter of the house by its name (what stands before the @ of its Message-ID)."""
    columns = ("dispatch__entry", "pk", "dispatch", "dispatch__bulletin", "subscriber", "state")
    rows = Delivery.objects.filter(dispatch__channel=ChannelKey.EMAIL).values_list(*columns)
    return {f"{entry}.{pk}": Letter(f"{entry}.{pk}", *rest) for entry, pk, *rest in rows}


def counted(taken: Path) -> dict[str, int]:
    """Letters taken by the mail server and letters remembered; what is there twice, lost, late or untold."""
    known, arrived = remembered(), [name.strip("<>").partition("@")[0] for name, _address in letters(taken)]
    accepted, unsure = (in_state(known.values(), state) for state in GOT)
    tries = Counter(Attempt.objects.filter(delivery__state=State.UNKNOWN).values_list("delivery", flat=True))
    return {
        "letters taken": len(arrived),
        "letters doubled": len(arrived) - len(set(arrived)),
        "letters lost": len(accepted - set(arrived)),
        "letters nobody answers for": len(set(arrived) - accepted - unsure),
        "letters unknown": len(unsure),
        "letters unknown that arrived": len(unsure & set(arrived)),
        "letters no longer sent": len(in_state(known.values(), State.CANCELLED)),
        "letters still waiting": sum(len(in_state(known.values(), state)) for state in (State.PENDING, State.ATTEMPTING)),
        "letters out of order": sum(1 for _one in overtaken([known[name] for name in arrived if name in known])),
        "letters begun after their text was replaced": begun_too_late(),
        "readers not told": sum(1 for _one in untold(known.values())),
        "unknown tried again": sum(number - 1 for number in tries.values()),
        "attempts left open": Attempt.objects.filter(outcome=Outcome.OPEN).count(),
    }


def in_state(known: Iterable[Letter], state: str) -> set[str]:
    return {one.name for one in known if one.state == state}


def overtaken(arrived: Iterable[Letter]) -> Iterator[Letter]:
    """Letters that arrived though somebody had a later text of the same bulletin already."""
    newest: dict[int, int] = defaultdict(int)
    for one in arrived:
        if one.dispatch < newest[one.bulletin]:
            yield one
        newest[one.bulletin] = max(newest[one.bulletin], one.dispatch)


def begun_too_late() -> int:
    """Tries to send a text that began after its correction or withdrawal was frozen."""
    changed = Dispatch.objects.filter(channel=ChannelKey.EMAIL).exclude(change=Change.PUBLISHED)
    older = Attempt.objects.filter(dispatch__channel=ChannelKey.EMAIL, delivery__isnull=False)
    return sum(
        older.filter(dispatch__bulletin=one.bulletin, dispatch__lt=one.pk, began_at__gt=one.frozen_at).count() for one in changed
    )


def untold(known: Iterable[Letter]) -> Iterator[tuple[int, int]]:
    """(bulletin, reader) without a letter of the newest text; of a withdrawal only where the reader may hold the text."""
    got: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one in known:
        if one.state in GOT:
            got[one.bulletin, one.reader].add(one.dispatch)
    mailed = Dispatch.objects.filter(channel=ChannelKey.EMAIL)
    newest = {one.bulletin: (one.pk, one.entry_id) for one in mailed.order_by("pk")}
    readers = list(Subscriber.objects.values_list("pk", flat=True))
    said = Entry.objects.filter(kind__in=CHANGES).order_by("seq").values_list("about_id", "kind", "seq")
    for bulletin, (kind, seq) in {bulletin: (kind, seq) for bulletin, kind, seq in said}.items():
        dispatch, entry = newest.get(bulletin, (0, 0))
        for reader in readers:
            held = got[bulletin, reader]
            told = entry == seq and dispatch in held
            if not told and (held or kind != f"newsroom.{Change.WITHDRAWN}"):
                yield bulletin, reader
