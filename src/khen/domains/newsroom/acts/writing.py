"""Writing: a draft begins, its text and its files change."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts import filing, names
from khen.domains.newsroom.acts.approving import submit
from khen.domains.newsroom.acts.steps import held
from khen.domains.newsroom.models import Attachment, Bulletin, BulletinVersion, Campaign, Topic
from khen.domains.newsroom.rules.letters import reasons_about_letters


@act
def write(
    *,
    by: Person,
    body: Body,
    on: date,
    uploads: Sequence[terms.Upload] = (),
    hand_in: bool = False,
    **content: Unpack[terms.Content],
) -> Bulletin:
    """Soạn tin: a draft begins, in its first version; `hand_in` submits it for approval at once."""
    refuse_if(rules.reasons_about_post(may=may(by, Action.DRAFT, body, on)))
    bulletin = Bulletin(body=body, author=by, written_on=on, moved_on=on, number=0)
    version = _versioned(bulletin, rules.neat({**rules.USUAL, **content}), by=by, on=on)
    filing.add(bulletin, uploads)
    told: dict[str, Any] = {"title": version.title, "topic": version.topic.key, "text_sha256": version.digest()}
    payload = terms.Written(bulletin=bulletin.pk, version=version.pk, files_sha256=filing.told(bulletin), **told)
    journal.write(payload, by=by, body=body, on=on, about=bulletin)
    return submit(bulletin, by=by, on=on) if hand_in else bulletin


@act
def change(
    bulletin: Bulletin,
    *,
    by: Person,
    on: date,
    seen: int | None = None,
    uploads: Sequence[terms.Upload] = (),
    **changes: Unpack[terms.Changes],
) -> Bulletin:
    """Sửa: a new version of a draft or returned text. `seen` is the version that stood in the form when it was opened."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    version = _changed(bulletin, changes, by=by, on=on, files=bool(uploads))
    filing.add(bulletin, uploads)
    return _told(bulletin, version, by=by, on=on)


def _changed(bulletin: Bulletin, changes: terms.Changes, *, by: Person, on: date, files: bool) -> BulletinVersion:
    refuse_if(rules.reasons_not_to_change(standing=bulletin.standing))
    return rewritten(bulletin, changes, by=by, on=on, files=files)


def _told(bulletin: Bulletin, version: BulletinVersion, *, by: Person, on: date) -> Bulletin:
    digests = {"text_sha256": version.digest(), "files_sha256": filing.told(bulletin)}
    said = terms.Changed(bulletin=bulletin.pk, version=version.pk, **digests)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


@act
def attach(bulletin: Bulletin, *, by: Person, on: date, uploads: Sequence[terms.Upload]) -> Bulletin:
    """Thêm tệp: a new version of the same text with more pictures, recordings or files."""
    return change(bulletin, by=by, on=on, uploads=uploads)


@act
def detach(bulletin: Bulletin, *, by: Person, on: date, attachments: Collection[Attachment]) -> Bulletin:
    """Bỏ tệp: a new version without these files; older versions keep them."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    version = _changed(bulletin, {}, by=by, on=on, files=filing.still_there(bulletin, attachments).exists())
    filing.leave_out(bulletin, attachments)
    return _told(bulletin, version, by=by, on=on)


def rewritten(bulletin: Bulletin, changes: terms.Changes, *, by: Person, on: date, files: bool = False) -> BulletinVersion:
    """The next version: what stood before, with these changes. Refuses one that says the same, unless its `files` change."""
    before = bulletin.versions.select_related("topic", "campaign", "area").get(number=bulletin.number)
    kept = terms.Content(
        title=before.title,
        summary=before.summary,
        body_html=before.body_html,
        topic=before.topic.key,
        campaign=before.campaign.key if before.campaign else "",
        klass=before.klass,
        origin=before.origin,
        source=before.source,
        area=before.area,
        since=before.since,
        until=before.until,
    )
    stood, now = rules.neat(kept), rules.neat({**kept, **changes})
    refuse_if(rules.reasons_not_to_repeat(same=now == stood and not files))
    return _versioned(bulletin, now, by=by, on=on, before=before)


def _versioned(
    bulletin: Bulletin, content: terms.Content, *, by: Person, on: date, before: BulletinVersion | None = None
) -> BulletinVersion:
    """Write the version and let the bulletin's head follow it. Refuses what the rules refuse.

    What the version before belonged to is kept, also when it has ended since."""
    kept_topic, kept_campaign = (before.topic_id, before.campaign_id) if before else (None, None)
    topic = names.chosen(Topic, bulletin.body, content["topic"], on, kept_topic)
    campaign = names.chosen(Campaign, bulletin.body, content["campaign"], on, kept_campaign)
    stands = campaign is not None or not content["campaign"]
    reasons = rules.reasons_about_text(content, topic_stands=topic is not None, campaign_stands=stands)
    refuse_if([*reasons, *reasons_about_letters(content)])
    told: dict[str, Any] = {**content, "topic": topic, "campaign": campaign}
    html = told.pop("body_html")
    for name, value in told.items():
        setattr(bulletin, name, value)
    bulletin.folded = fold(f"{bulletin.title} {bulletin.summary}")
    bulletin.number, bulletin.moved_on = bulletin.number + 1, on
    bulletin.save()
    return BulletinVersion.objects.create(bulletin=bulletin, number=bulletin.number, body_html=html, by=by, on=on, **told)
