"""The rates by which a body pays for bulletins, entered by the number of its own decision."""

from datetime import date
from decimal import Decimal
from typing import Any

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.models import FeeRate
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.rules import line, reasons_about_post, reasons_about_reason
from khen.domains.newsroom.rules.regulations import reasons_not_to_end
from khen.domains.newsroom.terms import fees as terms


@act
def enter_rate(
    *,
    by: Person,
    body: Body,
    on: date,
    work: str,
    base: int,
    lowest: Decimal,
    highest: Decimal,
    since: date,
    legal_basis: str,
    until: date | None = None,
) -> FeeRate:
    """Nhập mức nhuận bút: from this day on a coefficient of 1 is worth `base` đồng for this work, by this decision."""
    refuse_if(reasons_about_post(may=may(by, Action.SIGN, body, on)))
    locked(body)  # two at once would each find the other's days free
    legal_basis = line(legal_basis)
    frame: dict[str, Any] = {"work": work, "base": base, "lowest": lowest, "highest": highest}
    holds: dict[str, Any] = {"since": since, "until": until, "legal_basis": legal_basis}
    refuse_if(rules.reasons_about_rate(**frame, **holds))
    standing = FeeRate.objects.filter(body=body, work=work, annulled=False).order_by("since").values_list("since", "until")
    refuse_if(rules.reasons_about_span((since, until), standing))
    made = FeeRate.objects.create(body=body, by=by, on=on, **frame, **holds)
    journal.write(terms.RateEntered(rate=made.pk, **frame, **holds), by=by, body=body, on=on, about=made)
    return made


@act
def end_rate(rate: FeeRate, *, by: Person, on: date, until: date) -> FeeRate:
    """Kết thúc mức nhuận bút: from this day on it no longer holds."""
    rate = _held(rate, by=by, on=on)
    refuse_if(reasons_not_to_end(since=rate.since, until=rate.until, ends=until))
    rate.until = until
    rate.save(update_fields=["until"])
    journal.write(terms.RateEnded(rate=rate.pk, until=until), by=by, body=rate.body, on=on, about=rate)
    return rate


@act
def annul_rate(rate: FeeRate, *, by: Person, on: date, reason: str) -> FeeRate:
    """Hủy mức nhập nhầm: it never held; lists that were closed by it stay as they are."""
    rate, reason = _held(rate, by=by, on=on), line(reason)
    refuse_if(reasons_about_reason(reason))
    rate.annulled = True
    rate.save(update_fields=["annulled"])
    journal.write(terms.RateAnnulled(rate=rate.pk, reason=reason), by=by, body=rate.body, on=on, about=rate)
    return rate


def _held(rate: FeeRate, *, by: Person, on: date) -> FeeRate:
    rate = locked(rate)
    refuse_if(reasons_about_post(may=may(by, Action.SIGN, rate.body, on)))
    refuse_if(rules.reasons_about_annulled_rate(annulled=rate.annulled))
    return rate
