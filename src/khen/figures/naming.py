"""What the numbers and keys in an entry stand for, told only to those who may know it.

Public, named to everybody who reads the entry: areas and bodies (their names are official), outlets, portals and the places
in the tree of pages (called as bodies and portals are), topics, campaigns and forms (lists of the house).
Named only to whoever meets the row at its counter: bulletins, publications by hand, orders with whom they ask, dispatches,
deliveries, declared figures, reports with their parts, and people (their counter asks for the right to inspect); a version
only with its bulletin.
Without a counter, named to whoever reaches the body they belong to: posts (they name a person, so the right to inspect is
asked for), articles and documents (the body of a portal on which they stand), pieces returned for an order.
Whatever is gone, or lies out of reach, keeps its number or its key: the two are answered alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk.counter import Counter

Key = int | str
Names = Mapping[tuple[str, Key], str]

AREA, BODY, OUTLET = "bodies.area", "bodies.body", "bodies.outlet"
PORTAL = "portals.portal"
BULLETIN, VERSION, BLOCK = "newsroom.bulletin", "newsroom.bulletinversion", "reports.block"
PUBLIC = frozenset({AREA, BODY, OUTLET, PORTAL, "newsroom.topic", "newsroom.campaign", "returns.form"})
REACHED: Mapping[str, tuple[str, Action]] = {
    "bodies.post": ("body", Action.INSPECT),
    "newsroom.piece": ("asked__body", Action.VIEW),
    "portals.article": ("placements__portal__body", Action.VIEW),
    "portals.document": ("portal__body", Action.VIEW),
}
NAMED: Mapping[str, str] = {
    "account": "bodies.person",
    "area": AREA,
    "article": "portals.article",
    "asked": "newsroom.asked",
    "block": BLOCK,
    "body": BODY,
    "bulletin": BULLETIN,
    "campaign": "newsroom.campaign",
    "delivery": "egress.delivery",
    "deputy": "bodies.person",
    "dispatch": "egress.dispatch",
    "document": "portals.document",
    "edition": VERSION,
    "elsewhere": "newsroom.elsewhere",
    "fee_list": "newsroom.feelist",
    "form": "returns.form",
    "former": "bodies.person",
    "leave": "bodies.leave",
    "mailing": OUTLET,
    "mailings": OUTLET,
    "order": "newsroom.order",
    "outlet": OUTLET,
    "person": "bodies.person",
    "piece": "newsroom.piece",
    "popups": OUTLET,
    "portal": PORTAL,
    "post": "bodies.post",
    "rate": "newsroom.feerate",
    "record": "returns.return",
    "report": "reports.report",
    "site": OUTLET,
    "sites": OUTLET,
    "tickers": OUTLET,
    "topic": "newsroom.topic",
    "version": VERSION,
}
LISTS = frozenset({"newsroom.topic", "newsroom.campaign", "returns.form"})  # of the house
KEYED = frozenset({BODY, OUTLET, BLOCK, PORTAL, *LISTS})  # named by a key as well
IN_A_TREE = frozenset({"parent", "thing", "out_of", "under", "old", "new"})  # fields that name a place of whatever tree it is
TREES: Mapping[str, str] = {
    "area": AREA,
    "body": BODY,
    "organisation.area_opened": AREA,
    "organisation.body_opened": BODY,
}
SELECT: Mapping[str, tuple[str, ...]] = {  # what the name of a row is made of besides the row
    "bodies.post": ("person", "body"),
    "egress.dispatch": ("wording",),
    "newsroom.asked": ("order",),
    "newsroom.elsewhere": ("outlet", "bulletin"),
    "newsroom.feelist": ("body",),
    "newsroom.feerate": ("body",),
    "reports.report": ("body",),
    "returns.return": ("item",),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, on which day, and the counters at which they may meet things."""

    person: Person
    day: date
    counters: Sequence[Counter]

    def rows(self, label: str) -> QuerySet[Any]:
        """The rows of a model whose names this reader may know."""
        rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
        if label in PUBLIC:
            return rows
        if label in REACHED:
            way, looks = REACHED[label]
            return within(rows, self.person, looks, body=way, day=self.day)
        if label == VERSION:
            return rows.filter(bulletin__in=self.rows(BULLETIN).values("pk"))
        met = [one.rows(self.person, self.day) for one in self.counters if one.model._meta.label_lower == label]
        return met[0].prefetch_related(None) if met else rows.none()


def named_by(name: str, kind: str, payload: Mapping[str, Any]) -> str:
    """The model whose row a field of a payload names; empty for what names none."""
    if name in IN_A_TREE:
        return TREES.get(kind) or TREES.get(str(payload.get("of")), "")
    return NAMED.get(name, "")


def names(kind: str, payload: Mapping[str, Any], reader: Reader) -> Names:
    """(model, number or key) -> the row's name, of all rows that a payload names and the reader may know. One query a model."""
    wanted: dict[str, set[Key]] = {}
    for name, value in payload.items():
        if (keys := set(_keys(value))) and (label := named_by(name, kind, payload)):
            wanted.setdefault(label, set()).update(keys)
    return {
        (label, key): name
        for label, keys in wanted.items()
        for key, name in found(label, keys, _narrowed(reader.rows(label), label, payload))
    }


def _keys(value: Any) -> Iterator[Key]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, int | str) and not isinstance(one, bool):
            yield one


def _narrowed(rows: QuerySet[Any], label: str, payload: Mapping[str, Any]) -> QuerySet[Any]:
    """The key of a part says which one only together with its report."""
    return rows.filter(report=payload.get("report")) if label == BLOCK else rows


def found(label: str, keys: set[Key], rows: QuerySet[Any]) -> Iterator[tuple[Key, str]]:
    """Number or key -> name of those among the rows (see `Reader.rows`) that are asked for. One query."""
    asked = Q(pk__in=[one for one in keys if isinstance(one, int)])
    if label in KEYED:
        asked |= Q(key__in=[one for one in keys if isinstance(one, str)])
    for row in rows.filter(asked).select_related(*SELECT.get(label, ())):
        yield row.pk, str(row)
        if label in KEYED:
            yield row.key, str(row)
