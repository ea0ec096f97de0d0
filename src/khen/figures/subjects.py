"""The record by which a fact is told apart, called by its name and opening to its page, for whoever may know it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from khen.atoms.fact import Kind
from khen.atoms.vietnamese import number
from khen.facts.models import StoredFact
from khen.figures.naming import BULLETIN, OUTLET, PORTAL, PUBLIC, Key, Reader, found

MOST_AT_ONCE = 20_000  # keys in one query: databases take no more than some tens of thousands
RECORDS: Mapping[int, str] = {
    Kind.BULLETIN_WRITTEN: BULLETIN,
    Kind.ARTICLE_POSTED: BULLETIN,
    Kind.DOCUMENT_POSTED: "portals.document",
    Kind.SITE_OPENED: PORTAL,
    Kind.SYSTEM_TICKED: OUTLET,
    Kind.SYSTEM_POPPED: OUTLET,
    Kind.POSTED_ELSEWHERE: BULLETIN,
    Kind.REACHED_ELSEWHERE: BULLETIN,
    Kind.LINK_PLACED: BULLETIN,
    Kind.MAIL_ACCEPTED: BULLETIN,
    Kind.PAGES_VIEWED: OUTLET,
    Kind.ORDER_MADE: "newsroom.order",
    Kind.PIECE_RETURNED: "newsroom.piece",
}
INSTEAD = frozenset({"newsroom.elsewhere", "portals.article"})  # what an entry is about tells enough where a bulletin is hidden

Record = tuple[str, Key]


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is called, and where it opens ("" where the reader may not open it)."""

    name: str
    url: str = ""


def subjects(facts: Iterable[StoredFact], reader: Reader) -> dict[int, Subject]:
    """Key of a fact -> its record: by its name and with its page where the reader may know it, else by its number or key. One
    query for each sort of record among them, however many there are. The facts bring their entries along."""
    asked = {fact.pk: list(_records(fact)) for fact in facts}
    keys: dict[str, set[Key]] = {}
    for label, key in (record for records in asked.values() for record in records):
        keys.setdefault(label, set()).add(key)
    known = {(label, key): name for label in keys for key, name in _known(label, sorted(keys[label], key=str), reader)}
    ways = {one.model._meta.label_lower: one.get_url_name("record") for one in reader.counters}
    opened = {label: ways[label] for label in keys if label in ways and label not in PUBLIC}
    return {pk: _called(records, known, opened) for pk, records in asked.items()}


def _records(fact: StoredFact) -> Iterator[Record]:
    """The record a fact is told apart by, then what may be named in its place."""
    if fact.kind in RECORDS and fact.subject:
        yield RECORDS[fact.kind], int(fact.subject) if fact.subject.isdecimal() else fact.subject
        if fact.entry.about in INSTEAD and fact.entry.about_id:
            yield fact.entry.about, fact.entry.about_id


def _known(label: str, keys: list[Key], reader: Reader) -> Iterator[tuple[Key, str]]:
    for start in range(0, len(keys), MOST_AT_ONCE):
        yield from found(label, set(keys[start : start + MOST_AT_ONCE]), reader.rows(label))


def _called(records: list[Record], known: Mapping[Record, str], opened: Mapping[str, str]) -> Subject:
    for label, key in records:
        if name := known.get((label, key)):
            return Subject(name, reverse(opened[label], args=[key]) if label in opened else "")
    if not records:
        return Subject("")
    _label, key = records[0]
    return Subject(gettext("number %(number)s") % {"number": number(key)} if isinstance(key, int) else key)
