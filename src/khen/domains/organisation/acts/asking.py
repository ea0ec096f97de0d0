"""Whether somebody may govern what an act touches; before the first administrator nobody does, and `by` is None."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies import governing
from khen.bodies.models import Area, Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.domains.organisation import rules


def ask_to_govern(by: Person | None, day: date, *things: Area | Body) -> None:
    for thing in things:
        if by is None:
            refuse_unless(governing.nobody_governs(day))
        else:
            allowed = may(by, Action.GOVERN, thing, day) if isinstance(thing, Body) else governing.governs_area(by, thing, day)
            refuse_unless(allowed)


def refuse_unless(allowed: bool) -> None:
    refuse_if(rules.reasons_not_to_govern(allowed=allowed))
