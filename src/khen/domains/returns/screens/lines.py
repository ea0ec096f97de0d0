"""One line of a sheet: what stands there, and what somebody is typing over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import BoundField

from khen.atoms import vietnamese
from khen.domains.returns import rules
from khen.domains.returns.models import Item, Return, Version
from khen.domains.returns.screens.forms import LineForm
from khen.domains.returns.terms import Answer, Given, State


def written(said: Return | Version | Given, item: Item) -> str:
    """ "9,27%", "40 giấy phép", or the answer that is not a number."""
    if said.value is None:
        return str(Answer(said.answer).label)
    number, unit = vietnamese.trimmed(said.value, decimals=4), item.unit
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


@dataclass
class Line:
    """`form` is None where it is not this person's to write; `url` is the page of what stands, "" when nothing does."""

    item: Item
    record: Return | None
    form: LineForm | None
    url: str

    @classmethod
    def of(
        cls, item: Item, record: Return | None, given: Mapping[str, Any] | None, *, mine: bool, url: str, level: str
    ) -> "Line":
        """With the form as it was sent, or as it starts; `level` is that of the body."""
        initial = {"answer": record.answer, "value": record.value, "source": record.source} if record else {}
        seen = {"seen": record.number if record else 0}
        form = LineForm(given, prefix=f"i{item.pk}", initial=initial | seen) if mine else None
        if form:
            form.offer(rules.answers_at(level, item.levels))
        return cls(item, record, form, url)

    @property
    def is_open(self) -> bool:
        """Whether it may be written: what was sent or accepted is withdrawn first."""
        return self.form is not None and (self.record is None or self.record.state in {State.DRAFT, State.SENT_BACK})

    @property
    def stands(self) -> str:
        return written(self.record, self.item) if self.record else ""

    @property
    def is_filled(self) -> bool:
        """Something was typed: a number, a document, or that there is none."""
        if self.form is None or not self.form.is_bound:
            return False
        said = [str(self.form[name].value() or "").strip() for name in ("value", "source")]
        return any(said) or self.form["answer"].value() in {Answer.NOTHING, Answer.NOT_APPLICABLE}

    def faults(self) -> "list[tuple[Line, BoundField]]":
        """The fields of this line that were filled in wrongly."""
        return [(self, field) for field in self.form.visible_fields() if field.errors] if self.form and self.is_filled else []

    @property
    def typed(self) -> str:
        """What was typed into a line that has been sent meanwhile."""
        said = self.form.said() if self.form and self.is_filled and not self.is_open else None
        return f"{written(said, self.item)} · {said.source}" if said else ""

    @cached_property
    def overtaken(self) -> Version | None:
        """What somebody else wrote since the sheet was opened, where something else was typed over it."""
        said = self.form.said() if self.form and self.is_filled else None
        if self.record is None or said is None or self.form is None or self.form.version() == self.record.number:
            return None
        return None if said == _said(self.record) else self.record.versions.select_related("entered_by").first()

    def renew(self) -> None:
        """Show what stands as seen, and what was typed beside it; where nothing had been typed over the line, only the former."""
        if self.overtaken is None or self.record is None or self.form is None:
            return
        before = self.record.versions.filter(number=self.form.version()).first()
        told: dict[str, Any] = {"seen": self.record.number}
        if before and _said(before) == self.form.said():
            told |= {"answer": self.record.answer, "value": self.record.value, "source": self.record.source}
        names = {name: self.form.add_prefix(name) for name in self.form.fields}
        self.form.data = {key: told.get(name, self.form.data.get(key)) for name, key in names.items()}


def _said(kept: Return | Version) -> Given:
    return Given(kept.answer, kept.value, kept.source)
