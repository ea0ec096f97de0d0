"""What becomes of areas and bodies: they stand elsewhere, or pass into others."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies import successions, trees
from khen.bodies.models import Area, AreaSuccession, Body, BodySuccession, Person
from khen.bodies.terms import Basis
from khen.bodies.trees import span_of
from khen.book import journal
from khen.book.journal import act
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern


@act
def move(thing: Area | Body, *, under: Area | Body, since: date, body: Body, by: Person | None, on: date) -> None:
    """From this day an area or a body, with all that stands below it, stands under another; `body` keeps the register."""
    ask_to_govern(by, on, body, thing, under)
    refuse_if(rules.reasons_not_to_mix(type(thing) is type(under)))
    refuse_if(rules.reasons_not_to_stand(trees.stand_of(thing), trees.stand_of(under), trees.rungs(), since))
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
def take_back_move(thing: Area | Body, *, reason: str, body: Body, by: Person | None, on: date, seen: int | None = None) -> None:
    """Hủy lần chuyển gần nhất: a mistake, whether its day has come or not. It stands on every day as if it had not been moved.

    `seen` is the edge that the person saw as the latest. What was counted and approved meanwhile keeps its figures, as after any
    late correction."""
    ask_to_govern(by, on, body, thing)
    reason, tree = as_seen(reason).strip(), trees.hold(thing)
    move = trees.latest_move(thing)
    latest, before = move or (None, None)
    refuse_if(rules.reasons_not_to_mean_another(seen=seen, last=latest.pk if latest else None))
    circle = bool(latest and before and trees.circles(thing, before.parent_id, latest.since))
    refuse_if(rules.reasons_not_to_take_back_move(moved=move is not None, circle=circle))
    refuse_if(rules.reasons_about_reason(reason))
    assert latest is not None
    if before is not None:
        ask_to_govern(by, on, before.parent)
    trees.take_back(tree, thing.pk, latest)
    told = {"out_of": latest.parent_id, "under": before.parent_id if before else None, "since": latest.since, "reason": reason}
    journal.write(terms.MoveTakenBack(of=tree.below, thing=thing.pk, **told), by=by, body=body, on=on, about=thing)


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
    ask_to_govern(by, on, body, old)
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
    row = trees.succeed(old, new, change=change, basis=basis, since=since, legal_basis=as_seen(legal_basis).strip())
    said = {"of": trees.tree_of(old).below, "legal_basis": row.legal_basis}
    payload = terms.Succeeded(old=old.pk, new=row.new_id, change=change, basis=basis, since=since, **said)
    journal.write(payload, by=by, body=body, on=on, about=row)
    return row


@act
def take_back_succession(
    old: Area | Body, *, reason: str, body: Body, by: Person | None, on: date, seen: int | None = None
) -> None:
    """Hủy lần ghi kế thừa gần nhất: a mistake on which nothing stands yet, as if it had not been written down.

    `seen` is the row that the person saw as the latest.
    Where the successor was opened by it and bears the code or the name of the old one, its opening goes along."""
    ask_to_govern(by, on, body, old)
    reason, tree = as_seen(reason).strip(), trees.hold(old)
    row = successions.latest_succession(old)
    found = successions.standing_on(row)
    refuse_if(rules.reasons_not_to_mean_another(seen=seen, last=row.pk if row else None))
    refuse_if(rules.reasons_not_to_take_back_succession(**found))
    refuse_if(rules.reasons_about_reason(reason))
    assert row is not None
    removed = row.new_id if found["in_place"] else None
    payload = terms.SuccessionTakenBack(
        of=tree.below,
        succession=row.pk,
        old=old.pk,
        new=row.new_id,
        removed=removed,
        change=row.kind,
        basis=getattr(row, "basis", Basis.AREA),
        since=row.on,
        legal_basis=row.legal_basis,
        reason=reason,
    )
    successions.take_back(row, with_new=removed is not None)
    journal.write(payload, by=by, body=body, on=on, about=old)
