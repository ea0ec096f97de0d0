"""What the screen says once an act on areas, bodies, people or posts is done."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Model
from django.utils.translation import gettext, gettext_lazy

from khen.atoms.vietnamese import day_in_digits
from khen.bodies import successions, trees
from khen.bodies.models import Area, Body, Person
from khen.book.models import Entry
from khen.domains.organisation import reads
from khen.domains.organisation.models import Delegation
from khen.domains.organisation.terms import Moved, MoveTakenBack


def opened_area(area: Area) -> str:
    said = {"area": area, "code": area.code, "day": day_in_digits(area.valid_from)}
    return gettext("%(area)s (code %(code)s) stands among the areas from %(day)s.") % said


def latest_move(thing: Area | Body) -> str:
    """Which move would be taken back; empty when there is none."""
    latest, before = trees.latest_move(thing) or (None, None)
    if latest is None:
        return ""
    return _a_move(before.parent if before else None, latest.parent, latest.since)


def told_move(entry: Entry) -> str:
    """Which move an entry tells of, made or taken back; empty when it tells of none."""
    told = entry.payload
    if entry.kind not in {Moved.kind, MoveTakenBack.kind}:
        return ""
    model: type[Model] = {"area": Area, "body": Body}[told["of"]]
    out_of, under = (model._default_manager.filter(pk=told[place]).first() for place in ("out_of", "under"))
    before, now = (out_of, under) if entry.kind == Moved.kind else (under, out_of)
    return _a_move(before, now, date.fromisoformat(told["since"]))


def _a_move(before: object, under: object, since: date) -> str:
    said = {"under": under, "day": day_in_digits(since), "before": before or gettext("the top")}
    return gettext("The move that holds from %(day)s: out of %(before)s, under %(under)s.") % said


def latest_succession(thing: Area | Body) -> str:
    """Which succession would be taken back; empty when there is none."""
    row = successions.latest_succession(thing)
    if row is None:
        return ""
    what = f"{row.get_kind_display()} {row.new}" if row.new else row.get_kind_display()
    said = {"what": what, "day": day_in_digits(row.on), "basis": row.legal_basis}
    return gettext("What was written down last: %(what)s, from %(day)s (%(basis)s).") % said


def opened_body(body: Body) -> str:
    return gettext("%(body)s is open from %(day)s. Next: give its people their posts.") % {
        "body": body,
        "day": day_in_digits(body.valid_from),
    }


LINK = gettext_lazy("The link of the invitation that was still open has ended with it.")


def and_link(*words: object) -> Callable[[Person], str]:
    """These words, and that the act ended an open invitation where it did."""
    return lambda person: " ".join(map(str, (*words, *ended_link(person))))


def ended_link(person: Person) -> list[object]:
    return [LINK] if reads.has_just_ended_link(person) else []


def added(person: Person) -> str:
    return gettext("%(person)s is entered, with a post and a first password.") % {"person": person}


def corrected(person: Person) -> str:
    called = f"{person.full_name}, {person.email}" if person.email else person.full_name
    return and_link(gettext("Name and e-mail are kept: %(person)s.") % {"person": called})(person)


def invited(person: Person) -> str:
    return gettext("The letter to %(address)s goes out; this page tells when it has left.") % {"address": person.email}


def delegated(record: Delegation) -> str:
    said = {"person": record.person, "holder": record.holder, "since": day_in_digits(record.since), "last": _last_day(record)}
    return gettext("%(person)s acts in the place of %(holder)s from %(since)s to the end of %(last)s.") % said


def ended_early(record: Delegation) -> str:
    said = {"person": record.person, "last": _last_day(record)}
    return gettext("%(person)s acts in that place until the end of %(last)s.") % said


def ended_post(person: Person) -> str:
    post = reads.post_ended_last(person)
    if post and post.until == post.since:
        return and_link(gettext("The post is called off and counts on no day."))(person)
    return and_link(gettext("The end of the post is written down; from that day it allows nothing."))(person)


def _last_day(record: Delegation) -> str:
    return day_in_digits(record.until - timedelta(days=1)) if record.until else ""
