"""Areas, bodies, people, posts and leaves as the journal tells them. It names nobody's full name and no address of theirs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Model

from khen.bodies.models import Area, AreaSuccession, Body, BodySuccession, Leave, Person, Post
from khen.bodies.trees import AREAS, BODIES, Tree
from khen.book.comparing import Retold
from khen.book.models import Entry
from khen.domains.organisation import terms
from khen.domains.organisation.models import Signing
from khen.domains.organisation.terms import NAMED, delegations, leaves, people, places, signing

Said = dict[str, Any]
POST = ("person_id", "role", "body_id", "area_id", "since", "until")
LEAVE = ("person_id", "body_id", "deputy_id", "since", "until")
SIGNING = ("body_id", "person_id", "form", *NAMED, "basis", "by_id", "since", "until")
SUCCESSION = ("old_id", "new_id", "kind", "on", "legal_basis")


def _day(said: Said, name: str) -> date | None:
    return said[name] and date.fromisoformat(said[name])


def _post(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case people.PostGiven.kind | delegations.PostDelegated.kind:
                stands = {"person_id": said["person"], "role": said["role"], "body_id": said["body"], "area_id": said["area"]}
                stands |= {"since": _day(said, "since"), "until": _day(said, "until"), "holder": said.get("in_place_of")}
            case delegations.DelegationCancelled.kind:
                stands["until"] = _day(said, "since")
            case _:
                stands["until"] = _day(said, "until")
    return stands


def _leave(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case leaves.LeaveAnnounced.kind:
                stands = {f"{name}_id": said[name] for name in ("person", "body", "deputy")}
                stands |= {"since": _day(said, "since"), "until": _day(said, "until")}
            case leaves.LeaveEnded.kind:
                stands["until"] = _day(said, "until")
            case leaves.DeputyChanged.kind:
                stands["deputy_id"] = said["deputy"]
    return stands


def _signing(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == signing.SigningEntered.kind:
            stands = {"body_id": entry.body_id, "person_id": said["person"], "form": said["signing_form"], **said["named"]}
            stands |= {"basis": said["legal_basis"], "by_id": entry.by_id, "since": _day(said, "since")}
        stands["until"] = _day(said, "until")
    return stands


def _person(entries: Iterable[Entry]) -> Said:
    stands: Said = {"is_active": True}
    for entry in entries:
        if entry.kind == people.PersonRegistered.kind:
            stands["username"] = entry.payload["username"]
        else:
            stands["is_active"] = entry.kind == people.AccountReopened.kind
    return stands


def _succession(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        stands = {"old_id": said["old"], "new_id": said["new"], "kind": said["change"], "on": _day(said, "since")}
        stands |= {"legal_basis": said["legal_basis"]} | ({"basis": said["basis"]} if said["of"] == BODIES.below else {})
    return stands


def _placed(entries: Iterable[Entry]) -> Said:
    """An area or a body, and under what it stood from day to day."""
    stands: Said = {}
    under: list[tuple[int, date | None, date | None]] = []
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case places.AreaOpened.kind:
                stands = {"code": said["code"], "kind": said["area_kind"], "called": said["name"]}
            case places.BodyOpened.kind:
                stands = {"key": said["key"], "kind": said["body_kind"], "called": said["name"], "area_id": said["area"]}
            case places.Moved.kind:
                since = _day(said, "since")
                under = [(above, begun, ended or since) for above, begun, ended in under] + [(said["under"], since, None)]
            case places.MoveTakenBack.kind:
                since = _day(said, "since")
                under = [(above, begun, None if ended == since else ended) for above, begun, ended in under if begun != since]
        if "valid_from" in said:
            stands["valid_from"] = _day(said, "valid_from")
            under = [(said["parent"], _day(said, "valid_from"), None)] if said["parent"] else []
    return {**stands, "under": under}


def _rows(model: type[Model], *columns: str, **more: Any) -> Callable[[int, int], Mapping[int, Said]]:
    def stands(after: int, last: int) -> Mapping[int, Said]:
        rows = model._default_manager.filter(pk__gt=after, pk__lte=last).values("pk", *columns, **more)
        return {row.pop("pk"): row for row in rows}

    return stands


def _standing(tree: Tree, *columns: str) -> Callable[[int, int], Mapping[int, Said]]:
    def stands(after: int, last: int) -> Mapping[int, Said]:
        """Two queries."""
        rows = tree.thing.objects.filter(pk__gt=after, pk__lte=last)
        found = {row.pk: {name: getattr(row, name) for name in columns} | {"called": _called(row), "under": []} for row in rows}
        edges = tree.edge.objects.filter(child__gt=after, child__lte=last).order_by("since", "pk")
        for child, *edge in edges.values_list("child_id", "parent_id", "since", "until"):
            if child in found:
                found[child]["under"].append(tuple(edge))
        return found

    return stands


def _called(row: Area | Body) -> str:
    return f"{row.title} {row.name}".strip() if isinstance(row, Area) else row.name


def _taken_back(tree: Tree, name: str) -> Callable[[], set[int]]:
    """What is gone with a succession of this tree that was taken back, by its name in the entry. One query."""

    def void() -> set[int]:
        told = (entry.payload for entry in Entry.objects.filter(kind=terms.SuccessionTakenBack.kind))
        return {said[name] for said in told if said["of"] == tree.below and said[name]}

    return void


GIVEN = (people.PostGiven.kind, delegations.PostDelegated.kind)
ENDED = (people.PostEnded.kind, delegations.DelegationCancelled.kind, delegations.DelegationEnded.kind)
OF_ACCOUNTS = (people.PersonRegistered.kind, people.AccountClosed.kind, people.AccountReopened.kind)
OF_LEAVES = (leaves.LeaveAnnounced.kind, leaves.LeaveEnded.kind, leaves.DeputyChanged.kind)
OF_PLACES = (places.AreaOpened.kind, places.BodyOpened.kind, places.Moved.kind, places.MoveTakenBack.kind)
OF_SIGNING = (signing.SigningEntered.kind, signing.SigningEnded.kind)
PASSED = (terms.Succeeded.kind,)

KEPT = (
    Retold(Post, (*GIVEN, *ENDED), _post, _rows(Post, *POST, holder=F("for_post__person"))),
    Retold(Person, OF_ACCOUNTS, _person, _rows(Person, "username", "is_active")),
    Retold(Body, OF_PLACES, _placed, _standing(BODIES, "key", "kind", "area_id", "valid_from")),
    Retold(Area, OF_PLACES, _placed, _standing(AREAS, "code", "kind", "valid_from"), _taken_back(AREAS, "removed")),
    Retold(BodySuccession, PASSED, _succession, _rows(BodySuccession, *SUCCESSION, "basis"), _taken_back(BODIES, "succession")),
    Retold(AreaSuccession, PASSED, _succession, _rows(AreaSuccession, *SUCCESSION), _taken_back(AREAS, "succession")),
    Retold(Signing, OF_SIGNING, _signing, _rows(Signing, *SIGNING)),
    Retold(Leave, OF_LEAVES, _leave, _rows(Leave, *LEAVE)),
)
"""From what decides who may act to what follows from it."""
