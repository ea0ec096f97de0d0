"""Who must remain where an administrator goes. Values in, reasons out."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span, gap, meet
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import Governor
from khen.domains.organisation.rules.names import Reasons


def ungoverned_from(lost: Collection[Governor], left: Collection[Governor]) -> date | None:
    """The first day, of those from which the lost posts allow nothing more, on which something they reach would have nobody to
    govern it; None when there is no such day, however late. Each of the others counts on its own days and while the account of
    its holder is open; a lost post whose holder's account is closed took care of nothing."""
    governed: dict[str, list[Span]] = defaultdict(list)
    for post in left:
        for thing, span in post.reach if post.active else ():
            governed[thing] += [days] if (days := meet(span, (post.since, post.until))) else []
    wanted = [(thing, meet(span, (post.since, None))) for post in lost if post.active for thing, span in post.reach]
    gaps = [gap(days, governed[thing]) for thing, days in wanted if days]
    return min((day for day in gaps if day is not None), default=None)


def reasons_about_ungoverned(day: date | None) -> Reasons:
    """The house's own policy: all that has an administrator keeps one, for good."""
    if day is not None:
        yield _(
            "From %(day)s on nobody would govern all that this person governs. First give somebody whose account is open an "
            "administrator's post that reaches as far, begins on that day or earlier and has no end."
        ) % {"day": day_in_digits(day)}
