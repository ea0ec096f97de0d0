"""Lists of people: handed in as one act, entered as one act a person."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold, nfc
from khen.bodies.models import Body, Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern
from khen.domains.organisation.acts.people import give_post, register_person
from khen.domains.organisation.models import Roll, RollLine


@act
def begin_roll(*, key: UUID, name: str, sha256: str, lines: Sequence[terms.NewPerson], body: Body, by: Person, on: date) -> Roll:
    """Hand in the right rows of a file: from now on they are entered, one act a person, whoever looks on or not."""
    ask_to_govern(by, on, body)
    refuse_if(rules.reasons_not_to_begin_roll(lines=len(lines), again=Roll.objects.filter(key=key).exists()))
    name = nfc("".join(c for c in name if c.isprintable()).strip())[:120] or str(_("list of people"))
    roll = Roll.objects.create(key=key, name=name, folded=fold(name)[:120], sha256=sha256, body=body, by=by, on=on)
    RollLine.objects.bulk_create(
        RollLine(
            roll=roll,
            row=one.row,
            full_name=one.full_name,
            username=one.username,
            email=one.email,
            body_id=one.body,
            role=one.role,
            area_id=one.area,
            since=one.since,
        )
        for one in lines
    )
    told = rules.digest_of_rows((one.row, one.username, one.body, one.role, one.area, one.since) for one in lines)
    begun = terms.RollBegun(roll=roll.pk, lines=len(lines), sha256=sha256, rows_sha256=told)
    journal.write(begun, by=by, body=body, on=on, about=roll)
    return roll


@act
def enter_line(line: RollLine, *, by: Person, on: date) -> RollLine:
    """Enter the person of one row with their first post, as whoever handed in the list may."""
    line = locked(line)
    refuse_if(rules.reasons_not_to_enter_line(waiting=line.person_id is None and not line.refused))
    line.person = register_person(
        username=line.username, full_name=line.full_name, email=line.email, body=line.body, by=by, on=on
    )
    give_post(person=line.person, body=line.body, role=line.role, area=line.area, since=line.since, by=by, on=on)
    line.save(update_fields=["person"])
    return line


@act
def pass_over_line(line: RollLine, *, reason: str, by: Person, on: date) -> RollLine:
    """Write down why the person of a row was not entered."""
    line = locked(line)
    refuse_if(rules.reasons_not_to_enter_line(waiting=line.person_id is None and not line.refused))
    line.refused = reason[:500]
    line.save(update_fields=["refused"])
    payload = terms.RollLineRefused(roll=line.roll_id, row=line.row, reason=line.refused)
    journal.write(payload, by=by, body=line.roll.body, on=on, about=line.roll)
    return line
