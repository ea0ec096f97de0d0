"""The first act of a real house: a province, the body that keeps its registers, and the one person who opens the rest."""

from datetime import date

from khen.bodies.terms import Role
from khen.book.journal import act
from khen.domains.organisation.acts.opening import found
from khen.domains.organisation.acts.passwords import issue_password
from khen.domains.organisation.acts.people import give_post, register_person
from khen.domains.organisation.terms import NewArea, NewBody


@act
def found_with_administrator(area: NewArea, body: NewBody, *, username: str, full_name: str, on: date) -> str:
    """Found an empty house, all or nothing. Answers with the administrator's password, told once and kept nowhere.

    Refused where a body stands already. The administrator governs the whole area from a post at the body."""
    top, founder = found(area, body, on=on)
    person = register_person(username=username, full_name=full_name, body=founder, by=None, on=on)
    give_post(person=person, body=founder, role=Role.ADMINISTRATOR, area=top, since=on, by=None, on=on)
    return issue_password(person, by=None, on=on)
