"""The registers of areas, bodies and outlets: whoever or whatever is new."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span, earlier
from khen.atoms.refusal import refuse_if
from khen.atoms.text import called, fold
from khen.bodies import trees
from khen.bodies.models import Area, AreaEdge, AreaSuccession, Body, BodyEdge, Outlet, Person
from khen.bodies.terms import Change
from khen.bodies.trees import span_of
from khen.book import journal
from khen.book.journal import act
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern
from khen.domains.organisation.acts.moving import record_succession
from khen.domains.organisation.terms import NewArea, NewBody


@act
def found(area: NewArea, body: NewBody, *, on: date) -> tuple[Area, Body]:
    """Begin an empty house: its first area and the body that keeps the registers."""
    refuse_if([_("This house has been founded already.")] if Body.objects.exists() else [])
    places = _new_areas([area])
    founder = _new_bodies([body])
    _journal_areas(places, body=founder[0], by=None, on=on)
    _journal_bodies(founder, by=None, on=on)
    return places[0], founder[0]


@act
def open_areas(new: Sequence[NewArea], *, body: Body, by: Person | None, on: date) -> list[Area]:
    """Enter areas in the register that `body` keeps, each after the one above it; all of them or none."""
    ask_to_govern(by, on, body)
    areas = _new_areas(new)
    ask_to_govern(by, max([on, *(area.valid_from for area in areas)]), *areas)
    _journal_areas(areas, body=body, by=by, on=on)
    return areas


@act
def open_successor(old: Area, *, new: NewArea, change: str, legal_basis: str, body: Body, by: Person | None, on: date) -> Area:
    """Enter the area into which another passes on its first day, under the same code where that was not split up: one act."""
    ask_to_govern(by, on, body, old)
    freed = {} if change == Change.SPLIT else {old.pk: new.valid_from}
    (area,) = _new_areas([new], freed=freed, replaced=old)
    ask_to_govern(by, max(on, area.valid_from), area)
    _journal_areas([area], body=body, by=by, on=on)
    record_succession(old, new=area, change=change, since=new.valid_from, legal_basis=legal_basis, body=body, by=by, on=on)
    return area


@act
def open_bodies(new: Sequence[NewBody], *, by: Person | None, on: date) -> list[Body]:
    """Open bodies, each after the one above it; all of them or none."""
    bodies = _new_bodies(new)
    ask_to_govern(by, max([on, *(body.valid_from for body in bodies)]), *bodies)
    _journal_bodies(bodies, by=by, on=on)
    return bodies


@act
def open_outlet(
    *, body: Body, key: str, kind: str, name: str, since: date, by: Person | None, on: date, address: str = ""
) -> Outlet:
    """From this day the body speaks in this place."""
    ask_to_govern(by, on, body)
    name, taken = called(name), Outlet.objects.filter(key=key).exists()
    refuse_if(
        rules.reasons_not_to_open_outlet(
            key=key, kind=kind, name=name, address=address, taken=taken, body=span_of(body), since=since
        )
    )
    outlet = Outlet.objects.create(body=body, key=key, kind=kind, name=name, address=address, since=since)
    payload = terms.OutletOpened(
        outlet=outlet.pk, key=key, outlet_kind=kind, name=name, address=address, body=body.pk, since=since
    )
    journal.write(payload, by=by, body=body, on=on, about=outlet)
    return outlet


def _new_areas(new: Sequence[NewArea], *, freed: Mapping[int, date] | None = None, replaced: Area | None = None) -> list[Area]:
    """Rows, edges and lines of new areas, each checked against those before it; `freed`: areas that pass on their code from a
    day, in this very act; the name of the `replaced` one may be borne on."""
    codes = {code for plan in new for code in (plan.code, plan.parent)}
    known = list(Area.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("pk"))
    ends = {**(freed or {}), **_passed(known)}
    pairs: list[tuple[Area, Area, date]] = []
    opened: list[Area] = []
    rungs = trees.rungs()
    for plan in new:
        above = _called(known, plan.parent, plan.valid_from, ends)
        taken = [(f"{one.title} {one.name}".strip(), _borne(one, ends)) for one in known if one.code == plan.code]
        parent = (above.kind, span_of(above)) if above else None
        refuse_if(rules.reasons_not_to_open_area(plan, taken=taken, parent=parent, rungs=rungs))
        opened.append(Area(**plan.columns()))
        before = [(since, None) for one, up, since in pairs if up == above and _same(one, opened[-1])]
        alike = [*before, *_alike(opened[-1], above, replaced)]
        refuse_if(rules.reasons_not_to_name_twice(area=str(opened[-1]), alike=alike, since=plan.valid_from))
        known.append(opened[-1])
        pairs += [(opened[-1], above, plan.valid_from)] if above else []
    trees.plant(trees.AREAS, opened, pairs)
    return opened


def _passed(areas: Sequence[Area]) -> dict[int, date]:
    """From which day each of these bears its code no more; what was split may go on under it. One query."""
    passed = AreaSuccession.objects.filter(old__in=areas).exclude(kind=Change.SPLIT)
    return dict(passed.order_by("-on").values_list("old_id", "on"))


def _called(areas: Sequence[Area], code: str, day: date, ends: Mapping[int, date]) -> Area | None:
    """The area that bears this code on that day; where none does, the next that will, or the last that did."""
    borne = sorted((one for one in areas if one.code == code), key=lambda one: one.valid_from)
    of_day = (one for one in borne if rules.holds(_borne(one, ends), day))
    to_come = (one for one in borne if one.valid_from > day)
    return next(of_day, next(to_come, borne[-1] if borne else None))


def _alike(new: Area, above: Area | None, replaced: Area | None) -> list[Span]:
    """When areas of its kind and name stand below the same one, each until it passed into another. At most two queries."""
    if above is None or above.pk is None:
        return []
    edges = AreaEdge.objects.filter(parent=above, child__kind=new.kind, child__folded__endswith=fold(new.name))
    found = [edge for edge in edges.select_related("child") if edge.child != replaced and _same(edge.child, new)]
    if not found:
        return []
    passed = AreaSuccession.objects.filter(old__in=[edge.child_id for edge in found]).order_by("-on")
    ends = dict(passed.values_list("old_id", "on"))
    return [(edge.since, earlier(edge.until, _borne(edge.child, ends)[1])) for edge in found]


def _same(one: Area, new: Area) -> bool:
    """Of one kind and name, read without marks, and of one rank unless one of them bears none: a town is no commune."""
    ranks = {fold(one.title), fold(new.title)} - {""}
    return one.kind == new.kind and fold(one.name) == fold(new.name) and len(ranks) < 2


def _borne(area: Area, ends: Mapping[int, date]) -> Span:
    """The days on which an area bears its code: up to its own end or to the first day on which another succeeds it."""
    return area.valid_from, earlier(area.valid_to, ends.get(area.pk))


def _new_bodies(new: Sequence[NewBody]) -> list[Body]:
    """Rows, edges and lines of new bodies, each checked against those before it."""
    keys = {key for plan in new for key in (plan.key, plan.parent)}
    held = Body.objects.select_for_update(no_key=True, of=("self",)).filter(key__in=keys).select_related("area")
    known = {body.key: body for body in held.order_by("pk")}
    areas = list(Area.objects.filter(code__in={plan.area for plan in new}))
    ends = _passed(areas)
    called = list(Body.objects.filter(folded__in={plan.columns()["folded"] for plan in new}))
    pairs: list[tuple[Body, Body, date]] = []
    opened: list[Body] = []
    rungs = trees.rungs()
    for plan in new:
        area = _called(areas, plan.area, plan.valid_from, ends)
        parents, places = {key: span_of(body) for key, body in known.items()}, {plan.area: span_of(area)} if area else {}
        refuse_if(rules.reasons_not_to_open_body(plan, taken=known, parents=parents, areas=places))
        opened.append(Body(area=area, **plan.columns()))
        if plan.parent:
            here, there = trees.stand_of(opened[-1]), trees.stand_of(known[plan.parent])
            refuse_if(rules.reasons_not_to_stand(here, there, rungs, plan.valid_from))
        alike = [span_of(one) for one in called if (one.folded, one.area_id) == (opened[-1].folded, opened[-1].area_id)]
        refuse_if(rules.reasons_not_to_double(name=opened[-1].name, alike=alike, since=plan.valid_from))
        called.append(opened[-1])
        pairs += [(opened[-1], known[plan.parent], plan.valid_from)] if plan.parent else []
        known[plan.key] = opened[-1]
    trees.plant(trees.BODIES, opened, pairs)
    return opened


def _journal_areas(areas: Sequence[Area], *, body: Body, by: Person | None, on: date) -> None:
    above = dict(AreaEdge.objects.filter(child__in=areas).values_list("child_id", "parent_id"))
    for area in areas:
        name = f"{area.title} {area.name}".strip()
        payload = terms.AreaOpened(
            area=area.pk, code=area.code, area_kind=area.kind, name=name, parent=above.get(area.pk), valid_from=area.valid_from
        )
        journal.write(payload, by=by, body=body, on=on, about=area)


def _journal_bodies(bodies: Sequence[Body], *, by: Person | None, on: date) -> None:
    above = dict(BodyEdge.objects.filter(child__in=bodies).values_list("child_id", "parent_id"))
    for body in bodies:
        where = {"parent": above.get(body.pk), "area": body.area_id}
        payload = terms.BodyOpened(
            body=body.pk, key=body.key, body_kind=body.kind, name=body.name, valid_from=body.valid_from, **where
        )
        journal.write(payload, by=by, body=body, on=on, about=body)
