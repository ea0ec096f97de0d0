"""Exercises: texts that wait for whoever practises approving them."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.terms import BodyKind
from khen.book.journal import act
from khen.domains.newsroom import rules
from khen.domains.newsroom.acts.writing import write
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms.exercises import EXERCISES


@act
def set_exercises(body: Body, *, by: Person, on: date) -> list[Bulletin]:
    """Ra bài tập: the texts that the house keeps for it are written and submitted, at a body for training alone."""
    refuse_if(rules.reasons_not_to_set_exercises(training=body.kind == BodyKind.TRAINING))
    return [write(by=by, body=body, on=on, hand_in=True, **one) for one in EXERCISES]
