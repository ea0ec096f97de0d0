"""The page of an entry opens as the proof of a figure, and to whoever may read it among the acts done; to nobody else."""

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import ALLOWED, Action, Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.facts.models import Cancellation, StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.sight import entry_seen
from khen.tidings.screens import DOINGS
from tests.isolation.probing import Prober
from tests.isolation.world import World, rows

pytestmark = pytest.mark.django_db
NEVER_COUNTED = ("organisation.", "egress.subscri", "egress.unsubscri", "newsroom.fee", "newsroom.remark", "newsroom.opinion")


def by_kind(world: World) -> dict[str, list[Entry]]:
    """Some entries of each kind at one's own body."""
    found: dict[str, list[Entry]] = {}
    for entry in rows(world.own, Entry):
        found.setdefault(entry.kind, []).append(entry)
    return {kind: entries[:3] for kind, entries in found.items()}


def proofs() -> set[int]:
    """The entries by which facts of figures count, or no longer count."""
    counted = {fact for figure in FIGURES.values() for fact in StoredFact.objects.filter(figure.q())}
    ended = Cancellation.objects.filter(fact__in=[fact.pk for fact in counted])
    return {fact.entry_id for fact in counted} | set(ended.values_list("entry", flat=True))


def opened(entries: list[Entry], person: Person) -> set[int]:
    return {entry.pk for entry in entries if entry_seen(entry.pk, person, clock.today())}


@pytest.mark.parametrize("role", Role.values)
def test_of_every_kind_of_entry_each_role_opens_proofs_and_what_it_may_read_among_the_acts_done(world: World, role: str) -> None:
    person, kinds, counted = a_person(role, body=world.own.body), by_kind(world), proofs()
    inspects = Action.INSPECT in ALLOWED[Role(role)]
    for kind, entries in kinds.items():
        keys = {entry.pk for entry in entries}
        done = set(DOINGS.rows(person, clock.today()).filter(pk__in=keys).values_list("pk", flat=True))
        assert done == (keys if inspects else set())
        assert opened(entries, person) == done | keys & counted, kind
    assert len(kinds) > 60 and counted & {entry.pk for entries in kinds.values() for entry in entries}


@pytest.mark.parametrize("role", [role for role in Role.values if Action.INSPECT not in ALLOWED[Role(role)]])
def test_who_inspects_nobody_reads_no_colleagues_sign_ins_invitations_or_subscriptions(world: World, role: str) -> None:
    person = a_person(role, body=world.own.body)
    hidden = [entry for kind, some in by_kind(world).items() if kind.startswith(NEVER_COUNTED) for entry in some]
    assert len({entry.kind for entry in hidden}) > 20
    assert opened(hidden, person) == set()
    prober = Prober(person, forbidden=world.forbidden)
    for entry in hidden[:: max(1, len(hidden) // 8)]:
        assert prober.look(reverse("so-lieu:entry", args=[entry.pk])).status == 404


def test_what_one_did_oneself_opens_as_long_as_the_body_is_in_reach(world: World) -> None:
    own = rows(world.own, Entry).exclude(by=None).filter(kind__startswith="newsroom.written")[0]
    assert own.by is not None
    assert opened([own], own.by) == {own.pk}
    away = a_person(Role.AUTHOR, body=world.beside.body)
    everything = [entry for some in by_kind(world).values() for entry in some]
    assert opened(everything, away) == set()
