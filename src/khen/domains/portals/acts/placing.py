"""Articles on portals: placed, corrected, taken down; what was suggested is accepted or declined."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import BodyLineage, Person
from khen.bodies.reads import may, on_day
from khen.bodies.terms import Action
from khen.book.journal import act, locked
from khen.domains.portals import rules, terms
from khen.domains.portals.acts.reaching import LIVING, living, reached, standing, tell
from khen.domains.portals.acts.writing import write
from khen.domains.portals.models import Article, Placement, Portal
from khen.domains.portals.terms import Mode, State
from khen.domains.portals.terms.words import Stand, Text, Words


def place(
    *,
    bulletin: int,
    portals: Collection[str],
    since: date,
    until: date | None,
    by: Person | None,
    on: date,
    origin: int | None = None,
    mode: str = Mode.MANDATORY,
    intro: str = "",
    pinned_until: date | None = None,
    **words: Unpack[Words],
) -> Article:
    """Đăng: the text stands on these portals, once on each; where it already stands nothing is done again.

    `portals` are keys; `origin` is the pk of the body whose text it is. The canonical address lies on the portal of that
    body or of the nearest body above it, else on the first. Raises Refusal."""
    states = LIVING if mode == Mode.SUGGESTED else (State.STANDING,)
    stands = Placement.objects.filter(article__bulletin=bulletin, article__version=words["version"], state__in=states)
    if portals and set(portals) <= set(stands.values_list("portal__key", flat=True)):
        return Article.objects.get(bulletin=bulletin)
    stand = Stand(mode=mode, since=since, until=until, pinned_until=pinned_until, intro=as_seen(intro))
    return _place(bulletin, rules.said(words), stand, portals=portals, origin=origin, by=by, on=on)


@act
def _place(
    bulletin: int, text: Text, stand: Stand, *, portals: Collection[str], origin: int | None, by: Person | None, on: date
) -> Article:
    refuse_if([*rules.reasons_not_to_say(text), *rules.reasons_not_to_stand(since=stand.since, until=stand.until)])
    found = reached(portals, by, on)
    article = Article.objects.select_for_update().filter(bulletin=bulletin).first()
    if article is None:
        article = Article(bulletin=bulletin, origin_id=origin, home=_home(found, portals, origin, on), published_on=on)
    if article.version != text.version:
        stood = living(article) if article.pk else []
        write(article, text)
        article.placements.filter(pk__in=[row.pk for row in stood]).update(topic=text.topic)
        tell(terms.Corrected, article, [row.portal for row in stood], by=by, on=on)
    _stand(article, list(found.values()), stand, by=by, on=on)
    return article


def _home(found: Mapping[str, Portal], portals: Collection[str], origin: int | None, on: date) -> Portal:
    """The portal that answers for the text: of its own body or the nearest above; else of the body below fewest others."""
    above = dict(BodyLineage.objects.filter(on_day(on), body=origin).values_list("above", "depth"))
    own = [portal for portal in found.values() if portal.body_id in above]
    order = list(portals)
    if own:
        return min(own, key=lambda portal: (above[portal.body_id], order.index(portal.key)))
    kept_by = BodyLineage.objects.filter(on_day(on), body__in=[portal.body_id for portal in found.values()])
    height = Counter(kept_by.values_list("body", flat=True))
    return min(found.values(), key=lambda portal: (height[portal.body_id], order.index(portal.key)))


def correct(
    *,
    bulletin: int,
    reason: str,
    by: Person | None,
    on: date,
    at: datetime | None,
    since: date | None = None,
    until: date | None = None,
    **words: Unpack[Words],
) -> Article | None:
    """Đính chính: the new text stands wherever the old one did, from the next page that anybody asks for, and says why.

    `at` is the moment of the correction that readers are told; None where none of them had the text: nobody is told of it.
    What has not begun begins on `since`. An `until` that leaves no day leaves one: words that were put right are never refused
    for their days.

    Nothing is done again for a version that already stands; None when the text stands nowhere. Raises Refusal."""
    article = Article.objects.filter(bulletin=bulletin, placements__state__in=LIVING).first()
    if article is None or article.version == words["version"]:
        return article
    return _correct(article, rules.said(words), reason=as_seen(reason), since=since, until=until, by=by, on=on, at=at)


@act
def _correct(
    article: Article,
    text: Text,
    *,
    reason: str,
    since: date | None,
    until: date | None,
    by: Person | None,
    on: date,
    at: datetime | None,
) -> Article:
    refuse_if(rules.reasons_not_to_say(text))
    article = locked(article)
    stands = standing(article, by, on)
    begins = {row.pk: rules.beginning(row.since, moved=since, on=on) for row in stands}
    until = rules.a_day_at_least(since=max(begins.values()), until=until)
    if at:
        article.corrected_at, article.correction = at, reason
    write(article, text)
    for day in set(begins.values()):
        rows = article.placements.filter(pk__in=[row for row, begun in begins.items() if begun == day])
        rows.update(topic=text.topic, since=day, until=until)
    tell(terms.Corrected, article, [row.portal for row in stands], by=by, on=on)
    return article


def take_down(*, bulletin: int, reason: str, by: Person | None, on: date) -> Article | None:
    """Gỡ: the article's addresses answer 410 on every portal where it stood. None when it stands nowhere. Raises Refusal."""
    article = Article.objects.filter(bulletin=bulletin, placements__state__in=LIVING).first()
    return article and _take_down(article, reason=as_seen(reason), by=by, on=on)


@act
def _take_down(article: Article, *, reason: str, by: Person | None, on: date) -> Article:
    stands = standing(locked(article), by, on)
    article.placements.filter(state__in=LIVING).update(state=State.TAKEN_DOWN, ended_on=on)
    tell(terms.TakenDown, article, [row.portal for row in stands], by=by, on=on, reason=reason)
    return article


@act
def suggest(placement: Placement, *, portals: Collection[Portal], by: Person, on: date) -> Placement:
    """Gợi ý: what stands here is offered to other sites, whose own editors decide."""
    placement = _held(placement)
    refuse_if(rules.reasons_not_to_suggest(state=placement.state))
    reached([placement.portal.key], by, on)
    found = reached([portal.key for portal in portals], by, on)
    stand = Stand(mode=Mode.SUGGESTED, since=max(on, placement.since), until=placement.until, pinned_until=None, intro="")
    refuse_if(rules.reasons_not_to_stand(since=stand.since, until=stand.until))
    _stand(placement.article, list(found.values()), stand, by=by, on=on)
    return placement


@act
def accept(placement: Placement, *, by: Person, on: date) -> Placement:
    """Nhận đăng: the portal's own editors show what was suggested to them."""
    placement = _decided(placement, State.STANDING, by, on)
    tell(terms.Placed, placement.article, [placement.portal], by=by, on=on)
    return placement


@act
def decline(placement: Placement, *, reason: str, by: Person, on: date) -> Placement:
    """Không nhận đăng: a suggested article is not shown, or no longer."""
    placement = _decided(placement, State.DECLINED, by, on)
    tell(terms.Declined, placement.article, [placement.portal], by=by, on=on, reason=as_seen(reason))
    return placement


def _held(placement: Placement) -> Placement:
    """The placement as it stands now, with its article: its entry tells both, and nobody changes either meanwhile."""
    article, placement = locked(placement.article), locked(placement)
    placement.article = article
    return placement


def _decided(placement: Placement, state: State, by: Person, on: date) -> Placement:
    placement = _held(placement)
    allowed = may(by, Action.PUBLISH, placement.portal.body, on)
    accepts = state == State.STANDING
    refuse_if(rules.reasons_not_to_decide(state=placement.state, mode=placement.mode, accepts=accepts, may=allowed))
    placement.state, placement.ended_on = state, None if accepts else on
    placement.save(update_fields=["state", "ended_on"])
    return placement


def _stand(article: Article, portals: list[Portal], stand: Stand, *, by: Person | None, on: date) -> None:
    """Make the article stand, or wait, where it does not yet; whatever the number of portals, in a few statements."""
    state = State.STANDING if stand.mode == Mode.MANDATORY else State.PROPOSED
    stood = {row.portal_id: row.state for row in article.placements.select_for_update().filter(portal__in=portals)}
    again = [portal for portal in portals if stood.get(portal.pk, state) not in (State.STANDING, state)]
    fresh = [portal for portal in portals if portal.pk not in stood]
    row = {**asdict(stand), "topic": article.topic, "state": state, "ended_on": None}
    article.placements.filter(portal__in=again).update(**row)
    Placement.objects.bulk_create(Placement(article=article, portal=portal, **row) for portal in fresh)
    tell(terms.Placed if state == State.STANDING else terms.Proposed, article, [*fresh, *again], by=by, on=on)
