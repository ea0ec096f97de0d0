"""Ordinary news that goes out at once where the body's regulations say so, and the check of what nobody had approved."""

from collections.abc import Collection
from datetime import date

from khen.atoms.glance import once
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import answers_for, done_for, on_day
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom.acts.counsel import against_skipping_initials, close_asking
from khen.domains.newsroom.acts.publishing import handed_over, taken_down, to_be_checked
from khen.domains.newsroom.acts.steps import against_another_text, held, is_own, standing, step, writers
from khen.domains.newsroom.models import Bulletin, PostCheck, Regulation
from khen.domains.newsroom.rules import line, reasons_not_to_overwrite, reasons_not_to_publish
from khen.domains.newsroom.rules import post_checks as rules
from khen.domains.newsroom.terms import Standing, Submitted
from khen.domains.newsroom.terms import post_checks as terms
from khen.domains.newsroom.terms.regulations import Regulated


@act
def publish_unapproved(
    bulletin: Bulletin, *, by: Person, on: date, outlets: Collection[Outlet], seen: int | None = None
) -> Bulletin:
    """Đăng trước, hậu kiểm: the text goes out, and the approver checks it within the days that the regulation gives.

    `seen` is the version that stood on the page; another one is not published unread."""
    bulletin = held(bulletin, by=by, on=on, action=Action.PUBLISH)
    refuse_if(reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    refuse_if([*against_publishing(bulletin, by, on), *against_skipping_initials(bulletin, on)])
    refuse_if(reasons_not_to_publish(standing=Standing.APPROVED, until=bulletin.until, on=on))  # the window alone
    refuse_if(against_another_text(bulletin, Submitted.kind))
    bulletin.under = regulation_for(bulletin, on)
    assert bulletin.under is not None
    bulletin.released_number = bulletin.number
    close_asking(bulletin, by=by, on=on)
    check = to_be_checked(bulletin, by=by, on=on)
    said = terms.PublishedUnapproved(**step(bulletin), regulation=bulletin.under.pk, due=check.due)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return handed_over(bulletin, outlets, by=by, on=on)


@act
def post_check(bulletin: Bulletin, *, by: Person, on: date, verdict: str, reason: str = "", seen: int | None = None) -> Bulletin:
    """Hậu kiểm: it may stay, its author is reminded, or it is taken down. One look at the newest version answers for all.

    `seen` is the version that was read; a newer one is not passed unread."""
    (bulletin, day), reason = standing(bulletin, by=by, on=on, action=Action.APPROVE), line(reason)
    refuse_if([*against_checking(bulletin, by, on), *rules.reasons_about_verdict(verdict=verdict, reason=reason)])
    refuse_if(reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    waiting = PostCheck.objects.filter(bulletin=bulletin, verdict="")
    late = waiting.filter(due__lt=day).exists()
    waiting.update(verdict=verdict, reason=reason, by=by, on=day)
    said = terms.PostChecked(**step(bulletin), verdict=verdict, reason=reason, late=late)
    journal.write(said, by=by, body=bulletin.body, on=day, about=bulletin)
    if verdict == terms.Verdict.REMOVED and bulletin.standing == Standing.PUBLISHED:
        taken_down(bulletin, reason, by=by, on=day)
    return bulletin


def regulation_for(bulletin: Bulletin, on: date) -> Regulation | None:
    """The regulation under which texts of this author go out before approval on that day."""
    named = {"body": bulletin.body_id, "author": bulletin.author_id, "regulated": Regulated.POST_CHECK}
    return Regulation.objects.filter(on_day(on), **named).first()


def against_publishing(bulletin: Bulletin, person: Person, on: date) -> list[object]:
    """What speaks against letting this text out before approval."""
    return list(
        rules.reasons_not_to_publish_unapproved(
            standing=bulletin.standing,
            klass=bulletin.klass,
            origin=bulletin.origin,
            regulated=regulation_for(bulletin, on) is not None,
            writes=is_own(bulletin, person, Action.PUBLISH, on),
        )
    )


def against_checking(bulletin: Bulletin, person: Person, on: date) -> list[object]:
    """What speaks against this person's check."""
    checks = checks_on(bulletin)
    own = bool(answers_for(person, Action.APPROVE, bulletin.body, on) & hands(bulletin))
    checked = all(one.verdict for one in checks)
    return list(rules.reasons_not_to_post_check(unapproved=bool(checks), checked=checked, own=own))


def hands(bulletin: Bulletin) -> set[int]:
    """Ids of those who wrote it or let it out, and of those in whose place they did: none of them checks it."""
    out = {one.published_by_id for one in checks_on(bulletin)}
    return writers(bulletin) | done_for(out, Action.PUBLISH) if out else writers(bulletin)


@once
def checks_on(bulletin: Bulletin) -> list[PostCheck]:
    """The checks of what went out before approval, each with who let it out and who has checked it, the newest first."""
    return list(PostCheck.objects.filter(bulletin=bulletin).select_related("by", "published_by").order_by("-number"))
