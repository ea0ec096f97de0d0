"""The half-year told through real acts: each bulletin walks its road, on its days, by the people who walk it."""

from collections.abc import Iterable, Iterator

from khen.bodies.models import Outlet
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.portals import acts as portals
from khen.domains.portals.terms import DocumentKind
from khen.sample.founding import Cast
from khen.sample.plans import CampaignPlan, DocumentPlan, LinkPlan
from khen.sample.roads import BulletinPlan, Standing

ACCOUNTS = {"facebook": "fanpage-thong-tin-hg", "zalo": "oa-so-tttt", "radio": "truyen-thanh-internet"}
KINDS = {
    "công văn": DocumentKind.LETTER,
    "chỉ thị": DocumentKind.DIRECTIVE,
    "kế hoạch": DocumentKind.PLAN,
    "quyết định": DocumentKind.DECISION,
    "thông báo": DocumentKind.ANNOUNCEMENT,
    "công điện": DocumentKind.TELEGRAM,
    "hướng dẫn": DocumentKind.GUIDANCE,
    "báo cáo": DocumentKind.REPORT,
    "nghị quyết": DocumentKind.RESOLUTION,
}


def open_campaigns(campaigns: Iterable[CampaignPlan], cast: Cast) -> None:
    """Each by whoever publishes for its body, on its first day; one got the name of the disease once that had one."""
    for plan in campaigns:
        by, first_name = cast.people[plan.by], plan.name_before or plan.name
        opened = newsroom.open_campaign(
            by=by, body=cast.bodies[plan.body_key], on=plan.since, name=first_name, since=plan.since, last=plan.last
        )
        if plan.renamed_on:
            newsroom.rename_campaign(opened, by=by, on=plan.renamed_on, name=plan.name)
        cast.campaigns[plan.key] = opened.key


def tell(bulletins: Iterable[BulletinPlan], cast: Cast) -> Iterator[Bulletin]:
    """Every bulletin in the order of its days."""
    for plan in sorted(bulletins, key=lambda one: (one.written_on, one.key)):
        yield _walk(plan, cast)


def _walk(plan: BulletinPlan, cast: Cast) -> Bulletin:
    bulletin = _write(plan, cast)
    if plan.submitted_on is None:
        return bulletin
    newsroom.submit(bulletin, by=cast.people[plan.author], on=plan.submitted_on)
    if plan.standing == Standing.RETURNED and plan.change:
        newsroom.send_back(bulletin, by=cast.people[plan.approver], on=plan.change.on, reason=plan.change.reason)
        return bulletin
    if plan.approved_on is None:
        return bulletin
    newsroom.approve(bulletin, by=cast.people[plan.approver], on=plan.approved_on)
    if plan.published_on is not None:
        _publish(bulletin, plan, cast)
    return bulletin


def _write(plan: BulletinPlan, cast: Cast) -> Bulletin:
    bulletin: Bulletin = newsroom.write(
        by=cast.people[plan.author],
        body=cast.bodies[plan.author_body_key],
        on=plan.written_on,
        title=plan.title,
        summary=plan.summary,
        body_html=plan.body_html,
        topic=plan.topic,
        campaign=cast.campaigns.get(plan.campaign, ""),
        klass=plan.klass,
        origin=plan.origin,
        source=plan.source,
        area=cast.areas[plan.area_code],
        since=plan.published_on or plan.written_on,
        until=None,
    )
    return bulletin


def _publish(bulletin: Bulletin, plan: BulletinPlan, cast: Cast) -> None:
    publisher, on = cast.people[plan.publisher], plan.published_on
    assert on is not None
    outlets = _outlets(plan, cast)
    if outlets:
        newsroom.publish(bulletin, by=publisher, on=on, outlets=outlets)
    for made in plan.elsewhere:
        newsroom.post_elsewhere(
            bulletin, by=publisher, on=made.on, outlet=cast.outlets[ACCOUNTS[made.channel]], link=made.link, reach=made.reach
        )
    if plan.change and plan.standing == Standing.CORRECTED:
        newsroom.correct(
            bulletin,
            by=publisher,
            on=plan.change.on,
            title=plan.title,
            summary=plan.summary,
            body_html=plan.change.body_html,
            reason=plan.change.reason,
        )
        newsroom.post_check(bulletin, by=cast.people[plan.approver], on=plan.change.on, verdict="passed")
    if plan.change and plan.standing == Standing.WITHDRAWN:
        newsroom.withdraw(bulletin, by=publisher, on=plan.change.on, reason=plan.change.reason)


def _outlets(plan: BulletinPlan, cast: Cast) -> list[Outlet]:
    return [cast.outlets[key] for key in (*plan.sites, *plan.tickers, *plan.popups, *plan.mailing)]


def post_documents(documents: Iterable[DocumentPlan], cast: Cast) -> Iterator[int]:
    """The directive documents, each placed on its site by the editorial board."""
    for posted, plan in enumerate(documents, 1):
        kind = next((kind for word, kind in KINDS.items() if plan.title.casefold().startswith(word)), DocumentKind.OTHER)
        portals.post_document(
            by=cast.people["xuatban"],
            portal=plan.site,
            on=plan.placed_on,
            number=plan.number,
            symbol=plan.symbol,
            title=plan.title,
            issuer=plan.issuer,
            kind=kind,
            signed_on=plan.signed_on,
        )
        yield posted


def place_link(link: LinkPlan, beside: Bulletin, cast: Cast) -> None:
    """An address put on an outside system, entered beside the bulletin that it belongs to."""
    outlet = cast.outlets[f"lien-ket-{link.system}"]
    newsroom.post_elsewhere(beside, by=cast.people["xuatban"], on=link.on, outlet=outlet, link=link.url, reach=None)
