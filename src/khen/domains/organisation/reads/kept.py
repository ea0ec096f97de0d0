"""Areas, bodies, people, posts and leaves as the journal tells them. It names nobody's full name and no address of theirs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from khen.bodies.models import Area, AreaSuccession, Body, BodySuccession, Leave, Outlet, Person, Post
from khen.bodies.terms import OutletKind
from khen.bodies.trees import AREAS, BODIES, Tree
from khen.book.comparing import Retold, day, rows
from khen.book.models import Entry
from khen.domains.organisation import terms
from khen.domains.organisation.models import Signing
from khen.domains.organisation.reads import ways_in
from khen.domains.organisation.reads.kept_lists import ROLLS, networks_differing
from khen.domains.organisation.terms import NAMED, delegations, leaves, people, places, signing, training

Said = dict[str, Any]
POST = ("person_id", "role", "body_id", "area_id", "since", "until")
OUTLET = ("key", "kind", "body_id", "name", "address", "since", "until")
OF_HOLDER = ("role", "body_id", "area_id")  # whoever acts in somebody's place does so in the very post of theirs
HOLDER = (*(f"for_post__{name}" for name in OF_HOLDER), "for_post__for_post")
LEAVE = ("person_id", "body_id", "deputy_id", "since", "until")
SIGNING = ("body_id", "person_id", "form", *NAMED, "basis", "by_id", "since", "until")
SUCCESSION = ("old_id", "new_id", "kind", "on", "legal_basis")


def _post(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case people.PostGiven.kind | delegations.PostDelegated.kind:
                stands = {"person_id": said["person"], "role": said["role"], "body_id": said["body"], "area_id": said["area"]}
                held = said.get("in_place_of")
                stands |= {f"for_post__{name}": stands[name] if held else None for name in OF_HOLDER}
                stands |= {"since": day(said, "since"), "until": day(said, "until"), "holder": held, "for_post__for_post": None}
            case delegations.DelegationCancelled.kind:
                stands["until"] = day(said, "since")
            case _:
                stands["until"] = day(said, "until")
    return stands


def _leave(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case leaves.LeaveAnnounced.kind:
                stands = {f"{name}_id": said[name] for name in ("person", "body", "deputy")}
                stands |= {"since": day(said, "since"), "until": day(said, "until")}
            case leaves.LeaveEnded.kind:
                stands["until"] = day(said, "until")
            case leaves.DeputyChanged.kind:
                stands["deputy_id"] = said["deputy"]
    return stands


def _signing(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == signing.SigningEntered.kind:
            stands = {"body_id": entry.body_id, "person_id": said["person"], "form": said["signing_form"], **said["named"]}
            stands |= {"basis": said["legal_basis"], "by_id": entry.by_id, "since": day(said, "since")}
        stands["until"] = day(said, "until")
    return stands


def _person(entries: Iterable[Entry]) -> Said:
    stands: Said = {"is_active": True, "is_superuser": False, **ways_in.NONE}
    for entry in entries:
        if entry.kind == people.PersonRegistered.kind:
            stands["username"] = entry.payload["username"]
        elif entry.kind in ways_in.TOLD:
            stands |= ways_in.TOLD[entry.kind](stands, entry)
        else:
            stands["is_active"] = entry.kind == people.AccountReopened.kind
    return stands


def _succession(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        stands = {"old_id": said["old"], "new_id": said["new"], "kind": said["change"], "on": day(said, "since")}
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
                stands = {"code": said["code"], "kind": said["area_kind"], "called": said["name"], "valid_to": None}
            case places.BodyOpened.kind:
                stands = {"key": said["key"], "kind": said["body_kind"], "called": said["name"], "area_id": said["area"]}
                stands["valid_to"] = None
            case training.TrainingEnded.kind:
                begun: date = stands["valid_from"]
                stands["valid_to"] = max(entry.on, begun + timedelta(days=1))
            case places.Moved.kind:
                since = day(said, "since")
                under = [(above, begun, ended or since) for above, begun, ended in under] + [(said["under"], since, None)]
            case places.MoveTakenBack.kind:
                since = day(said, "since")
                under = [(above, begun, None if ended == since else ended) for above, begun, ended in under if begun != since]
        if "valid_from" in said:
            stands["valid_from"] = day(said, "valid_from")
            under = [(said["parent"], day(said, "valid_from"), None)] if said["parent"] else []
    return {**stands, "under": under}


def _outlet(entries: Iterable[Entry]) -> Said:
    stands: Said = {}
    for entry in entries:
        said = entry.payload
        stands = {"key": said["key"], "kind": said["outlet_kind"], "body_id": said["body"]}
        stands |= {"name": said["name"], "address": said["address"], "since": day(said, "since"), "until": None}
    return stands


def _outlets(after: int, last: int) -> Mapping[int, Said]:
    """Those of portals are opened with them, and told there. Two queries."""
    found = Outlet.objects.filter(pk__gt=after, pk__lte=last)
    opened = set(Entry.objects.filter(kind=places.OutletOpened.kind).values_list("about_id", flat=True))
    of_portals = found.filter(kind=OutletKind.SITE).exclude(pk__in=opened)
    return {row.pop("pk"): row for row in found.exclude(pk__in=of_portals).values("pk", *OUTLET)}


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
OF_BODIES = (training.TrainingEnded.kind,)
OF_PLACES = (places.AreaOpened.kind, places.BodyOpened.kind, places.Moved.kind, places.MoveTakenBack.kind)
OF_SIGNING = (signing.SigningEntered.kind, signing.SigningEnded.kind)
PASSED = (terms.Succeeded.kind,)

KEPT = (
    Retold(Post, (*GIVEN, *ENDED), _post, rows(Post, *POST, *HOLDER, holder=F("for_post__person"))),
    Retold(Person, (*OF_ACCOUNTS, *ways_in.TOLD), _person, ways_in.stands),
    Retold(Body, (*OF_PLACES, *OF_BODIES), _placed, _standing(BODIES, "key", "kind", "area_id", "valid_from", "valid_to")),
    Retold(Area, OF_PLACES, _placed, _standing(AREAS, "code", "kind", "valid_from", "valid_to"), _taken_back(AREAS, "removed")),
    Retold(BodySuccession, PASSED, _succession, rows(BodySuccession, *SUCCESSION, "basis"), _taken_back(BODIES, "succession")),
    Retold(AreaSuccession, PASSED, _succession, rows(AreaSuccession, *SUCCESSION), _taken_back(AREAS, "succession")),
    Retold(Outlet, (places.OutletOpened.kind,), _outlet, _outlets),
    Retold(Signing, OF_SIGNING, _signing, rows(Signing, *SIGNING)),
    Retold(Leave, OF_LEAVES, _leave, rows(Leave, *LEAVE)),
    ROLLS,
)
"""From what decides who may act to what follows from it."""

__all__ = ["KEPT", "networks_differing"]
