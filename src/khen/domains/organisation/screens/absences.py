"""How leaves and delegations stand: from a first day to a day on which they no longer count; the same day twice: called off.

A delegation counts no longer than the post does, and is called off with it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.bodies.models import Leave
from khen.bodies.reads import on_day
from khen.desk.listing import Filters
from khen.desk.verbs import Words
from khen.domains.organisation.models import Delegation

COMING, RUNNING, ENDED, CANCELLED = "to-come", "running", "ended", "cancelled"
STANDINGS: dict[str, Words] = {
    COMING: _("to come"),
    RUNNING: _("running"),
    ENDED: _("ended"),
    CANCELLED: _("called off"),
}


def standing(row: Leave | Delegation) -> str:
    """How it stands today, by its key."""
    today = clock.today()
    since, until = row.days if isinstance(row, Delegation) else (row.since, row.until)
    if until == since:
        return CANCELLED
    return COMING if since > today else RUNNING if until and until > today else ENDED


def by_standing(words: Mapping[str, Words]) -> ChoiceFilter:
    """Narrows a list to those that stand so today; needs StandingFilters."""
    return ChoiceFilter(label=_("Standing"), choices=list(words.items()), method="stands")


class StandingFilters(Filters):
    """What `by_standing` narrows a list by."""

    def stands(self, rows: QuerySet[Any], name: str, wanted: str) -> QuerySet[Any]:
        cancelled, running, today = Q(until=F("since")), on_day(clock.today()), clock.today()
        if rows.model is Delegation:
            cancelled, running = cancelled | Q(for_post__until__lte=F("since")), running & on_day(today, "for_post__")
        if wanted == CANCELLED:
            return rows.filter(cancelled)
        among = {COMING: Q(since__gt=today), RUNNING: running, ENDED: Q(since__lte=today) & ~running}
        return rows.exclude(cancelled).filter(among[wanted])
