"""Rates, monthly lists and what was chosen for bulletins, as the journal tells them: coefficients by the list's fingerprint."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from khen.book.comparing import Retold, day, rows
from khen.book.models import Entry
from khen.domains.newsroom.models import FeeLine, FeeList, FeeMark, FeeRate
from khen.domains.newsroom.reads.fees import closed_lines
from khen.domains.newsroom.rules.fees import fingerprint
from khen.domains.newsroom.terms import fees as terms

Now = dict[str, Any]
RATE = ("body_id", "work", "base", "lowest", "highest", "since", "until", "legal_basis", "by_id", "on", "annulled")
NUMBER = ("fee_list_id", "position")
LIST = ("body_id", "period", "by_id", "on", "standing", "number", "closed_by_id", "closed_on")


def _rate(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case terms.RateEntered.kind:
                now = {"body_id": entry.body_id, "by_id": entry.by_id, "on": entry.on, "annulled": False}
                now |= {name: Decimal(said[name]) for name in ("base", "lowest", "highest")}
                now |= {"since": day(said, "since"), "until": day(said, "until")}
                now |= {name: said[name] for name in ("work", "legal_basis")}
            case terms.RateEnded.kind:
                now["until"] = day(said, "until")
            case terms.RateAnnulled.kind:
                now["annulled"] = True
    return now


def _list(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case terms.ListDrawnUp.kind:
                now = {"body_id": entry.body_id, "period": said["period"], "by_id": entry.by_id, "on": entry.on, "number": 1}
                now |= {"standing": terms.Standing.OPEN, "closed_by_id": None, "closed_on": None, "lines": ""}
            case terms.FeesMarked.kind:
                now["number"] = said["number"]
            case terms.ListClosed.kind:
                now |= {"standing": terms.Standing.CLOSED, "closed_by_id": entry.by_id, "closed_on": entry.on}
                now["lines"] = said["fingerprint"]
        now["numbers of lines"] = True
    return now


def _lists(after: int, last: int) -> Mapping[int, Now]:
    """Two queries, and one for the lines of each list, which are numbered from 1 on."""
    found, numbers = {}, dict[int, list[int]]()
    for pk, number in FeeLine.objects.filter(fee_list__gt=after, fee_list__lte=last).order_by("position").values_list(*NUMBER):
        numbers.setdefault(pk, []).append(number)
    for one in FeeList.objects.filter(pk__gt=after, pk__lte=last):
        lines = closed_lines(one)
        print_of = fingerprint(one.salt, lines) if lines or one.salt else ""
        found[one.pk] = {name: getattr(one, name) for name in LIST} | {"lines": print_of}
        found[one.pk]["numbers of lines"] = numbers.get(one.pk, []) == [*range(1, len(lines) + 1)]
    return found


def marks_differing() -> Iterator[int]:
    """The ids of what was chosen for bulletins and is gone, was chosen by another or on another day, or was made up."""
    told = {
        mark: (entry.by_id, entry.on)
        for entry in Entry.objects.filter(kind=terms.FeesMarked.kind).order_by("seq").iterator()
        for mark in entry.payload["marks"]
    }
    stands = {one.pk: (one.by_id, one.on) for one in FeeMark.objects.order_by("pk").iterator()}
    yield from sorted(pk for pk in told.keys() | stands.keys() if told.get(pk) != stands.get(pk))


FEES = (
    Retold(FeeRate, tuple(terms.OF_RATES), _rate, rows(FeeRate, *RATE)),
    Retold(FeeList, tuple(terms.OF_LISTS), _list, _lists),
)
