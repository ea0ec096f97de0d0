"""What may be ordered and of whom, what counts as returned, and how far a body has come.

Who orders: whoever may publish, for the body that orders and for each body that is asked. Who answers: whoever has a voice in
the texts of the body asked (the action `advise`): its own newsroom, and for a press agency without people here whoever
publishes for it from above. The province's own order of work."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits, number
from khen.domains.newsroom.rules.cleaning import line
from khen.domains.newsroom.rules.elsewhere import safe_link
from khen.domains.newsroom.rules.posts import reasons_about_front_page
from khen.domains.newsroom.rules.remarks import paragraph
from khen.domains.newsroom.rules.texts import LONGEST_TITLE
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.orders import Medium, Run, State, Wanted

Reasons = Iterator[object]

SHORTEST_SUBJECT = 5
LONGEST_WANTED, MOST_PIECES, MOST_BODIES = 5_000, 100, 500
LINKED = frozenset({Medium.ONLINE, Medium.SOCIAL})


def neat(given: Wanted) -> Wanted:
    """The order as it is kept."""
    return {**given, "subject": line(given["subject"]), "wanted": paragraph(given["wanted"])}


def reasons_about_wanted(given: Wanted, *, topic_stands: bool, campaign_stands: bool, since: date) -> Reasons:
    """`given` is neat; `since` is the day of the order; topic and campaign stand on the day of the act."""
    if not SHORTEST_SUBJECT <= len(given["subject"]) <= LONGEST_TITLE:
        yield _("The subject needs %(least)d to %(most)d characters.") % {"least": SHORTEST_SUBJECT, "most": LONGEST_TITLE}
    if not given["wanted"]:
        yield _("Say what is wanted.")
    if len(given["wanted"]) > LONGEST_WANTED:
        yield _("What is wanted is longer than %(most)s characters.") % {"most": number(LONGEST_WANTED)}
    if not topic_stands:
        yield _("There is no such topic on that day.")
    if not campaign_stands:
        yield _("This campaign does not run for that body on that day: choose another, or none.")
    if not 1 <= given["pieces"] <= MOST_PIECES:
        yield _("Each body is asked for 1 to %(most)d pieces.") % {"most": MOST_PIECES}
    if given["due"] < since:
        yield _("The last day lies before the order.")


def reasons_about_bodies(*, asked: int, foreign: Collection[str], again: Collection[str]) -> Reasons:
    """`foreign` names bodies for which the person may not publish, `again` those that the order asks already."""
    if not asked:
        yield _("Choose who is asked.")
    if asked > MOST_BODIES:
        yield _("At most %(most)d bodies may be asked at once.") % {"most": MOST_BODIES}
    for name in foreign:
        yield _("You may not order from %(body)s.") % {"body": name}
    for name in again:
        yield _("%(body)s is asked already.") % {"body": name}


def reasons_about_run(*, standing: str) -> Reasons:
    if standing != Run.OPEN:
        yield _("This order does not run any more: %(standing)s.") % {"standing": Run(standing).label}


def reasons_about_part(*, out_on: date | None) -> Reasons:
    """What a body that was taken out returned before stays counted; nothing more is asked of it, and nothing more comes."""
    if out_on is not None:
        yield _("Your body was taken out of this order on %(day)s: nothing more is returned for it.") % {
            "day": day_in_digits(out_on)
        }


def reasons_not_to_take_out(*, asks: bool) -> Reasons:
    """`asks`: the order asks this body today."""
    if not asks:
        yield _("Choose a body that this order still asks.")


def reasons_about_new_day(*, due: date, before: date, on: date) -> Reasons:
    """A new last day that has passed could be kept by nobody."""
    if due != before and due < on:
        yield _("The new last day has passed already: choose today or a later day.")


def reasons_about_bulletin(*, own: bool, standing: str, published_on: date | None, since: date, again: bool) -> Reasons:
    """`own`: it is a bulletin of the body asked; `since` is the day of the order."""
    if not own:
        yield _("Only bulletins of the body that is asked are returned.")
    if standing != Standing.PUBLISHED or published_on is None:
        yield _("Only what is published is returned.")
    elif published_on < since:
        yield _("It was published before the order.")
    if again:
        yield _("This piece has already been returned.")


def reasons_about_piece(*, title: str, medium: str, link: str, day: date, since: date, on: date, again: bool) -> Reasons:
    """`day` is that of publication, `since` that of the order, `on` that of the act; `link` may be empty off the net."""
    if not SHORTEST_SUBJECT <= len(title) <= LONGEST_TITLE:
        yield _("The title needs %(least)d to %(most)d characters.") % {"least": SHORTEST_SUBJECT, "most": LONGEST_TITLE}
    if medium not in Medium.values or medium == Medium.HOUSE:
        yield _("Choose where it was published.")
    if (link or medium in LINKED) and not safe_link(link):
        yield _("Give the full address, beginning with https://.")
    yield from reasons_about_front_page(link)
    if day > on:
        yield _("This day is still to come.")
    if day < since:
        yield _("It was published before the order.")
    if again:
        yield _("This piece has already been returned.")


def reasons_not_to_decline(*, unable: bool, returned: int, pieces: int) -> Reasons:
    if unable:
        yield _("It has been said that this cannot be done.")
    if returned >= pieces:
        yield _("Everything has been returned already.")


def reasons_not_to_take_back(*, counts: bool) -> Reasons:
    """`counts`: the piece was returned by this body and still counts."""
    if not counts:
        yield _("Choose a returned piece that still counts.")


def state(
    *, standing: str, out: bool, unable: bool, returned: int, pieces: int, due: date, day: date, ended_on: date | None
) -> State:
    """How far a body has come on a day; a closed order is looked at as on the day it was closed."""
    if out:
        return State.OUT
    if standing == Run.CALLED_OFF:
        return State.CALLED_OFF
    if unable:
        return State.UNABLE
    if returned >= pieces:
        return State.DONE
    if due < (ended_on or day):
        return State.LATE
    return State.SOME if returned else State.WAITING
