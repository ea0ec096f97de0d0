"""Lists of people and of networks, as the journal tells them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khen.bodies.models import Person
from khen.book.comparing import UNTOLD, Retold
from khen.book.models import Entry
from khen.domains.organisation import rules
from khen.domains.organisation.models import NetworkList, Roll, RollLine
from khen.domains.organisation.terms import networks, people, rolls

Said = dict[str, Any]
ROW = ("row", "username", "body_id", "role", "area_id", "since")
NETWORKS = ("body_id", "networks", "reason", "by_id", "since", "until")


def _roll(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == rolls.RollBegun.kind:
            stands = {"body_id": entry.body_id, "by_id": entry.by_id, "on": entry.on, "sha256": said["sha256"]}
            stands |= {"lines": said["lines"], "rows": said.get("rows_sha256", UNTOLD), "refused": {}, "entered": True}
        else:
            stands["refused"][said["row"]] = said["reason"]
    return stands


def _rolls(after: int, last: int) -> Mapping[int, Said]:
    """Four queries."""
    columns = ("body_id", "by_id", "on", "sha256")
    found = Roll.objects.filter(pk__gt=after, pk__lte=last)
    lines: dict[int, list[RollLine]] = {one.pk: [] for one in found}
    for line in RollLine.objects.filter(roll__in=lines).order_by("row"):
        lines[line.roll_id].append(line)
    names = _registered([line for some in lines.values() for line in some])
    return {
        one.pk: {name: getattr(one, name) for name in columns}
        | {"lines": len(lines[one.pk]), "rows": _rows(lines[one.pk]), "refused": _refused(lines[one.pk])}
        | {"entered": all(_is_entered_or_not(line, one, names) for line in lines[one.pk])}
        for one in found
    }


def _rows(lines: list[RollLine]) -> str:
    return rules.digest_of_rows([getattr(line, name) for name in ROW] for line in lines)


def _refused(lines: list[RollLine]) -> dict[int, str]:
    return {line.row: line.refused for line in lines if line.refused}


def _registered(lines: list[RollLine]) -> Mapping[str, tuple[int, int | None, int]]:
    """Which person each user name of these lines became, by whom and for which body. Two queries."""
    found = Person.objects.filter(username__in={line.username for line in lines})
    about = [*found.values_list("pk", flat=True), *(line.person_id for line in lines if line.person_id)]
    told = Entry.objects.filter(about=Person._meta.label_lower, about_id__in=about, kind=people.PersonRegistered.kind)
    return {entry.payload["username"]: (entry.about_id, entry.by_id, entry.body_id) for entry in told}


def _is_entered_or_not(line: RollLine, roll: Roll, names: Mapping[str, tuple[int, int | None, int]]) -> bool:
    """The person of a line is the one who was registered for it; of one that waits or was refused nobody was."""
    whose = names.get(line.username)
    if line.person_id is None:
        return bool(line.refused) or whose is None or whose[1:] != (roll.by_id, line.body_id)
    return whose == (line.person_id, roll.by_id, line.body_id)


def networks_differing() -> Iterator[int]:
    """The numbers of lists of networks that are gone, changed or made up: the next list of a body ends the one before it."""
    told: dict[int, Said] = {}
    running: dict[int, int] = {}
    kinds = (networks.NetworksListed.kind, networks.NetworksLifted.kind)
    for entry in Entry.objects.filter(kind__in=kinds).order_by("seq").iterator():
        before = running.pop(entry.body_id, None)
        if before is not None:
            told[before]["until"] = entry.on
        if entry.kind == networks.NetworksListed.kind:
            said = {"networks": "\n".join(entry.payload["networks"]), "reason": entry.payload["reason"], "until": None}
            told[entry.about_id] = said | {"body_id": entry.body_id, "by_id": entry.by_id, "since": entry.on}
            running[entry.body_id] = entry.about_id
    stands = {row.pop("pk"): row for row in NetworkList.objects.values("pk", *NETWORKS)}
    yield from sorted(pk for pk in told.keys() | stands.keys() if told.get(pk) != stands.get(pk))


ROLLS = Retold(Roll, (rolls.RollBegun.kind, rolls.RollLineRefused.kind), _roll, _rolls)
