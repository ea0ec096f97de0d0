"""Who signs for a body on a day, in which form, and by which law."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khen.bodies.models import Body, Person
from khen.bodies.reads import in_place_of, on_day
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.domains.organisation.models import Signing, SigningForm
from khen.domains.organisation.reads.leaves import colleagues_first
from khen.domains.organisation.rules import signing as rules
from khen.domains.organisation.terms.signing import Block, Form, SigningEnded


def forms_of(day: date) -> list[Form]:
    """The forms of signing that the law knows on a day. One query."""
    return [row.told() for row in SigningForm.objects.filter(on_day(day)).order_by("pk")]


def form_of(key: str, day: date) -> Form | None:
    """The form of this key as the law of that day has it. One query."""
    row = SigningForm.objects.filter(on_day(day), key=key).first()
    return row.told() if row else None


def with_form_names(rows: QuerySet[Signing]) -> QuerySet[Any]:
    """Each with the name of its form, as the law of the day has it from which the row holds."""
    since = OuterRef("since")
    lawful = SigningForm.objects.filter(Q(until__isnull=True) | Q(until__gt=since), key=OuterRef("form"), since__lte=since)
    named: QuerySet[Any] = rows.annotate(
        form_name=Coalesce(Subquery(lawful.values("name")[:1]), "form", output_field=CharField())
    )
    return named


def signing_for(body: Body, day: date) -> QuerySet[Signing]:
    """Who signs for the body on that day. One query."""
    return Signing.objects.filter(on_day(day), body=body).select_related("person").order_by("pk")


def signers_first(people: QuerySet[Person], record: Person, day: date) -> QuerySet[Person]:
    """These people but for one: those who sign nowhere yet first, and of them those who work at a body of that one's."""
    signing = Signing.objects.filter(Q(until=None) | Q(until__gt=day), person=OuterRef("pk"))
    return colleagues_first(people.annotate(signs=Exists(signing)), record, day, "signs")


def says_who_signs(body: Body, day: date) -> bool:
    """Whether the body ever entered who signs for it, up to that day: from then on those alone who stand may. Two queries."""
    return _entered(list(_begun(body, day)))


def block_for(person: Person, body: Body, day: date) -> Block | None:
    """What stands above this person's signature for the body on that day; None where nobody entered it. Two queries."""
    row = signing_for(body, day).filter(person=person).first()
    form = form_of(row.form, day) if row else None
    return Block(form.block(row.named()), row.basis, form.source) if row and form else None


def block_expected(body: Body, day: date) -> Block | None:
    """What stands above the signature of whoever signs for the body on that day; None where nobody was entered, or several who
    sign under different words. Two queries."""
    forms = {one.key: one for one in forms_of(day)}
    rows = [(row, forms[row.form]) for row in signing_for(body, day) if row.form in forms]
    blocks = {form.block(row.named()): Block(form.block(row.named()), row.basis, form.source) for row, form in rows}
    return next(iter(blocks.values())) if len(blocks) == 1 else None


def against_signing(person: Person, body: Body, day: date, action: Action) -> Iterator[object]:
    """Why the person may not sign for the body, though their post allows the `action`. At most six queries."""
    begun = list(_begun(body, day))
    rows = [row for row in begun if row.until is None or row.until > day]
    own = next((row for row in rows if row.person_id == person.pk), None)
    holder = in_place_of(person, action, body, day) if rows else None
    passed = next((row for row in rows if holder is not None and row.person_id == holder.pk), None)
    yield from rules.reasons_not_to_sign(
        kept=_entered(begun),
        standing=bool(rows),
        entered=own is not None,
        form=form_of(own.form, day) if own else None,
        passed_on=form_of(passed.form, day) if passed else None,
    )


def against_ending_signing(record: Signing, person: Person, day: date) -> Iterator[object]:
    first = max(day, record.since)
    return rules.reasons_not_to_end_signing(since=record.since, until=first, ended=record.until)


def in_words(record: Signing) -> str:
    """What is printed above the name, on one line: by the law of the first day. One query."""
    return printed_together([record])[record.pk]


def printed_together(records: Sequence[Signing]) -> dict[int, str]:
    """The same for several, by their ids. One query."""
    laws = [row.told() for row in SigningForm.objects.order_by("since")] if records else []
    return {one.pk: _printed(one, laws) for one in records}


def _begun(body: Body, day: date) -> QuerySet[Signing]:
    return Signing.objects.filter(body=body, since__lte=day).select_related("person").order_by("pk")


def _entered(rows: Sequence[Signing]) -> bool:
    """Whether one of these began; one that was called off on an earlier day than its first did not. One query at most."""
    if any(row.until != row.since for row in rows):
        return True
    off = dict(
        Entry.objects.filter(
            about=Signing._meta.label_lower, about_id__in=[row.pk for row in rows], kind=SigningEnded.kind
        ).values_list("about_id", "on")
    )
    return any(off.get(row.pk, row.since) >= row.since for row in rows)


def _printed(record: Signing, laws: Sequence[Form]) -> str:
    known = [law for law in laws if law.key == record.form and law.since <= record.since]
    return " / ".join(known[-1].block(record.named())) if known else record.form
