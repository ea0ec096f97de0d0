"""How complete the returns are on which a report stands: who was asked, who has sent all or a part, who nothing, by which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khen.atoms.glance import once
from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import BodyKind
from khen.domains.returns import reads as returns
from khen.domains.returns.models import Ask, Form, Item
from khen.figures.periods import name_of
from khen.reports import chips, counting
from khen.reports.models import Report
from khen.reports.outline import outline

DISTRICTS = frozenset({BodyKind.DISTRICT_OFFICE, BodyKind.DISTRICT_CENTRE})


@dataclass(frozen=True, slots=True)
class Missing:
    """A body that has not sent, and the day by which it should have."""

    body: str
    due: date

    def __str__(self) -> str:
        return f"{self.body} (hạn {day_in_digits(self.due)})"


@dataclass(frozen=True, slots=True)
class Partly(Missing):
    """A body that has sent some of the items and not all of them."""

    sent: int
    items: int

    def __str__(self) -> str:
        return f"{self.body} ({self.sent}/{self.items} mục, hạn {day_in_digits(self.due)})"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far one form has come. `number` and `key` are the form's, `items` the keys of what it declares."""

    number: int
    key: str
    form: str
    items: frozenset[str]
    asked: int
    missing: tuple[Missing, ...]
    among: str
    partly: tuple[Partly, ...] = ()

    @property
    def is_whole(self) -> bool:
        return bool(self.asked) and not self.missing and not self.partly

    @property
    def share(self) -> str:
        """ "10/11 huyện, thành phố đã gửi"; "đã gửi đủ" where another has sent a part."""
        if not self.asked:
            return "chưa yêu cầu cơ quan nào báo biểu này"
        sent = self.asked - len(self.missing) - len(self.partly)
        return f"{sent}/{self.asked} {self.among} đã gửi{' đủ' if self.partly else ''}"

    def __str__(self) -> str:
        told = [f"{self.form}: {self.share}"]
        told += [f"gửi thiếu: {'; '.join(map(str, self.partly))}"] if self.partly else []
        told += [f"chưa gửi: {'; '.join(map(str, self.missing))}"] if self.missing else []
        return f"{'; '.join(told)}."


def declared_in(report: Report) -> str:
    """The name under which bodies declare for the report's period."""
    return name_of(parse(report.period))


@once
def progress(report: Report) -> list[returns.Progress]:
    """Every form that the bodies of the report were asked for, and those on which it stands that nobody was: of none so many
    sent. Three queries a form that was asked, however many bodies there are, and two more."""
    asked = returns.all_progress(declared_in(report), bodies=counting.bodies_of(report))
    forgotten = {form.pk: returns.Progress(form, 0, (), (), 0) for form in unasked(report).values()}
    return sorted((*asked, *forgotten.values()), key=lambda one: one.form.pk)


@once
def unasked(report: Report) -> dict[str, Form]:
    """What the report stands on and nobody was asked for: the key of each such item, printed or of a form on which words rest,
    with its form. Two queries."""
    forms = {part.key: part.forms for part in outline(report.outline).parts}
    written = [block for block in report.blocks.all() if block.text.strip()]
    printed = {key for block in written for key in chips.keys(block.text)}
    rests = {form for block in written for form in forms.get(block.key, ())}
    found = returns.unasked(declared_in(report), bodies=counting.bodies_of(report))
    return {key: form for key, form in found.items() if key in printed or form.key in rests}


def completeness(report: Report, found: Iterable[returns.Progress]) -> list[Completeness]:
    """The same for people to read. Two queries."""
    asks = Ask.objects.filter(period=declared_in(report), body__in=counting.bodies_of(report).values("pk"))
    due = {(form, body): day for form, body, day in asks.values_list("form_id", "body_id", "due")}
    items: dict[int, set[str]] = {}
    for form, key in Item.objects.values_list("form_id", "key"):
        items.setdefault(form, set()).add(key)
    return [
        Completeness(
            number=one.form.pk,
            key=one.form.key,
            form=str(one.form),
            items=frozenset(items.get(one.form.pk, ())),
            asked=one.asked,
            missing=tuple(Missing(body.name, due[one.form.pk, body.pk]) for body in one.missing),
            partly=tuple(Partly(of.body.name, due[one.form.pk, of.body.pk], of.sent, of.items) for of in one.partly),
            among="huyện, thành phố" if set(one.form.kinds) <= DISTRICTS else "cơ quan",
        )
        for one in found
    ]


def lines(report: Report) -> list[str]:
    """A line for each form: as it stands now while the report is open, as it stood at approval afterwards."""
    if report.as_of is not None:
        return report.completeness.splitlines()
    return [str(one) for one in completeness(report, progress(report))]
