"""What every act on a bulletin shares: it is held while it changes, and its step is told."""

from datetime import date
from typing import Any

from khen.atoms.glance import once
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import answers_for, done_for, may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import locked
from khen.book.models import Entry
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.models import Bulletin, ChannelWords

STEPPED = ["standing", "moved_on", "submissions", "approved_by", "released_number", "published_on", "under"]


def locked_for(bulletin: Bulletin, *, by: Person, on: date, action: Action) -> Bulletin:
    bulletin = locked(bulletin)
    refuse_if(rules.reasons_about_post(may=may(by, action, bulletin.body, on)))
    return bulletin


def held(bulletin: Bulletin, *, by: Person, on: date, action: Action) -> Bulletin:
    bulletin = locked_for(bulletin, by=by, on=on, action=action)
    refuse_if(rules.reasons_about_order(on=on, after=bulletin.moved_on))
    return bulletin


def standing(bulletin: Bulletin, *, by: Person, on: date, action: Action) -> tuple[Bulletin, date]:
    """What readers may have, for whoever takes it back or puts it right, and the day that the act bears."""
    bulletin = locked_for(bulletin, by=by, on=on, action=action)
    return bulletin, rules.in_order(on, after=bulletin.moved_on)


def moved(bulletin: Bulletin, standing: terms.Standing, payload: terms.Step, *, by: Person, on: date) -> Bulletin:
    bulletin.standing, bulletin.moved_on = standing, on
    bulletin.save(update_fields=STEPPED)
    journal.write(payload, by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


def step(bulletin: Bulletin) -> dict[str, Any]:
    version = bulletin.versions.get(number=bulletin.number)
    return {"bulletin": bulletin.pk, "version": version.pk, "text_sha256": version.digest()}


def against_another_text(bulletin: Bulletin, *kinds: str) -> list[object]:
    """What speaks against letting out the newest version unless the last entry of these kinds names it as it stands: the journal
    cannot be written behind the product's back, a row can. Two queries."""
    about = Entry.objects.filter(about=bulletin._meta.label_lower, about_id=bulletin.pk, kind__in=kinds)
    told, now = about.order_by("-seq").first(), step(bulletin)
    said = {**now, "text_sha256": ""} | told.payload if told else {}
    same = said.get("version") == now["version"] and said["text_sha256"] in {"", now["text_sha256"]}
    return list(rules.reasons_about_another_text(same=same))


@once
def writers(bulletin: Bulletin) -> set[int]:
    """Ids of everybody who wrote any version of it, or words for one of its channels, and of those in whose place they wrote."""
    worded = ChannelWords.objects.filter(version__bulletin=bulletin).values_list("by", flat=True)
    return done_for({bulletin.author_id, *bulletin.versions.values_list("by", flat=True), *worded}, Action.DRAFT)


def is_own(bulletin: Bulletin, person: Person, action: Action, on: date) -> bool:
    """Whether this person wrote it, or somebody in whose place alone they may do this."""
    return bool(answers_for(person, action, bulletin.body, on) & writers(bulletin))
