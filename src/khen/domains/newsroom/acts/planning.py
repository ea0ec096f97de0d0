"""Planning: the day on which a text is meant to appear."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom.acts.steps import held
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.calendar import PlannedDay
from khen.domains.newsroom.rules import calendar
from khen.domains.newsroom.terms.calendar import Planned


@act
def plan(bulletin: Bulletin, *, by: Person, on: date, day: date | None) -> Bulletin:
    """Đặt ngày đăng: the calendar shows it on that day; None takes it off."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(calendar.reasons_not_to_plan(standing=bulletin.standing))
    refuse_if(calendar.reasons_about_day(day, on=on, until=bulletin.until))
    PlannedDay.objects.update_or_create({"day": day}, bulletin=bulletin)
    journal.write(Planned(bulletin=bulletin.pk, day=day), by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin
