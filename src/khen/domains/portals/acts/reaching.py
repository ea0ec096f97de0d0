"""Which portals somebody publishes on, where an article stands, and how its steps are told."""

from collections.abc import Collection
from datetime import date
from typing import Any

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import may, reach
from khen.bodies.terms import Action
from khen.book import journal
from khen.domains.portals import rules, terms
from khen.domains.portals.acts.keeping import renew
from khen.domains.portals.models import Article, Placement, Portal
from khen.domains.portals.terms import State

LIVING = (State.PROPOSED, State.STANDING)


def reached(keys: Collection[str], by: Person | None, on: date) -> dict[str, Portal]:
    """The portals of these keys, all of them within the person's reach; the oldest first."""
    asked = Portal.objects.filter(key__in=keys).select_related("body").order_by("pk")
    found = {portal.key: portal for portal in asked}
    refuse_if(rules.reasons_against_portals(asked=keys, found=found, reached=_publishable(found.values(), by, on)))
    return found


def _publishable(portals: Collection[Portal], by: Person | None, on: date) -> set[str]:
    bodies = set(reach(by, {Action.PUBLISH}, on).values_list("pk", flat=True)) if by else set()
    return {portal.key for portal in portals if by is None or portal.body_id in bodies}


def living(article: Article) -> list[Placement]:
    return list(article.placements.filter(state__in=LIVING).select_related("portal__body").order_by("pk"))


def standing(article: Article, by: Person | None, on: date) -> list[Placement]:
    """Where the article stands or waits; refused unless the person publishes for the text's own body or for every portal."""
    stands = living(article)
    if by and not (article.origin and may(by, Action.PUBLISH, article.origin, on)):
        reached({row.portal.key for row in stands}, by, on)
    return stands


def tell(
    kind: type[terms.OnPortal], article: Article, portals: Collection[Portal], *, by: Person | None, on: date, **more: str
) -> None:
    """One entry for each portal, for the portal's body; none of their kept pages is shown again."""
    if not portals:
        return
    what: dict[str, Any] = {"article": article.pk, "bulletin": article.bulletin, "edition": article.version, **more}
    what |= {"topic": article.topic, "article_sha256": article.digest()}
    stands = {row.portal_id: row for row in article.placements.filter(portal__in=portals)}
    for portal in portals:
        stand = stands[portal.pk]
        said = kind(**what, portal=portal.key, since=stand.since, placement_sha256=stand.digest())
        journal.write(said, by=by, body=portal.body, on=on, about=article)
    renew([portal.key for portal in portals])
