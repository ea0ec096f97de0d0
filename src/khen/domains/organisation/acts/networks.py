"""From which networks a body's administrators work."""

from datetime import date, datetime
from functools import partial

from django.core.cache import cache
from django.db import transaction

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Body, Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.book.models import Entry
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern
from khen.domains.organisation.models import NetworkList


@act
def list_networks(*, body: Body, networks: str, reason: str, address: str, by: Person, on: date) -> NetworkList:
    """From today a body's administrators work from these networks alone, among which is the `address` where the list was made.

    It takes the place of an earlier list."""
    ask_to_govern(by, on, body)
    found, wrong = rules.networks_in(networks)
    reason = " ".join(as_seen(reason).split())
    refuse_if(rules.reasons_about_networks(found, wrong))
    refuse_if(rules.reasons_about_own_address(address=address, inside=rules.lies_in(address, found)))
    refuse_if(rules.reasons_about_reason(reason))
    body = locked(body)
    NetworkList.objects.filter(body=body, until=None).update(until=on)
    made = NetworkList.objects.create(body=body, networks="\n".join(found), reason=reason, by=by, since=on)
    _make_known()
    journal.write(terms.NetworksListed(networks=tuple(found), reason=reason), by=by, body=body, on=on, about=made)
    return made


@act
def lift_networks(row: NetworkList, *, reason: str, by: Person | None, on: date) -> NetworkList:
    """The list counts no more. Without `by` it is lifted at the server's console, by whoever locked everybody out."""
    row, reason = locked(row), " ".join(as_seen(reason).split())
    if by is not None:
        ask_to_govern(by, on, row.body)
    refuse_if(rules.reasons_not_to_lift(ended=row.until is not None))
    refuse_if(rules.reasons_about_reason(reason))
    row.until = on
    row.save(update_fields=["until"])
    _make_known()
    journal.write(terms.NetworksLifted(reason=reason), by=by, body=row.body, on=on, about=row)
    return row


def _make_known() -> None:
    """Every process asks again whether a list is in force: now, and once more when others can see it."""
    cache.delete(terms.IN_FORCE)
    transaction.on_commit(partial(cache.delete, terms.IN_FORCE))


@act
def keep_out(person: Person, *, row: NetworkList, address: str, on: date, at: datetime) -> Person:
    """Write down that somebody, nobody knows who, came as this administrator from outside: once in ten minutes."""
    person = locked(person)
    kind = terms.KeptOut.kind
    known = Entry.objects.filter(about="bodies.person", about_id=person.pk, kind=kind, written_at__gt=at - rules.SELDOM)
    refuse_if(rules.reasons_not_to_record_again(lately=known.exists()))
    payload = terms.KeptOut(person=person.pk, network=rules.network_of(address))
    journal.write(payload, by=None, body=row.body, on=on, about=person)
    return person
