"""What people published by hand elsewhere, and how many it reached."""

from datetime import date
from typing import Any

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts.steps import locked_for
from khen.domains.newsroom.models import Bulletin, Elsewhere
from khen.domains.newsroom.rules.addresses import kept_before, place_of
from khen.domains.newsroom.rules.posts import reasons_about_post


@act
def post_elsewhere(bulletin: Bulletin, *, by: Person, on: date, outlet: Outlet, link: str, reach: int | None = None) -> Elsewhere:
    """Ghi nhận đăng nơi khác: somebody put it on Facebook, Zalo, the radio or a system by hand on this day."""
    bulletin = locked_for(bulletin, by=by, on=on, action=Action.PUBLISH)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, outlet.body, on)))
    refuse_if(rules.reasons_not_to_post_elsewhere(standing=bulletin.standing))
    refuse_if(rules.reasons_about_order(on=on, after=bulletin.written_on))
    link = rules.same_place(link.strip())
    place = place_of(link) if link else ""
    again = _entered(bulletin, outlet, link, on)
    told = {"channel": outlet.kind, "link": link}
    refuse_if([*rules.reasons_about_posting(**told, reach=reach, again=again), *reasons_about_post(**told)])
    where = {"outlet": outlet, "channel": outlet.kind, "link": link, "place": place}
    made = Elsewhere.objects.create(bulletin=bulletin, reach=reach, by=by, on=on, **where)
    said = terms.PostedElsewhere(elsewhere=made.pk, link=link, reach=reach, **_elsewhere(made))
    journal.write(said, by=by, body=bulletin.body, on=on, about=made)
    return made


def _entered(bulletin: Bulletin, outlet: Outlet, link: str, on: date) -> bool:
    """Was this place entered already, however its address was written; a slot without any, for this bulletin and day?"""
    place = place_of(link) if link else ""
    same = Elsewhere.objects.filter(outlet=outlet, annulled=False)
    if not place:
        return same.filter(link="", bulletin=bulletin, on=on).exists()
    kept = same.filter(place__in={place, *kept_before(link)}).values_list("link", flat=True)
    return any(place_of(one) == place for one in kept)


@act
def read_reach(elsewhere: Elsewhere, *, by: Person, on: date, reach: int) -> Elsewhere:
    """Cập nhật lượt tiếp cận: what the channel reports now."""
    elsewhere, on = _locked_entry(elsewhere, by=by, on=on)
    refuse_if(rules.reasons_about_reach(channel=elsewhere.channel, reach=reach))
    before, elsewhere.reach = elsewhere.reach or 0, reach
    elsewhere.save(update_fields=["reach"])
    said = terms.ReachRead(elsewhere=elsewhere.pk, before=before, reach=reach, posted_on=elsewhere.on, **_elsewhere(elsewhere))
    journal.write(said, by=by, body=elsewhere.bulletin.body, on=on, about=elsewhere)
    return elsewhere


@act
def annul_elsewhere(elsewhere: Elsewhere, *, by: Person, on: date, reason: str) -> Elsewhere:
    """Hủy ghi nhận: the entry was wrong; it stays readable and no longer counts."""
    elsewhere, on = _locked_entry(elsewhere, by=by, on=on)
    reason = rules.line(reason)
    refuse_if(rules.reasons_about_reason(reason))
    elsewhere.annulled = True
    elsewhere.save(update_fields=["annulled"])
    said = terms.ElsewhereAnnulled(elsewhere=elsewhere.pk, reason=reason)
    journal.write(said, by=by, body=elsewhere.bulletin.body, on=on, about=elsewhere)
    return elsewhere


def _locked_entry(elsewhere: Elsewhere, *, by: Person, on: date) -> tuple[Elsewhere, date]:
    """The entry, and the day that an act upon it bears: never one before that of the publication."""
    elsewhere = locked(elsewhere)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, elsewhere.bulletin.body, on)))
    refuse_if(rules.reasons_about_annulled(annulled=elsewhere.annulled))
    return elsewhere, rules.in_order(on, after=elsewhere.on)


def _elsewhere(made: Elsewhere) -> dict[str, Any]:
    topic = made.bulletin.topic.key
    return {"bulletin": made.bulletin_id, "outlet": made.outlet.key, "channel": made.channel, "topic": topic}
