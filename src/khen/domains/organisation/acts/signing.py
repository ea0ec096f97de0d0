"""Who signs for a body, in which form, from when to when."""

from collections.abc import Mapping
from datetime import date

from khen.atoms.lineage import Span, meet
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Body, BodyLineage, Person, Post
from khen.bodies.reads import on_day
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern
from khen.domains.organisation.models import Signing, SigningForm
from khen.domains.organisation.rules import signing as asked


@act
def enter_signing(
    *,
    body: Body,
    person: Person,
    form: str,
    named: Mapping[str, str],
    basis: str,
    since: date,
    until: date | None = None,
    by: Person,
    on: date,
) -> Signing:
    """The person signs for the body in the form of this key; `named` gives the posts and names that it prints."""
    ask_to_govern(by, on, body)
    body, person, basis = locked(body), locked(person), " ".join(as_seen(basis).split())
    row = SigningForm.objects.filter(on_day(since), key=form).first()
    law = row.told() if row else None
    refuse_if(asked.reasons_against_form(form=law, kind=body.kind))
    assert law is not None
    words = {name: " ".join(as_seen(named.get(name, "")).split()) if name in law.named else "" for name in terms.NAMED}
    refuse_if(asked.reasons_about_words(form=law, named=words, basis=basis))
    days = (since, until)
    _ask_about_person(body, person, law, days, by)
    _ask_about_days(body, person, law, days)
    told = {"person": person, "form": law.key, "basis": basis, "since": since, "until": until}
    made = Signing.objects.create(body=body, by=by, **told, **words)
    payload = terms.SigningEntered(
        person=person.pk, signing_form=law.key, named=words, legal_basis=basis, law=law.source, since=since, until=until
    )
    journal.write(payload, by=by, body=body, on=on, about=made)
    return made


@act
def end_signing(row: Signing, *, until: date, reason: str, by: Person, on: date) -> Signing:
    """`until` is the first day on which it no longer holds; the first of its days where it never should have counted."""
    row, reason = locked(row), " ".join(as_seen(reason).split())
    ask_to_govern(by, on, row.body)
    refuse_if(asked.reasons_not_to_end_signing(since=row.since, until=until, ended=row.until))
    refuse_if(rules.reasons_about_reason(reason))
    row.until = until
    row.save(update_fields=["until"])
    payload = terms.SigningEnded(person=row.person_id, until=until, reason=reason)
    journal.write(payload, by=by, body=row.body, on=on, about=row)
    return row


def _ask_about_person(body: Body, person: Person, law: terms.Form, days: Span, by: Person) -> None:
    units = BodyLineage.objects.filter(on_day(days[0]), above=body, depth__gt=0).values_list("body", flat=True)
    posts = Post.objects.filter(person=person, for_post=None).order_by("since").values_list("body", "since", "until")
    spans: dict[int, list[Span]] = {}
    for at, since, until in posts:
        spans.setdefault(at, []).append((since, until))
    refuse_if(
        asked.reasons_against_signer(
            form=law,
            active=person.is_active,
            at_body=asked.covered(spans.get(body.pk, []), days),
            below=any(asked.covered(spans.get(unit, []), days) for unit in units),
            oneself=person == by,
        )
    )


def _ask_about_days(body: Body, person: Person, law: terms.Form, days: Span) -> None:
    rows = [one for one in Signing.objects.filter(body=body) if one.until != one.since and meet(days, (one.since, one.until))]
    alone = set(SigningForm.objects.filter(alone=True).values_list("key", flat=True))
    refuse_if(
        asked.reasons_about_signing_days(
            form=law,
            since=days[0],
            until=days[1],
            again=any(one.person_id == person.pk for one in rows),
            taken=any(one.form in alone for one in rows if one.person_id != person.pk),
        )
    )
