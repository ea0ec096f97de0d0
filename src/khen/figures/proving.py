"""The facts behind a figure in words: what was counted, where, and what each is told apart by."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.atoms.fact import Kind
from khen.bodies.models import Outlet
from khen.desk.periods import in_words
from khen.domains.newsroom.terms import Channel
from khen.domains.returns.models import Item, Version
from khen.domains.returns.terms import Answer
from khen.facts.models import StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.figure import Figure, Words
from khen.figures.naming import Reader
from khen.figures.subjects import Subject, subjects
from khen.figures.telling import KINDS, topic_names

RECORDED: tuple[Words, Words] = (_("Where"), _("Distinguished by"))
SAID: tuple[Words, Words] = (_("Form and document"), _("Figure and period"))

ADDED, GONE = "them", "bot"
CHANGES: Mapping[str, Words] = {
    ADDED: _("Only the facts that were added since then."),
    GONE: _("Only the facts that fell away since then."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact in words."""

    fact: StoredFact
    what: Words
    quantity: str
    where: str
    topic: str
    subject: Subject


def headings(figure: Figure) -> tuple[Words, Words]:
    """What stands above `where` and `subject`."""
    return SAID if figure.is_declared else RECORDED


def told(figure: Figure, facts: Iterable[StoredFact], reader: Reader, seen: Collection[int]) -> list[Told]:
    """Facts in words, however many: records by their names where the reader may know them, a declared figure by its title, form
    and period, and by its document for bodies that the reader has `seen`. A query for places, topics, forms and documents each,
    and those of `subjects`. The facts bring their entries along."""
    found = list(facts)
    documents = documents_of(fact for fact in found if fact.body_id in seen)
    places, topics, about = places_of(found), topic_names(fact.topic for fact in found), subjects(found, reader)
    return [
        Told(
            fact=fact,
            what=KINDS[fact.kind],
            quantity=_quantity(figure, fact),
            where=_where(fact, places, documents),
            topic=topics.get(fact.topic, fact.topic),
            subject=declared(fact) if fact.kind == Kind.DECLARED else about[fact.pk],
        )
        for fact in found
    ]


def declared(fact: StoredFact) -> Subject:
    """ "Hạ tầng kỹ thuật công nghệ thông tin cấp huyện · 6 tháng đầu năm 2020"."""
    title = str(FIGURES[fact.place].title) if fact.place in FIGURES else fact.place
    return Subject(f"{title} · {in_words(fact.subject)}")


def places_of(facts: Iterable[StoredFact]) -> dict[str, str]:
    """Key -> name of the outlets where facts have their place, and of the forms that ask for what was declared. At most two
    queries."""
    keys: dict[bool, set[str]] = {True: set(), False: set()}
    for fact in facts:
        keys[fact.kind == Kind.DECLARED].add(fact.place)
    outlets = Outlet.objects.filter(key__in=keys[False]).values_list("key", "name")
    forms = Item.objects.filter(key__in=keys[True]).values_list("key", "form__title")
    return dict(outlets) | dict(forms)


def place(fact: StoredFact, places: Mapping[str, str]) -> str:
    """Where a fact stands, in a line of its own: the outlet; of what was declared, the figure and the period."""
    return declared(fact).name if fact.kind == Kind.DECLARED else places.get(fact.place, fact.place)


def documents_of(facts: Iterable[StoredFact]) -> dict[int, str]:
    """Key of a declared fact -> the document on which the accepted version of it rests. At most one query."""
    accepted = {fact.pk: (fact.entry.about_id, fact.entry.payload.get("number")) for fact in facts if fact.kind == Kind.DECLARED}
    versions = Version.objects.filter(record__in={record for record, _number in accepted.values() if record})
    sources = {(record, number): source for record, number, source in versions.values_list("record", "number", "source")}
    return {pk: sources[key] for pk, key in accepted.items() if key in sources}


def _where(fact: StoredFact, places: Mapping[str, str], documents: Mapping[int, str]) -> str:
    if fact.kind != Kind.DECLARED:
        return places.get(fact.place, fact.place or _channel(fact))
    return " · ".join(part for part in (places.get(fact.place, ""), documents.get(fact.pk, "")) if part)


def _channel(fact: StoredFact) -> str:
    return str(Channel(fact.channel).label) if fact.channel in Channel.values else fact.channel


def _quantity(figure: Figure, fact: StoredFact) -> str:
    if fact.kind != Kind.DECLARED:
        return vietnamese.number(fact.quantity)
    if fact.channel != Answer.VALUE:
        return str(Answer(fact.channel).label)
    return vietnamese.number(scaled(figure, fact), decimals=figure.decimals)


def scaled(figure: Figure, fact: StoredFact) -> Decimal:
    """The fact's number in the figure's unit: declared ones are kept without a comma."""
    return Decimal(fact.quantity).scaleb(-figure.decimals if fact.kind == Kind.DECLARED else 0)
