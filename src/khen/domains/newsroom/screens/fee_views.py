"""A monthly list as one person meets it, on the screen and as a sheet: the whole one, or the person's own lines."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, number, trimmed
from khen.bodies.models import Person
from khen.desk.periods import in_words
from khen.desk.sheets import Sheet, Value
from khen.domains.newsroom.acts.fee_lines import lines_now
from khen.domains.newsroom.models import FeeList
from khen.domains.newsroom.reads import fees as reads
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.terms import fees as terms

HEADINGS = (_("Day"), _("Title"), _("Author"), _("Sort of work"), _("Where published"), _("Coefficient"), _("Base amount (đồng)"))
MONEY, NOTE, ENTRY, FINGERPRINT = _("Amount (đồng)"), _("Note"), _("Entry"), _("Fingerprint (SHA-256)")


@dataclass(frozen=True, slots=True)
class View:
    """A list as one person meets it: every line, or (`whole` is not) those of the person's own bulletins, of which nothing is
    told that would be taken for the body's: neither its numbers nor the fingerprint of all its lines."""

    fee_list: FeeList
    whole: bool
    lines: list[terms.Line]
    differences: list[tuple[terms.Line, object]]
    seal: tuple[str, bool] | None  # the fingerprint of a closed list seen whole, and whether its lines still have it

    @property
    def total(self) -> str:
        return number(rules.total(self.lines))

    def count(self, pay: str) -> int:
        return sum(line.pay == pay for line in self.lines)

    def count_unmarked(self) -> int:
        return self.count(terms.Pay.UNMARKED)


def view(fee_list: FeeList, person: Person) -> View:
    """Eight queries for a list that is open, two more for a closed one."""
    whole, now = reads.sees_whole(person, fee_list, clock.today()), lines_now(fee_list)
    if fee_list.standing == terms.Standing.OPEN:
        return View(fee_list, whole, own(now, person, whole), [], None)
    lines = reads.closed_lines(fee_list)
    changes = [one for one in rules.differences(lines, now) if whole or one[0].author == person.pk]
    return View(fee_list, whole, own(lines, person, whole), changes, reads.sealed(fee_list, lines) if whole else None)


def own(lines: list[terms.Line], person: Person, whole: bool) -> list[terms.Line]:
    return [line for line in lines if whole or line.author == person.pk]


def note(line: terms.Line) -> str:
    """What is said of a line that is not simply paid."""
    if line.withdrawn_on:
        return gettext("Withdrawn on %(day)s, not paid") % {"day": day_in_digits(line.withdrawn_on)}
    return "" if line.pay == terms.Pay.PAID else str(terms.Pay(line.pay).label)


def work(line: terms.Line) -> str:
    return str(terms.Work(line.work).label) if line.work else ""


def values(line: terms.Line) -> list[Value]:
    told: list[Value] = [line.day, line.title, line.author_name, work(line), line.places]
    return [*told, line.coefficient, line.base, line.amount, note(line), line.entry]


def sheet_of(seen: View, person: Person) -> Sheet:
    """The list as an office hands it on: its lines, their sum, whether it is closed, and the fingerprint of a closed one."""
    fee_list, body = seen.fee_list, seen.fee_list.body
    about = [in_words(fee_list.period), standing_in_words(seen)]
    if seen.seal:
        about.append(f"{FINGERPRINT}: {fingerprint(seen)}")
    sum_of = gettext("Sum") if seen.whole else gettext("Sum of these bulletins")
    summed: list[Value] = [None, sum_of, *[None] * 5, rules.total(seen.lines), None, None]
    return Sheet(
        body=str(body),
        title=gettext("List of bulletins"),
        about=about,
        headings=[str(one) for one in (*HEADINGS, MONEY, NOTE, ENTRY)],
        rows=list(map(values, seen.lines)),
        sums=summed if seen.whole or seen.lines else (),
        by=person.full_name,
        on=clock.today(),
        place=body.area.name if body.area else "",
        limit="" if seen.whole else gettext("Only bulletins of %(person)s") % {"person": person},
        name=in_words(fee_list.period).replace("/", "-"),
    )


def standing_in_words(seen: View) -> str:
    if seen.fee_list.closed_on is None:
        return gettext("Being drawn up: not closed yet")
    said = {"day": day_in_digits(seen.fee_list.closed_on), "person": seen.fee_list.closed_by}
    return gettext("Closed on %(day)s by %(person)s") % said


def fingerprint(seen: View) -> str:
    """That of a closed list, and that its lines no longer have it where that is so."""
    mark, holds = seen.seal or ("", True)
    return mark if holds else gettext("%(mark)s - the lines no longer match it") % {"mark": mark}


def worth(line: terms.Line) -> dict[str, str]:
    """Coefficient, base and amount as they are read; "" for what there is not."""
    coefficient = "" if line.coefficient is None else trimmed(line.coefficient)
    base, amount = (number(one) if one is not None else "" for one in (line.base, line.amount))
    return {"coefficient": coefficient, "base": base, "amount": amount}
