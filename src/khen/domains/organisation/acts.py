"""What is done to areas, bodies, outlets, people and posts. Before the first administrator `by` is None."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import meet
from khen.atoms.password import random_password
from khen.atoms.refusal import Refusal, refuse_if
from khen.atoms.text import nfc
from khen.bodies import governing, trees
from khen.bodies.models import Area, AreaEdge, AreaSuccession, Body, BodyEdge, BodySuccession, Outlet, Person, Post
from khen.bodies.reads import may, posts_of
from khen.bodies.terms import Action, Basis, Role
from khen.bodies.trees import span_of
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
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
    _ask_to_govern(by, on, body)
    areas = _new_areas(new)
    _ask_to_govern(by, max([on, *(area.valid_from for area in areas)]), *areas)
    _journal_areas(areas, body=body, by=by, on=on)
    return areas


@act
def open_bodies(new: Sequence[NewBody], *, by: Person | None, on: date) -> list[Body]:
    """Open bodies, each after the one above it; all of them or none."""
    bodies = _new_bodies(new)
    _ask_to_govern(by, max([on, *(body.valid_from for body in bodies)]), *bodies)
    _journal_bodies(bodies, by=by, on=on)
    return bodies


@act
def move(thing: Area | Body, *, under: Area | Body, since: date, body: Body, by: Person | None, on: date) -> None:
    """From this day an area or a body, with all that stands below it, stands under another; `body` keeps the register."""
    _ask_to_govern(by, on, body, thing, under)
    refuse_if(rules.reasons_not_to_mix(type(thing) is type(under)))
    tree, last, circle = trees.standing(thing, under, since)
    refuse_if(
        rules.reasons_not_to_move(
            circle=circle,
            here=span_of(thing),
            there=span_of(under),
            last=(last.since, last.until) if last else None,
            same=last is not None and last.until is None and last.parent_id == under.pk,
            since=since,
        )
    )
    out_of = last.parent_id if last else None
    trees.move(tree, thing.pk, under.pk, last, since)
    payload = terms.Moved(of=tree.below, thing=thing.pk, out_of=out_of, under=under.pk, since=since)
    journal.write(payload, by=by, body=body, on=on, about=thing)


@act
def record_succession(
    old: Area | Body,
    *,
    new: Area | Body | None,
    change: str,
    since: date,
    legal_basis: str,
    body: Body,
    by: Person | None,
    on: date,
    basis: str = Basis.AREA,
) -> AreaSuccession | BodySuccession:
    """Write down that an area or a body passed into another, or was dissolved. Trees and figures stay as they are."""
    _ask_to_govern(by, on, body, old)
    refuse_if(rules.reasons_not_to_mix(new is None or type(new) is type(old)))
    refuse_if(
        rules.reasons_not_to_succeed(
            same=old == new,
            again=trees.succeeded(old, new, basis, since),
            change=change,
            basis=basis,
            old=span_of(old),
            new=None if new is None else span_of(new),
            since=since,
            legal_basis=legal_basis,
        )
    )
    row = trees.succeed(old, new, change=change, basis=basis, since=since, legal_basis=nfc(legal_basis.strip()))
    said = {"of": trees.tree_of(old).below, "legal_basis": row.legal_basis}
    payload = terms.Succeeded(old=old.pk, new=row.new_id, change=change, basis=basis, since=since, **said)
    journal.write(payload, by=by, body=body, on=on, about=row)
    return row


@act
def open_outlet(
    *, body: Body, key: str, kind: str, name: str, since: date, by: Person | None, on: date, address: str = ""
) -> Outlet:
    """From this day the body speaks in this place."""
    _ask_to_govern(by, on, body)
    name, taken = nfc(name.strip()), Outlet.objects.filter(key=key).exists()
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


@act
def register_person(*, username: str, full_name: str, body: Body, by: Person | None, on: date, email: str = "") -> Person:
    """Enter somebody in the register; they can sign in once they hold a post and a password."""
    _ask_to_govern(by, on, body)
    username, full_name = nfc(username).strip().lower(), nfc(full_name.strip())
    taken = username.isprintable() and Person.objects.filter(username=username).exists()
    refuse_if(rules.reasons_not_to_register(username=username, full_name=full_name, email=email, taken=taken))
    person = Person(username=username, full_name=full_name, email=email)
    person.set_unusable_password()
    person.save()
    payload = terms.PersonRegistered(person=person.pk, username=username)
    journal.write(payload, by=by, body=body, on=on, about=person)
    return person


@act
def give_post(
    *,
    person: Person,
    body: Body,
    role: str,
    since: date,
    by: Person | None,
    on: date,
    area: Area | None = None,
    until: date | None = None,
) -> Post:
    """Give somebody a role at a body from a day on, reaching the body's own subtree or a whole area."""
    founding = by is None and governing.nobody_governs()
    person = locked(person)
    held = Post.objects.filter(person=person, body=body, role=role, area=area).values_list("since", "until")
    refuse_if(
        rules.reasons_not_to_give_post(
            role=role,
            own=person == by,
            within_reach=founding or (by is not None and governing.governs_all(by, body, area, on)),
            overlapping=any(meet((since, until), span) for span in held),
            body=span_of(body),
            since=since,
            until=until,
            active=person.is_active,
        )
    )
    post = Post.objects.create(person=person, body=body, role=Role(role), area=area, since=since, until=until)
    payload = terms.PostGiven(
        post=post.pk, person=person.pk, role=post.role, body=body.pk, area=post.area_id, since=since, until=until
    )
    journal.write(payload, by=by, body=body, on=on, about=post)
    return post


@act
def end_post(post: Post, *, until: date, by: Person | None, on: date) -> Post:
    """End a post: `until` is the first day on which it no longer counts."""
    post = locked(post)
    _refuse_unless(by is not None and governing.governs_all(by, post.body, post.area, on))
    others = governing.posts_governing(post.body, until).exclude(pk=post.pk)
    last = post.role in governing.GOVERNING and not others.exists()
    refuse_if(rules.reasons_not_to_end_post(since=post.since, ended=post.until, until=until, last=last))
    post.until = until
    post.save(update_fields=["until"])
    payload = terms.PostEnded(post=post.pk, person=post.person_id, role=post.role, body=post.body_id, until=until)
    journal.write(payload, by=by, body=post.body, on=on, about=post)
    return post


@act
def issue_password(person: Person, *, by: Person | None, on: date) -> str:
    """A random password, told once and kept nowhere, that lasts until its owner changes it.

    Without `by` it is issued at the server's console, where whoever stands holds the database anyway."""
    person = locked(person)
    posts = list(governing.posts_to_come(person, on))
    reached = by is None or all(governing.governs_all(by, post.body, post.area, on) for post in posts)
    refuse_if(rules.reasons_not_to_issue_password(own=person == by, posts=len(posts), within_reach=reached))
    password = random_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    journal.write(terms.PasswordIssued(person=person.pk), by=by, body=posts[0].body, on=on, about=person)
    return password


@act
def change_password(person: Person, *, old: str, new: str, by: Person, on: date) -> Person:
    """Change one's own password."""
    person, old, new = locked(person), nfc(old), nfc(new)
    known = len(old) <= rules.LONGEST_PASSWORD and person.check_password(old)
    refuse_if(rules.reasons_not_to_change_password(own=person == by, known=known, old=old, new=new))
    try:
        validate_password(new, person)
    except ValidationError as weak:
        raise Refusal(*weak.messages) from weak
    post = posts_of(person, on).select_related("body").first()
    if post is None:
        raise Refusal(_("Give this person a post first."))
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    journal.write(terms.PasswordChanged(person=person.pk), by=by, body=post.body, on=on, about=person)
    return person


def _ask_to_govern(by: Person | None, day: date, *things: Area | Body) -> None:
    for thing in things:
        if by is None:
            _refuse_unless(governing.nobody_governs())
        else:
            allowed = may(by, Action.GOVERN, thing, day) if isinstance(thing, Body) else governing.governs_area(by, thing, day)
            _refuse_unless(allowed)


def _refuse_unless(allowed: bool) -> None:
    refuse_if([] if allowed else [_("This lies outside what you may govern.")])


def _new_areas(new: Sequence[NewArea]) -> list[Area]:
    """Rows, edges and lines of new areas, each checked against those before it."""
    codes = {code for plan in new for code in (plan.code, plan.parent)}
    known = list(Area.objects.select_for_update().filter(code__in=codes).order_by("pk"))
    pairs: list[tuple[Area, Area, date]] = []
    opened: list[Area] = []
    for plan in new:
        above = next((area for area in known if area.code == plan.parent and rules.holds(span_of(area), plan.valid_from)), None)
        taken = {(area.code, area.valid_from) for area in known}
        parent = (above.kind, span_of(above)) if above else None
        refuse_if(rules.reasons_not_to_open_area(plan, taken=taken, parent=parent))
        opened.append(Area(**plan.columns()))
        known.append(opened[-1])
        pairs += [(opened[-1], above, plan.valid_from)] if above else []
    trees.plant(trees.AREAS, opened, pairs)
    return opened


def _new_bodies(new: Sequence[NewBody]) -> list[Body]:
    """Rows, edges and lines of new bodies, each checked against those before it."""
    keys = {key for plan in new for key in (plan.key, plan.parent)}
    known = {body.key: body for body in Body.objects.select_for_update().filter(key__in=keys).order_by("pk")}
    areas = list(Area.objects.filter(code__in={plan.area for plan in new}))
    pairs: list[tuple[Body, Body, date]] = []
    opened: list[Body] = []
    for plan in new:
        area = next((area for area in areas if area.code == plan.area and rules.holds(span_of(area), plan.valid_from)), None)
        parents, places = {key: span_of(body) for key, body in known.items()}, {plan.area: span_of(area)} if area else {}
        refuse_if(rules.reasons_not_to_open_body(plan, taken=known, parents=parents, areas=places))
        opened.append(Body(area=area, **plan.columns()))
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
