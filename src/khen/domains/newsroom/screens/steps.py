"""Steps that cannot bear a day before the last one are offered as such; what readers may have is taken back on any day."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from khen.bodies.models import Person
from khen.desk.verbs import Verb
from khen.domains.newsroom import rules


def in_order(verbs: Iterable[Verb], *names: str, after: Callable[[Any], date]) -> tuple[Verb, ...]:
    """The verbs, all but those of these names with the rule about the day of the step before."""
    return tuple(verb if verb.name in names else replace(verb, reasons=_ordered(verb, after)) for verb in verbs)


def _ordered(verb: Verb, after: Callable[[Any], date]) -> Any:
    def reasons(record: Any, person: Person, day: date) -> list[object]:
        return [*verb.reasons(record, person, day), *rules.reasons_about_order(on=day, after=after(record))]

    return reasons
