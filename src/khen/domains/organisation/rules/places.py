"""What must hold in the trees of areas and bodies. Values in, reasons out."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span, meet
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import KINDS, AreaKind, Basis, Change, OutletKind, Rung, Stand
from khen.domains.organisation.rules.names import KEY, Reasons, holds, reasons_about_day, reasons_about_name
from khen.domains.organisation.rules.standing import reasons_not_to_stand
from khen.domains.organisation.terms import NewArea, NewBody

CODE = re.compile(r"[0-9]{2,10}")
ADDRESS = re.compile(r"(?:https?://)?[\w.-]+(?::[0-9]{1,5})?(?:/[^\s\"'<>]*)?")


def reasons_not_to_open_area(
    new: NewArea, *, taken: Collection[tuple[str, Span]], parent: tuple[str, Span] | None, rungs: Sequence[Rung]
) -> Reasons:
    """The directory of administrative units (Decision 124/2004): digits, borne by one area on any day.

    `taken` names the areas that bear or bore this very code, each with its days up to its succession; the new one has no end yet.
    `parent` is the kind and the days of the area above, None when there is none or it is unknown; `rungs`: the laws."""
    if not CODE.fullmatch(new.code):
        yield _("The code of an area has 2 to 10 digits.")
    if new.kind not in AreaKind.values:
        yield _("No such kind of area: %(kind)s.") % {"kind": new.kind[:40]}
    yield from reasons_about_name(new.name, longest=120)
    yield from reasons_about_day(new.valid_from)
    for name, span in taken:
        if meet(span, (new.valid_from, None)):
            yield _(
                "Code %(code)s is in use for %(area)s; where another area takes its place, open its successor on its own page."
            ) % {
                "code": new.code,
                "area": name,
            }
    if bool(new.parent) != (parent is not None):
        yield _("No area has the code %(code)s.") % {"code": new.parent[:40]}
    elif parent is not None:
        yield from _reasons_about_parent(new, *parent, rungs)
    elif new.kind != AreaKind.PROVINCE:
        yield _("Only a province stands below no other area.")


def _reasons_about_parent(new: NewArea, kind: str, span: Span, rungs: Sequence[Rung]) -> Reasons:
    if new.kind in AreaKind.values:
        yield from reasons_not_to_stand(Stand(new.kind), Stand(kind), rungs, new.valid_from)
    yield from _reasons_about_days(span, new.valid_from)


def _reasons_about_days(above: Span, since: date) -> Reasons:
    if since < above[0]:
        yield _("The one above begins on %(day)s: choose that day or a later one.") % {"day": day_in_digits(above[0])}
    elif not holds(above, since):
        yield _("The one above does not exist on that day any more: choose another, or an earlier day.")


def reasons_not_to_name_twice(*, area: str, alike: Collection[Span], since: date) -> Reasons:
    """`alike`: when areas of that kind and name, read without marks, stand below the same one; `area` has no end yet."""
    if any(meet(span, (since, None)) for span in alike):
        yield _(
            "%(area)s stands below the same one already: choose another name, or, where the new one takes its place, open its "
            "successor on its own page."
        ) % {"area": area}


def reasons_not_to_open_body(
    new: NewBody, *, taken: Collection[str], parents: Mapping[str, Span], areas: Mapping[str, Span]
) -> Reasons:
    """`parents` by key and `areas` by code, with the days on which they exist."""
    if not KEY.fullmatch(new.key):
        yield _("A key has 1 to 40 small letters a-z, digits and hyphens.")
    if new.key in taken:
        yield _("The key %(key)s is already in use.") % {"key": new.key[:40]}
    if new.kind not in dict(KINDS):
        yield _("No such kind of body: %(kind)s.") % {"kind": new.kind[:40]}
    yield from reasons_about_name(new.name, longest=200)
    yield from reasons_about_day(new.valid_from)
    if new.parent and new.parent not in parents:
        yield _("No body has the key %(key)s.") % {"key": new.parent[:40]}
    if new.area and new.area not in areas:
        yield _("No area has the code %(code)s.") % {"code": new.area[:40]}
    for span in [known[name] for known, name in ((parents, new.parent), (areas, new.area)) if name in known]:
        yield from _reasons_about_days(span, new.valid_from)


def reasons_not_to_double(*, name: str, alike: Collection[Span], since: date) -> Reasons:
    """`alike`: the days of the bodies with that name, read without marks, in the same area; the new one has no end yet."""
    if any(until is None or until > since for _since, until in alike):
        yield _("A body called %(name)s is there already, in the same area on the same days.") % {"name": name}


def reasons_not_to_mix(alike: bool) -> Reasons:
    """Areas and bodies stand in two trees."""
    if not alike:
        yield _("Areas go with areas, bodies with bodies.")


def reasons_not_to_move(*, circle: bool, here: Span, there: Span, last: Span | None, same: bool, since: date) -> Reasons:
    """A move holds from `since`; `here` and `there`: when the moved one and the one above exist; `last`: the newest edge.
    What may stand below what, is said by rules.standing."""
    yield from reasons_about_day(since)
    if circle:
        yield _("Nothing can stand below itself.")
    if not holds(here, since) or not holds(there, since):
        yield _("One of the two does not exist on that day.")
    if same:
        yield _("It already stands there.")
    if last is not None and since <= last[0]:
        yield _(
            "It stands where it stands from %(day)s: choose a later day, or take that move back first if it was a mistake."
        ) % {"day": day_in_digits(last[0])}


def reasons_not_to_take_back_move(*, moved: bool, circle: bool) -> Reasons:
    """`moved` when it does not stand where it was opened; `circle` when the one above before stands below it by now."""
    if not moved:
        yield _("It was never moved, or every move was taken back: there is nothing to take back.")
    elif circle:
        yield _("The one under which it stood before stands below it by now: move that one elsewhere first.")


def reasons_not_to_mean_another(*, seen: int | None, last: int | None) -> Reasons:
    """`seen` is the row that the page showed as the last one."""
    if seen is not None and last is not None and seen != last:
        yield _("Since you opened this page another was entered or taken back: see which is the last one now, then do it again.")


def reasons_not_to_succeed(
    *, same: bool, again: bool, change: str, basis: str, old: Span, new: Span | None, since: date, legal_basis: str
) -> Reasons:
    """One passing into another on a day; `again` when that very row stands already."""
    yield from reasons_about_day(since)
    if change not in Change.values or basis not in Basis.values:
        yield _("No such kind of succession.")
    if (change == Change.DISSOLVE) != (new is None):
        yield _("Whoever is dissolved has no successor, everybody else has one.")
    if same:
        yield _("Nothing succeeds itself.")
    if not old[0] < since or (old[1] is not None and old[1] < since):
        yield _("The old one does not exist up to that day.")
    if new is not None and not holds(new, since):
        yield _("The new one does not exist on that day.")
    if not legal_basis.strip() or len(legal_basis) > 200:
        yield _("Name the decision on which this rests, in at most 200 letters.")
    if again:
        yield _("This succession is already recorded.")


def reasons_not_to_take_back_succession(
    *, recorded: bool, passed_on: str, moved: str, in_place: str, mended: bool, held: bool
) -> Reasons:
    """`passed_on` names the successor that has passed into another since, `moved` what was moved under it, `in_place` the area
    that bears the code or the name by now; `mended` when that is the successor, opened by this succession and taken back with
    it, unless anything is `held` by it."""
    if not recorded:
        yield _("No succession of it is written down: there is nothing to take back.")
    if passed_on:
        yield _("%(new)s has passed into another since: take that succession back first.") % {"new": passed_on}
    if moved:
        yield _("%(moved)s was moved under the successor since: take that move back first.") % {"moved": moved}
    if in_place and not mended:
        yield _("%(area)s bears its code or its name by now: go on from that one, on its own page.") % {"area": in_place}
    elif in_place and held:
        yield _("%(area)s, opened by this, has bodies, posts, texts or areas by now: go on from that one, on its own page.") % {
            "area": in_place
        }


def reasons_not_to_open_outlet(*, key: str, kind: str, name: str, address: str, taken: bool, body: Span, since: date) -> Reasons:
    """A place where a body speaks, from a day on."""
    if not KEY.fullmatch(key):
        yield _("A key has 1 to 40 small letters a-z, digits and hyphens.")
    if taken:
        yield _("The key %(key)s is already in use.") % {"key": key[:40]}
    if kind not in OutletKind.values:
        yield _("No such kind of outlet: %(kind)s.") % {"kind": kind[:40]}
    yield from reasons_about_name(name, longest=120)
    if len(address) > 200 or (address and not ADDRESS.fullmatch(address)):
        yield _("An address is one of the web, with at most 200 letters.")
    if not holds(body, since):
        yield _("The body does not exist on that day.")


def reasons_about_absent(*, here: bool) -> Reasons:
    if not here:
        yield _("It does not exist on this day.")


def reasons_not_to_govern(*, allowed: bool) -> Reasons:
    if not allowed:
        yield _("This lies outside what you may govern.")
