"""Templates: made, changed, retired by whoever answers for the texts of a body."""

from datetime import date
from typing import Any, Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts import names
from khen.domains.newsroom.models import Pattern, Topic
from khen.domains.newsroom.rules import patterns as rules
from khen.domains.newsroom.rules import reasons_about_post
from khen.domains.newsroom.terms import patterns as terms


@act
def make_pattern(*, by: Person, body: Body, on: date, **wording: Unpack[terms.Wording]) -> Pattern:
    """Lập mẫu: a text to start from, for the body and all below it."""
    refuse_if(reasons_about_post(may=may(by, Action.APPROVE, body, on)))
    pattern = _worded(Pattern(body=body, made_on=on), wording, on)
    said = terms.PatternMade(**_told(pattern))
    journal.write(said, by=by, body=body, on=on, about=pattern)
    return pattern


@act
def change_pattern(pattern: Pattern, *, by: Person, on: date, **wording: Unpack[terms.Wording]) -> Pattern:
    """Sửa mẫu: texts that were begun with it stay as they are."""
    pattern = _worded(_standing(pattern, by=by, on=on), wording, on)
    said = terms.PatternChanged(**_told(pattern))
    journal.write(said, by=by, body=pattern.body, on=on, about=pattern)
    return pattern


@act
def retire_pattern(pattern: Pattern, *, by: Person, on: date) -> Pattern:
    """Thôi dùng mẫu: nobody begins with it any more."""
    pattern = _standing(pattern, by=by, on=on)
    pattern.retired_on = on
    pattern.save(update_fields=["retired_on"])
    said = terms.PatternRetired(pattern=pattern.pk)
    journal.write(said, by=by, body=pattern.body, on=on, about=pattern)
    return pattern


def _told(pattern: Pattern) -> dict[str, Any]:
    return {"pattern": pattern.pk, "name": pattern.name, "title": pattern.title, "text_sha256": pattern.digest()}


def _standing(pattern: Pattern, *, by: Person, on: date) -> Pattern:
    pattern = locked(pattern)
    refuse_if(reasons_about_post(may=may(by, Action.APPROVE, pattern.body, on)))
    refuse_if(rules.reasons_about_retired(retired=pattern.retired_on is not None))
    return pattern


def _worded(pattern: Pattern, wording: terms.Wording, on: date) -> Pattern:
    given = rules.neat(wording)
    topic = names.chosen(Topic, pattern.body, given["topic"], on)
    same = Pattern.objects.filter(body=pattern.body, retired_on=None, folded=fold(given["name"])).exclude(pk=pattern.pk)
    refuse_if(rules.reasons_about_wording(given, topic_stands=topic is not None, again=same.exists()))
    assert topic is not None
    for name, value in {**given, "topic": topic, "folded": fold(given["name"])}.items():
        setattr(pattern, name, value)
    pattern.save()
    return pattern
