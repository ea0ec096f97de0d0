"""What the pages of dispatches, letters and subscribers say besides what their rows hold."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_digits
from khen.bodies.models import Outlet
from khen.desk.beside import Alarm
from khen.egress import watch
from khen.egress.models import Delivery, Dispatch, Subscriber
from khen.egress.terms import Change, ChannelKey, Outcome, State

MOST_ATTEMPTS, MOST_LETTERS = 50, 10

NOT_TAKEN = {
    Change.PUBLISHED: _("The text does not stand here: %(channel)s, %(outlets)s."),
    Change.CORRECTED: _(
        "The correction was not taken here: %(channel)s, %(outlets)s. If the text stood there, it still says the old."
    ),
    Change.WITHDRAWN: _("The text was not taken down here: %(channel)s, %(outlets)s. It may still be read there."),
}
MEND = _(
    "What to do: put right with “Correct” what the reason names: words, or a picture or a file, which is left out there or "
    "replaced by another one. The corrected text goes there by itself."
)
TO_DO = {
    Change.PUBLISHED: MEND,
    Change.CORRECTED: MEND,
    Change.WITHDRAWN: _("What to do: tell whoever runs the system at once."),
}


def alarms(newest: Sequence[Dispatch], url: Callable[..., str]) -> list[Alarm]:
    """What has to be known at the head of the page of a bulletin with these dispatches: which channels of the house did not take
    it, or not yet. A query, and one for the names of outlets where there are any."""
    refused = watch.not_taken(clock.today()).filter(dispatch__bulletin=newest[0].bulletin).select_related("dispatch")
    rows = list(refused.order_by("-dispatch", "detail", "position"))
    names = dict(Outlet.objects.filter(key__in={row.address for row in rows}).values_list("key", "name")) if rows else {}
    groups = groupby(rows, key=lambda row: (row.dispatch, row.detail))
    return [
        *(_not_taken(one, why, [names.get(row.address, row.address) for row in some], url) for (one, why), some in groups),
        *(_not_yet(one, url) for one in newest if watch.is_put_off(one)),
    ]


def _not_taken(one: Dispatch, why: str, outlets: list[str], url: Callable[..., str]) -> Alarm:
    change = Change(one.change)
    return Alarm(
        said=str(NOT_TAKEN[change]) % {"channel": one.get_channel_display(), "outlets": ", ".join(outlets)},
        why=gettext("Why: %(why)s") % {"why": watch.reply(why)},
        todo=TO_DO[change],
        more=_("The dispatch, with every attempt"),
        url=url(args=[one.pk]),
    )


def _not_yet(one: Dispatch, url: Callable[..., str]) -> Alarm:
    told = {"channel": one.get_channel_display(), "change": one.get_change_display().lower()}
    when = moment_in_digits(one.next_try) if one.next_try else "…"
    return Alarm(
        said=gettext("Not there yet: %(channel)s (%(change)s).") % told,
        why=gettext("Why: %(why)s") % {"why": watch.reply(one.held_because)},
        todo=gettext(
            "What to do: nothing; it is tried again by itself at %(when)s. If it stays so, tell whoever runs the system."
        )
        % {"when": when},
        more=_("The dispatch, with every attempt"),
        url=url(args=[one.pk]),
    )


def places(record: Dispatch) -> list[dict[str, Any]]:
    """The outlets of a dispatch that is no letter, by name, with what became of each and the views of its site since."""
    if record.channel == ChannelKey.EMAIL:
        return []
    rows = list(record.deliveries.order_by("position"))
    names = dict(Outlet.objects.filter(key__in=[row.address for row in rows]).values_list("key", "name"))
    views = watch.views_since(record, list(names)) if record.channel == ChannelKey.PORTAL else {}
    return [
        {
            "row": row,
            "name": names.get(row.address, row.address),
            "mood": watch.MOODS[State(row.state)],
            "views": views.get(row.address),
        }
        for row in rows
    ]


def tries(record: Any) -> list[dict[str, Any]]:
    """The newest attempts of a dispatch or a letter, without addresses."""
    rows = record.attempts.select_related("delivery").order_by("-pk")[:MOST_ATTEMPTS]
    return [
        {
            "row": row,
            "mood": watch.OUTCOMES[Outcome(row.outcome)],
            "reply": watch.reply(row.detail),
            "own": bool(watch.own_words(row.detail)),
        }
        for row in rows
    ]


def letters_to(subscriber: Subscriber) -> list[dict[str, Any]]:
    """The newest letters to an address. One query."""
    rows = Delivery.objects.filter(subscriber=subscriber).select_related("dispatch__wording").order_by("-pk")[:MOST_LETTERS]
    return [{"row": row, "mood": watch.MOODS[State(row.state)]} for row in rows]
