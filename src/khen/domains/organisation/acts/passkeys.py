"""Passkeys: added and removed by their owner, shown instead of the code of the phone at a sign-in."""

from datetime import date, datetime

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import terms
from khen.domains.organisation.acts.devices import end_all
from khen.domains.organisation.acts.factors import proved
from khen.domains.organisation.models import Device, Factor, Passkey
from khen.domains.organisation.rules import passkeys


@act
def add_passkey(
    person: Person,
    *,
    name: str,
    answer: str,
    asked: terms.Asked | None,
    password: str,
    code: str,
    by: Person,
    on: date,
    at: datetime,
) -> Passkey:
    """From now on this key, too, opens the second step at the site where it was made; `answer` is the browser's JSON to what
    was `asked` of it."""
    factor, name = proved(person, password=password, code=code, by=by, at=at), " ".join(as_seen(name).split())
    shown = passkeys.created(asked, answer)
    taken = isinstance(shown, terms.Shown) and Passkey.objects.filter(credential=shown.credential).exists()
    names = list(factor.passkeys.values_list("name", flat=True))
    refuse_if(passkeys.reasons_not_to_add_passkey(shown=shown, name=name, names=names, taken=taken))
    assert isinstance(shown, terms.Shown) and asked is not None  # refused above
    told = {"credential": shown.credential, "key": shown.key, "counter": shown.counter}
    passkey = Passkey.objects.create(factor=factor, name=name, host=asked.host, since=at, **told)
    payload = terms.PasskeyAdded(person=person.pk, passkey=passkey.pk, name=name, key_sha256=passkey.digest())
    journal.write(payload, by=by, body=factor.body, on=on, about=person)
    return passkey


@act
def pass_passkey(person: Person, *, answer: str, asked: terms.Asked | None, on: date, at: datetime) -> Passkey | None:
    """The second step of a sign-in, by a key. None when the key is right but there may be a copy of it: that is written down,
    and the key opens nothing any more."""
    factor = locked(Factor.objects.get(person=person))
    keys = {one.credential: one for one in factor.passkeys.filter(host=asked.host if asked else "", doubted=False)}
    shown = passkeys.signed(asked, answer, {name: one.key for name, one in keys.items()})
    refuse_if(passkeys.reasons_not_to_pass_by_key(shown=shown))
    assert isinstance(shown, terms.Shown)  # refused above
    passkey = keys[shown.credential]
    if passkeys.goes_back(kept=passkey.counter, told=shown.counter):
        _doubted(passkey, shown.counter, person, on)
        return None
    passkey.counter, passkey.last_used = shown.counter, at
    passkey.save(update_fields=["counter", "last_used"])
    payload = terms.PasskeyPassed(person=person.pk, passkey=passkey.pk)
    journal.write(payload, by=person, body=factor.body, on=on, about=person)
    return passkey


def _doubted(passkey: Passkey, told: int, person: Person, on: date) -> None:
    """By nobody: who holds the copy is not known."""
    passkey.doubted = True
    passkey.save(update_fields=["doubted"])
    payload = terms.PasskeyDoubted(person=person.pk, passkey=passkey.pk, kept=passkey.counter, told=told)
    journal.write(payload, by=None, body=passkey.factor.body, on=on, about=person)


@act
def remove_passkey(passkey: Passkey, *, password: str, code: str, but: str | None, by: Person, on: date, at: datetime) -> Person:
    """A key is lost or no longer used: it opens nothing any more. Every session ends but the one of the key `but`."""
    passkey = locked(passkey)
    person = passkey.factor.person
    refuse_if(passkeys.reasons_not_to_remove_passkey(own=person == by))
    factor = proved(person, password=password, code=code, by=by, at=at)
    payload = terms.PasskeyRemoved(person=person.pk, passkey=passkey.pk, name=passkey.name)
    passkey.delete()
    end_all(Device.objects.filter(person=person), but=but)
    journal.write(payload, by=by, body=factor.body, on=on, about=person)
    return person
