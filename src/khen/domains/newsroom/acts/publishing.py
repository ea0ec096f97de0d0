"""What stands in public: handed to outlets, corrected, withdrawn."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Unpack

from khen.atoms import workdays
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book.journal import act
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts import filing, pieces
from khen.domains.newsroom.acts.steps import against_another_text, held, moved, standing, step
from khen.domains.newsroom.acts.wording import words_in_force
from khen.domains.newsroom.acts.writing import rewritten
from khen.domains.newsroom.models import Attachment, Bulletin, Placed, PostCheck
from khen.domains.newsroom.rules.corrections import reasons_about_new_beginning, reasons_about_new_end
from khen.domains.newsroom.rules.post_checks import days_to_check, reasons_to_keep_ordinary
from khen.domains.newsroom.terms.post_checks import PublishedUnapproved

LET_OUT = (terms.Approved.kind, PublishedUnapproved.kind, terms.Published.kind, terms.Corrected.kind)


@act
def publish(bulletin: Bulletin, *, by: Person, on: date, outlets: Collection[Outlet], seen: int | None = None) -> Bulletin:
    """Đăng: the approved text is handed to these outlets; a published one may be handed to more.

    `seen` is the version that stood on the page; another one is not published unread."""
    bulletin = held(bulletin, by=by, on=on, action=Action.PUBLISH)
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    refuse_if(rules.reasons_not_to_publish(standing=bulletin.standing, until=bulletin.until, on=on))
    refuse_if(against_another_text(bulletin, *LET_OUT))
    return handed_over(bulletin, outlets, by=by, on=on)


def handed_over(bulletin: Bulletin, outlets: Collection[Outlet], *, by: Person, on: date) -> Bulletin:
    """The text stands on these outlets from now on. Refuses outlets that the rules refuse."""
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
    told = step(bulletin)
    shown = {**_shown(bulletin, on), **asdict(_audience(outlets)), "words": words_in_force(told["version"])}
    payload = terms.Published(**told, **shown)
    return moved(bulletin, terms.Standing.PUBLISHED, payload, by=by, on=on)


@act
def correct(
    bulletin: Bulletin,
    *,
    by: Person,
    on: date,
    reason: str,
    seen: int | None = None,
    uploads: Sequence[terms.Upload] = (),
    attachments: Collection[Attachment] = (),
    **changes: Unpack[terms.Changes],
) -> Bulletin:
    """Đính chính: a new version replaces the published one at once wherever it stands, and says why. These `uploads` stand with
    it, these `attachments` no more.

    Nobody has approved it: it waits for the check of an approver who has no hand in it."""
    bulletin, on = standing(bulletin, by=by, on=on, action=Action.PUBLISH)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_correct(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    refuse_if([*_against_leaving_the_ordinary(bulletin, changes), *_against_other_days(bulletin, changes, on)])
    files = bool(uploads) or filing.still_there(bulletin, attachments).exists()
    rewritten(bulletin, changes, by=by, on=on, files=files)
    filing.leave_out(bulletin, attachments)
    filing.add(bulletin, uploads)
    told: dict[str, Any] = {"check_due": to_be_checked(bulletin, by=by, on=on).due, "reason": reason}
    told["files_sha256"] = filing.told(bulletin)
    payload = terms.Corrected(**step(bulletin), **_shown(bulletin, on), **asdict(_standing_audience(bulletin)), **told)
    return moved(bulletin, terms.Standing.PUBLISHED, payload, by=by, on=on)


def to_be_checked(bulletin: Bulletin, *, by: Person, on: date) -> PostCheck:
    """The newest version went out unapproved by this person's hand; its check waits from today."""
    due = workdays.after(on, days_to_check(bulletin.under.days if bulletin.under else None))
    return PostCheck.objects.create(bulletin=bulletin, number=bulletin.number, published_by=by, due=due)


@act
def withdraw(bulletin: Bulletin, *, by: Person, on: date, reason: str) -> Bulletin:
    """Gỡ: the bulletin leaves every outlet."""
    bulletin, on = standing(bulletin, by=by, on=on, action=Action.PUBLISH)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_withdraw(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    return taken_down(bulletin, reason, by=by, on=on)


def taken_down(bulletin: Bulletin, reason: str, *, by: Person, on: date) -> Bulletin:
    """It stands nowhere any more, and says why; where it was returned for an order it no longer counts."""
    pieces.withdrawn(bulletin, by=by, on=on)
    payload = terms.Withdrawn(**step(bulletin), reason=reason, **asdict(_standing_audience(bulletin)))
    return moved(bulletin, terms.Standing.WITHDRAWN, payload, by=by, on=on)


def _against_leaving_the_ordinary(bulletin: Bulletin, changes: terms.Changes) -> list[object]:
    kept = {name: str(changes.get(name, getattr(bulletin, name))) for name in ("klass", "origin")}
    return list(reasons_to_keep_ordinary(unapproved=bulletin.under_id is not None, **kept))


def _against_other_days(bulletin: Bulletin, changes: terms.Changes, on: date) -> Iterator[object]:
    since, until = changes.get("since", bulletin.since), changes.get("until", bulletin.until)
    published = bulletin.published_on or on
    yield from reasons_about_new_beginning(since=since, begun=max(bulletin.since or published, published), on=on)
    yield from reasons_about_new_end(until=until, before=bulletin.until, on=on)


def _audience(outlets: Iterable[Outlet]) -> terms.Audience:
    return rules.audience((one.kind, one.key) for one in outlets)


def _standing_audience(bulletin: Bulletin) -> terms.Audience:
    return _audience(Outlet.objects.filter(pk__in=bulletin.placed.values("outlet")))


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
