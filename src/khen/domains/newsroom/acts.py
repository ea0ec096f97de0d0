"""What people do with bulletins. Each act is all or nothing, asks the rules, and is written in the journal."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Unpack

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from khen.atoms import media
from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Body, Outlet, Person
from khen.bodies.reads import may, on_day
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.models import Attachment, Bulletin, BulletinVersion, Campaign, Elsewhere, Placed, Topic


@act
def write(
    *, by: Person, body: Body, on: date, uploads: Sequence[terms.Upload] = (), **content: Unpack[terms.Content]
) -> Bulletin:
    """Soạn tin: a draft begins, in its first version."""
    refuse_if(rules.reasons_about_post(may=may(by, Action.DRAFT, body, on)))
    bulletin = Bulletin(body=body, author=by, written_on=on, moved_on=on, number=0)
    version = _versioned(bulletin, rules.neat({**rules.USUAL, **content}), by=by, on=on)
    _attach(bulletin, uploads)
    payload = terms.Written(bulletin=bulletin.pk, title=version.title, topic=version.topic.key)
    journal.write(payload, by=by, body=body, on=on, about=bulletin)
    return bulletin


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
    bulletin = _held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_change(standing=bulletin.standing))
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    version = _rewritten(bulletin, changes, by=by, on=on)
    _attach(bulletin, uploads)
    journal.write(terms.Changed(bulletin=bulletin.pk, version=version.pk), by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


@act
def attach(bulletin: Bulletin, *, by: Person, on: date, uploads: Sequence[terms.Upload]) -> Bulletin:
    """Thêm tệp: a new version of the same text with more pictures, recordings or files."""
    return change(bulletin, by=by, on=on, uploads=uploads)


@act
def detach(bulletin: Bulletin, *, by: Person, on: date, attachments: Collection[Attachment]) -> Bulletin:
    """Bỏ tệp: a new version without these files; older versions keep them."""
    bulletin = change(bulletin, by=by, on=on)
    keys = [one.pk for one in attachments]
    Attachment.objects.filter(bulletin=bulletin, left_in=None, pk__in=keys).update(left_in=bulletin.number)
    return bulletin


@act
def submit(bulletin: Bulletin, *, by: Person, on: date) -> Bulletin:
    """Trình duyệt."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_submit(standing=bulletin.standing))
    return _moved(bulletin, terms.Standing.SUBMITTED, terms.Submitted(**_step(bulletin)), by=by, on=on)


@act
def approve(bulletin: Bulletin, *, by: Person, on: date) -> Bulletin:
    """Duyệt: somebody who wrote none of it answers for the text."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.APPROVE)
    refuse_if(rules.reasons_not_to_approve(standing=bulletin.standing, writers=writers(bulletin), by=by.pk))
    bulletin.approved_by = by
    return _moved(bulletin, terms.Standing.APPROVED, terms.Approved(**_step(bulletin)), by=by, on=on)


@act
def send_back(bulletin: Bulletin, *, by: Person, on: date, reason: str) -> Bulletin:
    """Trả lại: the author is told what is missing."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.APPROVE)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_send_back(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    bulletin.approved_by = None
    return _moved(bulletin, terms.Standing.RETURNED, terms.Returned(**_step(bulletin), reason=reason), by=by, on=on)


@act
def publish(bulletin: Bulletin, *, by: Person, on: date, outlets: Collection[Outlet]) -> Bulletin:
    """Đăng: the approved text is handed to these outlets; a published one may be handed to more."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.PUBLISH)
    refuse_if(rules.reasons_not_to_publish(standing=bulletin.standing, until=bulletin.until, on=on))
    standing_on = set(bulletin.placed.values_list("outlet_id", flat=True))
    refuse_if(
        rules.reasons_about_outlets(
            chosen=len(outlets),
            foreign=[one.name for one in outlets if not may(by, Action.PUBLISH, one.body, on)],
            by_hand=[one.name for one in outlets if one.kind not in rules.FED],
            again=[one.name for one in outlets if one.pk in standing_on],
        )
    )
    Placed.objects.bulk_create(Placed(bulletin=bulletin, outlet=outlet, on=on) for outlet in outlets)
    bulletin.published_on = bulletin.published_on or on
    payload = terms.Published(**_step(bulletin), **_shown(bulletin, on), **asdict(_audience(outlets)))
    return _moved(bulletin, terms.Standing.PUBLISHED, payload, by=by, on=on)


@act
def correct(
    bulletin: Bulletin, *, by: Person, on: date, reason: str, seen: int | None = None, **changes: Unpack[terms.Changes]
) -> Bulletin:
    """Đính chính: a new version replaces the published one wherever it stands, and says why."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.PUBLISH)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_correct(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    _rewritten(bulletin, changes, by=by, on=on)
    payload = terms.Corrected(**_step(bulletin), **_shown(bulletin, on), **asdict(_standing_audience(bulletin)), reason=reason)
    return _moved(bulletin, terms.Standing.PUBLISHED, payload, by=by, on=on)


@act
def withdraw(bulletin: Bulletin, *, by: Person, on: date, reason: str) -> Bulletin:
    """Gỡ: the bulletin leaves every outlet."""
    bulletin = _held(bulletin, by=by, on=on, action=Action.PUBLISH)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_withdraw(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    payload = terms.Withdrawn(**_step(bulletin), reason=reason, **asdict(_standing_audience(bulletin)))
    return _moved(bulletin, terms.Standing.WITHDRAWN, payload, by=by, on=on)


@act
def post_elsewhere(bulletin: Bulletin, *, by: Person, on: date, outlet: Outlet, link: str, reach: int | None = None) -> Elsewhere:
    """Ghi nhận đăng nơi khác: somebody put it on Facebook, Zalo, the radio or a system by hand on this day."""
    bulletin = _locked_for(bulletin, by=by, on=on, action=Action.PUBLISH)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, outlet.body, on)))
    refuse_if(rules.reasons_not_to_post_elsewhere(standing=bulletin.standing))
    refuse_if(rules.reasons_about_order(on=on, after=bulletin.written_on))
    link = link.strip()
    same = Elsewhere.objects.filter(outlet=outlet, annulled=False)
    again = same.filter(link=link) if link else same.filter(link="", bulletin=bulletin, on=on)
    refuse_if(rules.reasons_about_posting(channel=outlet.kind, link=link, reach=reach, again=again.exists()))
    made = Elsewhere.objects.create(bulletin=bulletin, outlet=outlet, channel=outlet.kind, link=link, reach=reach, by=by, on=on)
    said = terms.PostedElsewhere(elsewhere=made.pk, link=link, reach=reach, **_elsewhere(made))
    journal.write(said, by=by, body=bulletin.body, on=on, about=made)
    return made


@act
def read_reach(elsewhere: Elsewhere, *, by: Person, on: date, reach: int) -> Elsewhere:
    """Cập nhật lượt tiếp cận: what the channel reports now."""
    elsewhere = _locked_entry(elsewhere, by=by, on=on)
    refuse_if(rules.reasons_about_reach(channel=elsewhere.channel, reach=reach))
    before, elsewhere.reach = elsewhere.reach or 0, reach
    elsewhere.save(update_fields=["reach"])
    said = terms.ReachRead(elsewhere=elsewhere.pk, before=before, reach=reach, **_elsewhere(elsewhere))
    journal.write(said, by=by, body=elsewhere.bulletin.body, on=on, about=elsewhere)
    return elsewhere


@act
def annul_elsewhere(elsewhere: Elsewhere, *, by: Person, on: date, reason: str) -> Elsewhere:
    """Hủy ghi nhận: the entry was wrong; it stays readable and no longer counts."""
    elsewhere = _locked_entry(elsewhere, by=by, on=on)
    reason = rules.line(reason)
    refuse_if(rules.reasons_about_reason(reason))
    elsewhere.annulled = True
    elsewhere.save(update_fields=["annulled"])
    said = terms.ElsewhereAnnulled(elsewhere=elsewhere.pk, reason=reason)
    journal.write(said, by=by, body=elsewhere.bulletin.body, on=on, about=elsewhere)
    return elsewhere


def writers(bulletin: Bulletin) -> set[int]:
    """Ids of everybody who wrote any version of it."""
    return {bulletin.author_id, *bulletin.versions.values_list("by", flat=True)}


def _audience(outlets: Iterable[Outlet]) -> terms.Audience:
    return rules.audience((one.kind, one.key) for one in outlets)


def _standing_audience(bulletin: Bulletin) -> terms.Audience:
    return _audience(Outlet.objects.filter(pk__in=bulletin.placed.values("outlet")))


def _locked_for(bulletin: Bulletin, *, by: Person, on: date, action: Action) -> Bulletin:
    bulletin = locked(bulletin)
    refuse_if(rules.reasons_about_post(may=may(by, action, bulletin.body, on)))
    return bulletin


def _held(bulletin: Bulletin, *, by: Person, on: date, action: Action) -> Bulletin:
    bulletin = _locked_for(bulletin, by=by, on=on, action=action)
    refuse_if(rules.reasons_about_order(on=on, after=bulletin.moved_on))
    return bulletin


def _locked_entry(elsewhere: Elsewhere, *, by: Person, on: date) -> Elsewhere:
    elsewhere = locked(elsewhere)
    refuse_if(rules.reasons_about_post(may=may(by, Action.PUBLISH, elsewhere.bulletin.body, on)))
    refuse_if([*rules.reasons_about_annulled(annulled=elsewhere.annulled), *rules.reasons_about_order(on=on, after=elsewhere.on)])
    return elsewhere


def _rewritten(bulletin: Bulletin, changes: terms.Changes, *, by: Person, on: date) -> BulletinVersion:
    """The next version: what stood before, with these changes."""
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
    kept.update(changes)
    return _versioned(bulletin, rules.neat(kept), by=by, on=on)


def _versioned(bulletin: Bulletin, content: terms.Content, *, by: Person, on: date) -> BulletinVersion:
    """Write the version and let the bulletin's head follow it. Refuses what the rules refuse."""
    topic = Topic.objects.filter(on_day(on), key=content["topic"]).first()
    campaign = Campaign.objects.filter(on_day(on), key=content["campaign"]).first()
    stands = campaign is not None or not content["campaign"]
    refuse_if(rules.reasons_about_text(content, topic_stands=topic is not None, campaign_stands=stands))
    told: dict[str, Any] = {**content, "topic": topic, "campaign": campaign}
    html = told.pop("body_html")
    for name, value in told.items():
        setattr(bulletin, name, value)
    bulletin.folded = fold(f"{bulletin.title} {bulletin.summary}")
    bulletin.number, bulletin.moved_on = bulletin.number + 1, on
    bulletin.save()
    return BulletinVersion.objects.create(bulletin=bulletin, number=bulletin.number, body_html=html, by=by, on=on, **told)


def _attach(bulletin: Bulletin, uploads: Sequence[terms.Upload]) -> None:
    already = bulletin.attachments.filter(left_in=None).count()
    for place, upload in enumerate(uploads):
        medium, content, width, height = rules.received(upload.content)
        name, alt = rules.line(upload.name)[-120:], rules.line(upload.alt)[:250]
        refuse_if(
            rules.reasons_not_to_attach(name=name, size=len(upload.content), medium=medium, alt=alt, already=already + place)
        )
        assert medium is not None
        sha256 = media.digest(content)
        path = f"ban-tin/{sha256[:2]}/{sha256}.{medium.suffix}"
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))
        told = {"name": name, "alt": alt, "caption": rules.line(upload.caption)[:250], "width": width, "height": height}
        kept = {"kind": medium.kind, "mime": medium.mime, "sha256": sha256, "path": path, "size": len(content)}
        Attachment.objects.create(bulletin=bulletin, added_in=bulletin.number, **told, **kept)


def _moved(bulletin: Bulletin, standing: terms.Standing, payload: terms.Step, *, by: Person, on: date) -> Bulletin:
    bulletin.standing, bulletin.moved_on = standing, on
    bulletin.save(update_fields=["standing", "moved_on", "approved_by", "published_on"])
    journal.write(payload, by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


def _step(bulletin: Bulletin) -> dict[str, Any]:
    version = bulletin.versions.only("pk").get(number=bulletin.number)
    return {"bulletin": bulletin.pk, "version": version.pk}


def _shown(bulletin: Bulletin, on: date) -> dict[str, Any]:
    """What channels need to know besides the text: `since` is never before the day of the act."""
    since = max(bulletin.since or on, on)
    return {
        "title": bulletin.title,
        "topic": bulletin.topic.key,
        "klass": bulletin.klass,
        "since": since,
        "until": bulletin.until,
    }


def _elsewhere(made: Elsewhere) -> dict[str, Any]:
    topic = made.bulletin.topic.key
    return {"bulletin": made.bulletin_id, "outlet": made.outlet.key, "channel": made.channel, "topic": topic}
